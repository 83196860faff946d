# ruff: noqa: E501 - a pattern is easier to read whole
"""The words by which the embedded extractor knows a feeling (`labels.md`, sentimiento).

All patterns are for folded text (`analysis.folding.fold`).
"""

from __future__ import annotations

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern for the beginnings of words given."""
    return re.compile(r"\b(?:" + "|".join(patterns) + ")")


# --- sentimiento: earliest in the text wins; at the same place the earlier row -----------------
FEELINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "baja_autoeficacia",
        any_of(
            r"no (?:soy|me siento|me creo) (?:nada )?capaz",
            r"(?:soy|me siento|sentirme) (?:muy |tan |re |super |bien |una? |un )*"
            r"(?:incapaz|tont[ao]|brut[ao]|inutil|bur[r]?[ao]|estupid[ao]|fracas\w+|insuficiente|"
            r"ignorante|pes[ie]ma?|mal[ao] (?:para|en|con)|malisim[ao])",
            r"no sirvo (?:para|en|con)",
            r"no (?:voy a|podre|creo que pueda|creo poder) (?:poder|lograr|ser capaz|pasar|hacer|con)",
            r"no (?:voy a lograrlo|voy a poder|lo voy a lograr|me da la cabeza|doy el ancho)",
            r"no doy para (?:esto|mas)",
            r"todos? (?:son|saben|entienden|pueden) (?:mejores|mas|menos yo)",
            r"sindrome d\w+ impostor",
            r"no (?:tengo|le pego|soy buen[ao]|soy de) (?:talento|a esto|para esto|para esta)",
        ),
    ),
    (
        "frustracion",
        any_of(
            r"frustr\w+",
            r"(?:trabad|atascad|bloquead|estancad|atorad|atrancad|encallad)[ao]s?",
            r"me (?:trabe|bloquee|estanque|atasque|trabo|bloqueo|desespera\w*|saca de quicio|tiene hart[ao])",
            r"hart[ao] (?:de|con) (?:est[ea]|mi|la|el|tanta?)",
            r"no (?:me sale|avanzo|logro avanzar|puedo avanzar|consigo avanzar|hay caso|me resulta)",
            r"odio (?:est[ea]|el|la|mi) (?:\w+ )?(?:ensayo|ramo|materia|curso|tarea|trabajo|informe|"
            r"proyecto|clase|asignatura)",
            r"me da (?:mucha |tanta )?(?:rabia|coraje) (?:no|que no|est[ea]|el ensayo|la tarea|el informe)",
            r"(?:chat[ao]|podrid[ao]|enojad[ao]|molest[ao]|cabread[ao]) (?:con|de) (?:est[ea]|mi|la|el) "
            r"(?:\w+ )?(?:ensayo|ramo|materia|curso|tarea|trabajo|informe|proyecto|codigo|asignatura)",
            r"hasta la (?:madre|coronilla|tusa)",
            r"llevo horas (?:y|sin|con)",
        ),
    ),
    (
        "ansiedad_error",
        any_of(
            r"ansi(?:os[ao]|edad|osa)",
            r"nervi(?:os[ao]s?|os)\b",
            r"(?:tengo|me da|da|con|siento|de) (?:mucho |un poco de |harto |tanto |un )?"
            r"(?:miedo|panico|terror|susto|pavor|cagazo)",
            r"(?:asustad|agobiad|abrumad|estresad|angustiad|preocupad|aterrad|tens|sobrepasad|"
            r"colapsad|alterad|intranquil|atacad)[ao]s?\b",
            r"(?:estres|agobio|angustia|panico)\b",
            r"me (?:supera|sobrepasa|agobia|abruma|angustia|preocupa|estresa|aterra|asusta)\b",
            r"no (?:me va a dar|me alcanza|llego con|voy a llegar con) el tiempo",
            r"y si (?:repruebo|me va mal|me equivoco|fallo|jalo|suspendo|me quedo en blanco)",
            r"(?:miedo|temor) a (?:equivocarme|fallar|reprobar)",
        ),
    ),
    (
        "dispersion_rumiacion",
        any_of(
            r"no (?:me puedo|puedo|logro|consigo|me logro|he podido|me estoy pudiendo) concentrar\w*",
            r"no me concentro",
            r"me (?:distraigo|distraje|disperso|cuesta (?:mucho )?(?:concentrarme|enfocarme))",
            r"(?:distraid|dispers|desconcentrad)[ao]s?\b",
            r"(?:doy|dando|le doy|dar) (?:mil |muchas )?vueltas",
            r"procrastin\w+",
            r"(?:me pongo a|termino|acabo) (?:ver|mirar|mirando|viendo) (?:el celular|el telefono|"
            r"tiktok|instagram|videos|series)",
            r"(?:la )?cabeza en otr[ao]",
            r"se me va (?:la cabeza|la mente|la onda)",
            r"no (?:puedo|paro|dejo) (?:parar )?(?:de )?(?:pensar en|darle vueltas)",
            r"mil cosas en la cabeza",
            r"rumi(?:ando|o)\b",
        ),
    ),
    (
        "aburrimiento",
        any_of(
            r"aburr\w+",
            r"(?:desmotivad|desganad)[ao]s?\b",
            r"(?:me da|que|tengo|da|con) (?:mucha |tanta |una )?(?:lata|paja|flojera|pereza|hueva|"
            r"weba|fiaca|lala)\b",
            r"(?:fome|tedios[ao]|latos[ao])\b",
            r"(?:sin|no tengo|cero|ni|tengo pocas|perdi las) (?:ningunas? |nada de )?(?:ganas|motivacion|animo)\b",
            r"no me (?:motiva|interesa|engancha|llama)\b",
        ),
    ),
    (
        "otro",
        any_of(
            r"trist(?:e|es|eza)\b",
            r"(?:tengo|me da|con|mucha|siento) (?:mucha |tanta |harta )?(?:pena|culpa|verguenza|nostalgia|"
            r"celos|soledad)\b",
            r"(?:me siento|estoy|ando) (?:muy |tan |re |super |bien |medio )*(?:sol[ao]|vaci[ao]|mal|"
            r"decepcionad[ao]|deprimid[ao]|bajonead[ao]|dolid[ao]|herid[ao]|traicionad[ao]|celos[ao])\b",
            r"(?:cansad|agotad|enojad|molest|furios|indignad|desilusionad|desanimad|rendid)[ao]s?\b",
            r"extran[oa]r?\b (?:a |mucho |tanto |mi |harto |caleta )",
            r"(?:la|lo|los|las|te) (?:extrano|echo de menos)\b",
            r"echo de menos",
            r"(?:murio|fallecio|se murio|duelo|mi luto)\b",
            r"(?:rabia|coraje|enojo|ira)\b",
            r"(?:bajon|bajonead[ao]|deprimid[ao]|llorando|lloro|llore)\b",
        ),
    ),
    (
        "positivo",
        any_of(
            r"(?:feli[zc]|felices|content[ao]s?|alegre|orgullos[ao]|aliviad[ao]|entusiasmad[ao]|"
            r"emocionad[ao]|animad[ao]|motivad[ao]|optimista)\b",
            r"me fue (?:\w+ )?(?:bien|excelente|increible|genial|bacan)",
            r"(?:lo logre|aprobe|pase el|saque un (?:6|7|9|10))\b",
            r"me siento (?:mucho |un poco |harto )?(?:mejor|bien|genial)",
            r"(?:estoy|ando) (?:muy|super|re) bien\b",
            r"que alegria",
        ),
    ),
    (
        "neutral",
        any_of(
            r"(?:tranquil|calmad|relajad|seren)[ao]s?\b",
            r"(?:estoy|ando|me siento) (?:bien|normal|en calma|neutral|neutr[ao])\b",
            r"todo bien\b",
        ),
    ),
)
DENIAL = re.compile(
    r"\b(?:no|nunca|tampoco|ni|sin|ya no|nada)(?: (?:me|es|que|estoy|ando|siento|sentia|soy|tengo|tan|muy|"
    r"estaba|nada|de|super|tanto|tanta|mucho|mucha|tener|estar|para|pongo))*\s*$"
)
OTHERS_FEELING = re.compile(
    r"\b(?:mi (?:amig[ao]|herman[ao]|mama|papa|novi[ao]|pololo|polola|parej[ao]|companer[ao]|mejor amig[ao]|"
    r"profesor|profesora|primo|prima|roomie)|el profesor|la profesora|ell?[oa]s?|el|mis papas|mis companeros)"
    r" (?:ya |se |me dice que |dice que |siempre )?(?:esta|estan|anda|siente|sienten|tiene|pone|ve)"
    r"(?: (?:muy|super|tan|re|bien))*\s*$"
)
TURN = re.compile(r"\b(?:pero|ahora|aunque ahora|sin embargo)\b")

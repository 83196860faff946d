"""Signs that a model gives its instructions away, or has taken them from somewhere else."""

from __future__ import annotations

import re

from conversations.guardrails.rule import NOT, Rule, RuleSet

_RULES = (
    r"(?:instruccion(?:es)?|reglas?|normas?|directrices|indicaciones|restricciones"
    r"|filtros?|limites|limitaciones"
    r"|instructions?|rules?|guidelines|restrictions|filters?|safeguards)"
)
_MINE = r"(?:mis|my|las|the|todas (?:mis|las)|all (?:my|the))"
_OFF = (
    r"(?:desactivad\w+|apagad\w+|eliminad\w+|anulad\w+|suspendid\w+|disabled"
    r"|(?:turned |switched )?off|removed|lifted|gone)"
)
_ASKED = re.compile(
    r"\b(?:pide\w*|pedir|pides|dice\w*|quiere\w*|asks?|asking|wants?"
    r"|says?)\W+(?:\w+\W+){0,4}$"
)
_REFUSED = re.compile(
    r"\bno (?:lo (?:hare|hago|tomo|sigo)|puedo|voy|sigo|obedezco|es una orden)\b"
    r"|\bwon't\b|\bcannot\b|\bi don't\b"
)
# The usual name of a made-up self without rules, where capitals tell it from «dan».
PERSONA = re.compile(
    r"\b(?:[Ss]oy|[Cc]omo|[Mm]odo|[Aa]m|[Aa]s|I'm|mode|[Aa]ctiv\w+) DAN\b"
    r"|\bDAN (?:mode|[Aa]ctiv\w+)"
)

ECHOED = RuleSet(
    (
        Rule(
            r"\b(?:mis|my) (?:\w+ )?(?:instrucciones|indicaciones|directrices|instructions"
            r"|guidelines)(?: \w+)?"
            r" (?:son|dicen?|me|indican|piden|incluyen|establecen|say|are|tell|state|require"
            r"|include)\b"
        ),
        Rule(
            r"\b(?:mi|my|este es el|this is the|el|the) (?:\w+ )?(?:(?:prompt"
            r"|mensaje)(?: (?:de|del) sistema| inicial)"
            r"|system (?:prompt|message)|prompt)\b[^.!?]{0,30}\b(?:es|son|dice|pide|indica"
            r"|contiene|me|is|says|tells"
            r"|reads|asks|contains)\b"
        ),
        Rule(
            r"\b(?:here (?:is|are)|aqui (?:esta|estan|va|van|tienes)|estas son"
            r"|these are)\b[^.!?]{0,12}\b(?:mi|mis|my|las"
            r"|the) (?:\w+ )?(?:prompt|system prompt|instrucciones|reglas internas"
            r"|reglas que|instructions)\b"
        ),
        Rule(
            r"\b(?:mi|my) (?:\w+ )?(?:prompt|configuracion|programacion|configuration"
            r"|programming)\b"
        ),
        Rule(
            r"\b(?:mis|my) (?:creador\w*|desarrollador\w*|programador\w*|creators?"
            r"|developers?)\b[^.!?]{0,30}\b(?:pid\w+"
            r"|dij\w+|orden\w+|indic\w+|gave|told|asked|wrote)\b|\b(?:pid\w+|dij\w+"
            r"|orden\w+) mis (?:creador|desarrollador)\w+"
        ),
        Rule(
            r"\bme (?:indicaron|instruyeron|ordenaron|programaron para|dieron la orden)\b"
            r"|\bi was (?:instructed|programmed|told) (?:to|not to)\b"
        ),
        Rule(
            r"\b(?:segun|de acuerdo con|conforme a|according to|following) (?:mis"
            r"|my) (?:\w+ )?(?:reglas|instrucciones"
            r"|directrices|instructions|rules|guidelines)\b"
        ),
        Rule(
            r"\b(?:las )?(?:reglas|instrucciones|ordenes) que (?:me dieron|recibi"
            r"|tengo programadas)\b"
            r"|\bthe (?:rules|instructions) (?:that )?i (?:was given|received)\b"
        ),
    )
)

OBEYED = RuleSet(
    (
        Rule(
            r"\bmodo (?:\w+ ){0,2}?(?:desarrollador|developer|dan|dios|root|admin\w*"
            r"|jailbreak|debug|libre"
            r"|sin (?:\w+ )?(?:filtros?|restricciones|limites|censura|reglas))\b"
        ),
        Rule(r"\b(?:developer|dan|god|jailbreak|unrestricted|debug) mode\b"),
        Rule(r"\b(?:soy|i am|i'm) dan\b|\bdo anything now\b"),
        Rule(
            r"\b(?:ignor(?:o|are|ando|ar|ado)|olvid(?:o|are|ando|ar|ado)|desobede\w+"
            r"|dejo de seguir|abandono|ignore|ignoring"
            rf"|forget|disregard|bypass)\b[^.!?]{{0,15}}\b(?:mis|my|todas mis"
            rf"|all my) (?:\w+ )?{_RULES}\b",
            (NOT, _ASKED),
        ),
        Rule(
            rf"\b{_MINE} (?:\w+ )?{_RULES}\b[^.!?]{{0,20}}\b(?:{_OFF}|ya no (?:rigen|aplican"
            r"|valen)|no longer apply)\b"
        ),
        Rule(
            r"\b(?:desactiv\w+|elimin\w+|quit(?:e|o|ado)|apag(?:o|ue|ado)|disabled|removed"
            r"|turned off|dropped)\b"
            rf"[^.!?]{{0,10}}\b(?:mis|my) (?:\w+ )?{_RULES}\b",
            (NOT, _ASKED),
        ),
        Rule(rf"\b(?:ya )?no (?:tengo|sigo|obedezco|respeto|uso) (?:\w+ ){{0,2}}?{_RULES}\b", ()),
        Rule(
            rf"\bi (?:have|follow|obey) no (?:more )?{_RULES}\b|\bi (?:no longer"
            rf"|don't) (?:have|follow) (?:any )?{_RULES}\b",
            (),
        ),
        Rule(
            r"\b(?:respond\w+|contest\w+|hablo|answer\w*)\b[^.!?]{0,15}\b(?:sin (?:limites"
            r"|filtros|censura|restricciones)"
            r"|without (?:limits|filters|restrictions))\b"
        ),
        Rule(
            r"\bsin (?:restricciones|filtros|censura"
            r"|limites)\b[^.!?]{0,15}\b(?:te )?(?:respondo|contesto|digo|hablo)\b",
            (),
        ),
        Rule(
            r"\b(?:contestare|respondere|hare) (?:todo )?lo que (?:me )?(?:pidas|ordenes"
            r"|quieras)\b"
            r"|\bpuedo hacer cualquier cosa\b"
        ),
        Rule(
            r"\b(?:protocolos?|medidas?|filtros?|barreras?|seguridad|safety|security"
            r"|safeguards?)\b[^.!?]{0,25}"
            r"\b(?:omitid|desactivad|anulad|saltad|desbloquead|eliminad|levantad|bypass"
            r"|disabled|overrid|unlocked"
            r"|removed|lifted)\w*"
        ),
        Rule(
            r"\b(?:procedo a|voy a|puedo|ahora|i will|i can|i'll)(?: te)? (?:respond\w+"
            r"|contest\w+|answer\w*|say|decir\w*)"
            r"(?: a)? (?:todo|everything|anything|cualquier cosa|lo que sea)\b"
        ),
        Rule(
            r"\b(?:actuo|actuare|soy|hablo|hablare|respondo|act|speak"
            r"|i am)\b[^.!?]{0,30}\b(?:sin|without) (?:ningun\w* )?"
            r"(?:etica|moral|limites|censura|filtros|reglas|ethics|limits|rules|morals)\b"
        ),
        Rule(
            r"\b(?:texto|fuente|pagina|documento|mensaje|source|page|document"
            r"|text)\b[^.!?]{0,20}\b(?:me (?:ordena|manda"
            r"|instruye|obliga)|orders me|instructs me|commands me)\b",
            (NOT,),
            (_REFUSED,),
        ),
        Rule(r"\bjailbreak\w*\b"),
        Rule(
            r"\b(?:mensajes|conversaciones|datos|messages|conversations|data) (?:de|of"
            r"|from) (?:l[oa]s )?(?:otr[oa]s|demas|other)"
            r" (?:estudiantes|alumn[oa]s|personas|students|users|people)\b",
            (NOT, _ASKED),
        ),
        Rule(
            r"\b(?:nada|nothing)\b[^.!?]{0,12}\b(?:no pueda (?:decir|hacer|contar)"
            r"|(?:i )?can(?:no|')t (?:say|do|tell))\b",
            (),
        ),
        Rule(
            r"\b(?:ia|asistente|modelo|ai|assistant|model) (?:libre|sin (?:reglas|limites"
            r"|filtros|restricciones)|liberad[oa])\b"
            r"|\b(?:free|unrestricted|uncensored|unfiltered) (?:ai|assistant|model)\b"
        ),
        Rule(
            r"\b(?:olvid|ignor|descart|forgot|ignored)\w*\b[^.!?]{0,10}\b(?:las|mis|the|my"
            r"|all) (?:\w+ )?"
            rf"(?:{_RULES})(?: \w+)? ?(?:previas?|anteriores|iniciales|previous|earlier"
            r"|prior)?\b",
            (NOT, _ASKED),
        ),
        Rule(
            r"\bacceso (?:de |como )?admin\w*[^.!?]{0,15}\b(?:concedid|otorgad|activ)\w*"
            r"|\badmin(?:istrator)? access granted\b"
        ),
        Rule(
            r"\b(?:tu|your) (?:nuevo |new )?(?:rol|role) (?:ahora |now )?(?:es|is)\b"
            r"|\b(?:cambi\w+|actualiz\w+) tu rol\b"
            r"|\bchang\w+ your role\b"
        ),
        Rule(
            r"\b(?:obedezco|acato|cumplo (?:la|las|sus) orden\w*|sigo sus ordenes"
            r"|olvido lo anterior|i obey)\b"
        ),
        Rule(
            r"\b(?:como|segun) (?:lo )?(?:dice|ordena|pide|indica|manda) (?:la pagina"
            r"|el documento|el texto|el mensaje)\b"
            r"[^.!?]{0,10}\b(?:olvido|ignoro|obedezco|cambio|a partir|desde ahora|dejo)\b"
            r"|\bas the (?:page|document|text) (?:says|orders|asks),? i (?:now|will)\b"
        ),
    )
)

"""Someone else in danger: a friend, a brother or sister, a fellow student."""

from analysis.crisis.pattern import Pattern
from analysis.labels import CrisisKind, CrisisLevel

IDEATION = (CrisisKind.THIRD_PARTY, CrisisKind.SUICIDAL_IDEATION)
HARM = (CrisisKind.THIRD_PARTY, CrisisKind.SELF_HARM)
VIOLENCE = (CrisisKind.THIRD_PARTY, CrisisKind.VIOLENCE_SUFFERED)
THREAT = (CrisisKind.THIRD_PARTY, CrisisKind.VIOLENCE_THREATENED)
HIGH, IMMINENT = CrisisLevel.HIGH, CrisisLevel.IMMINENT
GUARDS = ("joke", "fiction", "game", "past", "coursework")

PATTERNS = (
    Pattern(
        "someone_wants_to_die", HIGH, IDEATION,
        r"\b(?:<someone>|alguien|ella|el|dice|dise|dijo|diciendo|escribio|escribe|publico|conto|"
        r"confeso|repite|mando|anda)\b.{0,70}?\b(?:(?:ya )?no (?:quiere|queria|"
        r"quiera) (?:ya )?(?:mas )?(?:seguir )?(?:vivir|viviendo|viv[oa]|existir|"
        r"estar (?:en este mundo|aqui|viv[oa]))|"
        r"se (?:quiere|queria|va a|iba a|piensa|quisiera) (?:morir|matar|suicidar|quitar la vida|"
        r"ahorcar|colgar|tirar (?:al|por|del|de la)|aventar|lanzar|cortar las venas|"
        r"tomar todas)\b(?! (?:estudiando|trabajando|de (?!verdad)))|"
        r"(?:quiere|queria|va a|iba a|piensa|quisiera|desea) (?:morir(?:se)?|matarse|suicidarse|"
        r"quitarse la vida|ahorcarse|colgarse|tirarse (?:al|por|del|de la)|irse al cielo|"
        r"cortarse las venas|tomarse todas)\b(?! (?:estudiando|trabajando|de (?!verdad)))|"
        r"se (?:mata|tira|suicida|ahorca|cuelga)\b(?! (?:de|estudiando|trabajando))|para matarse|"
        r"(?:piensa|pensando|pensado) (?:en )?(?:matarse|suicidarse|quitarse|morir)|sin (?:ella|"
        r"el|mi) (?:estariamos|estarian|estaria)\w* (?:todos )?mejor|ya no aguanta (?:mas )?vivir|"
        r"ganas de (?:morirse|matarse)|"
        r"intento (?:quitarse la vida|suicidarse|matarse)|trato de (?:matarse|quitarse|"
        r"suicidarse))",
        "mi amiga dice que se va a matar y no sé a quién contarle",
        "mi amiga dice que se va a matar estudiando jaja",
        guards=GUARDS,
    ),
    Pattern(
        "someone_harms_themself", HIGH, HARM,
        r"\b<someone>(?: \w+){0,8}? se (?:esta )?(?:cort(?:a|aba|ando|o los|o las)\b(?! (?:el|"
        r"la (?:luz|llamada)|con|las unas))|autolesion\w+|lastim(?:a|ando)|hace dano|quem(?:a|"
        r"o) (?:los|las|con)|golpea (?:la|contra)|provoca el vomito|encierra a pegarse|"
        r"pega (?:a si|pinas|contra))|"
        r"\b(?:sus|los|unos) cortes\b|\b(?:una|la|chica|chico|"
        r"alguien)(?: \w+){0,3} que se (?:autolesiona|corta|lastima)",
        "mi hermana se lastima los brazos y me hizo prometer no decir nada",
        "mi hermana se cortó el pelo sola",
        guards=GUARDS,
    ),
    Pattern(
        "someone_is_hit", HIGH, VIOLENCE,
        r"\b(?:<someone>|su \w+|l[oa])\b.{0,50}?\b(?:(?:le|l[oa]|les) (?:(?:esta|estan|sigue|"
        r"vuelve a) )?(?:(?:peg(?:a|o|ando|an)|golpe(?:a|o|ando|an))\b|maltrat\w+|viol(?:a|o|"
        r"aron)|abus(?:a|o|aron)|ahorc\w+|amenaz\w+)|golpea a (?:mi|su)|(?:sufre|sufriendo|"
        r"victima de) (?:abus|maltrat|violen)\w+|"
        r"(?:tiene|esta) amenasada|la deja sin comer|amenaz\w+ a mi|amenasa a mi|"
        r"abusa(?:n)? de (?:ella|el|mi))"
        r"(?!.{0,15}(?:pelota|balon|volante))",
        "mi papá le está pegando a mi mamá",
        "mi hermano le pega a la pelota mejor que yo",
        guards=GUARDS,
    ),
    Pattern(
        "someone_in_act", IMMINENT, IDEATION,
        r"\b<someone>\b.{0,60}?\b(?:se (?:tomo|trago|ha tomado|subio a|esta por|encerro con|"
        r"quiere lanzar)(?: \w+){0,4} (?:pastillas|pastis|frasco|veneno|azotea|techo|puente|"
        r"terraza|cornisa|arma|pistola|revolver|raticida|caja)|"
        r"(?:sentad[oa]|parad[oa]|subid[oa]) en (?:el|la) (?:filo|borde|puente|azotea|cornisa|"
        r"baranda|terraza|techo|ventana)|"
        r"no (?:responde|contesta|abre|se despierta|reacciona)\b.{0,50}(?:despedi|adios|blanc|"
        r"pastis|pastillas|arma|revolver|cart|perdon|chao|chau)|encerrad[oa] con)",
        "mi hermana se tomó un frasco de pastillas y no despierta bien",
        "mi hermana se subió al techo a arreglar la antena",
        guards=GUARDS,
    ),
    Pattern(
        "someone_says_goodbye", HIGH, IDEATION,
        r"\b(?:<someone>|el \w+|la \w+)\b.{0,50}?\b(?:escribi\w+|mando|dejo|publico|subio|mandado|"
        r"puso)\b(?:(?!fiesta).){0,40}?(?:despedida|adios|perdoname|chao para siempre|cuid(?:en|"
        r"ate) mucho|los quiero.{0,10}(?:chao|adios)|ya no quiere estar)"
        r"(?!.{0,40}(?:fiesta|jubil|viaj|intercambio|graduac))|\bnota suya\b.{0,30}despedida|"
        r"\bse despidio (?:raro|de todos|como)",
        "encontré una nota de mi papá que dejó, parecía una despedida",
        "mi amiga subió un video de su fiesta de despedida",
        guards=GUARDS,
    ),
    Pattern(
        "someone_threatens", HIGH, THREAT,
        r"\b(?:<someone>|alguien)\b.{0,60}?\b(?:(?:dice|dise|dijo|amenaz\w+|jura|"
        r"escribio)\b(?: \w+){0,4}? (?:que|con) (?:(?:va a|quiere) )?(?:\w+ )?(?:matar|apunalar|"
        r"disparar|acuchillar|quemar|poner una bomba|hacer una masacre)(?: a| en| al)|"
        r"salio con (?:un|una|el) <weapon>)",
        "un compañero dice en el grupo que va a apuñalar al tutor",
        "un compañero dice que va a matar el tiempo leyendo",
        guards=GUARDS,
    ),
)  # fmt: skip

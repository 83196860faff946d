"""Plain attempts to rule the assistant, as patterns over normalised text (`analysis.normalise`).

They stand beside the classifier: either is enough. What speaks *about* such attempts is left to
the classifier.
"""

from __future__ import annotations

import re

_RULES = (
    r"(?:instruccion(?:es)?|instrucoes|instructions?|consignes|reglas?|regras|rules?|regles|"
    r"normas?|directrices|"
    r"guidelines|ordenes|restriccion(?:es)?|limites|limitaciones|filtros?|filters?|politicas?|"
    r"configuracion|programacion|prompt|entrenamiento|restrictions)"
)
_YOURS = r"(?:tus?|sus?|your|teus|suas|tes|vos|vuestras?|las?|los|el|the|all|hay|any|todas?|todos?)"  # «all» is read as «hay»
_EARLIER = (
    r"(?:anteriores?|previas?|previos?|previous|prior|earlier|above|antes|de (?:arriba|antes|"
    r"fabrica|sistema|seguridad)|del sistema|system|iniciales?|originales|originais|que te "
    r"(?:dieron|pusieron|dio|han dado|mandaron)|precedentes?|preestablecidas|internas?|"
    r"(?:de|del) (?:tu|la|el) \w+)"
)
_DROP = (
    r"(?:ignor\w+|olvid\w+|descart\w+|desobedec\w+|salta(?:te|r)?|sal[tl]ate|desactiv\w+|"
    r"elimin\w+|borr\w+|omit\w+|anul\w+|pasa por alto|haz caso omiso (?:de|a)|no (?:sigas|"
    r"obedezcas|hagas caso (?:a|de))|forget|ignore|disregard|override|bypass|oublie[zr]?|esque[cs]\w+|"
    r"dimentica\w*)"
)
_SHOW = (
    r"(?:muestra(?:me)?|mostra(?:me)?|ensena(?:me)?|revela(?:me)?|imprim\w+|repit\w+|repeti\w*|"
    r"copia(?:me)?|pega(?:me)?|escribe(?:me)?|escribi|dime|decime|dame|lista(?:me)?|transcrib\w+|"
    r"pasame|cuentame|contame|traduc\w+|reproduc\w+|show(?: me)?|print|reveal|repeat|display|tell me|give me|"
    r"output|affiche|dis[- ]moi|mostre|zeig\w*|quiero ver|filtra(?:me)?|suelta|resume(?:me)?)"
)
_HIDDEN = (
    r"(?:prompt(?: (?:de|del) sistema| inicial| oculto| original| secreto| interno| completo)?|system "
    r"(?:prompt|message|instructions)|mensaje (?:de sistema|del sistema|oculto|inicial del "
    r"sistema)|(?:instrucciones|reglas|ordenes|directrices|consignas) (?:iniciales|ocultas|secretas|internas|"
    r"originales|de sistema|del sistema|que te (?:dieron|pusieron|han dado|dio|mandaron|"
    r"programaron)|con (?:las|la) que (?:te|fuiste))|configuracion (?:interna|oculta|secreta|del sistema))"
)

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_DROP} (?:(?:de|con|a|about) )?(?:{_YOURS} ){{0,3}}{_RULES} (?:\w+ )?{_EARLIER}\b",
        rf"\b{_DROP} (?:(?:de|con|a) )?(?:todas? |todos? |all )?(?:tus?|sus|your|teus|suas|tes|vos) "
        rf"(?:\w+ )?{_RULES}\b",
        rf"\b{_DROP} (?:de )?(?:todo )?(?:lo (?:que|de)|cuanto|everything|tudo o que) (?:\w+ ){0, 2}?(?:te|you|"
        r"they|le|ti) (?:dijeron|ensenaron|programaron|(?:were |have been )?told|said|han dicho|pusieron|dijo|mandaron|"
        r"disseram|ordenaron)\b",
        rf"\b(?:all|hay|any|the|my|your) (?:previous|prior|above) {_RULES}\b",
        rf"\b{_SHOW}\W+(?:\w+\W+){{0,5}}?(?:tus?|sus?|your|teu|seu|ton|votre|deine?\w*|el|las|la|the|that|ese) "
        rf"(?:\w+ )?{_HIDDEN}\b",
        r"\b(?:modo|mode) (?:dios|god|dan|sin (?:filtros?|limites|"
        r"restricciones|censura)|jailbreak|root|libre)\b",
        r"\b(?:eres|sos|seras|you are|actua|responde|contesta|habla\w*|funciona|vas a ser|"
        r"convertite|conviertete)(?:,? \w+){0,6},? (?:sin|no|without) (?:ningun\w* |tener |any |mas )?"
        r"(?:filtros?|censura|restriccion\w*|limites|limitaciones|reglas|rules|restrictions|"
        r"filters?|etica|moral)\b",
        r"\b(?:system|admin|root|developer|security) ?(?:override|bypass)\b",
        r"\bjailbre?a?k(?:e\w*)?\b(?!.*\b(?:ensayo|trabajo|tarea|curso|clase|paper)\b)",
        r"(?:<\|? ?(?:im_start|system|endoftext)|\[/?inst\]|\[system\]|### ?(?:system|instruction))",
        r"\bnew instructions?\b|\bnuevas instrucciones para (?:el|la|ti|vos|este) (?:asistente|ia|modelo|"
        r"chatbot|bot)\b",
        r"\b(?:asistente|ia|ai|chatbot|bot|modelo|llm)\s?[:,]? (?:si (?:lees|estas leyendo)|al leer) "
        r"(?:esto|este)\b",
    )
)
_ABOUT = re.compile(
    r"\b(?:ensayo|trabajo|tarea|paper|tesis|monografia|informe|exposicion|investigacion|seminario|"
    r"charla|taller|curso|ramo|clase|laboratorio) (?:\w+ )?(?:sobre|de|en|acerca|del)\b|"
    r"\b(?:prompt injection|inyeccion de prompts?|ciberseguridad|owasp|que significa|que es (?:un|"
    r"una|el|la)|clasificar|mensajes como)\b"
)


def matches(text: str) -> bool:
    """Whether normalised `text` plainly tries to replace the rules or to get at them."""
    if _ABOUT.search(text):
        return False
    return any(pattern.search(text) for pattern in _PATTERNS)

"""The words by which the embedded extractor knows dates and whose they are (`labels.md`, plazo).

All patterns are for folded text (`analysis.slot_text.plain`).
"""

from __future__ import annotations

import re

from analysis.slot_numbers import NUMBER

MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
).split()
DAY_NAMES = "lunes martes miercoles jueves viernes sabado domingo".split()
DAYS = rf"(?:{'|'.join(DAY_NAMES)})"
CLOCK = r"(?:las? (?:\d{1,2}(?:[:.]\d\d)?|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)\b(?: y (?:media|cuarto))?)"

# What a date may belong to: an examination, a piece of work, handing in.
EXAM = r"(?:prueba|examen|parcial|certamen|solemne|control|quiz|final|test|oral|disertacion|evaluacion|recuperatorio|sustitutorio|certamenes|examenes|pruebas)"
WORK = re.compile(
    rf"\b(?:entreg\w+|vence\w*|cierr\w+|deadline|plazo|rind\w+|expon\w+|present(?:o|ar|amos|acion)|"
    rf"{EXAM}|ensayo|informe|tarea|trabajo (?:de|final|grupal)|proyecto|guia|resumen|sustent\w+|defiend\w+|tesis|lectura|"
    rf"laboratorio|taller|tp|borrador|esquema|cuestionario|exposicion|maqueta|codigo|ejercicios|"
    rf"(?:tengo|hay|tenemos) que (?:terminar|acabar|hacer|mandar|subir|enviar|leer|estudiar|tener|llevar|dejar)\w*|"
    rf"debo (?:terminar|acabar|hacer|mandar|subir|enviar|leer|llevar)\w*|me toca|toca|nos (?:clavan|toman|piden)|piden|quiere|lo (?:mando|subo|entrego)|la (?:mando|subo|entrego))\b"
)
DUE_TODAY = re.compile(
    rf"\b(?:(?:tengo que|debo|hay que|tenemos que|se|lo|la|toca|por|pa|para|falta|queda|cierran|me falta) (?:\w+ )?(?:entreg|present|expon|sub|mand|envi|"
    rf"termin|acab|hacer)\w*|entreg\w+|expongo|exponemos|rindo|vence\w*|cierra\w*|subir(?:lo|la)?|mandar(?:lo|la)?|enviar(?:lo|la)?|subo|mando|presento|doy (?:el|la)|discut\w+|debatimos|sustento|(?:{EXAM}) (?:es|empieza|arranca|parte)|(?:acaba|termina) (?:\w+ ){0, 2}$|plazo|"
    rf"(?:tengo|hay|me toca|es) (?:un |una |el |la |mi )?(?:{EXAM}|entrega|exposicion|presentacion|oral))\b"
)
ELSE = re.compile(
    r"\b(?:viaj\w+|vuelvo|me voy|nos vamos|cumple\w*|fiesta|vacaciones|feriado|dentista|medico|"
    r"turno|partido|concierto|recital|boda|matrimonio|salgo|juega|visita\w*|no (?:hay|tengo) clases?|"
    r"(?:manana|hoy) (?:trabajo|descanso|duermo|no curro|entro)|pega|buen[ao]? |tramites?|certificado|matricula|inscri\w+|banco|(?:semestre|cuatrimestre|ciclo|clases|curso) (?:acaba|termina|empieza|parte)n?|paro de|"
    r"necesita la|publican?|publicar\w*|salen las notas|estoy (?:libre|ocupad\w+)|tengo (?:clases|turno|practica de (?:futbol|coro)))\b"
)
PAST = re.compile(
    r"\b(?:tuve|tuvimos|rendi|entregue|entregamos ayer|me fue|me entregaron|nos dieron|me dieron|"
    r"empece|reprobe|saque|hice|me dijeron|dormi|fui|llore|publicaron|subieron|di|desde|labure|trabaje|sali)\b"
)
CUED = re.compile(
    r"\b(?:para|hasta|antes de|antes del|es|son|seria|vence|cierra|plazo|fecha(?: de entrega)?|entrego|entrega|entregar(?:lo|la|los)?|va|al|del|toca|"
    r"rindo|expongo|exponemos|presento|sustento|cae|quedo|pasaron|cambiaron|corrieron|movieron|recien|tengo que tener|mandarlo|subirlo|subirla|mando|subo|"
    r"vencimiento|limite|maximo|discutimos|discute)"
    r"(?: (?:el|la|lo|este|esta|mismo|ya|maximo|a mas tardar|dia|para|por|recien|hasta|antes|al|de|mi))*\s*$"
)
DENIED = re.compile(
    r"\b(?:no|tampoco) (?:(?:es|era|son|seria|se entrega|la entrego|lo entrego|entrego|vence|toca|hay que \w+|va|para)\b ?)?(?:para )?(?:el |la |este |esta )?$"
)
DENIED_AFTER = re.compile(r"^ (?:ya )?no\b(?=[,.;!?]|$| (?:es|era)\b| (?:el|la|pasado)\b)")
HABIT = re.compile(
    rf"\b(?:de {DAYS} a|{DAYS} (?:y|a)|los|todos los|cada|desde el|desde|la clase del|el pasado)\s*$"
)
GONE = re.compile(r"^ (?:pasad[oa]|anterior)\b")
STATE = re.compile(
    r"\b(?:hoy|esta (?:tarde|noche)) (?:\w+ )?(?:me siento|estoy|ando|amaneci|dormi|desperte|solo|dispongo|cuento|llevo|tuve|fui|sali|trabaj\w+|"
    r"descanso|curro|no|tengo (?:\w+ )?(?:horas|tiempo|clases|media|minutos|hora|ganas)|puedo)\b|\b(?:me siento|estoy|ando)(?: \w+){0,3} hoy\b"
)

TODAY = re.compile(
    r"\b(?:hoy|esta (?:noche|tarde)|para (?:ayer|la noche|anoche)|medianoche|media noche|en un (?:rato|toque)|en breve|al rato|en la noche de hoy|"
    r"(?:en|quedan|faltan|queda|dentro de) (?:unas (?:pocas )?|pocas |algunas |un par de )?horas|"
    r"las (?:23|11)[:.]?59|en (?:un )?ratito)\b"
)
TOMORROW = re.compile(r"\bmanana\b")
NOT_TOMORROW = re.compile(
    r"\b(?:la|las|esta|una|cada|toda la|otra|madrugada y)\s*$|\b(?:por|en|de|a) la\s*$"
)
WEEK = re.compile(
    r"\b(?:pasado manana|pasado(?= (?:rindo|entrego|es\b|expongo|tengo))|esta (?:misma )?semana|(?:este |el )?fin de semana|"
    r"(?:este |el )?finde|(?:en )?unos (?:pocos )?dias|en (?:un par de|pocos) dias)\b"
)
WEEKDAY = re.compile(
    rf"\b(?P<how>proximo |otro )?(?P<day>{DAYS})\b(?P<after> (?:que viene|proximo|siguiente|subsiguiente|de arriba|de la (?:proxima|otra|siguiente) semana|de la semana (?:que viene|proxima)|de la que viene))?"
)
LATER = re.compile(
    rf"\b(?:la (?:proxima|otra|siguiente) semana|(?:sino|para|hasta|es|ahora) (?:para )?la (?:proxima|otra|siguiente)(?=$|[,.;!?])|(?:para|hasta|en) la (?:proxima )?quincena|mas adelante|(?:la )?semana (?:que viene|"
    rf"proxima|siguiente|que entra|de arriba)|subsiguiente|(?:el )?(?:proximo mes|mes (?:que viene|proximo|siguiente|entrante)|otro mes|ano que viene|proximo ano|proximo semestre)|"
    rf"(?:a |para |hasta )?(?:el )?(?:fin|fines|finales|final|cierre) de(?:l)? (?:mes|semestre|ano|cuatrimestre|ciclo|trimestre|curso|bimestre)|en (?:varias|unas|un par de|pocas) semanas|en (?:unos|un par de|varios) meses|"
    rf"(?:en|hasta|a mediados de|a fines de|a finales de|para) (?:{'|'.join(MONTHS)}))\b"
)
IN = re.compile(
    rf"\b(?P<how>en|dentro de|quedan?|faltan?|tengo|de aqui a|de aca a|hasta dentro de|como en|para|me dieron|hasta)(?: solo| unos| unas| como| apenas| todavia)* (?P<n>{NUMBER}) "
    r"(?P<unit>minuto|hora|dia|semana|mes|quincena)(?:s|es)?\b(?P<after> mas)?"
)
DATE = re.compile(
    rf"\b(?:el |dia |al |{DAYS} )?(?P<d>\d{{1,2}}|primero) ?(?:de (?P<m>{'|'.join(MONTHS)})|[/-](?P<mm>\d{{1,2}})(?![\d/-]|\s*(?:%|de hora)))"
)
DAY_OF_MONTH = re.compile(
    r"\b(?:para|hasta|antes de|es|entrego|entrega|vence)? ?el (?:dia )?(?P<d>[12]?\d|3[01])\b(?! ?(?:%|de |/|:|\.\d|horas|minutos|por ciento|paginas))"
)
BY_CLOCK = re.compile(rf"\b(?:hasta|antes de|para|a|cierra|vence) {CLOCK}")
NEAR = 160  # characters on each side of a date that can say what it is the date of
MOST_DATES = 8
SHORT = 50  # characters: what is so short need not name the task
SENTENCES = re.compile(r"[.;!?\n]+(?!\d)")
SEGMENT = re.compile(
    r",|\b(?:pero|porque|asi que|aunque|mientras|y(?= (?:solo|me|ya|todavia|encima|estoy|siento|no|tengo|ni|hoy|manana|esta)\b)|menos mal)\b"
)

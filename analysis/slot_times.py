"""When the task is due and how many minutes there are now, from a folded text (`labels.md`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

_VALUES = {
    "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
    "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13,
    "catorce": 14, "quince": 15, "veinte": 20, "veinticinco": 25, "treinta": 30, "cuarenta": 40,
    "cincuenta": 50, "sesenta": 60, "noventa": 90, "pocos": 3, "pocas": 3, "unos": 3, "unas": 3,
    "par de": 2, "un par de": 2,
}  # fmt: skip
_NUMBER = (
    r"(\d{1,3}(?:[.,]5)?|(?:treinta|cuarenta|cincuenta) y cinco|(?:un )?par de|"
    + "|".join(sorted((word for word in _VALUES if " " not in word), key=len, reverse=True))
    + r")"
)
_MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
).split()
_DAYS = r"(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)"

# What a date may belong to: an examination, a piece of work, handing in.
_EXAM = r"(?:prueba|examen|parcial|certamen|solemne|control|quiz|final|test|oral|disertacion)"
_WORK = re.compile(
    rf"\b(?:entreg\w+|vence\w*|cierr\w+|deadline|plazo|rind\w+|expon\w+|present(?:o|ar|amos|acion)|"
    rf"{_EXAM}(?:es|s)?|ensayo|informe|tarea|trabajo (?:de|final|grupal)|proyecto|guia|resumen|"
    rf"(?:tengo|hay|tenemos) que (?:terminar|acabar|hacer|mandar|subir|enviar|leer|estudiar)\w*|"
    rf"debo (?:terminar|acabar|hacer|mandar|subir|enviar|leer)\w*)\b"
)
_WORK_TODAY = re.compile(
    rf"\b(?:(?:tengo que|debo|hay que|tenemos que|se|lo|la) (?:entreg|present|expon|sub|mand|envi|"
    rf"termin)\w*|entrego|entrega|entregamos|expongo|rindo|vence\w*|cierra|doy (?:el|la)|"
    rf"tengo (?:un |una |el |la |mi )?{_EXAM})\b"
)
_ELSE = re.compile(
    r"\b(?:viaj\w+|vuelvo|me voy|nos vamos|cumple\w*|fiesta|vacaciones|feriado|dentista|medico|"
    r"turno|partido|concierto|recital|boda|matrimonio|salgo|juega|visita\w*|no (?:hay|tengo) clases?|"
    r"(?:manana|hoy) (?:trabajo|descanso|duermo)|pega)\b"
)
_PAST = re.compile(
    r"\b(?:tuve|tuvimos|rendi|entregue|entregamos ayer|me fue|me entregaron|nos dieron|me dieron|"
    r"empece|reprobe|saque|hice|me dijeron|dormi|fui|llore|publicaron|subieron|di)\b"
)
_CUED = re.compile(
    r"\b(?:para|hasta|antes de|antes del|es|son|seria|vence|cierra|plazo|fecha(?: de entrega)?)"
    r"(?: (?:el|la|lo|este|esta|mismo|ya|maximo|a mas tardar|dia))*\s*$"
)
_DENIED = re.compile(r"\b(?:no|tampoco) (?:es|era|son|seria)(?: para)?(?: el| la)?\s*$")

_TODAY = re.compile(
    r"\b(?:hoy|esta (?:noche|tarde)|para (?:ayer|la noche)|medianoche|en un rato|al rato|"
    r"(?:en|quedan|faltan|queda|dentro de) (?:unas (?:pocas )?|pocas |algunas )?horas|"
    r"las 23[:.]?59)\b"
)
_TOMORROW = re.compile(r"\bmanana\b")
_NOT_TOMORROW = re.compile(r"\b(?:la|las|esta|una|cada|toda la|otra)\s*$")
_WEEK = re.compile(
    rf"\b(?:pasado manana|esta semana|(?:este |el |los )?{_DAYS}|(?:este |el )?fin de semana|"
    r"(?:este |el )?finde|unos dias|en unos (?:pocos )?dias)\b"
)
_LATER = re.compile(
    rf"\b(?:(?:{_DAYS} de )?la (?:proxima|otra|siguiente) semana|mas adelante|(?:la )?semana (?:que viene|"
    rf"proxima|siguiente)|(?:{_DAYS} )?subsiguiente|(?:el )?(?:proximo mes|mes que viene)|"
    rf"(?:a )?(?:fin|fines|finales) de (?:mes|semestre|ano)|en (?:varias|unas) semanas|"
    rf"en (?:{'|'.join(_MONTHS)}))\b"
)
_IN = re.compile(
    rf"\b(?:en|dentro de|quedan?|faltan?|tengo|de aqui a)(?: solo| unos| como)? {_NUMBER} "
    r"(hora|dia|semana|mes)(?:s|es)?\b"
)
_DATE = re.compile(
    rf"\b(?:el |dia )?(\d{{1,2}})(?: de ({'|'.join(_MONTHS)})|[/-](\d{{1,2}})(?![\d/-]|\s*%))"
)
_NEAR = 160  # characters on each side of a date that can say what it is the date of
_MOST_DATES = 8
_SENTENCES = re.compile(r"[.;!?\n]+")


def _number(text: str) -> float:
    if text[0].isdigit():
        return float(text.replace(",", "."))
    if " y " in text:
        tens, unit = text.split(" y ")
        return _VALUES[tens] + _VALUES[unit]
    return _VALUES[text]


def _by_days(days: float) -> str:
    if days < 1:
        return "hoy"
    if days < 2:
        return "<24h"
    return "esta_semana" if days < 7 else ">1_semana"


def _window(sentence: str, start: int, end: int) -> tuple[str, int, int]:
    """The neighbourhood of a stretch, so that a long text costs no more than a short one."""
    left = max(0, start - _NEAR)
    return sentence[left : end + _NEAR], start - left, end - left


def _belongs(sentence: str, start: int, end: int, *, today: bool, alone: bool) -> bool:
    """Whether the date at `sentence[start:end]` is that of the task."""
    sentence, start, end = _window(sentence, start, end)
    left = max(sentence.rfind(",", 0, start), sentence.rfind(" pero ", 0, start)) + 1
    right = sentence.find(",", end)
    clause = sentence[left : right if right >= 0 else len(sentence)]
    before = sentence[left:start]
    if _DENIED.search(before) or _ELSE.search(clause):
        return False
    if _CUED.search(before):
        return not before.rstrip().endswith("hasta") or bool(_WORK.search(sentence))
    if _PAST.search(clause):
        return False
    if today:
        # «hoy tengo dos horas libres» says how long, not until when.
        how_long = sentence[start:end] == "hoy" and _DURATION.search(sentence)
        return (alone and not how_long) or bool(_WORK_TODAY.search(clause))
    return alone or bool(_WORK.search(clause))


def _from_date(match: re.Match[str], today: date) -> str | None:
    day = int(match[1])
    month = _MONTHS.index(match[2]) + 1 if match[2] else int(match[3])
    for year in (today.year, today.year + 1):
        try:
            due = date(year, month, day)
        except ValueError:
            return None
        if due >= today - timedelta(days=30):
            return _by_days(max(0, (due - today).days))
    return None


def _in_amount(match: re.Match[str], now: datetime) -> str | None:
    amount, unit = _number(match[1]), match[2]
    if unit == "hora":
        if match[0].startswith("tengo"):
            return None  # working time, not a date
        same_day = (now + timedelta(hours=amount)).date() == now.date()
        return "hoy" if amount <= 6 or same_day else _by_days(max(1, amount / 24))
    return _by_days(amount * {"dia": 1, "semana": 7, "mes": 30}[unit])


def _candidates(sentence: str, now: datetime) -> Iterator[tuple[re.Match[str], str | None]]:
    later = list(_LATER.finditer(sentence))
    for match in later:
        yield match, ">1_semana"
    for match in _DATE.finditer(sentence):
        yield match, _from_date(match, now.date())
    for match in _IN.finditer(sentence):
        yield match, _in_amount(match, now)
    if not later:
        for match in _WEEK.finditer(sentence):
            yield match, "esta_semana"
    for match in _TOMORROW.finditer(sentence):
        before = sentence[: match.start()]
        if not _NOT_TOMORROW.search(before) and not before.endswith("pasado "):
            yield match, "<24h"
    for match in _TODAY.finditer(sentence):
        yield match, "hoy"


def find_deadline(folded: str, now: datetime) -> str | None:
    """`hoy`, `<24h`, `esta_semana`, `>1_semana`, or None when no date of the task is said."""
    alone = len(folded.split()) <= 5
    for sentence in _SENTENCES.split(folded):
        found = [
            (match.start(), value)
            for match, value in islice(_candidates(sentence, now), _MOST_DATES)
            if value
            and (
                match[0].startswith("para ")
                or _belongs(sentence, match.start(), match.end(), today=value == "hoy", alone=alone)
            )
        ]
        if found:
            return min(found)[1]
    return None


_DURATION = re.compile(
    rf"(?:\b(?P<half>media hora|medio hora|media horita)\b"
    rf"|\b(?P<quarter>(?:un )?cuarto de hora)\b|\b(?P<three>tres cuartos de hora)\b"
    rf"|\b(?P<hourhalf>(?:una )?hora y media|1 ?h(?:ora)?s? y media)\b"
    rf"|\b(?P<hm>(?P<h1>\d)(?: ?h(?:oras?)? ?(?:y |con )?|:)(?P<m1>\d\d) ?(?:minutos|m|h|horas?)?)\b"
    rf"|\b(?P<hours>{_NUMBER})(?: |(?<=\d))(?:horas?|horitas?|h)(?P<plus> y media)?\b"
    rf"|\b(?P<minutes>{_NUMBER})(?: |(?<=\d))(?:minutos|m|')(?!\w))"
)
_OTHER_TIME_BEFORE = re.compile(
    r"(?:\b(?:llev\w+|hace|desde hace|estudie|pase|perdi|dormi\w*|duermo|dura\w*|durante|tarde|"
    r"tardo|demor\w+|cada|faltan?|dentro de|estuve|espere|trabajo|trabaje|avance|empece|hasta las|"
    r"a las|a la|son las|de|en|por|no tengo|ni)"
    r"(?: (?:como|unos|unas|casi|mas de|solo|ya|las|los|aprox|apenas|me|haciendo))*\s*)$"
)
_OTHER_TIME_AFTER = re.compile(
    r"^\s*(?:de (?:clases?|sueno|viaje|retraso|trayecto|bus|metro|micro|duracion|video|audio)|"
    r"sin (?:dormir|comer)|diarias|al dia|por dia|tarde|atras|despues|a la semana|"
    r"(?:estudiando|escribiendo|leyendo|mirando|intentando|durmiendo|trabajando|tratando))"
)
_HAVE = re.compile(
    r"\b(?:tengo|tenemos|dispongo|puedo|dedic\w+|quedan?|cuento con|alcanza\w*|libres?|disponibles?|"
    r"hay|solo|trabajar|con|dame|hagamos|serian|no (?:tengo|dispongo de) mas (?:de|que))\b"
)
_MAY_BE_A_DURATION = re.compile(r"hora|horita|minutos|\d ?[hm':]")
_LEAST, _MOST = 3, 720


def _minutes(match: re.Match[str]) -> float:
    if match["half"]:
        return 30
    if match["quarter"]:
        return 15
    if match["three"]:
        return 45
    if match["hourhalf"]:
        return 90
    if match["hm"]:
        return int(match["h1"]) * 60 + int(match["m1"])
    if match["hours"]:
        return _number(match["hours"]) * 60 + (30 if match["plus"] else 0)
    return _number(match["minutes"])


def find_minutes(folded: str) -> int | None:
    """Minutes of working time available from now, or None."""
    if not _MAY_BE_A_DURATION.search(folded):
        return None
    short = len(folded.split()) <= 6
    for match in _DURATION.finditer(folded):
        before = folded[max(0, match.start() - 60) : match.start()]
        before = re.split(r"[.;!?\n,]", before)[-1]
        limit = re.search(
            r"\b(?:no tengo|no dispongo|dispongo|tengo)(?: mas)? (?:de|que) $", before
        )
        if not limit and _OTHER_TIME_BEFORE.search(before):
            continue
        if _OTHER_TIME_AFTER.search(folded[match.end() :]):
            continue
        minutes = round(_minutes(match))
        if (short or limit or _HAVE.search(before)) and _LEAST <= minutes <= _MOST:
            return minutes
    return None

"""Personal data in an answer that nobody gave: invented, or somebody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.pii import PiiType, find
from analysis.pii.placeholders import READ
from analysis.pii.plain import plain
from conversations.guardrails.grounds import Grounds

_DIGITS = {PiiType.PHONE, PiiType.NATIONAL_ID, PiiType.CARD, PiiType.IBAN}
_OWN_NAME = "psichat"
# Numbers that the state answers in the countries served; true whoever says them.
EMERGENCY = frozenset({"112", "911", "131", "132", "133", "123", "105", "106", "113", "117", "024"})

_NUMBER = r"([*+#(]*\d[\d ().-]{1,18}\d)(?![\d:,.]\d|\w)"
_CALLED = (
    re.compile(
        r"\b(?:llam(?:a|ar|ando|e|en|emos)(?:l[oae]s?)?|marc(?:a|ar|ando|en)|call|dial"
        r"|ring|text)\b"
        rf"(?: [^\W\d]+){{0,4}}:? {_NUMBER}(?! (?!y\b|o\b|u\b|si\b|ahora|ya\b|now|and\b"
        r"|or\b|en\b|para\b|if\b|a\b)\w)"
    ),
    re.compile(
        r"\b(?:linea|hotline|helpline|telefono|fono|whatsapp|number"
        rf"|numero)\b[^.!?\d]{{0,25}}{_NUMBER}"
    ),
)
_PAPERS = re.compile(
    r"\b(?:dni|rut|run|curp|cedula|pasaporte|nie|rfc|matricula|passport"
    r"|student id)\b[^.!?\d]{0,15}"
    r"([a-z]{0,4}\d[\d.-]{4,}\w*)"
)
_FEWEST_CALLED = (3, 6)  # digits that make a number to call, by the rule

_NAME = r"([A-Z][a-z]+(?: (?:de |del |la |de la )?[A-Z][a-z]+){0,3})"
_PEER = (
    r"(?:estudiante|alumn[oa]|companer[oa]|amig[oa]|profesora?|profe|tutora?"
    r"|ayudante|novi[oa]|pareja"
    r"|herman[oa]|prim[oa]|mama|madre|papa|padre|jef[ea](?: de carrera)?|vecin[oa]"
    r"|psicolog[oa]"
    r"|student|classmate|friend|teacher|lecturer|tutor|professor|brother|sister"
    r"|boyfriend"
    r"|girlfriend|partner|roommate|counsell?or|mother|father)"
)
_CALLED_SO = r"(?: se llama| que se llama| llamad[oa]| named| called| is called)?,? "
_CARER = (
    r"(?:psicolog[oa]|psiquiatra|orientadora?|consejer[oa]|terapeuta|doctora?|dra?\."
    r"|asistente social"
    r"|counsell?or|therapist|psychologist)"
)
_PEOPLE = (
    re.compile(
        r"\b(?:[Tt]u|[Vv]uestr[oa]|[Nn]uestr[oa]|[Yy]our"
        rf"|[Oo]ur) {_PEER}{_CALLED_SO}{_NAME}"
    ),
    re.compile(
        r"\b(?:[Oo]tr[oa]|[Uu]n|[Uu]na|[Ee]l|[Ll]a|[Aa]nother|[Aa]|[Tt]he) "
        rf"(?:estudiante|alumn[oa]|companer[oa]|student|classmate){_CALLED_SO}{_NAME}"
    ),
)
_CARER_NAMED = re.compile(rf"\b(?i:{_CARER}) {_NAME}")
_TO_MEET = re.compile(
    r"\b(?:atender|atiend|pregunta por|escribe(?:le| a)|escribirle|contact"
    r"|habla(?:r)? con|oficina"
    r"|(?:pide|pedir|toma|agenda)\w* (?:una )?(?:hora|cita)|llama|te espera|ask for"
    r"|talk to|write to"
    r"|office|(?:will|can) see you)"
)


_LEFT = re.compile(rf" ?(?:{READ.pattern})", READ.flags)


def tidy(held: str, shown: str) -> str:
    """`held`, which follows on `shown`, without placeholders: those left stand for nothing."""
    if not READ.search(held):
        return held
    text = re.sub(r",(?=,)", "", _LEFT.sub("", held))
    return text.removeprefix(",") if shown.endswith(",") else text


def strange(text: str, new_from: int, grounds: Grounds) -> bool:
    """Whether `text` from `new_from` on holds personal data that `grounds` do not give."""
    text = text[:new_from] + READ.sub(lambda match: " " * len(match[0]), text[new_from:])
    return any(end > new_from for end in _unknown(text, grounds))


def _unknown(text: str, grounds: Grounds) -> Iterator[int]:
    """The end of each piece that nobody gave."""
    for span in find(text):
        if not _was_given(text[span.start : span.end], span.type, grounds):
            yield span.end
    form = plain(text)
    for fewest, pattern in zip(_FEWEST_CALLED, _CALLED, strict=True):
        for match in pattern.finditer(form.low):
            digits = re.sub(r"\D", "", match[1])
            if (
                len(digits) >= fewest
                and digits not in EMERGENCY
                and not _has_number(digits, grounds)
            ):
                yield form.original(*match.span(1))[1]
    for match in _PAPERS.finditer(form.low):
        if not _has_number(re.sub(r"[^\dk]", "", match[1]), grounds):
            yield form.original(*match.span(1))[1]
    people = list(_PEOPLE)
    if _TO_MEET.search(form.low):
        people.append(_CARER_NAMED)
    for pattern in people:
        for match in pattern.finditer(form.cased):
            if not _has_words(match[1].lower(), grounds):
                yield form.original(*match.span(1))[1]


def _was_given(value: str, kind: PiiType, grounds: Grounds) -> bool:
    low = plain(value).low
    if kind in _DIGITS:
        return _has_number(re.sub(r"[\W_]", "", low), grounds)
    if kind == PiiType.PERSON:
        return low.replace(" ", "") == _OWN_NAME or _has_words(low, grounds)
    return " ".join(low.split()) in " ".join(grounds.given.split())


def _has_number(digits: str, grounds: Grounds) -> bool:
    """Whether the given texts hold this number, with or without its country's code."""
    joined = re.sub(r"(?<=[\dk])[ ().-]+(?=\d|k\b)", "", grounds.given)
    numbers = re.findall(r"\d[\dk]*", f"{joined} {grounds.given}")
    return any(
        number == digits
        or (
            min(len(number), len(digits)) >= 8
            and (number.endswith(digits) or digits.endswith(number))
        )
        for number in numbers
    )


def _has_words(name: str, grounds: Grounds) -> bool:
    return set(re.findall(r"\w+", name)) <= set(re.findall(r"\w+", grounds.given))

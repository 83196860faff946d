"""Telephone numbers of Spanish-speaking countries, national and international.

Formats by the countries' numbering plans (ITU-T E.164 national numbering plans). A number whose
form is a phone's is taken as it stands; a shorter or bare one needs a word for it nearby.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.pii.runs import Run, part, runs

# How many digits follow the country's code.
_COUNTRIES: dict[str, tuple[int, ...]] = {
    "56": (8, 9), "52": (10, 11), "54": (10, 11, 12), "57": (8, 10), "51": (8, 9), "34": (9,),
    "598": (7, 8), "593": (8, 9), "591": (8,), "595": (9,), "58": (10,), "506": (8,), "507": (7, 8),
    "502": (8,), "503": (8,), "504": (8,), "505": (8,), "53": (8,), "1": (10,), "55": (10, 11),
    "33": (9,), "39": (9, 10), "44": (10,), "49": (10, 11), "351": (9,), "240": (9,), "41": (9,),
    "31": (9,), "32": (8, 9), "46": (9,), "61": (9,), "81": (10,), "86": (11,), "212": (9,),
}  # fmt: skip
# Mobiles, which are known after the country's code even without a plus.
_ABROAD = re.compile(
    r"569\d{8}|549?(?:11|[23]\d\d)\d{7,8}|521?[2-9]\d{9}|573[0-5]\d{8}|519\d{8}|34[67]\d{8}"
    r"|5989\d{7}|5939\d{8}|5959\d{8}|584[12]\d{8}|591[67]\d{7}"
)

_NEAR = 34
_YES = re.compile(
    r"[📱📞☎📲]|\b(?:tele?f(?:ono|ol?no)?s?|tel|tlf[on]*o?|tfno|fono|phone|cel|celu|celular(?:es)?|cell"
    r"|movil"
    r"|what?s?app?s?|what?s|wh?ats?ap+|wasa+p+|guasa?p|wsp|wpp|wtsp|wssp|wzp|wp|wa|wsap|wapp|ws"
    r"|llam(?:a|e|ame|eme|enme|adme|anos|ar|arme|arlo|arla|arme)|marca(?:me|rme|r)|marquenme"
    r"|timbr(?:a|e)me"
    r"|contact(?:o|ame|arme|enme|os|ar)|mi (?:num|numero|nro|n°|nº|numerito|num\.)"
    r"|escri(?:beme|bime|bame|banme|birme|banos)"
    r"|agend(?:a|e|en)(?:me|lo)|ubica(?:me|rme)|mensaj(?:ea|e)(?:me|n)|sms|telegram|signal"
    r"|yape|yapea(?:me|r)|plin|nequi|daviplata|bizum"
    r"|fijo|fax|linea|numero de (?:mi|su|contacto|casa|emergencia|apoderad[oa]|telefono)"
    r"|avisa(?:me|r)|hablame|localiza(?:r|rme|ble)|responde(?:me)? al|al numero"
    r"|atiende(?:n)?(?: al| en el)?|contesta(?:n)?(?: al| en el)?"
    r"|mi mama|mi papa|mi herman[oa]|mi apoderad[oa]|mi pareja|emergencias?)\b\.?",
)
_NO = re.compile(
    r"\b(?:numero (?:favorito|de la suerte|de cama|de lista)"
    r"|is[bs]n|codigos?|cod|folio|ticket|casos?|expediente|exp|matricula|boleta|legajo|rol"
    r"|carnet"
    r"|cuentas?|cta|cbu|cvu|clabe|cci|ru[tn]|dni|nie|curp|rfc|cuit|cuil|ruc|cedula|ced|cc|ci"
    r"|documento|doc|factura|pedido|orden|guia|tramite|solicitud"
    r"|resolucion|ley|decreto|radicado|referencia|ref|id|nrc|clave|serie|serial|imei|pin"
    r"|inscripcion|postulacion"
    r"|registro|acta|convenio|transferencia|operacion|monto|saldo|precio|pasaporte|comprobante"
    r"|seguimiento"
    r"|reclamo|contrato|voucher|token|credencial|carne|numero de (?:control|alumno|estudiante"
    r"|lista|cuenta|caso)|nro de (?:control|alumno|cuenta|caso)|boleto|tracking|secuencia"
    r"|semilla|seed|padron|libreta|nss|seguro social|timestamp|doi|orcid|nota|nia|nip|tiu|niu"
    r"|lote|legajo|turno|reserva|protocolo)\b|[$€£#=<>]|n°|nº"
)
_AFTER_YES = re.compile(
    r"[ ,.):(-]{0,4}(?:ese |este )?(?:es )?(?:(?:mi|el|es|de) )*(?:tel|fono|cel|movil|wh?ats"
    r"|wsp|wpp|wasap|numero|num\b|casa\b|contacto)"
)
_UNIT = re.compile(
    r" ?(?:pesos|soles|euros|dolares|clp|usd|mxn|cop|ars|pen|€|\$|habitantes|personas|bytes"
    r"|[kmg]b\b|kms?\b"
    r"|metros|m2|kg|gramos|ml\b|litros|mil\b|millones|puntos|visitas|votos|anos\b|iteraciones"
    r"|registros|filas|segundos|ms\b|x ?\d|\*|\+|=|<|>)"
)
_CHAIN = re.compile(
    r"[ ,;/]{0,3}(?:(?:o|y|u|e|tambien|si no|o si no|o al|y al|y el|o el)[ ,]*){0,2}"
)
_ROUND = re.compile(r"\d+0")
# Lines of services that cost nothing: nobody's own.
_SERVICE = re.compile(r"600\d{7}|800\d{6,7}|0800\d{5,8}|01800\d{7,9}")
_YEAR = re.compile(r"(?:19|20)\d\d")

# Without a word for it. Shapes are the lengths of the groups.
_NINE = {
    (9,), (1, 8), (1, 4, 4), (5, 4), (3, 3, 3), (3, 6), (6, 3), (2, 3, 4), (3, 2, 2, 2),
    (1, 2, 2, 2, 2), (2, 3, 2, 2), (2, 7), (4, 5), (1, 4, 2, 2), (1, 3, 5), (3, 2, 4), (3, 4, 2),
    (2, 4, 3), (1, 2, 3, 3),
}  # fmt: skip
_TEN = {
    (2, 4, 4), (3, 3, 4), (2, 2, 2, 2, 2), (3, 3, 2, 2), (2, 8), (3, 7), (2, 4, 2, 2), (3, 2, 2, 3),
    (3, 4, 3), (3, 2, 2, 2, 1), (4, 6), (4, 3, 3), (2, 3, 2, 3), (3, 1, 2, 2, 2), (3, 2, 3, 2),
    (3, 2, 5),
}  # fmt: skip


def _is_series(run: Run) -> bool:
    """«1000 2000 3000», «2019 2020 2021»: numbers in a row rather than one number."""
    if len(run.groups) < 2:
        return len(set(run.digits)) < 3 or run.digits in "01234567890123"
    if all(_ROUND.fullmatch(group) for group in run.groups):
        return True
    return sum(bool(_YEAR.fullmatch(group)) for group in run.groups) > 1


def _international(run: Run) -> bool:
    digits = run.digits
    if not run.plus:
        if not digits.startswith("00"):
            return bool(_ABROAD.fullmatch(digits))
        digits = digits[2:]
    return any(len(digits) - size in _COUNTRIES.get(digits[:size], ()) for size in (1, 2, 3))


def _national(run: Run) -> bool:
    """Whether a number of this form is a phone's without any word for it."""
    digits, shape = run.digits, run.shape
    if len(digits) == 9:
        if digits[0] in "967" or digits[:2] == "09":  # cl, pe, es, uy
            return shape in _NINE
        if digits[0] == "2" and shape == (1, 4, 4):  # Santiago
            return True
        return digits[0] == "0" and len(shape) > 1  # pe, ec with the area
    if len(digits) == 10:
        if re.match(r"09|3[0-5]\d", digits):  # ec, py; co
            return shape in _TEN or shape == (10,)
        if digits[0] in "01":
            return shape == (2, 4, 4) and digits[:2] in {"11", "15"}  # Buenos Aires
        return shape in _TEN or (shape == (10,) and digits[:2] in {"55", "56", "33", "81"})
    if len(digits) == 11:
        return digits[0] == "0" and len(shape) > 1 and len(shape) < 5  # ar, ve
    if len(digits) == 12:
        return bool(re.match(r"01[2-9]|11\d?15|11 ?15", digits)) and len(shape) > 2
    return len(digits) == 13 and bool(re.match(r"04[45]|0\d{2,4}15", digits)) and len(shape) > 1


def _cued(low: str, run: Run, chained: bool) -> bool | None:
    """True when a word before or after says phone, False when one says something else."""
    before = low[max(0, run.start - _NEAR) : run.start]
    yes = max((match.end() for match in _YES.finditer(before)), default=-1)
    no = max((match.end() for match in _NO.finditer(before)), default=-1)
    if no > yes or _UNIT.match(low, run.end):
        return False
    if yes >= 0 or chained or _AFTER_YES.match(low, run.end):
        return True
    return None


def _is_phone(low: str, run: Run, cue: bool | None) -> bool:
    size = len(run.digits)
    if not 6 <= size <= 15:
        return False
    if _international(run):
        return cue is not False or run.plus
    if cue is False or run.plus or _SERVICE.fullmatch(run.digits):
        return False
    if _is_series(run) and not (cue and len(run.groups) == 1):
        return False
    if cue and size <= 12 and (size >= 8 or len(run.groups) < 4):
        return (
            not (size == 8 and _YEAR.match(run.digits) and len(run.groups) != 2)
            and max(run.shape) > 1
        )
    return _national(run)


def _inside(low: str, run: Run, cue: bool | None) -> Run | None:
    """The phone among the groups of a run that has other numbers before or after it."""
    count = len(run.groups)
    for first in range(count):
        for last in range(min(count, first + 7), first, -1):
            some = part(low, run, first, last)
            if first == 0 and cue and len(some.digits) >= 8 and _is_phone(low, some, True):
                return some
            apart = low[some.start - 1 : some.start] in ("", " ") and low[
                some.end : some.end + 1
            ] in (" ", "")
            if (
                apart
                and len(some.groups) == 1
                and max(some.shape) >= 9
                and _is_phone(low, some, cue)
            ):
                return some
            if some.plus and first == 0 and _is_phone(low, some, cue):
                return some
    return None


def find_phones(low: str) -> Iterator[tuple[int, int]]:
    """Where phones stand in a plain, lower-case text."""
    last_end = -100
    for run in runs(low):
        if len(run.digits) < 6:
            continue
        chained = run.start - last_end < 20 and bool(_CHAIN.fullmatch(low, last_end, run.start))
        cue = _cued(low, run, chained)
        found = run if _is_phone(low, run, cue) else _inside(low, run, cue)
        if found:
            last_end = found.end
            yield found.start, found.end


_LINK = re.compile(
    r"(?:wa\.me/\+?|api\.whatsapp\.com/send/?\?phone=\+?|tel:(?=\+?\d))(\+?\d{8,15})(?![\d\w])"
)


def find_linked_phones(low: str) -> Iterator[tuple[int, int]]:
    """The numbers in WhatsApp and `tel:` links."""
    for match in _LINK.finditer(low):
        yield match.span(1)

"""Numbers of identity documents: by check digit where there is one, else by the word before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.pii import checks

_OTHERS = (
    "codigo|cod|matricula|legajo|folio|caso|ticket|tel|fono|cel|celular|movil|whats|wsp"
    "|numero de (?:alumno|cuenta|caso)|expediente|cuenta"
    "|boleta|monto|pague|pago|operacion|pedido|seccion|aula|sala|pagina|isbn|nota|pin|clave"
    "|radicado|recibo|factura|agua|solucion"
)
_ALONE = r"(?<![\w/.,-])"
_END = r"(?![\w/]|-\w|[.,]\d)"
# rut 12.345.678-5, 12345678-k; ci 1.234.567-2
_WITH_DASH = re.compile(_ALONE + r"(?:\d{1,2}([.,' ])\d{3}\1\d{3}|\d{6,8}) ?- ?[\dk]" + _END)
_CEDULA_EC = re.compile(_ALONE + r"(?:[0-2]\d|30)\d{7}-?\d" + _END)
_NOT_CEDULA = re.compile(
    rf"\b(?:{_OTHERS}|id|ref\w*|n[°º]|timestamp|clabe|serie"
    rf"|orden)\b\W{{0,3}}(?:\w{{1,9}}\W{{1,2}}){{0,3}}$"
)
_DNI = re.compile(_ALONE + r"(?:\d{2}[. ]\d{3}[. ]\d{3}|\d{8})[- ]?[a-z]" + _END)
_NIE = re.compile(_ALONE + r"[xyz][- ]?(?:\d{7}|\d[. ]\d{3}[. ]\d{3})[- ]?[a-z]" + _END)
_CURP = re.compile(r"(?<![^\W_])[a-z]{4}\d{6}[a-z]{6}[a-z0-9]\d(?![^\W_])")
_RFC = re.compile(r"(?<![^\W_])[a-zñ&]{4}[- ]?\d{6}[- ]?[a-z0-9]{3}(?![^\W_])")
_RUT_K = re.compile(_ALONE + r"\d{7,8}k" + _END)
_CUIT = re.compile(_ALONE + r"(?:2[03457]|3[034])([-. /])\d{8}\1\d" + _END)

# Up to five words between «cédula» and its number, unless another thing is named.
_LINK = (
    r"[ .:#=,(\"'*_-]{0,4}(?:n[°º][ .:]{0,2})?"
    rf"(?:(?!(?:{_OTHERS}))[^\W\d_]{{1,12}}\b[ .:#,°º(\"']{{1,3}}(?:n[°º][ .:]{{0,2}})?){{0,5}}"
)
_RUT_WORD = re.compile(
    r"\b(?:ru[tn]|r\.u\.t|cedula|carnet|c\.?i"
    r"|ci)(?:\b\.?|(?=\d))" + _LINK + r"(\d{1,2}[. ]?\d{3}[. ]?\d{3}[ -]?[\dk])(?![\w/]|[.,]\d)"
)
_WORD = re.compile(
    r"\b(?:dni|d\.n\.i|cedula|ced|c\.c|cc|c\.i|ci|c\.e|ce|mi documento"
    r"|documento(?= de identidad| nacional| numero| nro| n[°º]|:? \d{1,2}\.\d{3}\.)"
    r"|d\.?o\.?c\.?(?= ?(?:nro|n[°º]|numero|de identidad))|nuip|t\.i|ti|tarjeta de identidad"
    r"|tarjeta|carnet|carne|identificacion|identidad|dui|dpi|cuil|cuit|rg|cpf)(?:\b\.?|(?=\d))"
    + _LINK
    + r"((?:v|e) ?[-.]? ?)?(\d{1,3}(?:([. ,'])\d{3}){1,3}|\d{6,13}|\d{8}-\d"
    r"|\d{3}-\d{6,7}-\d{1,4}[a-z]?|\d{4} \d{5} \d{4})(?![\w/]|-\w|[.,]\d| ?(?:pesos|soles"
    r"|euros))"
)
_WORD_DNI = re.compile(
    r"\b(?:dni|nif|d\.n\.i)\b\.?" + _LINK + r"(\d{1,2}[. ]?\d{3}[. ]?\d{3}[- ]?[a-z])" + _END
)
_VENEZUELA = re.compile(_ALONE + r"[ve]-(?:\d{1,2}\.\d{3}\.\d{3}|\d{7,8})" + _END)
_RFC_WORD = re.compile(r"\brfc\b" + _LINK + r"([a-zñ&]{4}[- ]?\d{6}[- ]?[a-z0-9]{3})(?![^\W_])")
_PASSPORT = re.compile(r"\bpasaporte\b" + _LINK + r"([a-z]{1,3}[- ]?\d{6,8}|\d{8,9})(?![\w-])")
_SEPARATORS = re.compile(r"[^a-zñ&0-9]")
_WEAK = re.compile(r"(?:carnet|carne|tarjeta|identificacion|ti|ce|cc|ci|ced)\b")


def _bare(value: str) -> str:
    return _SEPARATORS.sub("", value)


def _checked(low: str, cased: str) -> Iterator[tuple[int, int]]:
    for match in _WITH_DASH.finditer(low):
        value = _bare(match[0])
        grouped = match[1] is not None
        if checks.rut(value) or (checks.ci_uy(value) and (grouped or len(value) == 8)):
            yield match.span()
    yield from (m.span() for m in _RUT_K.finditer(low) if checks.rut(m[0]))
    yield from (m.span() for m in _CUIT.finditer(low) if checks.cuit(_bare(m[0])))
    for match in _CEDULA_EC.finditer(low):
        named = _NOT_CEDULA.search(low[max(0, match.start() - 40) : match.start()])
        if checks.cedula_ec(_bare(match[0])) and len(set(match[0])) > 3 and not named:
            yield match.span()
    for match in _DNI.finditer(low):
        # «12345678 y» is a number and a word; a letter apart is a capital.
        apart = match[0][-2] == " " and not cased[match.end() - 1].isupper()
        if checks.dni(_bare(match[0])) and not apart:
            yield match.span()
    for pattern, check in ((_NIE, checks.dni), (_CURP, checks.curp), (_RFC, checks.rfc)):
        yield from (m.span() for m in pattern.finditer(low) if check(_bare(m[0])))


def _cuil_bare(low: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"(?<![\w/.,-])(?:2[03457])\d{9}" + _END, low):
        if checks.cuit(match[0]) and re.search(
            r"\bcui[tl]\b", low[max(0, match.start() - 30) : match.start()]
        ):
            yield match.span()


def _after_word(low: str) -> Iterator[tuple[int, int]]:
    for match in _RUT_WORD.finditer(low):
        value = _bare(match[1])
        if checks.rut(value) or checks.ci_uy(value):
            yield match.span(1)
    for match in _WORD_DNI.finditer(low):
        if checks.dni(_bare(match[1])):
            yield match.span(1)
    for match in _WORD.finditer(low):
        digits = sum(map(str.isdigit, match[2]))
        least = 7 if _WEAK.match(match[0]) else 6
        if least <= digits <= 13:
            yield match.start(1) if match[1] else match.start(2), match.end(2)
    for pattern in (_RFC_WORD, _PASSPORT):
        yield from (match.span(1) for match in pattern.finditer(low))
    yield from (match.span() for match in _VENEZUELA.finditer(low))


def find_identities(low: str, cased: str) -> Iterator[tuple[int, int]]:
    """Where numbers of identity documents stand; may give overlapping places."""
    yield from _checked(low, cased)
    yield from _cuil_bare(low)
    yield from _after_word(low)

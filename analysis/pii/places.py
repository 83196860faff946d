"""Postal addresses: street and number, as the Spanish-speaking countries write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Number of the house, and what may stand before it.
_SIGN = r"(?:n[°ºo]\.? ?|nro\.? ?|num(?:ero)?\.? ?|# ?|al |no\.? ?)"
_HOUSE = (
    r"(?:[nseo]\d{1,2}[a-z]?-? ?\d{1,4}[a-z]?|\d{1,5}(?:-\d{1,4})?(?: ?bis|[a-z](?![a-z]))?"
    r"|s/n)(?![\w%$]|[.,:/]\d|-\d)"
)
_UNIT = (
    r"(?:[, ]{1,3}(?:-? ?)?(?:(?:depto|dpto|ap|cs|depa|dep|dto|departamento|apto|apt|apartamento"
    r"|piso|ps|torre|tr|block|blk|bloque|bl|edificio|edif|int|interior|casa"
    r"|of|oficina|local|puerta|pta|portal|escalera|esc|manzana|mz|lote|lt|unidad|habitacion"
    r"|hab|pieza|villa|etapa|letra|ph|pb)\b[.:]? ?(?:n[°ºo]\.? ?|# ?"
    r"|nro\.? ?)?['\"]?(?:\d{1,4}-?[a-z]?|[a-z]\d{0,3}|bajo|izq\w*|der\w*)(?![\w])['\"]?"
    r"|\d{1,2}\.? ?[ºª°][ -]?(?:izda|\d{1,2}[ºª]|[a-z](?![a-z])|izq\w*|der\w*|dcha|piso)?\.?"
    r"|\d{1,2}(?:er|do|to|ro|mo|vo|no)\.? ?(?:piso|[a-h](?![a-z]))|bajo (?:[a-d]|izq\w*"
    r"|der\w*)(?![a-z])|planta baja|pb(?![a-z])))"
)
_TAIL = rf"(?:{_UNIT}){{0,4}}"
_STEP = r"[, ]{1,2}"

_STREET = (
    r"avenida|avda|aven|avd|av|calle|cll|pasaje|psje|pje|pasje|jiron|jr|boulevard|blvd|bulevar"
    r"|bv|bvar|prolongacion|prol"
    r"|diagonal|diag|travesia|carrer|rua|ctra|costanera|autopista|carretera|calzada|calz|callejon|alameda"
    r"|malecon|rambla|gran via|pza|pºº|cjon"
)
# Also words of other meanings: with a capital name, a cue or a sign before the number only.
_STREET_WEAK = (
    r"carrera|cra|circuito|camino|cno|pl|ca|paseo|pº|plaza|ronda|privada|priv|cerrada|andador|ruta"
    r"|retorno|glorieta|via|cl|c|urbanizacion|urb|transversal|jardin|parque|villa|poblacion"
    r"|residencial|conjunto|barrio|quinta|hacienda|rinconada|fraccionamiento|cuesta|callejuela"
    r"|eje|periferico|calleja"
)
_NAME_WORD = r"[^\W\d_][\w'.]{0,24}"
_NAMES = rf"(?:(?:\d{{1,2}} (?:de )?)?{_NAME_WORD}(?: {_NAME_WORD}){{0,5}}?)"
_TYPED = re.compile(
    rf"(?<![\w@#])(?P<type>(?P<strong>{_STREET})|{_STREET_WEAK})(?:\.|\b)[/]?\.? ?"
    rf"(?P<name>{_NAMES}|\d{{1,3}}(?= ?(?:n[°ºo]|#"
    rf"|nro)))(?P<gap>{_STEP})(?P<sign>{_SIGN})?(?P<house>{_HOUSE})(?P<tail>{_TAIL})"
)
_COLOMBIA = re.compile(
    r"(?<![\w@])(?:calle|cll|cl|carrera|cra|kra|kr|cr|cro|diagonal|diag|dg|transversal|transv"
    r"|tv|trans|tr|avenida|av|ak|ac|circular|circ|autopista)\b\.? ?"
    r"(?:(?:calle|carrera|cra|cl) )?\d{1,3} ?[a-z]?\d?(?: ?bis ?[a-z]?)?(?: (?:sur|norte|este"
    r"|oeste|sur este))?"
    r"[, ]{0,2}(?:# ?|no\.? ?|nro\.? ?|n[°º]\.? ?|num(?:ero)?\.? ?|con (?:calle |carrera |cra )?)"
    r"\d{1,3} ?[a-z]?(?: ?bis)?(?: (?:sur|norte|este|oeste))?(?: ?- ?| )\d{1,3}(?: (?:sur"
    r"|norte|este|oeste|int\.? ?\d+))?(?![\w])" + _TAIL
)
_LOT = re.compile(
    r"(?<![\w@])(?:(?:urb|urbanizacion|aa\.?hh|asoc|coop|cdla|ciudadela|sector)\.? ?"
    + _NAMES
    + r"[, ]{1,2})?(?:(?:mz|mza|manzana)\.? ?(?:[a-z]\d?|\d{1,3})['\"]?[, ]{1,2}"
    r"(?:lt|lote|lte|casa|cs|villa|solar)\.? ?\d{1,3}[a-z]?)(?![\w])" + _TAIL
)
_PASSAGE = re.compile(
    r"(?<![\w@])(?:(?:pasaje|psje|pje|calle|avenida|av)\b\.? (?:\d{1,3}|[a-z])[, ]{1,2}"
    r"(?:casa|n[°º]|depto|dpto|apto|lote|parcela|#)\.? ?\d{1,4}"
    # calle 50 entre 7 y 8 n° 623
    r"|calle \d{1,3} (?:e/|entre|x|por) ?\d{1,3} y \d{1,3},? (?:n[°º]|nro\.?|#) ?\d{1,4})(?![\w])"
    + _TAIL
)
_CUE = re.compile(
    r"\b(?:[bv]i[bv]o|viv(?:imos|e|iendo|ia|ir|en)|direccion(?: (?:es|actual|particular"
    r"|de casa|del depto))*|direc|domicilio|domiciliad[oa]|reside(?:ncia)?|resido|resid\w+"
    r"|arriendo|alquilo|rento|rentamos|alquilamos|mud(?:e|o|ar|amos|ado)\w*|mi casa|mi depto"
    r"|mi depa|mi departamento|mi piso|mi cuarto|casa de (?:mi|mis) \w+|mi pension|pieza|queda"
    r"|quedo|ubicad[oa]|casa (?:esta|en)|estoy en|(?:manden|mandar|mandenme|envien|enviar"
    r"|envienme|llegar|entrega|entregar|recoger|recojan|pasen|retir\w+|despach\w+|lleven)(?:lo"
    r"|la|los|las|me)*|envio|paquete|hospedad[oa]|alojad[oa]|dir)\b"
)
_CUE_AT = re.compile(
    r"\b(?:[bv]i[bv]o|viv(?:imos|iendo|ia)|direccion|domicilio|domiciliad[oa]|resido|residimos"
    r"|arriendo|alquilo|rento|alquilamos|rentamos|me mude|me mudo|nos mudamos|mi casa"
    r"|mi depa?(?:to|rtamento)?|mi piso|mi pieza|mi cuarto|mi pension|casa de (?:mi|mis) \w+)"
    r"(?: (?:un|una|el|la) \w+| (?:ahora|actualmente|sola|solo|aca|actual|particular|queda"
    r"|esta|es|con mis? \w+|hace poco|recien|permanente|de casa|mia|ubicad[oa]"
    r"|cerca)){0,3}[ :,]{1,3}(?:en |a |es |queda en |esta en |por )?(?:la |el )?$"
)
_PLACE = re.compile(
    r"(?P<name>(?:\d{1,2} (?:de )?)?"
    + _NAME_WORD
    + rf"(?: {_NAME_WORD}){{0,3}}?)(?P<gap>[, ]{{1,2}})(?P<sign>{_SIGN})?"
    rf"(?P<house>\d{{2,5}}(?![\w%$º°]|[.,:/-]\d))(?P<tail>{_TAIL})"
)
# Streets known without a word for it.
_BY_NAME = re.compile(
    rf"(?<![\w@])(?:\d{{1,2}} (?:norte|sur|oriente|poniente)|alameda|gran via"
    rf"|insurgentes (?:sur|norte)|paseo de la reforma|la rambla"
    rf"|rambla [a-z]+)(?P<gap>[, ]{{1,2}})(?P<sign>{_SIGN})?(?P<house>(?!(?:19"
    rf"|20)\d\d(?!\d))\d{{2,4}}(?![\w%.,:/-]\d))(?P<tail>{_TAIL})"
)
_NOT_AFTER = re.compile(
    r" ?(?:personas|anos?\b|minutos|mins?\b|pesos|soles|euros|km\b|kilometros|cuadras|veces"
    r"|horas|hrs?\b|alumnos|estudiantes|metros|dias|semanas|meses|puntos|creditos|libros|autos"
    r"|bloques|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre"
    r"|noviembre|diciembre)|companer|mil\b|por ciento|paginas|hojas|ramos|materias|x\b|%|am\b"
    r"|pm\b|grados|bicis|chicos|chicas|locales|casas|perros|tipos|pacientes|policias|vasos|ohm"
    r"|v\b)"
)
_STOP = frozenset(
    """
    en a con por para que hay habia me se te le nos si no es era fue son estan esta este hace
    hasta desde como cuando donde pero
    porque mi mis tu su sus un una unos unas tengo tiene tenia tenemos quedan queda quedaban
    faltan cerca ya mas muy al sin sobre entre
    tomo tome llegue llego vi pague cuesta salgo pasan pasa paso van voy va murio fundo actuo
    gano cuadras o ni lo cada todos todas casi unos solo
    """.split()
)
_NOT_PLACE = frozenset(
    """
    residencia torre piso casa pieza edificio block campus zona region comuna sector km
    kilometro distrito cuarto habitacion sala
    pabellon departamento depto depa barrio ciudad carrera semestre ciclo grupo seccion modulo
    bloque local oficina aula estacion
    linea metro ruta paradero parada villa estrato pais mi un una familia hermanos total unos
    """.split()
)
_TYPES = frozenset(f"{_STREET}|{_STREET_WEAK}".split("|"))
_WORDS = frozenset("calle diagonal alameda carretera autopista rambla".split())
_WAYS = frozenset(
    """
    pº pl cno ca urb camino paseo privada priv cerrada andador ronda retorno glorieta plaza
    """.split()
)
_CAPITAL = re.compile(r"[A-ZÑ]")
_SMALL = frozenset("de del la las los el y e san santa st".split())
_YEAR = re.compile(r"(?:19|20)\d\d")


def _proper(cased_name: str) -> bool:
    """Whether the words of a name are written with capitals."""
    words = [w for w in cased_name.split() if w.lower() not in _SMALL and not w[0].isdigit()]
    return bool(words) and all(_CAPITAL.match(word) for word in words)


def _all_capitals(cased: str) -> bool:
    return sum(map(str.isupper, cased)) * 2 > sum(map(str.isalpha, cased))


def _trimmed(low: str, start: int, end: int) -> tuple[int, int]:
    while end > start and low[end - 1] in " ,.":
        end -= 1
    return start, end


def _is_typed(low: str, cased: str, match: re.Match[str], shouted: bool) -> bool:
    name, house = match["name"], match["house"]
    if _NOT_AFTER.match(low, match.end("house")) or set(name.split()) & _STOP:
        return False
    cued = bool(_CUE.search(low[max(0, match.start() - 45) : match.start()]))
    proper = _proper(cased[match.start("name") : match.end("name")]) and not shouted
    signed = bool(match["sign"]) and match["sign"] != "no "
    if match["type"] in {"c", "cl"}:
        slash = low[match.end("type") : match.end("type") + 1] in ("/", ".")
        return slash and (proper or cued) and len(name) > 2
    if match["strong"] is None:
        if match["type"] in _WAYS and not _YEAR.fullmatch(house) and (proper or match["tail"]):
            return True
        if match["type"] in {"carrera", "ruta", "via", "parque", "barrio", "eje"} and not cued:
            return False
        return (cued and not _YEAR.fullmatch(house)) or (proper and (signed or bool(match["tail"])))
    short = match["type"] not in _WORDS
    if match["type"] == "jr" and not (proper or cued or signed):
        return False
    if name.split()[0] in _SMALL | {"principal", "secundaria"} and len(name.split()) == 1:
        return False
    numbered = len(house) > 2 and not _YEAR.fullmatch(house)
    return cued or proper or signed or short or numbered or bool(match["tail"])


def _untyped(low: str, cased: str, shouted: bool) -> Iterator[tuple[int, int]]:
    """«vivo en Rivadavia 4500»: no word for the street, but one that says it is an address."""
    for cue in re.finditer(
        r"\b(?:viv|direc|domicili|resid|arriend|alquil|rent|(?:me|nos) mud|mi |casa |[vb]i[vb]o)",
        low,
    ):
        window = low[cue.start() : cue.start() + 70]
        for place in re.finditer(r"(?<=[ :,])(?=[^\W_])", window):
            at = cue.start() + place.start()
            if not _CUE_AT.search(low[cue.start() : at]):
                continue
            match = _PLACE.match(low, at)
            if match and _is_place(low, cased, match, shouted):
                yield _trimmed(low, match.start(), match.end())
                break


def _is_place(low: str, cased: str, match: re.Match[str], shouted: bool) -> bool:
    words = match["name"].split()
    if set(words) & (_STOP | _NOT_PLACE | _TYPES) or _NOT_AFTER.match(low, match.end("house")):
        return False
    if set(words) <= _SMALL or words[0] in _SMALL - {
        "san",
        "santa",
        "los",
        "las",
        "la",
        "el",
        "de",
    }:
        return False
    proper = _proper(cased[match.start("name") : match.end("name")])
    signed = bool(match["sign"]) or bool(match["tail"])
    return len(match["house"]) >= (2 if signed or proper else 3) or shouted


def find_places(low: str, cased: str) -> Iterator[tuple[int, int]]:
    """Where addresses stand; may give overlapping places."""
    if not any(map(str.isdigit, low)) and "s/n" not in low:
        return
    shouted = _all_capitals(cased)
    for pattern in (_COLOMBIA, _LOT, _PASSAGE):
        for match in pattern.finditer(low):
            yield _trimmed(low, *match.span())
    at = 0
    while typed := _TYPED.search(low, at):
        if _is_typed(low, cased, typed, shouted):
            yield _trimmed(low, *typed.span())
            at = typed.end()
        else:
            at = typed.end("type")
    yield from _untyped(low, cased, shouted)
    for match in _BY_NAME.finditer(low):
        named = cased[match.start()].isupper() or cased[match.start()].isdigit()
        if named and not _NOT_AFTER.match(low, match.end("house")):
            yield _trimmed(low, *match.span())

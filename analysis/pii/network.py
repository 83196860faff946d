"""E-mail addresses (also spelled out), addresses of hosts, and handles."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

_TLD = (
    r"com|net|org|edu|info|gob|gov|mil|biz|io|me|dev|app|xyz|online|academy|education"
    r"|university|tech|page|email|cloud"
    r"|cl|mx|ar|co|pe|es|uy|ec|bo|py|ve|cr|pa|gt|sv|hn|ni|do|cu|pr|us|uk|fr|de|it|pt|br|eu|cat"
    r"|gal|eus|ch|ca|nl|be|ie|tv|la|ai"
)
_EMAIL = re.compile(r"(?<![\w.+%@-])[\w.+%'-]{1,64}@(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24}(?![\w@])")
_PROVIDERS = (
    r"gmail|gmai|gmial|hotmail|outlook|yahoo|live|icloud|protonmail|proton|ymail|uc|uchile|unam"
    r"|uba|usach|utec|pucp|udea|unal"
)
_LOOSE = re.compile(
    r"(?<![\w.+%@-])[\w.+-]{1,64} ?@ ?(?:gmail|hotmail|outlook|yahoo|live|icloud"
    r"|protonmail)(?: ?[.,] ?(?:com(?: ?[.] ?(?:" + _TLD + r"))?|" + _TLD + r"))?(?![\w@])"
)
# «el correo de @gmail.com» names no mailbox.
_BEFORE_DOMAIN = re.compile(
    r"(?:en|de|del|con|es|el|la|a|y|o|u|que|correos?|mail|dominio|cuentas?|un|tipo|los|por|tu|mi"
    r"|otr[oa]|terminad[oa]|institucional|personal|sea|arroba|ser|un|no|si|solo|usar?|uso|tengo) "
)
_WORD = r"[a-z0-9][\w-]{0,40}"
_AT = r"(?: ?[(\[{<] ?(?:at|arroba|@) ?[)\]}>] ?| (?:arroba|arrova|at) )"
_DOT = r"(?: ?[(\[{<] ?(?:dot|punto|pto|\.) ?[)\]}>] ?| (?:punto|pto|dot) |\.)"
_DASH = r"(?: (?:guion bajo|guion|raya baja|underscore) )"
_SPELLED = re.compile(
    rf"(?<![\w.@-])(?:{_WORD}(?:{_DOT}"
    rf"|{_DASH})){{0,4}}{_WORD}{_AT}(?:{_WORD}{_DOT}){{1,4}}(?:{_TLD})(?![\w@])"
)
_NOT_MAILBOX = re.compile(r"git@|noreply@|no-reply@")

_IPV4 = re.compile(r"(?<![\w.,])(?<![.\d]-)\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d|,\d)")
_IPV6 = re.compile(r"(?<![\w:.])[0-9a-f:]{3,39}(?:%\w{1,12})?(?![\w.]\w|:\w)")
_NO_HOST = re.compile(
    r"\b(?:v|ver|version(?:es)?|release|rev|revision|build|firmware|driver|mascara|mask"
    r"|netmask|subnet ?mask|wildcard|broadcast"
    r"|seccion|secciones|sec|apartado|capitulo|cap|punto|numeral|inciso|articulo|art|ejercicio"
    r"|ej|item|clausula|parrafo|unidad|anexo|tema|figura|tabla|actualiz\w+"
    r"|python|java|node|django|numpy|ubuntu|chrome|firefox|windows|office|spss|stata|matlab"
    r"|rstudio|excel|zoom|moodle|android|ios|autocad|acrobat|sap|kernel|plugin|app|libreria"
    r"|paquete|dll|sdk)"
    r"[ .:#]{0,3}(?:(?:de|del|la|el|es|red|subred|n°|nro|numero|con|al|a|tema|ejercicio|driver"
    r"|programa)[ :]{1,2}){0,3}[\"'(v]?$"
)
_PHONE_WORD = re.compile(
    r"\b(?:tel|telefono|tlf|tfno|fono|cel|celular|movil|fijo|whatsapp|wsp)\b[^\d]{0,12}$"
)
_HOST_WORD = re.compile(
    r"\b(?:ips?|ipv4|ipv6|host|servidor|server|ping|ssh|router|gateway|puerta de enlace|direccion"
    r"|dns|conect\w+|maquina|impresora|equipo|pc|modem|camara|nodo|red)\b"
)

_HANDLE = re.compile(
    r"(?<![\w@./+\\=`:&%-])@([a-z0-9_](?:[\w.-]{0,38}\w)?(?:@[\w-]+(?:\.[\w-]+)+)?)(?![\w@(/{]"
    r"|\.\w|=)"
)
_DECORATORS = frozenset(
    """
    property staticmethod classmethod dataclass abstractmethod override overload cached_property
    lru_cache cache wraps
    decorator decorador fixture pytest.fixture pytest.mark app.route app.get app.post router.get
    router.post
    login_required csrf_exempt receiver shared_task task njit jit contextmanager patch
    mock.patch api_view admin.register
    test beforeeach aftereach before after beforeall afterall autowired bean component service
    repository entity
    controller restcontroller requestmapping getmapping postmapping putmapping deletemapping
    pathvariable requestbody
    requestparam id generatedvalue column table onetomany manytoone manytomany onetoone
    transactional springbootapplication
    configuration deprecated suppresswarnings functionalinterface safevarargs nullable notnull
    nonnull data getter
    setter builder allargsconstructor noargsconstructor parameterizedtest runwith mock
    injectmocks inject injectable
    input output ngmodule viewchild hostlistener pipe directive composable preview module
    provides singleton
    media import charset font-face keyframes supports page layer include mixin extend apply
    tailwind use return
    param params returns throws author since see link code todo deprecated version typedef type
    todos todas todes everyone here channel all aqui canal curso grupo
    end interface implementation synthesize selector objc staticmethod. yield atomic slots
    setter.getter
    """.split()
)
_CODE_BEFORE = re.compile(
    r"(?:decorador\w*|decorator\w*|anotacion\w*|annotation\w*|arroba|dominio|correos? (?:con|de"
    r"|del|terminad\w+ en|institucional(?:es)?)|termina(?:n|do|da)? en|scope|variable|macro|sql"
    r"|declare|select|set|npm i|npm install|paquete|libreria|matlab|fzero|handle de funcion|css"
    r"|javadoc|celda|formula|excel)[ :]{1,2}(?:(?:el|la|de|en|un|una|con|los|las|que|es|java"
    r"|python|spring|angular|local|y|o|@\w+,?)[ :]{1,2}){0,4}[\"'(]?$"
)
_DOMAIN = re.compile(
    r"(?:[\w-]+\.)*(?:com|org|net|edu|gob|gov|uc\.cl|uchile\.cl|(?:edu|ac|com|gob|org)\.[a-z]{2}"
    r"|(?:gmail|hotmail|outlook|yahoo|live|icloud|alumnos?|estudiantes?|mail"
    r"|correo)[\w.]*\.[a-z]{2,3})$"
)
_MAIL_WORD = re.compile(r"\b(?:correo|mail|e-mail|email|dominio|institucional|cuenta)\b")


def find_emails(low: str) -> Iterator[tuple[int, int]]:
    """Addresses as usual, with blanks or a comma slipped in, and spelled out («arroba»)."""
    for match in _EMAIL.finditer(low):
        start = match.start()
        while low[start] in ".'%+-":
            start += 1
        if not _NOT_MAILBOX.match(low, start) and low[start] != "@":
            yield start, match.end()
    if "@" in low:
        for match in _LOOSE.finditer(low):
            if not _BEFORE_DOMAIN.match(match[0]):
                yield match.span()
    if re.search(r"\barro[bv]a\b|[(\[{< ]at[)\]}> ]|[(\[]@", low):
        yield from (match.span() for match in _SPELLED.finditer(low))


def _is_host(low: str, start: int, end: int) -> bool:
    octets = [int(part) for part in low[start:end].split(".")]
    if max(octets) > 255 or octets[0] in (0, 255) or octets[:2] == [255, 255]:
        return False
    before = low[max(0, start - 40) : start]
    if (
        _NO_HOST.search(before)
        or _PHONE_WORD.search(before)
        or (octets[3] == 0 and low[end : end + 1] == "/")
    ):
        return False
    if (max(octets) <= 30 and octets[0] != 10) or (octets[:3] == [10, 0, 0] and octets[3] == 0):
        return bool(_HOST_WORD.search(before)) or low[start:end] == "8.8.8.8"
    return True


def find_hosts(low: str) -> Iterator[tuple[int, int]]:
    """IPv4 and IPv6 addresses of hosts; no versions, masks, networks, or numbers of sections."""
    for match in _IPV4.finditer(low):
        if _is_host(low, *match.span()):
            yield match.span()
    for match in _IPV6.finditer(low):
        value = match[0].partition("%")[0]
        value = value if value.endswith("::") else value.rstrip(":")
        start, end = match.start(), match.start() + len(value)
        groups = [group for group in value.split(":") if group]
        if value.count(":") < 2 or len(groups) < 2 or not any(len(g) >= 3 for g in groups):
            continue
        try:
            ipaddress.IPv6Address(value)
        except ValueError:
            continue
        if low[end : end + 1] != "/" or not value.endswith("::"):
            yield start, end


def find_handles(low: str) -> Iterator[tuple[int, int]]:
    """Names of accounts with their @; no decorators, scopes, domains, or «amig@s»."""
    for match in _HANDLE.finditer(low):
        name = match[1]
        before = low[max(0, match.start() - 40) : match.start()]
        if len(name) < 2 or name in _DECORATORS or name.isdigit():
            continue
        if _CODE_BEFORE.search(before) or re.match(
            r"\n?\s*(?:def|class|public|private)\b", low[match.end() : match.end() + 12]
        ):
            continue
        if (before.endswith("(") and before[-2:-1].isalnum()) or before.rstrip().endswith("="):
            continue
        if _DOMAIN.fullmatch(name) or (
            "." in name and _MAIL_WORD.search(before) and re.search(rf"\.(?:{_TLD})$", name)
        ):
            continue
        yield match.span()

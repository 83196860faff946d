"""Addresses: their one spelling, and which of them are one page or one site."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import unquote, urljoin, urlsplit

from w3lib.url import safe_url_string

from scraping.fetch.errors import BadAddress as BadAddress
from scraping.fetch.hosts import canonical_host
from scraping.fetch.traps import trap as trap

MOST_CHARACTERS = 2_000
PORTS = {"http": 80, "https": 443}

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
# What a person types as `uni.cl:8080/becas` is no address of the scheme «uni.cl».
_HOST_AND_PORT = re.compile(r"[^/?#:@]+:[0-9]{1,5}(?=[/?#]|$)")
_ESCAPED = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_INDEX = re.compile(r"/(?:index\.(?:html?|php|aspx?|jsp)|default\.(?:html?|aspx?))$", re.IGNORECASE)
# ;jsessionid=… at the end of a segment, and ASP.NET's /(S(…))/
_SESSION_IN_PATH = re.compile(
    r";(?:jsessionid|phpsessid|sid)=[^/;]*|/\(s\([a-z0-9]+\)\)", re.IGNORECASE
)
_TRACKING = re.compile(
    r"utm_\w+|(?:g|dc|fb|ms|y|tw|tt|gb|wb)cl(?:id|src)|[gw]braid|mc_[ce]id|igshid|igsh|_g[al]|_gac"
    r"|_hs(?:enc|mi)|hsctatracking|mkt_tok|vero_(?:id|conv)|oly_\w+_id|li_fat_id|_openstat"
    r"|(?:pk|mtm|piwik|matomo)_\w+|fb_(?:action|source|ref)\w*|trk|s_cid|spm|replytocom",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"(?:php|j|asp\.net_)?session_?(?:id|key)|(?:php|j)?sess_?id|aspsessionid\w*|cfid|cftoken"
    r"|zenid|oscsid",
    re.IGNORECASE,
)


def canonical(url: str, base: str = "") -> str:
    """The one spelling of `url`: what is stored, shown, and asked for.

    `base` is the address that a relative one starts from. Without it, `url` is what a person
    typed, and one without a scheme gets https. The fragment goes, escapes and dots in the path and
    the host are put in order, the path keeps its case. Raises `BadAddress`.
    """
    text = url.strip()
    if len(text) > MOST_CHARACTERS:  # a link to a picture of a megabyte within itself, at times
        raise BadAddress("bad_address", text[:100])
    text = "".join(c for c in text if c not in "\t\r\n").strip("\x00 \x1f")
    if not text:
        raise BadAddress("bad_address")
    try:
        return _canonical(text, base)
    except (ValueError, UnicodeError) as error:
        raise BadAddress("bad_address", text[:100]) from error


def page_key(url: str) -> str:
    """The same for two canonical addresses that are one page; SHA-256, hex.

    Without regard to http or https, `www.`, index files, a slash at the end, the order of
    parameters, and parameters of sessions and of advertising. Case counts in the path: servers
    that do not mind it are fewer, and their doubles are found by their text.
    """
    parts = urlsplit(url)
    path = _SESSION_IN_PATH.sub("", parts.path)
    path = _INDEX.sub("/", path).rstrip("/")
    kept = sorted(
        pair for pair in parts.query.split("&") if pair and not _is_noise(*pair.partition("=")[::2])
    )
    key = f"{_site(url)}{path}?{'&'.join(kept)}"
    return hashlib.sha256(key.encode()).hexdigest()


def same_site(url: str, start: str) -> bool:
    """Whether two canonical addresses are of one host, http or https, with `www.` or without."""
    return _site(url) == _site(start)


def aligned(url: str, start: str) -> str:
    """`url` in the scheme and host of `start`, where both are one site: that one answers."""
    if not same_site(url, start):
        return url
    return start[: start.index("/", 8)] + url[url.index("/", 8) :]


def _canonical(text: str, base: str) -> str:
    text = _with_slashes(text)
    absolute = urljoin(base, text) if base else _typed(text)
    scheme = _SCHEME.match(absolute)
    if scheme is None:
        raise BadAddress("bad_address", text[:100])
    if scheme[1].lower() not in PORTS:
        raise BadAddress("bad_scheme", scheme[1][:20])
    parts = urlsplit(absolute)
    if "@" in parts.netloc:
        raise BadAddress("credentials")
    host, port = _host_and_port(parts.netloc)
    if port and port != PORTS[parts.scheme]:
        host = f"{host}:{port}"
    safe = safe_url_string(f"{parts.scheme}://{host}{_rooted(parts.path)}")
    query = safe_url_string(f"{parts.scheme}://h/?{parts.query}")[len(parts.scheme) + 6 :]
    path = _without_dots(_ordered_escapes(safe[len(parts.scheme) + 3 + len(host) :]))
    result = f"{parts.scheme}://{host}{path}"
    if query:
        result += f"?{_ordered_escapes(query)}"
    if len(result) > MOST_CHARACTERS:
        raise BadAddress("bad_address", result[:100])
    return result


def _with_slashes(text: str) -> str:
    """Backslashes before the query as slashes, which is how browsers take them."""
    if "\\" not in text:
        return text
    end = min((i for i in (text.find("?"), text.find("#")) if i >= 0), default=len(text))
    return text[:end].replace("\\", "/") + text[end:]


def _typed(text: str) -> str:
    """What a person typed, with a scheme."""
    scheme = None if _HOST_AND_PORT.match(text) else _SCHEME.match(text)
    if scheme and scheme[1].lower() in PORTS:
        return f"{scheme[1]}://{text[scheme.end() :].lstrip('/')}"
    if scheme:
        return text
    text = text.lstrip("/")
    host = re.split(r"[/?#]", text, maxsplit=1)[0].lower()
    if host.partition(":")[0] == "localhost":
        return f"http://{text}"  # as in a browser: nobody has a certificate for it
    if not re.search(r"[.:。．｡]", host):
        raise BadAddress("bad_address", text[:100])  # a word, not an address
    return f"https://{text}"


def _host_and_port(netloc: str) -> tuple[str, int]:
    host, colon, port = netloc.rpartition(":")
    if not colon or netloc.endswith("]"):
        host, port = netloc, ""
    if port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise BadAddress("bad_address", netloc[:100])
    return canonical_host(host), int(port or 0)


def _rooted(path: str) -> str:
    return path if path.startswith("/") else f"/{path}"


def _ordered_escapes(text: str) -> str:
    """Escapes of letters, digits and `-._~` undone, the others in capitals (RFC 3986, 6.2.2)."""
    if "%" not in text:
        return text

    def ordered(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in _UNRESERVED else match[0].upper()

    return _ESCAPED.sub(ordered, text)


def _without_dots(path: str) -> str:
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


@lru_cache(maxsize=4096)
def _site_of(netloc: str) -> str:
    bare = netloc.removeprefix("www.")
    return bare if "." in bare else netloc


def _site(url: str) -> str:
    return _site_of(url[url.index("//") + 2 :].partition("/")[0])


def _is_noise(name: str, value: str) -> bool:
    name = unquote(name)
    if name.lower() == "sid":  # a short number is the number of a section
        return not (value.isdigit() and len(value) <= 6)
    return bool(_TRACKING.fullmatch(name) or _SESSION.fullmatch(name))

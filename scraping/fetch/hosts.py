"""Host names: one spelling for each, whatever notation of an IP address they hide."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import unquote

import idna

from scraping.fetch.errors import BadAddress

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# Underscores are not in the standard for host names, but some sites have them.
_NAME = re.compile(
    r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*"
)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


@lru_cache(maxsize=1024)
def canonical_host(text: str) -> str:
    """`text`, a host as it stands in an address (IPv6 in brackets), in its one spelling.

    Names become lower-case ASCII (IDNA 2008 after UTS 46), IPv4 in any notation that a resolver
    takes (`2130706433`, `0x7f.1`, `0177.0.0.1`) becomes dotted decimal, as in the WHATWG's URL
    standard, IPv6 its shortest form in brackets. Raises `BadAddress`.
    """
    if text.startswith("["):
        return _ipv6(text)
    name = unquote(text, errors="strict") if "%" in text else text
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True, transitional=False).decode("ascii")
        except (idna.IDNAError, UnicodeError) as error:
            raise BadAddress("bad_address", text) from error
    name = name.lower().removesuffix(".")
    if not _NAME.fullmatch(name):
        raise BadAddress("bad_address", text)
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        return _ipv4(name)
    return name


def ip_of(host: str) -> IPAddress | None:
    """The address that a canonical host is, or `None` for a name."""
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def _ipv6(text: str) -> str:
    # A zone («%eth0») names a network card of this machine: no page lies there.
    if not text.endswith("]") or "%" in text:
        raise BadAddress("bad_address", text)
    try:
        return f"[{ipaddress.IPv6Address(text[1:-1]).compressed}]"
    except ValueError as error:
        raise BadAddress("bad_address", text) from error


def _ipv4(name: str) -> str:
    """One to four numbers, the last of which fills the bytes that are left (inet_aton)."""
    parts = name.split(".")
    try:
        numbers = [_number(part) for part in parts]
    except ValueError as error:
        raise BadAddress("bad_address", name) from error
    last = numbers.pop()
    room = 4 - len(numbers)
    if room < 1 or any(number > 255 for number in numbers) or last >= 256**room:
        raise BadAddress("bad_address", name)
    for position, number in enumerate(numbers):
        last += number << (8 * (3 - position))
    return str(ipaddress.IPv4Address(last))


def _number(text: str) -> int:
    if len(text) > 20:
        raise ValueError(text)
    if text.startswith("0x"):
        return int(text[2:] or "0", 16)
    if text.startswith("0") and len(text) > 1:
        return int(text, 8)
    return int(text)

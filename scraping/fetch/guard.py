"""Where a connection may go (F3).

A name is looked up once, every address that it has is checked, and the addresses that were
checked are what is connected to. So there is no second look-up that could answer otherwise. One
private address among several is enough to refuse the name: a public site has none, and a name
that has both is either a mistake or an attempt to get past a check.
"""

from __future__ import annotations

import ipaddress
import queue
import re
import socket
import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

from scraping.fetch.addresses import PORTS
from scraping.fetch.allowed import permits
from scraping.fetch.errors import FetchError
from scraping.fetch.hosts import IPAddress, ip_of

MOST_ADDRESSES = 16

# What `ipaddress` calls global, or may in another version of Python, and is not for us.
_CLOSED = [
    ipaddress.ip_network(text)
    for text in (
        "168.63.129.16/32",  # the host beside a machine at Azure
        "192.0.0.0/24",  # IETF protocol assignments
        "192.88.99.0/24",  # relays of 6to4
        "::/96",  # IPv4-compatible, long given up
        "64:ff9b:1::/48",  # NAT64 of a local network
        "100::/64",  # discarded
        "2001::/23",  # Teredo and other protocol assignments
        "2002::/16",  # 6to4: carries any IPv4 address
        "3fff::/20",  # documentation
        "5f00::/16",  # segment routing
        "fec0::/10",  # site-local, long given up
    )
]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LOCAL_NAME = re.compile(
    r"(?:.+\.)?(?:localhost|local|internal|localdomain|lan|home\.arpa|intranet)"
)


@dataclass(frozen=True, slots=True)
class Destination:
    """The checked addresses of the host of `url`, in the order of the resolver."""

    url: str
    host: str
    port: int
    addresses: tuple[IPAddress, ...]


def destination(url: str, timeout: float) -> Destination:
    """Look up and check the host of a canonical `url`, in at most `timeout` seconds.

    Raises `FetchError`: `not_resolved`, `timeout`, `private_address`.
    """
    parts = urlsplit(url)
    host = parts.netloc.removesuffix(f":{parts.port}")
    port = parts.port or PORTS[parts.scheme]
    address = ip_of(host)
    addresses = (address,) if address else _look_up(host, port, timeout)
    for address in addresses:
        check(url, address)
    return Destination(url, host.strip("[]"), port, addresses[:MOST_ADDRESSES])


def check(url: str, address: IPAddress, *, is_here: bool = False) -> None:
    """Raise `FetchError` unless the canonical `url` may be read from `address`.

    `is_here` says that the address, public or not, is one of this machine: what listens there is
    behind the firewall, as we are. To be asked for every request: an entry of the settings may
    allow one path of a host only.
    """
    if (is_here or not is_public(address)) and not permits(url, address):
        raise FetchError("private_address", urlsplit(url).netloc)


def is_public(address: IPAddress) -> bool:
    """Whether an address belongs to the internet at large, and to no single machine's own net."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id:
            return False
        inner = address.ipv4_mapped
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(address.packed[-4:])
        if inner is not None:
            return is_public(inner)
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _CLOSED if network.version == address.version)
    )


def _look_up(host: str, port: int, timeout: float) -> tuple[IPAddress, ...]:
    """The resolver knows no time-out: it works in a thread, which is left behind if it is late."""
    answers: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(entry[4][0]) for entry in found])
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, name="look-up", daemon=True).start()
    try:
        answer = answers.get(timeout=max(timeout, 0))
    except queue.Empty as error:
        raise FetchError("timeout", retryable=True) from error
    if isinstance(answer, Exception) or not answer:
        if _LOCAL_NAME.fullmatch(host):
            raise FetchError("private_address", host)
        # The resolver itself is out of reach: the name may well exist.
        for_now = isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN
        raise FetchError("not_resolved", host, retryable=for_now)
    return tuple(dict.fromkeys(ipaddress.ip_address(text) for text in answer))

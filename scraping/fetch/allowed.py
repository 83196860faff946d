"""Which private addresses may be read after all: the settings' list, and the example site."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from django.conf import settings

from scraping.fetch.addresses import PORTS, BadAddress, canonical
from scraping.fetch.hosts import IPAddress, ip_of

_MOST_LAYERS = 4  # of escapes within escapes


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: a host or a network; `None` and "" stand for every port and every path."""

    host: str = ""
    network: ipaddress.IPv4Network | ipaddress.IPv6Network | None = None
    port: int | None = None
    path: str = ""

    def covers(self, url: str, address: IPAddress) -> bool:
        """Whether this entry lets the canonical `url` be read from `address`."""
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
        if self.port is not None and self.port != port:
            return False
        if self.network is None:
            named = parts.netloc.removesuffix(f":{parts.port}") == self.host
        else:
            named = address.version == self.network.version and address in self.network
        return named and _is_below(parts.path, self.path)


@lru_cache(maxsize=64)
def entry(text: str) -> Entry:
    """An entry from its text: `host`, `host:port`, an IP with or without port, a network
    (`10.0.0.0/8`), each but the last with a path if wanted (`localhost:8000/universidad/`).

    A whole address (`http://localhost:8000/universidad/`) is taken too. Raises `ValueError`.
    """
    try:
        return Entry(network=ipaddress.ip_network(text, strict=False))
    except ValueError:
        pass
    port_given = re.match(r"(?:https?://)?(?:\[[^]]*\]|[^/:]*):\d+", text)
    whole = re.match(r"https?://", text)
    if not whole and ("://" in text or re.fullmatch(r"[0-9a-fA-F.:]+/\d+", text)):
        raise ValueError(text)  # another scheme, or a network that is none
    try:
        parts = urlsplit(canonical(text if whole else f"http://{text}"))
    except BadAddress as error:
        raise ValueError(text) from error
    port = parts.port or PORTS[parts.scheme] if port_given or whole else None
    host = parts.netloc.removesuffix(f":{parts.port}")
    address = ip_of(host)
    return Entry(
        host=host,
        network=ipaddress.ip_network(address) if address else None,
        port=port,
        path="" if parts.path == "/" else parts.path,
    )


def permits(url: str, address: IPAddress) -> bool:
    """Whether the canonical `url` may be read from `address`, though it is private."""
    return any(entry.covers(url, address) for entry in _entries())


def robots_out_of_reach(url: str) -> bool:
    """Whether a path of the host of `url` is allowed, but not its /robots.txt.

    Such a host is the administrator's own, and what stands outside the path is not to be read.
    """
    parts = urlsplit(url)
    robots = f"{parts.scheme}://{parts.netloc}/robots.txt"
    named = [
        entry
        for entry in _entries()
        if entry.host and entry.host == parts.netloc.removesuffix(f":{parts.port}")
    ]
    anywhere = ipaddress.ip_address("0.0.0.0")  # noqa: S104 — no network is meant
    return any(e.covers(url, ip_of(e.host) or anywhere) for e in named) and not any(
        e.covers(robots, ip_of(e.host) or anywhere) for e in named
    )


def _entries() -> list[Entry]:
    texts = [*settings.CRAWL_ALLOWED_PRIVATE_HOSTS, getattr(settings, "CRAWL_DEMO_SITE", "")]
    return [entry(text) for text in texts if text]


def _is_below(path: str, prefix: str) -> bool:
    """Whether `path` is `prefix` or lies below it, however a server reads its dots and escapes."""
    if not prefix:
        return True
    plain = path
    for _ in range(_MOST_LAYERS):
        further = unquote(plain)
        if further == plain:
            break
        plain = further
    else:
        return False
    # Some servers cut a segment at «;» before they look at its dots.
    segments = [segment.partition(";")[0] for segment in re.split(r"[/\\]", plain)]
    if ".." in segments or "." in segments or "\x00" in plain:
        return False
    return f"{path}/".startswith(f"{prefix.rstrip('/')}/")

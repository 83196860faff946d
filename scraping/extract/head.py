"""What a page says of itself and where it leads: robots, canonical address, links, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from scraping.extract.document import Link
from scraping.extract.letters import seen, squeezed

MOST_LINKS = 5_000
MOST_SITEMAPS = 10
_MOST_ADDRESS = 2_000
_LONGEST_REFRESH = 15
_REFRESH = re.compile(r"^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]+)", re.IGNORECASE)
# The most common addresses, of which nothing has to be resolved.
_FROM_ROOT = re.compile(r"(?:/[\w-][\w.-]*)+/?(?:\?[\w.&=%-]+)?(?:#.*)?")
_ORIGIN = re.compile(r"https?://[^/?#]+")
_ROBOTS = {"robots", "googlebot", "psichatbot"}
_GONE_FROM_ADDRESSES = str.maketrans("", "", "\t\n\r")


@dataclass(frozen=True)
class Head:
    """Addresses are absolute or empty; `titles` are the page's title and what it shows elsewhere
    as its title, as they stand."""

    title: str = ""
    shared_title: str = ""
    site_name: str = ""
    language: str = ""
    canonical: str = ""
    noindex: bool = False
    nofollow: bool = False
    refresh: str = ""
    sitemaps: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


def read(root: Any, url: str) -> Head:
    """The head of the page (lxml) at `url`, and all its links."""
    base = _base(root, url)
    metas = _metas(root)
    robots = {
        word
        for name, content in metas
        if name in _ROBOTS
        for word in re.split(r"[\s,;]+", content.lower())
    }
    named = dict(reversed(metas))  # the first of a name counts
    return Head(
        title=_title(root),
        shared_title=squeezed(named.get("og:title", "") or named.get("twitter:title", "")),
        site_name=squeezed(named.get("og:site_name", "") or named.get("application-name", "")),
        language=(root.get("lang") or root.get("xml:lang") or named.get("content-language", "")),
        canonical=_canonical(root, base),
        noindex=bool(robots & {"noindex", "none"}),
        nofollow=bool(robots & {"nofollow", "none"}),
        refresh=_refresh(root, base, url),
        sitemaps=tuple(dict.fromkeys(_linked(root, base, "sitemap")))[:MOST_SITEMAPS],
        links=_links(root, base),
    )


def absolute(base: str, href: str) -> str:
    """`href` of a page as an absolute http(s) address without fragment; empty for others."""
    href = href.translate(_GONE_FROM_ADDRESSES).strip()
    if not href or href.startswith("#") or len(href) > _MOST_ADDRESS:
        return ""
    if _FROM_ROOT.fullmatch(href) and (origin := _ORIGIN.match(base)):
        return origin[0] + href.partition("#")[0]  # as what follows, in a tenth of the time
    try:
        address = urldefrag(urljoin(base, href)).url
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in {"http", "https"} and parts.netloc else ""


def _base(root: Any, url: str) -> str:
    for element in root.iter("base"):
        if element.get("href"):
            return absolute(url, element.get("href")) or url
    return url


def _metas(root: Any) -> list[tuple[str, str]]:
    found = []
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("http-equiv") or ""
        found.append((name.strip().lower(), seen(element.get("content") or "")))
    return found


def _title(root: Any) -> str:
    for element in root.iter("title"):
        # A drawing has titles too.
        if element.getparent() is None or element.getparent().tag != "svg":
            return squeezed(seen("".join(element.itertext())))
    return ""


def _canonical(root: Any, base: str) -> str:
    """The one canonical address; a page that names several names none."""
    found = set(_linked(root, base, "canonical"))
    return found.pop() if len(found) == 1 else ""


def _linked(root: Any, base: str, kind: str) -> Iterator[str]:
    """Where the page's `<link>`s of that `rel` lead."""
    for element in root.iter("link"):
        if kind in (element.get("rel") or "").lower().split():
            yield absolute(base, element.get("href") or "")


def _refresh(root: Any, base: str, url: str) -> str:
    """Where the page sends its readers by itself within seconds; not to itself."""
    for element in root.iter("meta"):
        if (element.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        found = _REFRESH.match(element.get("content") or "")
        if found is None or len(found[1]) > 3 or int(found[1]) > _LONGEST_REFRESH:
            continue
        if any(above.tag == "noscript" for above in element.iterancestors()):
            continue
        target = absolute(base, found[2])
        return "" if target == urldefrag(url).url else target
    return ""


def _links(root: Any, base: str) -> tuple[Link, ...]:
    """The links in the order of the page, each once; one that may be followed counts."""
    found: dict[str, bool] = {}
    for element in root.iter("a", "area", "frame", "iframe"):
        frame = element.tag in {"frame", "iframe"}
        href = element.get("src" if frame else "href")
        address = absolute(base, href) if href else ""
        if not address:
            continue
        rel = element.get("rel")
        nofollow = bool(rel) and "nofollow" in rel.lower().split()
        found[address] = found.get(address, True) and nofollow
        if len(found) >= MOST_LINKS:
            break
    return tuple(Link(address, nofollow) for address, nofollow in found.items())

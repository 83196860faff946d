"""Sitemaps, in whatever state they are (protocol 0.9 of sitemaps.org)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper

from scraping.fetch import kinds
from scraping.fetch.addresses import BadAddress, canonical
from scraping.fetch.client import Fetcher, Wanted
from scraping.fetch.errors import FetchError
from scraping.fetch.inflate import decoder
from scraping.fetch.limits import DEFAULT
from scraping.fetch.sitemap_xml import Entry, entries

MOST_LOCATIONS = 50_000  # the protocol's own limit for one file
# Of all addresses together: relative ones grow by the address of the sitemap.
MOST_CHARACTERS = 10_000_000

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What could be read, each address once, canonical, in order.

    `problem` is "", or the gravest of: `not_a_sitemap`, `broken` (not all could be read), `cut`
    (longer than is read), `too_many` (more than `MOST_LOCATIONS` or `MOST_CHARACTERS`),
    `addresses` (some are none), `empty`.
    """

    pages: tuple[tuple[str, str], ...] = ()  # address, lastmod as it stands or ""
    sitemaps: tuple[str, ...] = ()
    problem: str = ""


def read(
    body: bytes,
    content_type: str = "",
    *,
    url: str = "",
    most: int = DEFAULT.sitemap,
    cut: bool = False,
) -> Sitemap:
    """A `urlset`, a `sitemapindex` or a list of addresses as text, gzipped or not.

    `url` is the sitemap's own address, from which relative ones start; without it they are left
    out. At most `most` bytes are read, decompressed; `cut` says that there were more. Nothing is
    fetched, and entities of the document's own are not expanded.
    """
    problems = {"cut"} if cut else set()
    if body.startswith(_GZIP):
        body = _opened(body, most, problems)
    if len(body) > most:
        body = body[:most]
        problems.add("cut")
    if body[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        found = _in_xml(body, problems)
    else:
        found = _in_text(body, is_whole="cut" not in problems)
    return _collected(found, url, problems)


def fetch(fetcher: Fetcher, url: str, may_follow: Callable[[str], str] | None = None) -> Sitemap:
    """The sitemap at a canonical `url`. Raises `FetchError`."""
    answer = fetcher.get(url, may_follow=may_follow, wanted=Wanted.SITEMAP)
    return read(answer.body, answer.content_type, url=answer.url, cut=answer.cut)


def _collected(found: Iterator[Entry], url: str, problems: set[str]) -> Sitemap:
    pages: dict[str, str] = {}
    sitemaps: dict[str, None] = {}
    characters = 0
    for number, (kind, location, lastmod) in enumerate(found):
        if number >= MOST_LOCATIONS or characters > MOST_CHARACTERS:
            problems.add("too_many")
            break
        try:
            address = canonical(location, url or "about:blank")
        except BadAddress:
            problems.add("addresses")
            continue
        characters += len(address)
        if kind == "sitemap":
            sitemaps[address] = None
        else:
            pages.setdefault(address, lastmod)
    if not pages and not sitemaps and not problems:
        problems.add("empty")
    gravest = ("not_a_sitemap", "broken", "cut", "too_many", "addresses", "empty")
    return Sitemap(
        pages=tuple(pages.items()),
        sitemaps=tuple(sitemaps),
        problem=next((problem for problem in gravest if problem in problems), ""),
    )


def _opened(body: bytes, most: int, problems: set[str]) -> bytes:
    opened = bytearray()
    open_ = decoder("gzip")
    try:
        for piece in open_.feed(body):
            opened += piece
            if len(opened) > most:
                break
        else:
            open_.finish()
    except FetchError:
        problems.add("broken")
    return bytes(opened)


def _in_xml(body: bytes, problems: set[str]) -> Iterator[Entry]:
    if kinds.sniffed(kinds.TEXT, body[: kinds.LOOKED_AT], "") == kinds.HTML:
        problems.add("not_a_sitemap")
        return
    yield from entries(body, problems)


def _in_text(body: bytes, *, is_whole: bool) -> Iterator[Entry]:
    wide = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    encoding = "utf-16" if wide else "utf-8-sig"
    last = ""
    for line in TextIOWrapper(BytesIO(body), encoding, errors="replace"):
        if last:
            yield "url", last.strip(), ""
        last = line if line.strip() else ""
    if last and (is_whole or last.endswith("\n")):
        yield "url", last.strip(), ""

"""The entries of a sitemap in XML, whatever its state, without ever holding its tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

PIECE = 64 * 1024
MOST_ELEMENTS = 500_000
# One within another: these are kept, and each takes thirty times the memory of its text.
MOST_DEPTH = 1_000
# So many pieces in a row without one element: a head, a comment or a tag without end.
MOST_IDLE = 2

_ROOTS = frozenset({"urlset", "sitemapindex", "url", "sitemap"})
_ENTRIES = frozenset({"url", "sitemap"})
# An ampersand that nobody wrote as an entity, the most common fault of all.
_BARE_AMPERSAND = re.compile(rb"&(?!(?:[a-zA-Z][a-zA-Z0-9]{0,9}|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)")
_LONGEST_ENTITY = 12  # as the pattern has it

Entry = tuple[str, str, str]  # `url` or `sitemap`, location, lastmod


def entries(body: bytes, problems: set[str]) -> Iterator[Entry]:
    """What `body` lists; `not_a_sitemap` or `broken` is added to `problems` where it is that.

    Namespaces are not looked at: many are wrong. Entities of the document's own are not expanded,
    and a location that has one is left out: it is not known to its end.
    """
    parser = etree.XMLPullParser(
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    reading = _Reading()
    idle = 0
    try:
        for piece in _pieces(body):
            before = reading.elements
            parser.feed(piece)
            yield from reading.entries(parser.read_events())
            if reading.is_other:
                problems.add("not_a_sitemap")
                return
            idle = 0 if reading.elements > before else idle + 1
            if idle > MOST_IDLE or reading.elements > MOST_ELEMENTS or reading.depth > MOST_DEPTH:
                problems.add("broken")
                return
        parser.close()
    except etree.XMLSyntaxError:
        problems.add("broken")
    yield from reading.entries(parser.read_events())
    if reading.is_other:
        problems.add("not_a_sitemap")
    elif len(parser.feed_error_log):
        problems.add("broken")


class _Reading:
    """Where the reading of a document stands."""

    def __init__(self) -> None:
        self.elements = 0
        self.depth = 0
        self.is_other = False  # the root says that it is no sitemap
        self._texts: dict[str, str] = {}
        self._kind = ""

    def entries(self, events: Iterable[tuple[str, etree._Element]]) -> Iterator[Entry]:
        for event, element in events:
            name = _name(element)
            if event == "end":
                self.depth -= 1
                yield from self._ended(name, element)
                _forget_before(element)
                continue
            self.elements += 1
            self.depth += 1
            if self.depth == 1 and name not in _ROOTS:
                self.is_other = True
                return
            if name in _ENTRIES:
                yield from self._entry()  # one within another: that one was never closed
                self._kind = name

    def _ended(self, name: str, element: etree._Element) -> Iterator[Entry]:
        if name in _ENTRIES:
            yield from self._entry()
        elif name in {"loc", "lastmod"} and not len(element):
            parent = element.getparent()
            if parent is not None and _name(parent) in _ENTRIES:
                self._texts.setdefault(name, (element.text or "").strip())

    def _entry(self) -> Iterator[Entry]:
        if location := self._texts.get("loc"):
            yield self._kind, location, self._texts.get("lastmod", "")[:40]
        self._texts = {}


def _name(element: etree._Element) -> str:
    """Without its namespace, and without its prefix if that means nothing here."""
    tag = element.tag
    return re.split("[}:]", tag)[-1].lower() if isinstance(tag, str) else ""


def _forget_before(element: etree._Element) -> None:
    """Let go of what stands before `element`, so that a long file takes no more than a short one.

    What stands behind it, and itself, the parser may still be at.
    """
    parent = element.getparent()
    if parent is None:
        return
    while (previous := element.getprevious()) is not None:
        parent.remove(previous)


def _pieces(body: bytes) -> Iterator[bytes]:
    """The document without the most common faults, and without a last entry that is not whole."""
    if b"\x00" in body[:200]:  # UTF-16
        yield from (body[at : at + PIECE] for at in range(0, len(body), PIECE))
        return
    at, end = body.find(b"<"), body.rfind(b">") + 1
    if end <= at:
        yield b"<broken"
    is_literal = b"<![CDATA[" in body
    while at < end:
        until = min(at + PIECE, end)
        if until < end:  # no entity is cut in two
            cut = body.rfind(b"&", max(at + 1, until - _LONGEST_ENTITY), until)
            until = until if cut < 0 else cut
        piece = body[at:until]
        yield piece if is_literal else _BARE_AMPERSAND.sub(b"&amp;", piece)
        at = until

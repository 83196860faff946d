"""The fetcher: one page from one address, within bounds (F2, F3)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings

from scraping.fetch import kinds
from scraping.fetch.addresses import BadAddress, canonical, same_site
from scraping.fetch.answers import failure, read_body, robots_tag
from scraping.fetch.connection import Connection, Head
from scraping.fetch.connections import Connections
from scraping.fetch.errors import FetchError as FetchError
from scraping.fetch.inflate import CODINGS, decoder
from scraping.fetch.limits import DEFAULT, MEGABYTE, Limits

AGENT = "PsiChatBot"

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# The rest of an answer that is of no interest is read when it is short: that costs less than
# another connection.
_WORTH_READING = 64 * 1024


class Wanted(Enum):
    """What the answer is for. Of the last two, what is too much is cut off, and any type taken."""

    PAGE = "page"
    ROBOTS = "robots"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. With status 304 there is no body: the page is as it was."""

    url: str  # after redirects, canonical
    status: int  # 200 or 304
    body: bytes  # decompressed
    content_type: str  # for a page one of `kinds`: text/html also for XHTML
    charset: str  # as the header says, unchecked; "" where it doesn't
    etag: str
    last_modified: str
    hops: tuple[str, ...]  # the addresses that redirected, the first being what was asked for
    size: int  # bytes of `body`
    cut: bool = False  # whether `body` is only a beginning
    robots_tag: str = ""  # directives of X-Robots-Tag for us, lower-case


class Fetcher:
    """Keeps connections open; for one thread, to be used with `with`.

    What the environment says about proxies does not count: a proxy would look names up by itself.
    """

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        self._connections = Connections(limits)
        about = getattr(settings, "CRAWL_ABOUT_URL", "")
        self._agent = f"{AGENT}/1.0 (+{about})" if about else f"{AGENT}/1.0"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._connections.close()

    def get(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        may_follow: Callable[[str], str] | None = None,
        wanted: Wanted = Wanted.PAGE,
    ) -> Fetched:
        """What is at `url`.

        `etag` and `last_modified` are those of the copy that is there already: 304 if it still
        holds. `may_follow` is asked before each redirect, with the next canonical address, and
        gives a code of `scraping.reasons` to stop there, or "" to follow; by default only the
        same site is followed. Raises `FetchError`.
        """
        deadline = time.monotonic() + self._limits.total
        here = _checked(url)
        hops: list[str] = []
        follow = may_follow or (lambda to: "" if same_site(to, hops[0]) else "redirect_outside")
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = [(name, value.strip()) for name, value in conditions.items() if _is_clean(value)]
        while True:
            connection, head = self._ask(here, headers, deadline)
            try:
                if head.status not in _REDIRECTS:
                    if head.status == 304 and not headers:  # the same as what?
                        raise FetchError("broken_answer", "304", status=304)
                    return self._read(connection, head, here, hops, wanted)
                _skip(connection, head)
            finally:
                self._connections.keep(here, connection)
            hops.append(here)
            here = self._next(head, hops, follow)

    def _next(self, head: Head, hops: list[str], follow: Callable[[str], str]) -> str:
        """Where a redirect leads, if it may be followed."""
        status = head.status
        location = head.get("location")
        if not location:
            raise FetchError("broken_answer", str(status), status=status)
        to = _checked(location, hops[-1])
        if to in hops:
            raise FetchError("redirect_loop", to, status=status)
        if len(hops) > self._limits.redirects:
            raise FetchError("too_many_redirects", to, status=status)
        if code := follow(to):
            raise FetchError(code, to, status=status)
        return to

    def _ask(
        self, url: str, conditions: list[tuple[str, str]], deadline: float
    ) -> tuple[Connection, Head]:
        parts = urlsplit(url)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        headers = [
            ("Host", parts.netloc),
            ("User-Agent", self._agent),
            ("Accept", f"{kinds.ACCEPT},*/*;q=0.1"),
            ("Accept-Language", "es,en;q=0.5"),
            ("Accept-Encoding", CODINGS),
            *conditions,
        ]
        return self._connections.ask(url, target, headers, deadline)

    def _read(
        self,
        connection: Connection,
        head: Head,
        url: str,
        hops: list[str],
        wanted: Wanted,
    ) -> Fetched:
        status = head.status
        body, kind, charset, cut = b"", "", "", False
        if status in {200, 203}:
            body, kind, charset, cut = self._body(connection, head, url, wanted)
        else:
            _skip(connection, head)
            if status != 304:
                raise failure(head)
        return Fetched(
            url=url,
            status=304 if status == 304 else 200,
            body=body,
            content_type=kind,
            charset=charset,
            etag=head.get("etag"),
            last_modified=head.get("last-modified"),
            hops=tuple(hops),
            size=len(body),
            cut=cut,
            robots_tag=robots_tag(head, AGENT),
        )

    def _body(
        self, connection: Connection, head: Head, url: str, wanted: Wanted
    ) -> tuple[bytes, str, str, bool]:
        """The body, its type and charset, and whether it was cut."""
        kind, charset = kinds.declared(head.get("content-type"))
        if wanted is Wanted.PAGE and not kinds.may_be_read(kind):
            _skip(connection, head)
            raise FetchError("type", kind[:100], status=head.status)
        may_be_cut = wanted is not Wanted.PAGE
        if not may_be_cut and _length(head) > max(self._limits.html, self._limits.document):
            raise FetchError("too_large", status=head.status)

        def bound_of(start: bytes) -> int:
            nonlocal kind
            if not may_be_cut:
                found = kinds.sniffed(kind, start, urlsplit(url).path, charset)
                if not found:
                    # A page that is none: what it says it is would not explain it.
                    said = kind if kind and not kinds.is_read(kind) else kinds.BINARY
                    raise FetchError("type", said[:100], status=head.status)
                kind = found
            bound = self._bound(kind, wanted)
            if not may_be_cut and _length(head) > bound:
                raise FetchError("too_large", status=head.status)
            connection.most = 2 * bound + MEGABYTE
            return bound

        connection.most += MEGABYTE
        coding = head.get("content-encoding")
        body, cut = read_body(connection.body(), decoder(coding), bound_of, cut=may_be_cut)
        return body, kind, charset, cut

    def _bound(self, kind: str, wanted: Wanted) -> int:
        """Bytes that a body may have."""
        if wanted is Wanted.ROBOTS:
            return self._limits.robots
        if wanted is Wanted.SITEMAP:
            return self._limits.sitemap
        return self._limits.document if kind in {kinds.PDF, kinds.DOCX} else self._limits.html


def _checked(url: str, base: str = "") -> str:
    try:
        return canonical(url, base)
    except BadAddress as error:
        raise FetchError(error.code, error.detail) from error


def _is_clean(value: str) -> bool:
    """Whether a stored validator may go into a header."""
    return bool(value.strip()) and value.isascii() and value.isprintable()


def _length(head: Head) -> int:
    """Of the body on the wire, or -1. h11 has refused what is no number."""
    return int(head.get("content-length") or -1)


def _skip(connection: Connection, head: Head) -> None:
    """Read a short rest, so that the connection can be kept; give up without an error."""
    if _length(head) > _WORTH_READING:
        return
    connection.hurry()
    size = 0
    try:
        for chunk in connection.body():
            size += len(chunk)
            if size > _WORTH_READING:
                return
    except FetchError:
        return

"""What a site's robots.txt asks of us (RFC 9309), read by Protego."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from protego import Protego

from scraping.fetch.addresses import BadAddress, canonical
from scraping.fetch.allowed import robots_out_of_reach
from scraping.fetch.client import AGENT, Fetcher, FetchError, Wanted
from scraping.fetch.limits import DEFAULT

LONGEST_DELAY = 60.0
MOST_SITEMAPS = 100

_AGENT_LINE = re.compile(r"user[- ]?agent\s*[:\s]\s*(.*)", re.IGNORECASE)
_SITE_LINE = re.compile(r"(?:site-?maps?|host)\s*[:\s]", re.IGNORECASE)
# The host cannot be had at all: the code says more than that its robots.txt cannot.
_ABOUT_THE_HOST = frozenset({"private_address", "not_resolved", "refused", "tls"})
# RFC 9309, 2.3.1.2 and 2.3.1.3: too many redirects and 4xx mean that there are no rules.
_NO_RULES = frozenset({"redirect_loop", "too_many_redirects"})


class Robots:
    """The rules for us. `code` is `robots_unreachable` where nothing may be read for now.

    `found` says whether there is such a file.
    """

    def __init__(
        self, text: str = "", code: str = "", url: str = "", *, found: bool = False
    ) -> None:
        self.code = code
        self.found = found
        self._text = text
        self._url = url

    @classmethod
    def read(cls, body: bytes, status: int, url: str = "") -> Robots:
        """From an answer with `status` (0 when there was none); `url` is where it was asked for."""
        if status == 429 or status >= 500 or status < 200 or 300 <= status < 400:
            return cls(code="robots_unreachable", url=url)
        if status >= 400 or body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return cls(url=url)  # no file, or a page in its place
        body = body[: DEFAULT.robots]
        wide = body.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = body.decode("utf-16" if wide else "utf-8-sig", errors="replace")
        return cls("\n".join(_ours(text)), url=url, found=True)

    @classmethod
    def load(cls, state: dict[str, Any]) -> Robots:
        """From what `dump` gave."""
        texts = (state.get(name, "") for name in ("text", "code", "url"))
        return cls(*texts, found=state.get("found", False))

    def dump(self) -> dict[str, Any]:
        """A dictionary for JSON."""
        return {"text": self._text, "code": self.code, "url": self._url, "found": self.found}

    def allows(self, url: str) -> bool:
        return not self.refusal(url)

    def refusal(self, url: str) -> str:
        """Why a canonical `url` may not be read: `robots`, `robots_unreachable`, or ""."""
        if self.code:
            return self.code
        return "" if self._rules.can_fetch(url, AGENT) else "robots"

    @cached_property
    def delay(self) -> float | None:
        """Seconds between two requests, at most `LONGEST_DELAY`; `None` if it doesn't say."""
        delays = [self._rules.crawl_delay(AGENT)]
        if (rate := self._rules.request_rate(AGENT)) and rate.requests > 0:
            delays.append(rate.seconds / rate.requests)
        asked = [d for d in delays if d is not None and math.isfinite(d) and d >= 0]
        return min(max(asked), LONGEST_DELAY) if asked else None

    @cached_property
    def sitemaps(self) -> tuple[str, ...]:
        """The canonical addresses of sitemaps, of whatever host; at most `MOST_SITEMAPS`."""
        found: dict[str, None] = {}
        for text in self._rules.sitemaps:
            try:
                found[canonical(text, self._url)] = None
            except BadAddress:
                continue
            if len(found) == MOST_SITEMAPS:
                break
        return tuple(found)

    @cached_property
    def _rules(self) -> Protego:
        return Protego.parse(self._text)


def fetch(fetcher: Fetcher, url: str) -> Robots:
    """The rules of the site of a canonical `url`.

    Raises `FetchError` where the site cannot be had at all: `private_address`, `not_resolved`,
    `refused`, `tls`.
    """
    where = canonical("/robots.txt", url)
    redirected: list[str] = []

    def follow(to: str) -> str:  # RFC 9309, 2.3.1.2: to other hosts too
        redirected.append(to)
        return ""

    try:
        answer = fetcher.get(where, wanted=Wanted.ROBOTS, may_follow=follow)
    except FetchError as error:
        if error.code in _NO_RULES:
            return Robots(url=where)
        if not redirected and error.code in _ABOUT_THE_HOST:
            if error.code == "private_address" and robots_out_of_reach(url):
                return Robots(url=where)
            raise
        return Robots.read(b"", error.status or 0, where)
    # Whatever type it says it is: rules sent as text/html are rules.
    return Robots.read(answer.body, answer.status, where)


def _ours(text: str) -> Iterator[str]:
    """The lines of a robots.txt that concern us: our groups, those of everybody, and sitemaps.

    A file that names twenty thousand agents before as many rules would take all memory if each
    agent got them all.
    """
    mine = False
    naming = False  # inside the lines of agents that begin a group
    for whole in text.splitlines():
        line = whole.partition("#")[0].strip()
        if not line:
            continue
        if _SITE_LINE.match(line):
            yield line
        elif found := _AGENT_LINE.match(line):
            mine = mine and naming
            naming = True
            name = found[1].strip().lower()
            name = name if name == "*" else name.replace("*", "").partition("/")[0].strip()
            if name in {"*", AGENT.lower()}:
                mine = True
                yield f"User-agent: {name}"
        else:
            naming = False
            if mine:
                yield line

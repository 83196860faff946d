"""Which addresses of a page are followed, and how many were left out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from scraping.extract.document import Link
from scraping.fetch.addresses import BadAddress, aligned, canonical, same_site, trap

MOST_LINKS = 500  # of a page
# Most links of a site stand on each of its pages.
_REMEMBERED = 20_000


class Links:
    """The links of one run. `left_out` counts what is not followed, by reason.

    Reasons: `outside`, `trap`, `nofollow`, `bad_address`, `limit`, `too_deep`.
    """

    def __init__(self, start: str, left_out: Counter[str], base: str = "") -> None:
        self.start = start
        self.left_out = left_out
        self.base = base
        self._known: dict[str, tuple[str, str]] = {}

    def followed(self, links: Iterable[Link]) -> list[str]:
        """The addresses of the site to which a page links, in their order, each once."""
        found: dict[str, None] = {}
        for link in links:
            url, reason = ("", "nofollow") if link.nofollow else self.judge(link.url)
            if not reason and len(found) >= MOST_LINKS and url not in found:
                reason = "limit"
            if reason:
                self.left_out[reason] += 1
            else:
                found[url] = None
        return list(found)

    def judge(self, url: str) -> tuple[str, str]:
        """The canonical form of an absolute address, and why it is not followed (empty: it is)."""
        known = self._known.get(url)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[url] = self._judge(url)
        return known

    def _judge(self, url: str) -> tuple[str, str]:
        try:
            plain = canonical(url)
        except BadAddress:
            return "", "bad_address"
        if not same_site(plain, self.start):
            return plain, "outside"
        # The scheme and host under which the site answers spare a redirect for each page.
        return aligned(plain, self.base or self.start), "trap" if trap(plain) else ""

"""Whether a page is what another page of the site is the main version of (`rel="canonical"`)."""

from __future__ import annotations

import re

from scraping.crawl.frontier import Frontier
from scraping.crawl.links import Links
from scraping.extract.document import Document
from scraping.models import Page

# Share of words in common. Sites that call their home the main version of everything are far
# below it, and a page for print is far above.
ALIKE = 0.5
_WORD = re.compile(r"\w{4,}")


def main_version(document: Document, page: Page, frontier: Frontier, links: Links) -> str:
    """The address to read in the place of `page`; empty when it is to be read itself."""
    if not document.canonical:
        return ""
    url, why_not = links.judge(document.canonical)
    if why_not or frontier.key(url) == page.url_hash:
        return ""
    if frontier.key(url) not in frontier.seen:
        return url
    rows = Page.objects.filter(source_id=page.source_id, url_hash=frontier.key(url))
    state, text = rows.values_list("state", "text").get()
    if state in {Page.State.WAITING, Page.State.FETCHING}:
        return url
    return url if state == Page.State.DONE and _alike(document.text, text) else ""


def _alike(one: str, other: str) -> bool:
    ours, theirs = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return len(ours & theirs) >= ALIKE * len(ours | theirs)

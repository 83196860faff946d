"""What a page that answered is to be: state, reason and text, and what its answer said of it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.utils import timezone

from scraping.crawl.canonical import main_version
from scraping.crawl.frontier import Frontier
from scraping.crawl.links import Links
from scraping.crawl.reading import Read
from scraping.extract.document import Document
from scraping.fetch.client import Fetched
from scraping.models import Page

# What is no failure: somebody wants it so, or there is nothing to read. All else is one.
SKIPPED = frozenset(
    {
        *("redirect_outside", "redirected", "robots", "noindex", "duplicate", "canonical"),
        *("trap", "type", "no_text", "encrypted", "bad_scheme", "private_address"),
    }
)


def left(code: str, detail: str = "") -> dict[str, Any]:
    """Values of a page that is not read, for the reason `code`."""
    state = Page.State.SKIPPED if code in SKIPPED else Page.State.FAILED
    return {"state": state, "reason": code, "reason_detail": detail[:300]}


def twin(text_hash: str, frontier: Frontier) -> dict[str, Any]:
    """Values of a page whose text another page of this run has; empty where none has."""
    other = frontier.texts.get(text_hash)
    return left("duplicate", other) if other else {}


def directives(fetched: Fetched) -> frozenset[str]:
    """Those of the X-Robots-Tag that count for us."""
    return frozenset(fetched.robots_tag.replace(",", " ").split())


def judge(
    page: Page, fetched: Fetched, read: Read, frontier: Frontier, links: Links
) -> dict[str, Any]:
    """State, reason and text of a page that answered."""
    document = read.document
    if directives(fetched) & {"noindex", "none"} or (document and document.noindex):
        return left("noindex")
    if document is None:
        return left(read.code, read.detail)
    if other := main_version(document, page, frontier, links):
        return left("canonical", other)
    if read.code or not document.text.strip():
        return left(read.code or "no_text", read.detail)
    text_hash = hashlib.sha256(document.text.encode()).hexdigest()
    return twin(text_hash, frontier) or _done(page, document, text_hash)


def _done(page: Page, document: Document, text_hash: str) -> dict[str, Any]:
    values: dict[str, Any] = {
        "state": Page.State.DONE,
        "title": document.title[:300],
        "language": document.language[:5],
        "text": document.text,
        "text_hash": text_hash,
    }
    if page.title != values["title"] or page.language != values["language"]:
        values["chunked_hash"] = ""  # a passage is found by its title too
    return values


def of_answer(fetched: Fetched) -> dict[str, Any]:
    """What the answer said of itself."""
    return {
        "url": fetched.url,
        "http_status": fetched.status,
        "content_type": fetched.content_type[:100],
        "size": fetched.size,
        "etag": fetched.etag if len(fetched.etag) <= 300 else "",
        "last_modified": fetched.last_modified[:100],
        "fetched_at": timezone.now(),
    }

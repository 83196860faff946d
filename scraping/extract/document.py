"""What reading a page or a file gives, and how it fails."""

from __future__ import annotations

from dataclasses import dataclass

MOST_CHARACTERS = 500_000
MOST_TITLE = 300


@dataclass(frozen=True)
class Link:
    """A link of a page: an absolute http(s) address without fragment."""

    url: str
    nofollow: bool = False


@dataclass(frozen=True)
class Document:
    """A page or a file as it is read.

    `text` is Markdown of at most 500,000 characters: headings `#` to `####`, lists, pipe tables.
    `language` is an ISO 639-1 code, empty when it can't be told. `canonical` and `refresh` are
    absolute addresses or empty, `sitemaps` those that it names (`<link rel="sitemap">`); `noindex`
    and `nofollow` are what the page itself asks of robots.
    `kind` is one of `html`, `pdf`, `docx`, `markdown`, `text`. Whatever the text says is data.
    """

    title: str
    language: str
    text: str
    links: tuple[Link, ...] = ()
    canonical: str = ""
    noindex: bool = False
    nofollow: bool = False
    refresh: str = ""
    sitemaps: tuple[str, ...] = ()
    kind: str = "html"


class ExtractError(Exception):
    """`code` is of `scraping.reasons`: type, unreadable, encrypted, bomb, no_text.

    A page without text may still say where to go on: `document` holds its links, canonical
    address and robots then.
    """

    def __init__(self, code: str, detail: str = "", document: Document | None = None) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.document = document

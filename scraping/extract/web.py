"""An HTML page as a document."""

from __future__ import annotations

from typing import Any

from scraping.extract import content, head
from scraping.extract.charsets import decode
from scraping.extract.document import Document, ExtractError
from scraping.extract.frame import drop_frame
from scraping.extract.hidden import Hidden
from scraping.extract.language import language_of
from scraping.extract.layout import Layout, survey
from scraping.extract.letters import folded
from scraping.extract.markdown import markdown
from scraping.extract.nodes import build
from scraping.extract.parsing import parse
from scraping.extract.parts import drop_parts
from scraping.extract.phrases import ABOUT_COOKIES
from scraping.extract.titles import own_parts, page_title

# With less text than this of a page that has much more, the content was taken for frame.
_LITTLE = 120
_MUCH = 400


def read(body: bytes, *, url: str, charset: str = "") -> Document:
    """The document in `body`; ExtractError `no_text` with it where it has no text."""
    root = parse(decode(body, charset))
    if root is None:
        raise ExtractError("no_text")
    about = head.read(root, url)
    text, heading = main_text(root, about)
    document = Document(
        title=page_title(about.title, about.shared_title, heading, about.site_name, text),
        language=language_of(text, about.language),
        text=text,
        links=about.links,
        canonical=about.canonical,
        noindex=about.noindex,
        nofollow=about.nofollow,
        refresh=about.refresh,
        sitemaps=about.sitemaps,
        kind="html",
    )
    if not text:
        raise ExtractError("no_text", document=document)
    return document


def main_text(root: Any, about: head.Head) -> tuple[str, str]:
    """The page's content as Markdown, and its heading."""
    hidden = Hidden(root)
    start = root.find("body")
    layout = _survey(root if start is None else start, hidden, about)
    before = layout.body.prose
    drop_parts(layout)
    drop_frame(layout)
    text = markdown(content.find(layout))
    if len(text) < _LITTLE and before > _MUCH:
        # What names and places seemed to say was wrong: only what words say is left out.
        layout = _survey(root if start is None else start, hidden, about)
        drop_frame(layout)
        other = markdown([layout.body])
        text = other if len(other) > 2 * len(text) else text
    return text, layout.heading.text() if layout.heading is not None else ""


def _survey(start: Any, hidden: Hidden, about: head.Head) -> Layout:
    parts = [
        part
        for title in (about.shared_title, about.title)
        for part in own_parts(title, about.site_name)
    ]
    layout = survey(build(start, hidden), parts)
    said = f"{about.title} {layout.heading.text() if layout.heading else ''}"
    layout.about_cookies = bool(ABOUT_COOKIES.search(folded(said)))
    return layout

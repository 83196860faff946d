"""Markdown of the example pages as HTML: anchors on headings, tables that scroll on a phone."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import NamedTuple

from django.utils.text import slugify
from markdown_it import MarkdownIt


class Rendered(NamedTuple):
    html: str
    headings: tuple[tuple[str, str], ...]  # (anchor, text) of each h2


@cache
def _markdown() -> MarkdownIt:
    # Raw HTML is for what Markdown lacks (folded questions); the files are the project's own.
    return MarkdownIt("commonmark", {"html": True}).enable("table")


def html_of(text: str) -> Rendered:
    """The HTML of a page's body and the headings that its list of contents shows."""
    markdown = _markdown()
    tokens = markdown.parse(text)
    headings: list[tuple[str, str]] = []
    for token, following in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            anchor = slugify(following.content)
            token.attrSet("id", anchor)
            headings.append((anchor, following.content))
    html = markdown.renderer.render(tokens, markdown.options, {})
    html = html.replace("<table>", '<div class="uni-table"><table>')
    return Rendered(html.replace("</table>", "</table></div>"), tuple(headings))

"""The text of a page as it was extracted, for people: safe HTML in sections that can be cited.

A section is what stands between two places where a passage begins; a passage that begins inside of
a paragraph, a list or a table opens the section of that whole block, with the headings above it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import nh3
from django.core.cache import cache as shared
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

_TAGS = frozenset(
    "p h2 h3 h4 h5 h6 ul ol li table thead tbody tr th td blockquote pre code em strong a br hr del"
    .split()
)  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_KEPT_SECONDS = 3600
_VERSION = 2  # of what is kept: one more when sections are cut in another way
# A text is read in one piece: beyond this many characters without its marks, which is quick.
MOST_CHARACTERS_OF_MARKDOWN = 400_000


@dataclass(frozen=True)
class Section:
    """`positions` are the passages that begin in it, by number; none before the first."""

    positions: tuple[int, ...]
    html: SafeString


def sections(text: str, starts: Sequence[tuple[int, int]], *, key: str = "") -> list[Section]:
    """`text` (Markdown) as sections; `starts` are (position, offset in characters) of passages.

    Headings go one level down, below the title of the page that shows them. `key`, of the text and
    its passages, lets the result be kept for a while.
    """
    kept = f"reading:{_VERSION}:{get_language()}:{key}"
    found = shared.get(kept) if key else None
    if found is None:
        found = [(numbers, str(html)) for numbers, html in _sections(text, starts)]
        if key:
            shared.set(kept, found, _KEPT_SECONDS)
    # Cleaned by nh3 below.
    return [Section(tuple(numbers), mark_safe(html)) for numbers, html in found]  # noqa: S308


def _sections(text: str, starts: Iterable[tuple[int, int]]) -> Iterator[tuple[list[int], str]]:
    line_starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
    begins = [(position, bisect_right(line_starts, at) - 1) for position, at in starts]
    blocks = list(_blocks(text))
    if not blocks:
        return
    lines = [line for line, _tokens in blocks]
    at_block: dict[int, list[int]] = {}
    for position, line in begins:
        # The block that holds the line: the last one that begins at or before it.
        block = max(0, bisect_right(lines, line) - 1)
        while block and blocks[block - 1][1][0].type == "heading_open":
            block -= 1
        at_block.setdefault(block, []).append(position)
    cuts = sorted({0, *at_block})
    for cut, end in zip(cuts, [*cuts[1:], len(blocks)], strict=True):
        tokens = [token for _line, part in blocks[cut:end] for token in part]
        yield at_block.get(cut, []), _html(tokens)


@cache
def _markdown() -> MarkdownIt:
    # Pages may hold anything: raw HTML is text, and pictures go with the cleaning.
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _blocks(text: str) -> Iterator[tuple[int, list[Token]]]:
    """The outermost blocks: the line where each begins and its tokens."""
    if len(text) > MOST_CHARACTERS_OF_MARKDOWN:
        yield from _plain_blocks(text)
        return
    block: list[Token] = []
    for token in _markdown().parse(text):
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            first = block[0]
            yield (first.map[0] if first.map else 0), block
            block = []


def _plain_blocks(text: str) -> Iterator[tuple[int, list[Token]]]:
    line = 0
    for part in text.split("\n\n"):
        if part.strip():
            opening = Token("paragraph_open", "p", 1)
            inside = Token("inline", "", 0, children=[Token("text", "", 0, content=part)])
            yield (
                line + len(part) - len(part.lstrip("\n")),
                [
                    opening,
                    inside,
                    Token("paragraph_close", "p", -1),
                ],
            )
        line += part.count("\n") + 2


def _html(tokens: list[Token]) -> str:
    markdown = _markdown()
    raw = markdown.renderer.render(tokens, markdown.options, {})
    clean = nh3.clean(
        raw,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=set(_SCHEMES),
        link_rel="noopener noreferrer nofollow",
    )
    # What the text itself holds is escaped: these are the tables of the Markdown.
    name = _("Tabla")
    opening = f'<div class="table-wrap" role="group" aria-label="{name}" tabindex="0">'
    return clean.replace("<table>", f'{opening}<table class="table">').replace(
        "</table>", "</table></div>"
    )

"""Addresses that open a page at a passage.

Source: URL Fragment Text Directives, https://wicg.github.io/scroll-to-text-fragment/
"""

from __future__ import annotations

import re
from urllib.parse import quote

_MARKER = ":~:"
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_HEADING = re.compile(r"^\s*#{1,6}\s")
_BULLET = re.compile(r"^\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s+")
_MARKS = re.compile(r"[*_`~\\]+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_EDGE = 5  # words at each end of a long sentence
_FEWEST = 3  # words, below which a line is found in too many places


def with_fragment(url: str, snippet: str) -> str:
    """`url` with a text fragment for the first sentence of `snippet` (Markdown).

    A fragment that it has is kept. Without a sentence to look for, `url` as it is.
    """
    words = _first_sentence(snippet).split()
    if not words:
        return url
    if len(words) <= 2 * _EDGE:
        directive = _encoded(words)
    else:
        directive = f"{_encoded(words[:_EDGE])},{_encoded(words[-_EDGE:])}"
    address, _hash, fragment = url.partition("#")
    element = fragment.partition(_MARKER)[0]
    return f"{address}#{element}{_MARKER}text={directive}"


def _first_sentence(snippet: str) -> str:
    """As a browser shows it, from a line of text; of a heading or a table only if nothing else."""
    best = ""
    for line in snippet.splitlines():
        is_body = not _HEADING.match(line) and "|" not in line
        plain = _plain(line)
        sentence = _SENTENCE.split(plain)[0]
        if is_body and len(sentence.split()) >= _FEWEST:
            return sentence
        best = max(best, sentence, key=len)
    return best


def _plain(line: str) -> str:
    """A line without Markdown's marks; of a row of a table, its longest cell."""
    text = _BULLET.sub("", _HEADING.sub("", line))
    text = _MARKS.sub("", _LINK.sub(r"\1", text))
    if "|" in text:
        text = max(text.split("|"), key=len)
    text = " ".join(text.split())
    return text if any(char.isalnum() for char in text) else ""


def _encoded(words: list[str]) -> str:
    """Percent-encoded, with the three characters that mean something in a directive."""
    return quote(" ".join(words), safe="").replace("-", "%2D")

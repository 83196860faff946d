"""What of a passage is embedded and compared: the page's title, the headings, the text."""

from __future__ import annotations

import hashlib
import re

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s[^)]*)?\)")
_MARKS = re.compile(r"[*_`#|]+|(?<=[|\s])[-:]{3,}")
BETWEEN_HEADINGS = " › "


def content_hash(title: str, heading: str, text: str) -> str:
    """SHA-256 of what is embedded, as hex."""
    return hashlib.sha256(f"{title}\x1f{heading}\x1f{text}".encode()).hexdigest()


def passage(title: str, heading: str, text: str) -> str:
    """The text that is embedded: title and headings in front, without Markdown's marks."""
    above = [part for part in (title, heading) if part]
    return "\n".join((". ".join(above), _clean(text))) if above else _clean(text)


def heading_of(title: str, path: tuple[str, ...]) -> str:
    """The headings as one line; the page's title is not said again."""
    rest = path[1:] if path and path[0].casefold() == title.casefold() else path
    return BETWEEN_HEADINGS.join(rest)[:500]


def _clean(text: str) -> str:
    lines = (_MARKS.sub(" ", _LINK.sub(r"\1", line)) for line in text.split("\n"))
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)

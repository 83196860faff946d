"""Markdown and plain text."""

from __future__ import annotations

import re

from scraping.extract.charsets import decode
from scraping.extract.document import MOST_CHARACTERS, MOST_TITLE, Document, ExtractError
from scraping.extract.language import language_of
from scraping.extract.letters import seen, squeezed

_MOST_BYTES = 20_000_000
_FRONT = re.compile(
    r"\A\s*(---|\+\+\+)[ \t]*\n(.{0,20000}?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_FIELD = re.compile(
    r"^(title|lang|language)\s*[:=]\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE
)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(\S[^\n]{0,300})\n(=+|-{3,})[ \t]*$", re.MULTILINE)
_DEEP = re.compile(r"^#{5,6}(?= )", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")
_RAW = ("script", "style", "template")
# Of a text, hardly any characters are controls; of a program or a picture many are.
_MOST_CONTROLS = 0.05


def read(body: bytes, *, kind: str, charset: str = "") -> Document:
    """The document in `body`; `kind` is markdown or text."""
    text = decode(body[:_MOST_BYTES], charset)
    head = text[:4_000]
    if sum(ord(c) < 32 and c not in "\t\n\r\f\x1b" for c in head) > _MOST_CONTROLS * len(head):
        raise ExtractError("unreadable")
    text = seen(text)
    title = declared = ""
    if kind == "markdown":
        text, fields = _without_front(text)
        title = fields.get("title", "")
        declared = fields.get("lang", "") or fields.get("language", "")
        text = _without_markup(text)
        text = _UNDERLINED.sub(_as_heading, text)
        text = _DEEP.sub("####", text)
        heading = _HEADING.search(text)
        title = title or (squeezed(heading[1]) if heading else "")
    lines = [line.rstrip() for line in text.split("\n")]
    text = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")[:MOST_CHARACTERS]
    if not text.strip():
        raise ExtractError("no_text")
    title = title or squeezed(text.lstrip().split("\n", 1)[0])[:120]
    return Document(title[:MOST_TITLE], language_of(text, declared), text, kind=kind)


def _without_front(text: str) -> tuple[str, dict[str, str]]:
    front = _FRONT.match(text)
    if front is None:
        return text, {}
    fields = {name.lower(): squeezed(value) for name, value in _FIELD.findall(front[2])}
    return text[front.end() :], fields


def _as_heading(match: re.Match[str]) -> str:
    if match[1].lstrip().startswith(("|", "-", "#", ">")):
        return match[0]
    return ("# " if match[2].startswith("=") else "## ") + match[1]


def _without_markup(text: str) -> str:
    """Without comments and scripts, which who reads the Markdown never sees."""
    text = _cut(text, "<!--", "-->")
    for name in _RAW:
        text = _cut(text, f"<{name}", f"</{name}>")
    return text


def _cut(text: str, start: str, end: str) -> str:
    if start not in text:
        return text
    before, *rest = text.split(start)
    return before + "".join(part.partition(end)[2] for part in rest)

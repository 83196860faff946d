"""What a passage of a page, which is Markdown, says to somebody who reads it: lines of prose."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s")
_LONGEST_RULE = 1_000  # characters
_RULE = re.compile(
    r"\s*(?:\|\s*)?:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*|\s*([-*_])(?:\s*\1)+(?:\s*\1)\s*"
)
_LIST_MARK = re.compile(r"^\s*(?:>\s*)*(?:[-•*+]|\d+[.)])\s+|^\s*>\s?")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1")
_BAR = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


def prose(markdown: str) -> str:
    """The lines of `markdown` without its marks and headings; a row of a table is one line, with
    its first cell before a colon: «Sábado: 9:00 a 13:00».
    """
    return "\n".join(line for each in markdown.splitlines() if (line := _plain(each)))


def is_rule(line: str) -> bool:
    """Whether a line of Markdown only draws a line: between parts, or below the head of a table."""
    return len(line) <= _LONGEST_RULE and _RULE.fullmatch(line) is not None


def cells(line: str) -> list[str]:
    """The cells of a row of a table, without their marks; empty ones too."""
    row = line.strip().removeprefix("|").removesuffix("|")
    return [_unmarked(cell.strip()) for cell in _BAR.split(row)]


def _plain(line: str) -> str:
    if _HEADING.match(line) or is_rule(line):
        return ""
    line = line.strip()
    if line.startswith("|") and line.endswith("|"):
        first, *others = [cell for cell in cells(line) if cell] or [""]
        return f"{first}: {', '.join(others)}" if others else first
    return _unmarked(_LIST_MARK.sub("", line))


def _unmarked(text: str) -> str:
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))).strip()

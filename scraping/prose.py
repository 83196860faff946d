"""What a passage of a page, which is Markdown, says to somebody who reads it: lines of prose."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s")
_RULE = re.compile(r"^\s*(?:\|?\s*:?-{3,}:?\s*)+\|?\s*$|^\s*(?:[-*_]\s*){3,}$")
_LIST_MARK = re.compile(r"^\s*(?:>\s*)*(?:[-•*+]|\d+[.)])\s+|^\s*>\s?")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


def prose(markdown: str) -> str:
    """The lines of `markdown` without its marks and headings; a row of a table is one line, with
    its first cell before a colon: «Sábado: 9:00 a 13:00».
    """
    return "\n".join(line for each in markdown.splitlines() if (line := _plain(each)))


def is_rule(line: str) -> bool:
    """Whether a line of Markdown only draws a line: between parts, or below the head of a table."""
    return _RULE.match(line) is not None


def _plain(line: str) -> str:
    if _HEADING.match(line) or is_rule(line):
        return ""
    line = line.strip()
    if line.startswith("|") and line.endswith("|"):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line[1:-1])]
        first, *others = [cell for cell in cells if cell] or [""]
        line = f"{first}: {', '.join(others)}" if others else first
    line = _LINK.sub(r"\1", _LIST_MARK.sub("", line))
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", line)).strip()

"""Which declarations of style hide an element, and what a page's own style sheets hide."""

from __future__ import annotations

import re
from typing import Any

# Declarations, white space removed and in lower case, that conceal an element. Negative margins
# of some hundred pixels are how pages of old were centred.
_CONCEALS = re.compile(
    r"(?:^|;)(?:"
    r"display:none"
    r"|visibility:(?:hidden|collapse)"
    r"|opacity:(?:0|0?\.0+|0%)(?=$|[;!])"
    r"|font-size:(?:0|0?\.\d+|1)(?:px|pt|em|rem|%)?(?=$|[;!])"
    r"|(?:left|right|text-indent|inset):-\d{3,}"
    r"|(?:top|bottom|margin-left|margin-top):-\d{4,}"
    r"|transform:(?:scale[xy]?\(0[,)]|translate[xy3d]*\(-\d{4,})"
    r"|clip:rect\((?:0|1px)"
    r"|clip-path:(?:inset\((?:50|100)%|circle\(0)"
    r"|color:transparent"
    r")"
)
# `1em` and `1rem` are as large as the rest.
_WHOLE_SIZE = re.compile(r"(?:^|;)font-size:1r?em")
_SMALL = re.compile(r"(?:^|;)(?:max-)?(?:height|width):(?:0|1px|0px)(?=$|[;!])")
_COLOUR = re.compile(r"(?:^|;)color:([^;!]+)")
_GROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;!]+)")
_SHOWS = re.compile(
    r"(?:^|;)(?:display:(?!none)|visibility:visible|opacity:(?:1|0?\.[1-9])"
    r"|(?:max-)?height:(?!0)|left:(?:0|auto))"
)
_SIMPLE = re.compile(r"(?:[a-z]+\d?)?([.#][\w-]+)")
_NAME = re.compile(r"[.#][\w-]+")
_MOST_CSS = 300_000
_NAMES = {"white": "#ffffff", "black": "#000000"}


def conceals(style: str) -> bool:
    """Whether these declarations (CSS) hide an element from who looks at the page."""
    style = "".join(style.split()).lower()
    if _CONCEALS.search(style):
        return not _WHOLE_SIZE.search(style) or bool(_CONCEALS.search(_WHOLE_SIZE.sub("", style)))
    if "overflow:hidden" in style and _SMALL.search(style):
        return True
    colour, ground = _COLOUR.search(style), _GROUND.search(style)
    return bool(colour and ground and _plain(colour[1]) == _plain(ground[1]))


def _plain(colour: str) -> str:
    if len(colour) == 4 and colour.startswith("#"):
        return "#" + "".join(2 * digit for digit in colour[1:])
    return _NAMES.get(colour, colour)


def hidden_by_sheets(root: Any) -> frozenset[str]:
    """Classes (`.name`) and ids (`#name`) that the page's own sheets hide, and show nowhere.

    What a rule with a longer selector shows (`.open .answer`) can be opened and is not hidden.
    """
    sheets = "".join(element.text or "" for element in root.iter("style"))[:_MOST_CSS]
    hidden: set[str] = set()
    shown: set[str] = set()
    for selectors, declarations, everywhere in _rules(sheets):
        short = "".join(declarations.split()).lower()
        if everywhere and conceals(short):
            for selector in selectors.split(","):
                simple = _SIMPLE.fullmatch(selector.strip())
                if simple:
                    hidden.add(simple[1])
        elif hidden and _SHOWS.search(short):
            for selector in selectors.split(","):
                if not _SIMPLE.fullmatch(selector.strip()):
                    shown.update(_NAME.findall(selector))
    return frozenset(hidden - shown)


def _rules(sheets: str) -> list[tuple[str, str, bool]]:
    """Selectors, declarations, and whether the rule stands outside of @media and the like."""
    before, *rest = sheets.split("/*")
    sheets = before + "".join(part.partition("*/")[2] for part in rest)
    found = []
    depth = 0
    for part in sheets.split("}"):
        opened = part.count("{")
        if opened:
            head, _, declarations = part.rpartition("{")
            selectors = head.rpartition("{")[2].rpartition(";")[2]
            found.append((selectors, declarations, depth == 0 and opened == 1))
        depth = max(0, depth + opened - 1)
    return found

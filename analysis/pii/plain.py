"""A text in the form that the rules read, with the way back to the text as written.

Digits of any script and full-width letters become ASCII, accents, zero-width and direction marks
go, every kind of space and dash becomes one; `cased` keeps capitals, `low` has none, `written`
has the characters as they were.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SAME = frozenset("ºª°·")
_SIGNS = {"’": "'", "‘": "'", "´": "'", "`": "`", "−": "-", "“": '"', "”": '"', "∙": "."}
_DROPPED = frozenset({"Mn", "Me", "Cf"})


@dataclass(frozen=True, slots=True)
class Plain:
    """Three equally long forms; character `i` came from `[starts[i], ends[i])` of the text."""

    low: str
    cased: str
    written: str
    starts: list[int]
    ends: list[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where the non-empty stretch `[start, end)` of the plain form stands in the original."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=4096)
def _character(character: str) -> str:
    """One character for one, or nothing for a mark that is dropped."""
    if character in _SAME:
        return character
    if character in _SIGNS:
        return _SIGNS[character]
    category = unicodedata.category(character)
    if category in _DROPPED:
        return ""
    if category == "Zs":
        return " "
    if category == "Pd":
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "No":
        return character
    bare = [c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c)]
    return bare[0] if len(bare) == 1 else character


@lru_cache(maxsize=4096)
def _lower(character: str) -> str:
    low = character.lower()
    return low if len(low) == 1 else character


def plain(text: str) -> Plain:
    """`text` as the rules read it. Linear; any string is accepted."""
    if text.isascii():
        size = len(text)
        return Plain(text.lower(), text, text, list(range(size)), list(range(1, size + 1)))
    kept: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for position, character in enumerate(text):
        form = _character(character)
        if form:
            kept.append(form)
            starts.append(position)
            ends.append(position + 1)
        elif ends and ends[-1] == position and unicodedata.category(character) != "Cf":
            ends[-1] = position + 1
    written = "".join(text[start] for start in starts)
    return Plain("".join(map(_lower, kept)), "".join(kept), written, starts, ends)

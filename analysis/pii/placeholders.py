"""What stands for a value in a masked text: `[PERSON_1]`, and how it is read back.

`[PERSON_1_2]` is the second spelling of the first person's name, so that every text comes back
letter by letter. `TEXT` stands for what the text itself wrote like a placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.pii.plain import plain
from analysis.pii.spans import PiiType

TEXT = "TEXT"
KINDS = (*PiiType, TEXT)
MOST = 40  # characters of the longest form that is read back

_KIND = "|".join(KINDS)
_CORE = rf"(?:{_KIND})(?:\\?_|[ -])\d{{1,6}}(?:\\?_\d{{1,4}})?"
_BARE = rf"(?-i:{_KIND})(?:\\?_)\d{{1,6}}(?:\\?_\d{{1,4}})?"
# In brackets of any case; without brackets in capitals only, since `person_1` may be code.
READ = re.compile(
    rf"\\\[ ?{_CORE} ?\\\]|\[ ?{_CORE} ?\]|\{{ ?{_CORE} ?\}}|< ?{_CORE} ?>|(?<!\w){_BARE}(?!\w)",
    re.IGNORECASE | re.ASCII,
)
# Everything of a text that could be read back, brackets and neighbours aside.
LIKE = re.compile(_CORE, re.IGNORECASE | re.ASCII)
EXACT = re.compile(rf"\[({_KIND})_([1-9]\d{{0,5}})(?:_([1-9]\d{{0,3}}))?\]", re.ASCII)
_PARTS = re.compile(rf"({_KIND})\W?_?(\d+)(?:\W?_(\d+))?", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """The `number`-th value of a kind, in its `spelling`-th spelling (both from 1)."""

    kind: str
    number: int
    spelling: int = 1

    def __str__(self) -> str:
        tail = f"_{self.spelling}" if self.spelling > 1 else ""
        return f"[{self.kind}_{self.number}{tail}]"


def parse(key: str) -> Placeholder:
    """The placeholder that `key` is, exactly as written by `str`. Raises ValueError."""
    match = EXACT.fullmatch(key)
    if match is None:
        raise ValueError("not a placeholder")
    return Placeholder(match[1], int(match[2]), int(match[3] or 1))


def value_for(written: str, mapping: Mapping[str, str]) -> str:
    """The value that stands behind a form that `READ` matched; the form itself if unknown."""
    match = _PARTS.search(written)
    if match is None:
        return written
    known = Placeholder(match[1].upper(), int(match[2]), int(match[3] or 1))
    return mapping.get(str(known), written)


def identity(kind: str, value: str) -> str:
    """What two spellings of one value have in common."""
    low = plain(value).low
    if kind == TEXT:
        return value
    if kind == PiiType.PHONE:
        return re.sub(r"\D", "", low)[-8:]
    if kind in {PiiType.NATIONAL_ID, PiiType.CARD, PiiType.IBAN}:
        return re.sub(r"[\W_]", "", low)
    if kind == PiiType.EMAIL:
        low = re.sub(r" ?[(\[{<]? ?\b(?:arroba|at)\b ?[)\]}>]? ?", "@", low)
        low = re.sub(r" ?\b(?:punto|pto|dot)\b ?", ".", low)
        return re.sub(r"\s", "", low)
    if kind in {PiiType.HANDLE, PiiType.IP}:
        return low
    return " ".join(re.findall(r"\w+", low)) or value

"""The pattern layer: which phrases of the catalogue a text holds, after the guards."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.crisis.catalogue import CATALOGUE
from analysis.crisis.guards import GUARDS
from analysis.crisis.pattern import Pattern


@dataclass(frozen=True)
class Find:
    """A pattern found at `[start, end)` of the normalised text."""

    pattern: Pattern
    start: int
    end: int


def find(text: str) -> list[Find]:
    """All finds in normalised `text`, the first that no guard takes back for each pattern."""
    finds: list[Find] = []
    for pattern in CATALOGUE:
        for match in pattern.compiled.finditer(text):
            start, end = match.span()
            if not any(GUARDS[name](text, start, end) for name in pattern.guards):
                finds.append(Find(pattern, start, end))
                break
    return finds

"""The pattern layer: which phrases of the catalogue a text holds, after the guards."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.crisis.catalogue import CATALOGUE
from analysis.crisis.guards import GUARDS
from analysis.crisis.pattern import Pattern
from analysis.labels import CrisisLevel


@dataclass(frozen=True)
class Find:
    """A pattern found at `[start, end)` of the normalised text."""

    pattern: Pattern
    start: int
    end: int


@dataclass(frozen=True)
class Findings:
    """What holds, and the names of the guards that took something back."""

    finds: tuple[Find, ...] = ()
    taken_back_by: frozenset[str] = frozenset()

    @property
    def clear(self) -> tuple[Find, ...]:
        """The finds that are a crisis by themselves."""
        return tuple(f for f in self.finds if f.pattern.level.rank >= CrisisLevel.MODERATE.rank)


def find(text: str) -> Findings:
    """The findings in normalised `text`: for each pattern the first find that no guard takes
    back."""
    finds: list[Find] = []
    guarded: set[str] = set()
    for pattern in CATALOGUE:
        for match in pattern.compiled.finditer(text):
            start, end = match.span()
            objections = [name for name in pattern.guards if GUARDS[name](text, start, end)]
            if not objections:
                finds.append(Find(pattern, start, end))
                break
            guarded.update(objections)
    return Findings(tuple(finds), frozenset(guarded))

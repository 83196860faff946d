"""Stretches of digit groups, as phones, cards and account numbers are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_RUN = re.compile(r"(?:\+ ?)?\(?\+?\d+(?:\)?(?: ?[-.] ?| {1,2})?\(?\d+)*")
_GROUP = re.compile(r"\d+")
_MOST_GROUPS = 24


@dataclass(frozen=True, slots=True)
class Run:
    """Groups of digits with their places in the text; `plus` stands before the first of them.

    `start` and `end` take in the brackets and the plus.
    """

    start: int
    end: int
    groups: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    plus: bool

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(map(len, self.groups))


def _run(low: str, start: int, end: int) -> Run:
    places = tuple(match.span() for match in _GROUP.finditer(low, start, end))
    return Run(
        start,
        end,
        tuple(low[a:b] for a, b in places),
        places,
        "+" in low[start : places[0][0]],
    )


def part(low: str, run: Run, first: int, last: int) -> Run:
    """The groups `first` to `last` (exclusive) of `run`, with a bracket opened before them."""
    start = run.start if first == 0 else run.places[first][0]
    if first and low[start - 1] == "(":
        start -= 1
    return _run(low, start, run.places[last - 1][1])


def _begins_well(low: str, start: int) -> bool:
    """Whether no word, decimal, fraction or time runs into the digits."""
    before = low[start - 1] if start else " "
    if low[start] == "+" and before.isalpha():
        return True
    if before.isalnum() or before in "_/\\^":
        return False
    if before in ".,:-" and start > 1 and low[start - 2].isalnum():
        # «tel:987…» and «cel.987…» but neither «0,987…» nor «MAT-101»
        return before in ".:" and low[start - 2].isalpha()
    return True


def _ends_well(low: str, end: int) -> bool:
    """Whether the digits run into no word, unit, fraction, time or percentage."""
    after = low[end : end + 2] or " "
    if after[0].isalnum() or after[0] in "%_^":
        return False
    return not (after[0] in "/:,=" and after[1:].isdigit())


def runs(low: str) -> Iterator[Run]:
    """Every stretch of digit groups that stands alone; a date or time at its edge is left out."""
    for match in _RUN.finditer(low):
        start, end = match.span()
        if end - start < 6:
            continue
        if low[start] == "(" and ")" not in low[start:end]:
            start += 1
        run = _run(low, start, end)
        first, last = 0, len(run.groups)
        if not _begins_well(low, start):
            first += 1
        if not _ends_well(low, end):
            last -= 1
        if not 0 < last - first <= _MOST_GROUPS:
            continue
        if last - first < len(run.groups):
            run = part(low, run, first, last)
            # What is left must be a number apart, not the head of a decimal or a code.
            if not (_begins_well(low, run.start) and low[run.end : run.end + 1] in (" ", "(")):
                continue
            if first and low[run.start - 1] not in " (":
                continue
        yield run

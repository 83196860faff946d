"""Passages of about 500 characters, the unit of search, out of a page's sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scraping.index.blocks import Section, Unit

# Characters: what a passage should have, what it may have, and what is too little to stand alone.
TARGET, MOST, FEWEST = 500, 700, 120
# From here on the end of a paragraph is a good place to cut.
_ENOUGH = 250


@dataclass(frozen=True)
class Draft:
    """A passage: units of one section, under the headings `path`."""

    path: tuple[str, ...]
    units: tuple[Unit, ...]

    @property
    def start(self) -> int:
        return self.units[0].start

    @property
    def end(self) -> int:
        return self.units[-1].end

    @property
    def size(self) -> int:
        return _size(self.units)

    def text(self, page: str) -> str:
        """What it says, with the sentence or the header without which its beginning is a riddle."""
        said = page[self.start : self.end]
        lead = self.units[0].lead
        return f"{lead}\n{said}" if lead else said


def pack(sections: list[Section], text: str) -> list[Draft]:
    """The passages of the sections of `text`, in order. None spans two sections."""
    return [draft for section in sections for draft in _pack(section, text)]


def apart(draft: Draft, wall: int) -> list[Draft]:
    """The draft cut at the offset `wall`, between two units; whole, if it lies in one."""
    before = tuple(unit for unit in draft.units if unit.end <= wall)
    after = draft.units[len(before) :]
    return [replace(draft, units=part) for part in (before, after) if part]


def _pack(section: Section, text: str) -> list[Draft]:
    drafts: list[Draft] = []
    current: list[Unit] = []
    units = [part for unit in section.units for part in _cut(unit, text)]
    ends = {unit.block: unit.end for unit in units}
    for unit in units:
        if current and not _fits(current, unit, ends):
            drafts.append(Draft(section.path, tuple(current)))
            current = []
        current.append(unit)
    if current:
        drafts.append(Draft(section.path, tuple(current)))
    return _without_crumbs(drafts)


def _fits(current: list[Unit], unit: Unit, ends: dict[int, int]) -> bool:
    """Whether a passage goes on with `unit`; `ends` tells where its block does."""
    size = _size(current)
    grown = _size([*current, unit])
    if grown > TARGET:
        return size < FEWEST and grown <= MOST
    begins = unit.block != current[-1].block
    whole = _size([*current, replace(unit, end=ends[unit.block])])
    return not (begins and size >= _ENOUGH and whole > TARGET)


def _without_crumbs(drafts: list[Draft]) -> list[Draft]:
    """The drafts of one section; too little at its end goes to the one before."""
    if len(drafts) > 1 and drafts[-1].size < FEWEST:
        joined = replace(drafts[-2], units=drafts[-2].units + drafts[-1].units)
        if joined.size <= MOST:
            return [*drafts[:-2], joined]
    return drafts


def _size(units: list[Unit] | tuple[Unit, ...]) -> int:
    return len(units[0].lead) + units[-1].end - units[0].start


def _cut(unit: Unit, text: str) -> Iterator[Unit]:
    """The unit, or pieces of one that is too long, cut at commas or between words if there are."""
    start = unit.start
    while unit.end - start + len(unit.lead) > MOST:
        room = max(FEWEST, TARGET - len(unit.lead))
        end = _cut_before(text, start, start + room)
        yield replace(unit, start=start, end=end)
        start = end
        while start < unit.end and text[start].isspace():
            start += 1
    if start < unit.end:
        yield replace(unit, start=start)


def _cut_before(text: str, start: int, limit: int) -> int:
    """A good place to cut between the middle of `text[start:limit]` and its end."""
    middle = (start + limit) // 2
    for mark in (". ", "; ", ": ", ", ", "\n", " "):
        at = text.rfind(mark, middle, limit)
        if at > 0:
            return at + len(mark.rstrip(" \n")) or at
    return limit

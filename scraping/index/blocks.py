"""Where a page's Markdown may be cut: headings, sentences, items of lists, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+\S")
_ROW = re.compile(r"[ \t]*\|")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_SENTENCE = re.compile(
    r"[.!?…]+[»”\"')\]*_]*\s+(?=[«“\"'(\[*_¿¡]*[A-ZÁÉÍÓÚÜÑÇÃÕÂÊÔ0-9])", re.UNICODE
)
# A point after one of these ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«“\"'])(?:[A-ZÁÉÍÓÚÑ]|art|arts|aprox|av|avda|cap|cf|dr|dra|drs|ed|edif|ej|fig|ing|"
    r"inc|lic|mr|mrs|ms|mtra|mtro|máx|mín|n|no|nro|núm|num|of|p|pp|pág|págs|prof|profa|piso|sec|"
    r"sr|sra|srta|st|tel|tél|univ|vol|vs)\.$",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[*_`]+|!?\[([^\]]*)\]\([^)]*\)")
# A line that ends so early was broken on purpose; longer ones may have been wrapped.
_SHORT_LINE = 60
# A longer sentence before a list is not said again with each part of it.
LONGEST_LEAD = 200
# No abbreviation, with what must stand before it, is longer.
_LOOK_BACK = 12


@dataclass(frozen=True)
class Unit:
    """Something that is not cut: `text[start:end]`.

    `block` numbers the paragraph, list or table that it is of; `lead` is what must be said before
    it where its block was cut: the sentence before a list, the header of a table. Empty for the
    block's beginning.
    """

    start: int
    end: int
    block: int
    lead: str = ""


@dataclass
class Section:
    """What stands under one heading: `path` are the headings, outermost first."""

    path: tuple[str, ...]
    units: list[Unit] = field(default_factory=list)


@dataclass(frozen=True)
class _Line:
    start: int
    end: int  # without the line break
    text: str


def sections(text: str) -> list[Section]:
    """The sections of a Markdown text in their order, each with at least one unit.

    A heading under which nothing stands, not even a smaller heading, is a unit of the section above
    it: it may be all that a page says on its subject.
    """
    found = [Section(())]
    open_headings: list[tuple[int, str]] = []
    lonely: _Line | None = None
    reader = _Reader()
    for line, level, title in _lines(text):
        if not level:
            reader.take(line)
            lonely = None if line.text.strip() else lonely
            continue
        found[-1].units += reader.done()
        _keep_lonely(found, lonely, open_headings, level, reader)
        while open_headings and open_headings[-1][0] >= level:
            open_headings.pop()
        open_headings.append((level, title))
        found.append(Section(tuple(name for _level, name in open_headings)))
        lonely = line
    found[-1].units += reader.done()
    _keep_lonely(found, lonely, open_headings, 0, reader)
    return [section for section in found if section.units]


def _keep_lonely(
    found: list[Section],
    lonely: _Line | None,
    open_headings: list[tuple[int, str]],
    next_level: int,
    reader: _Reader,
) -> None:
    """Make a unit of the last heading if nothing came after it and nothing smaller comes now."""
    if lonely is None or not open_headings or next_level > open_headings[-1][0]:
        return
    section = found[-1]
    section.path = section.path[:-1]
    section.units.append(Unit(lonely.start, lonely.end, reader.next_block()))


def plain(text: str) -> str:
    """A line without its marks of emphasis, and links as their words."""
    return " ".join(_MARKS.sub(lambda mark: mark[1] or "", text).split())


def _lines(text: str) -> Iterator[tuple[_Line, int, str]]:
    """Each line with the level and words of the heading that it is, 0 for none."""
    at, is_code = 0, False
    for raw in text.split("\n"):
        line = _Line(at, at + len(raw.rstrip()), raw)
        at += len(raw) + 1
        if _FENCE.match(raw):
            is_code = not is_code
        heading = None if is_code else _HEADING.match(raw)
        title = plain(heading[2]) if heading else ""
        yield line, len(heading[1]) if heading and title else 0, title


class _Reader:
    """Gathers the lines of a section into blocks, and gives their units."""

    def __init__(self) -> None:
        self._units: list[Unit] = []
        self._block = 0
        self._paragraph: list[_Line] = []
        self._item: list[_Line] = []
        self._table: list[_Line] = []
        self._said = ""  # the sentence just before, if it announces something
        self._lead = ""  # of the list that goes on
        self._in_list = False

    def next_block(self) -> int:
        self._block += 1
        return self._block

    def take(self, line: _Line) -> None:
        text = line.text
        if not text.strip():
            self._flush()
        elif _ROW.match(text):
            self._flush(but_table=True)
            self._in_list = False
            self._table.append(line)
        elif _ITEM.match(text):
            self._flush()
            self._begin_list()
            self._item.append(line)
        elif self._item or (self._in_list and text[:2].isspace()):
            self._flush(but_item=True)
            self._item.append(line)
        else:
            self._flush(but_paragraph=True)
            self._in_list = False
            self._paragraph.append(line)

    def done(self) -> list[Unit]:
        self._flush()
        self._said = ""
        self._in_list = False
        units, self._units = self._units, []
        return units

    def _begin_list(self) -> None:
        if self._in_list:
            return
        self._in_list = True
        self._lead, self._said = self._said, ""
        self.next_block()

    def _flush(
        self, *, but_table: bool = False, but_item: bool = False, but_paragraph: bool = False
    ) -> None:
        if self._paragraph and not but_paragraph:
            self._end_paragraph()
        if self._item and not but_item:
            self._units.append(_unit(self._item, self._block, self._lead))
            self._item = []
        if self._table and not but_table:
            self._end_table()

    def _end_paragraph(self) -> None:
        self.next_block()
        lines, self._paragraph = self._paragraph, []
        for start, end in _sentences(lines):
            self._units.append(Unit(start, end, self._block))
        last = self._units[-1].start - lines[0].start
        said = "\n".join(line.text for line in lines)[last:].strip()
        self._said = plain(said) if said.endswith(":") and len(said) <= LONGEST_LEAD else ""

    def _end_table(self) -> None:
        self.next_block()
        self._said = ""
        rows, self._table = self._table, []
        has_header = len(rows) > 1 and bool(_RULE.fullmatch(rows[1].text.rstrip()))
        if not has_header:
            self._units += [_unit([row], self._block) for row in rows]
            return
        header = rows[0].text.strip() + "\n" + rows[1].text.strip()
        self._units.append(_unit(rows[:3], self._block))
        self._units += [_unit([row], self._block, header) for row in rows[3:]]


def _unit(lines: list[_Line], block: int, lead: str = "") -> Unit:
    first = lines[0]
    indent = len(first.text) - len(first.text.lstrip())
    return Unit(first.start + indent, lines[-1].end, block, lead)


def _sentences(lines: list[_Line]) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph, and its lines where they were broken on purpose."""
    base = lines[0].start
    whole = "\n".join(line.text for line in lines)
    cuts = {
        line.end + 1 - base
        for line in lines[:-1]
        if line.end - line.start < _SHORT_LINE or line.text.rstrip().endswith((".", ":", "!", "?"))
    }
    for match in _SENTENCE.finditer(whole):
        if not _ABBREVIATION.search(whole, max(0, match.start() - _LOOK_BACK), match.start() + 1):
            cuts.add(match.end())
    begin = 0
    for cut in [*sorted(cuts), len(whole)]:
        piece = whole[begin:cut]
        if piece.strip():
            start = base + begin + len(piece) - len(piece.lstrip())
            yield start, base + begin + len(piece.rstrip())
        begin = max(begin, cut)

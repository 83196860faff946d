"""Lines as they were printed, put back into paragraphs, points and titles."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_EDGE = 3  # lines at the top and at the foot of a page that may be on every page
_PAGE_NUMBER = re.compile(
    r"^(?:(?:p[aá]g(?:ina)?|page)\.? ?)?[-–]? ?\d{1,4} ?[-–]?(?: ?(?:de|of|/) ?\d{1,4})?$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_POINT = re.compile(r"^(?:[•·▪●○◦‣►➢✓✔\uf0b7\uf0a7*–—-]|o(?= [A-ZÁÉÍÓÚ]))\s+(?=\S)")
_NUMBERED = re.compile(r"^(?:\d{1,2}[.)]|[a-z]\)|\d+\.\d+\.?|art[ií]culo \d+)\s", re.IGNORECASE)
_END = re.compile(r"[.:;!?…][\"»”)]?$")
_TITLE_LONGEST = 120


@dataclass(frozen=True)
class Line:
    """A printed line: `size` of its largest letters in points (0 unknown)."""

    text: str
    size: float = 0.0
    bold: bool = False


def without_running(pages: list[list[Line]]) -> list[Line]:
    """All lines without what repeats at the edges of the pages, and without page numbers."""
    pages = [_trimmed(page) for page in pages]
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_key(page[i]) for i in _edges(page)})
    running = {key for key, times in counts.items() if times >= max(3, 0.5 * len(pages))}
    kept: list[Line] = []
    for page in pages:
        edges = _edges(page)
        for i, line in enumerate(page):
            if i in edges and (_key(line) in running or _PAGE_NUMBER.match(line.text)):
                continue
            kept.append(line)
    return kept


def _trimmed(page: list[Line]) -> list[Line]:
    said = [i for i, line in enumerate(page) if line.text]
    return page[said[0] : said[-1] + 1] if said else []


def _edges(page: list[Line]) -> set[int]:
    said = [i for i, line in enumerate(page) if line.text]
    return {*said[:_EDGE], *said[-_EDGE:]}


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.lower())


def paragraphs(lines: list[Line]) -> list[str]:
    """Blocks of Markdown: titles, points together, paragraphs without hyphens at line ends."""
    body = _body_size(lines)
    lengths = sorted(len(line.text) for line in lines if line.text)
    width = lengths[int(0.9 * len(lengths))] if lengths else 0
    blocks: list[str] = []
    last: Line | None = None
    for line in lines:
        if not line.text:
            last = None
            continue
        title = _title_mark(line, body, width)
        if title:
            # A title on two lines is one.
            if last is not None and last.size == line.size and blocks[-1].startswith(title + " "):
                blocks[-1] += " " + line.text
            else:
                blocks.append(f"{title} {line.text}")
            last = line
            continue
        point = _POINT.match(line.text)
        if point:
            _add_point(blocks, "- " + line.text[point.end() :], last)
        elif last is None or _title_mark(last, body, width) or _begins(line, last, width):
            blocks.append(_plain(line.text))
        else:
            blocks[-1] = _continued(blocks[-1], line.text)
        last = line
    return blocks


def _plain(text: str) -> str:
    return "\\" + text if re.match(r"#{1,6} ", text) else text


def _add_point(blocks: list[str], point: str, last: Line | None) -> None:
    if last is not None and blocks and blocks[-1].startswith("- "):
        blocks[-1] += "\n" + point
    else:
        blocks.append(point)


def _begins(line: Line, last: Line, width: int) -> bool:
    """Whether `line` begins a paragraph, and doesn't go on with what `last` says."""
    if _NUMBERED.match(line.text):
        return True
    if line.text[0].islower():
        return False
    short = len(last.text) < 0.6 * width
    if short and not last.text.endswith((",", "-")):
        return True
    return bool(_END.search(last.text)) and len(last.text) < 0.85 * width


def _continued(block: str, text: str) -> str:
    if (
        len(block) > 1
        and block.endswith(("-", "\u2010"))
        and block[-2].isalpha()
        and text[0].islower()
    ):
        return block[:-1] + text
    return f"{block} {text}"


def _body_size(lines: list[Line]) -> float:
    """The size in which most of the letters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _title_mark(line: Line, body: float, width: int) -> str:
    """`#` to `###` for a line that stands out; empty for others."""
    text = line.text
    if not body or len(text) > _TITLE_LONGEST or not any(c.isalpha() for c in text):
        return ""
    if line.size >= 1.6 * body:
        return "#"
    if line.size >= 1.15 * body and not text.endswith((".", ",", ";")):
        return "##"
    alone = len(text) < 0.8 * width and not text.endswith((".", ",", ";", ":"))
    return "###" if line.bold and line.size >= body and alone and len(text) > 3 else ""

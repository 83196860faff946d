"""DOCX files: headings, lists and tables in their order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from scraping.extract.document import MOST_TITLE, Document, ExtractError
from scraping.extract.language import language_of
from scraping.extract.letters import seen, squeezed
from scraping.extract.markdown import joined

# Of all parts together, decompressed, and of one that is read.
MOST_BYTES = 100_000_000
_MOST_PART = 40_000_000
_MOST_RATIO = 200
_MOST_FILES = 5_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"^(?:heading|t[ií]tulo|encabezado|ttulo)\s*(\d)$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|t[ií]tulo|puesto)$", re.IGNORECASE)
_NOT_SEEN = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}txbxContent"}


def read(body: bytes) -> Document:
    """The document in `body`; its parts are measured before one is opened."""
    _measure(body)
    document = _opened(body)
    try:
        blocks = list(_Reader(document).blocks(document.element.body))
        core = squeezed(seen(document.core_properties.title or ""))
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ExtractError("unreadable", type(error).__name__) from error
    text = joined(_lists_together(blocks))
    if not text:
        raise ExtractError("no_text")
    heading = next((block.lstrip("# ") for block in blocks if block.startswith("#")), "")
    title = heading or core or squeezed(text.split("\n", 1)[0])
    return Document(title[:MOST_TITLE], language_of(text), text, kind="docx")


def _measure(body: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, RuntimeError, EOFError) as error:
        # With a password, Word keeps the file in its old container.
        code = "encrypted" if body.startswith(b"\xd0\xcf\x11\xe0") else "unreadable"
        raise ExtractError(code, type(error).__name__) from error
    if any(part.flag_bits & 1 for part in parts):
        raise ExtractError("encrypted")
    sizes = [part.file_size for part in parts]
    xml = [part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
    if (
        len(parts) > _MOST_FILES
        or sum(sizes) > MOST_BYTES
        or sum(xml) > _MOST_PART
        or any(
            p.file_size > 1_000_000 and p.file_size > _MOST_RATIO * p.compress_size for p in parts
        )
    ):
        raise ExtractError("bomb")


def _opened(body: bytes) -> Any:
    import docx  # noqa: PLC0415 - heavy

    try:
        return docx.Document(io.BytesIO(body))
    except Exception as error:  # a damaged file fails in any way
        raise ExtractError("unreadable", type(error).__name__) from error


class _Reader:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.numbered = _numbered(document)
        self.counts: dict[tuple[str, int], int] = {}
        self.styles = {style.style_id: style.name or "" for style in document.styles}

    def blocks(self, container: Any) -> Iterator[str]:
        for element in container:
            if element.tag == f"{_W}p":
                text = self._paragraph(element)
                if text:
                    yield text
            elif element.tag == f"{_W}tbl":
                text = self._table(element)
                if text:
                    yield text
            elif element.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
                yield from self.blocks(element)

    def _paragraph(self, paragraph: Any) -> str:
        text = _text(paragraph)
        if not text:
            return ""
        properties = paragraph.find(f"{_W}pPr")
        style = self._style(properties)
        level = _level(properties, style)
        if level:
            return "#" * min(level, 4) + " " + squeezed(text)
        mark = self._mark(properties, style)
        if mark:
            return mark + squeezed(text)
        return re.sub(r"^(#{1,6} )", r"\\\1", text)

    def _style(self, properties: Any) -> str:
        found = properties.find(f"{_W}pStyle") if properties is not None else None
        return self.styles.get(found.get(f"{_W}val"), "") if found is not None else ""

    def _mark(self, properties: Any, style: str) -> str:
        """What stands before a point of a list: blanks by its level, and `-` or its number."""
        numbering = properties.find(f"{_W}numPr") if properties is not None else None
        if numbering is None:
            named = style.lower().startswith(("list bullet", "lista con vi", "list number"))
            return ("1. " if "number" in style.lower() else "- ") if named else ""
        number = _value(numbering, "numId")
        if number in {"", "0"}:
            return ""
        depth = min(int(_value(numbering, "ilvl") or 0), 8)
        if (number, depth) not in self.numbered:
            return "  " * depth + "- "
        self.counts[number, depth] = self.counts.get((number, depth), 0) + 1
        for deeper in range(depth + 1, 9):
            self.counts.pop((number, deeper), None)
        return "   " * depth + f"{self.counts[number, depth]}. "

    def _table(self, table: Any) -> str:
        rows = []
        for row in table.iter(f"{_W}tr"):
            if _nested(row, table):
                continue
            cells = [cell for cell in row.iter(f"{_W}tc") if not _nested(cell, table)]
            texts = [" ".join(_text(p) for p in cell.iter(f"{_W}p")) for cell in cells]
            if any(text.strip() for text in texts):
                rows.append([squeezed(text).replace("|", "\\|") for text in texts])
        if not rows:
            return ""
        width = max(map(len, rows))
        if width == 1:
            return "\n\n".join(row[0] for row in rows)
        lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * width)
        return "\n".join(lines)


def _nested(element: Any, table: Any) -> bool:
    """Whether a row or a cell is of a table in `table`."""
    return next(above for above in element.iterancestors(f"{_W}tbl")) is not table


def _value(parent: Any, name: str) -> str:
    found = parent.find(f"{_W}{name}")
    return str(found.get(f"{_W}val") or "") if found is not None else ""


def _level(properties: Any, style: str) -> int:
    """1 to 9 for a heading, 0 for other paragraphs."""
    found = _HEADING.match(style)
    if found:
        return int(found[1])
    if _TITLE.match(style):
        return 1
    outline = _value(properties, "outlineLvl") if properties is not None else ""
    return int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0


def _text(paragraph: Any) -> str:
    """What is seen of a paragraph: without what was deleted or is hidden, with what was added."""
    pieces: list[str] = []
    stack = [paragraph]
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag in _NOT_SEEN:
            continue
        if tag == f"{_W}t":
            pieces.append(element.text or "")
        elif tag in {f"{_W}tab", f"{_W}ptab"}:
            pieces.append(" ")
        elif tag in {f"{_W}br", f"{_W}cr"}:
            pieces.append("\n")
        elif tag == f"{_W}noBreakHyphen":
            pieces.append("-")
        elif tag == f"{_W}r" and _vanishes(element):
            continue
        elif tag != f"{_W}pPr":
            stack.extend(reversed(element))
    lines = (squeezed(line) for line in seen("".join(pieces)).split("\n"))
    return "\n".join(line for line in lines if line)


def _vanishes(run: Any) -> bool:
    properties = run.find(f"{_W}rPr")
    vanish = properties.find(f"{_W}vanish") if properties is not None else None
    return vanish is not None and vanish.get(f"{_W}val", "true") not in {"0", "false"}


def _numbered(document: Any) -> set[tuple[str, int]]:
    """Lists and levels that are counted: (numId, level)."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, RuntimeError):
        return set()
    formats: dict[str, dict[int, str]] = {}
    for abstract in root.iter(f"{_W}abstractNum"):
        levels = formats.setdefault(abstract.get(f"{_W}abstractNumId"), {})
        for level in abstract.iter(f"{_W}lvl"):
            levels[int(level.get(f"{_W}ilvl"))] = _value(level, "numFmt")
    return {
        (number.get(f"{_W}numId"), depth)
        for number in root.iter(f"{_W}num")
        for depth, kind in formats.get(_value(number, "abstractNumId"), {}).items()
        if kind not in {"bullet", "none", ""}
    }


def _lists_together(blocks: list[str]) -> list[str]:
    out: list[str] = []
    point = re.compile(r" *(?:-|\d+\.) ")
    for block in blocks:
        if out and point.match(block) and point.match(out[-1].rsplit("\n", 1)[-1]):
            out[-1] += "\n" + block
        else:
            out.append(block)
    return out

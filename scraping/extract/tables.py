"""Tables: those of data become pipe tables, those of layout are read cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scraping.extract.inline import line
from scraping.extract.nodes import HOLDS_BOX, HOLDS_TABLE, HOLDS_TITLE, Child, Node

_MOST_ROWS = 3_000
_MOST_COLUMNS = 40
_LONG_CELL = 600
_PARTS = {"tbody", "thead", "tfoot", "colgroup"}


@dataclass
class Row:
    cells: list[Node]
    head: bool  # in the table's head, or of header cells alone


def rows(table: Node) -> list[Row]:
    """The rows of `table` itself, not of tables in it."""
    return [
        Row(cells, in_head or all(cell.tag == "th" for cell in cells))
        for row, in_head in _row_nodes(table)
        if (cells := [kid for kid in row.children() if kid.tag in {"td", "th"}])
    ][:_MOST_ROWS]


def _row_nodes(table: Node, in_head: bool = False) -> Iterator[tuple[Node, bool]]:
    for kid in table.children():
        if kid.tag == "tr":
            yield kid, in_head
        elif kid.tag in _PARTS:
            yield from _row_nodes(kid, kid.tag == "thead")


def is_data(table: Node, found: list[Row]) -> bool:
    """Whether a reader would call it a table, and not a way to put boxes beside each other."""
    if table.attrs.get("role") in {"presentation", "none"} or not found:
        return False
    width = max(len(row.cells) for row in found)
    cells = [cell for row in found for cell in row.cells]
    if width < 2 or any(cell.holds & HOLDS_TABLE for cell in cells):
        return False
    if any(cell.tag == "th" for cell in cells):
        return len(cells) > 2
    if len(found) < 2:
        return False
    if any(cell.holds & (HOLDS_TITLE | HOLDS_BOX) for cell in cells):
        return False
    return all(cell.chars <= _LONG_CELL for cell in cells)


def pipe_table(found: list[Row]) -> str:
    """The rows as a pipe table. What spans rows is said in each of them."""
    grid = _grid(found)
    grid = [row for row in grid if any(row)]
    if not grid:
        return ""
    width = max(len(row) for row in grid)
    kept = [i for i in range(width) if any(i < len(row) and row[i] for row in grid)]
    lines = ["| " + " | ".join(row[i] if i < len(row) else "" for i in kept) + " |" for row in grid]
    if not (found[0].head or _all_bold(found[0])):
        lines.insert(0, "|" + "  |" * len(kept))
    lines.insert(1, "|" + " --- |" * len(kept))
    return "\n".join(lines)


def _grid(found: list[Row]) -> list[list[str]]:
    grid: list[list[str]] = []
    # Of each column: the text that goes on into the rows below, and into how many.
    going: dict[int, tuple[str, int]] = {}
    for row in found:
        texts: list[str] = []
        below: dict[int, tuple[str, int]] = {}
        _fill(texts, going, below)
        for cell in row.cells:
            text = cell_text(cell)
            down = _span(cell, "rowspan", _MOST_ROWS)
            for i in range(_span(cell, "colspan", _MOST_COLUMNS)):
                if len(texts) >= _MOST_COLUMNS:
                    break
                said = text if i == 0 or row.head else ""
                if down > 1:
                    below[len(texts)] = (said, down - 1)
                texts.append(said)
            _fill(texts, going, below)
        going = below
        grid.append(texts)
    return grid


def _fill(
    texts: list[str], going: dict[int, tuple[str, int]], below: dict[int, tuple[str, int]]
) -> None:
    """Puts into the row what goes on from the rows above."""
    while len(texts) in going:
        text, left = going.pop(len(texts))
        if left > 1:
            below[len(texts)] = (text, left - 1)
        texts.append(text)


def _span(cell: Node, name: str, most: int) -> int:
    value = cell.attrs.get(name, "1").strip()
    return max(1, min(int(value), most)) if value.isdigit() and len(value) < 6 else 1


def _all_bold(row: Row) -> bool:
    return all(
        len(kids := _said(cell.kids)) == 1
        and isinstance(kids[0], Node)
        and (kids[0].tag in {"b", "strong"} or _bold_inside(kids[0]))
        for cell in row.cells
        if cell.chars
    )


def _bold_inside(node: Node) -> bool:
    kids = _said(node.kids)
    return len(kids) == 1 and isinstance(kids[0], Node) and kids[0].tag in {"b", "strong"}


def _said(kids: list[Child]) -> list[Child]:
    return [kid for kid in kids if (kid.strip() if isinstance(kid, str) else kid.chars)]


def cell_text(cell: Node) -> str:
    """What a cell says, on one line; points of a list are parted by semicolons."""
    pieces: list[str] = []
    _collect(cell, pieces)
    text = " ".join(" ".join(pieces).split()).removesuffix(";").replace("|", "\\|")
    return text.replace(".;", ".").replace(";;", ";")


def _collect(node: Node, pieces: list[str]) -> None:
    run: list[Child] = []
    for kid in node.kids:
        if isinstance(kid, str) or not kid.block:
            run.append(kid)
            continue
        pieces.append(line(run))
        run = []
        _collect(kid, pieces)
        if kid.tag in {"li", "dd"} and kid.chars:
            pieces[-1] += ";"
    pieces.append(line(run))

"""The counts of the corpora, and the tables of `analysis/corpora/README.md` that hold them.

`python -m tests.corpus_tables` writes the tables of the README anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from analysis.slots_schema import NAMES, VALUES
from tests.corpus_files import ALLOWED, CORPORA, FOLDERS, Item, labels, paths, read

README = CORPORA / "README.md"
EVERYWHERE = ("variety", "register")
"""The tables whose columns are folders; the others are named after a folder, with its files."""

Cells = dict[tuple[str, str, str], str]
"""What stands in the tables, by table, row and column."""


def counts(items: list[Item]) -> dict[str, str]:
    """The rows of one file in the table of its folder."""
    folder = items[0].folder
    rows: dict[str, str | int] = {
        "for": "measure" if items[0].is_test else "train",
        "messages": len(items),
        "scenarios": len({item.cells["scenario"] for item in items}),
    }
    for column in FOLDERS[folder]:
        if column == "slots":
            rows |= _slots(items)
        elif column == "category":
            rows |= _harmless(items)
        else:
            found = Counter(label for item in items for label in labels(item.cells, column))
            rows |= {f"{column}: {label}": found[label] for label in ALLOWED[column]}
    if folder == "pii":
        rows["without spans"] = sum(not item.cells["spans"] for item in items)
    return {row: f"{value:,}" if isinstance(value, int) else value for row, value in rows.items()}


def is_harmless(item: Item) -> bool:
    """Whether the message is not what its folder looks for (crisis, toxicity, injection)."""
    return item.cells[FOLDERS[item.folder][0]] == "0"


def is_hard(item: Item) -> bool:
    """Whether a harmless message was written to look like what it is not."""
    return item.cells["category"] not in {"ordinary", "everyday"}


def _harmless(items: list[Item]) -> dict[str, int]:
    harmless = [item for item in items if is_harmless(item)]
    found = Counter("hard" if is_hard(item) else item.cells["category"] for item in harmless)
    kinds = (
        ("hard", "everyday", "ordinary") if items[0].folder == "crisis" else ("hard", "ordinary")
    )
    return {f"harmless: {kind}": found[kind] for kind in kinds}


def _slots(items: list[Item]) -> dict[str, int]:
    said = [item.cells["slots"] for item in items]
    rows: dict[str, int] = {}
    for name in NAMES:
        found = Counter(slots[name] for slots in said if slots[name] is not None)
        if name in VALUES:
            rows |= {f"{name}: {value}": found[value] for value in VALUES[name]}
        else:
            rows[f"{name}: said"] = found.total()
    return rows


def expected(items: Iterable[Item]) -> Cells:
    """What the tables must hold."""
    by_corpus: dict[str, list[Item]] = {}
    by_folder: dict[str, list[Item]] = {}
    for item in items:
        by_corpus.setdefault(item.corpus, []).append(item)
        column = "examples" if item.corpus == "crisis/examples" else item.folder
        by_folder.setdefault(column, []).append(item)
    cells = {
        (*corpus.split("/"), row): value
        for corpus, of_corpus in by_corpus.items()
        for row, value in counts(of_corpus).items()
    }
    tables = {
        (folder, row, file.removeprefix("writer_")): value
        for (folder, file, row), value in cells.items()
    }
    for table in EVERYWHERE:
        for folder, of_folder in by_folder.items():
            found = Counter(item.cells.get(table) for item in of_folder)
            tables |= {(table, label, folder): f"{found[label]:,}" for label in ALLOWED[table]}
    return tables


def parsed(markdown: str) -> Cells:
    """What the tables of a README hold: those whose first cell names one of ours."""
    tables: Cells = {}
    head: list[str] = []
    for line in markdown.splitlines():
        if not line.startswith("|"):
            head = []
            continue
        row = [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        if not head:
            head = row
        elif head[0] in (*FOLDERS, *EVERYWHERE) and set(row[0]) != {"-"}:
            tables |= {
                (head[0], row[0], column): cell
                for column, cell in zip(head[1:], row[1:], strict=True)
            }
    return tables


def written(cells: Cells) -> str:
    """The tables in Markdown, in the order of the cells."""
    lines = []
    for table in dict.fromkeys(table for table, _, _ in cells):
        rows = dict.fromkeys(row for name, row, _ in cells if name == table)
        files = dict.fromkeys(file for name, _, file in cells if name == table)
        names = files if table in EVERYWHERE else [f"`{file}`" for file in files]
        lines += ["", f"| {table} | {' | '.join(names)} |"]
        lines.append("| --- |" + " ---: |" * len(files))
        for row in rows:
            values = " | ".join(cells[table, row, file] for file in files)
            lines.append(f"| {f'`{row}`' if ':' in row else row} | {values} |")
    return "\n".join(lines[1:]) + "\n"


def renewed(markdown: str, cells: Cells) -> str:
    """The README with each of its tables written anew."""
    blocks = re.split(r"((?:^\|.*\n)+)", markdown, flags=re.MULTILINE)
    for at, block in enumerate(blocks):
        name = block.split("|")[1].strip() if block.startswith("|") else ""
        of_table = {cell: value for cell, value in cells.items() if cell[0] == name}
        if of_table:
            blocks[at] = written(of_table)
    return "".join(blocks)


if __name__ == "__main__":
    every = [item for name, path in paths().items() for item in read(name, path)[0]]
    old = README.read_text(encoding="utf-8")
    README.write_text(renewed(old, expected(every)), encoding="utf-8")

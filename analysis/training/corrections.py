"""What people corrected, as training reads it: JSON lines written by `export_corrections`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from analysis import aspects
from analysis.labels import Aspect

_FIELDS = ("text", "aspect", "right", "said", "variety", "group")


@dataclass(frozen=True)
class CorrectedItem:
    """A masked text with the label that a person gave one aspect of it, and what the model said.

    Labels are strings as in `analysis.aspects`; `said` is empty when no model had read the aspect.
    Nothing is known of the variety of Spanish. `group` must not be split in training.
    """

    text: str
    aspect: str
    right: str
    said: str
    variety: str | None
    group: str

    def line(self) -> str:
        """One line of the file, with its end."""
        return json.dumps(asdict(self), ensure_ascii=False) + "\n"


def read(path: Path) -> list[CorrectedItem]:
    """The items of a file in its order; blank lines are passed over.

    Raises `OSError` when it can't be read and `ValueError` naming the first bad line.
    """
    found = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                found.append(_item(json.loads(line)))
            except (ValueError, TypeError, RecursionError) as exc:
                raise ValueError(f"{path}, line {number}: {exc}") from exc
    return found


def _item(row: Any) -> CorrectedItem:
    if not isinstance(row, dict) or set(row) != set(_FIELDS):
        raise ValueError(f"an object with {', '.join(_FIELDS)} is wanted")
    item = CorrectedItem(**row)
    for name in ("text", "aspect", "right", "said", "group"):
        if not isinstance(row[name], str):
            raise TypeError(f"{name} is no text")
    if not (item.variety is None or isinstance(item.variety, str)):
        raise TypeError("variety is neither null nor a text")
    if not item.text.strip() or not item.group:
        raise ValueError("text or group is empty")
    if item.aspect not in Aspect.values:
        raise ValueError(f"{item.aspect!r} is no aspect")
    labels = {label for label, _word in aspects.options(item.aspect)}
    if item.right not in labels or item.said not in labels | {""}:
        raise ValueError(f"{item.right!r} or {item.said!r} is no label of {item.aspect}")
    return item

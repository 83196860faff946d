"""How well the slots are read, on a corpus of labelled messages (`analysis/corpora/slots`)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from analysis.results import Slots
from analysis.slots import extract_slots
from analysis.slots_schema import validated

NAMES = tuple(each.name for each in fields(Slots))


@dataclass(frozen=True)
class SlotItem:
    """One labelled message; `now` is the writer's local time where the labels depend on it."""

    id: str
    text: str
    slots: Slots
    variety: str
    register: str
    scenario: str
    now: datetime | None


def read(path: Path) -> Iterator[SlotItem]:
    """The messages of a file with one JSON object a line.

    Raises `ValueError` that names the line when it is no such object or a label is unknown.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                yield SlotItem(
                    str(row["id"]),
                    str(row["text"]),
                    validated(row["slots"]),
                    str(row.get("variety") or "neutral"),
                    str(row.get("register") or ""),
                    str(row.get("scenario") or row["id"]),
                    datetime.fromisoformat(row["now"]) if row.get("now") else None,
                )
            except (KeyError, TypeError, ValueError) as exc:
                raise ValueError(f"{path.name}, line {number}: {exc}") from exc


def same(name: str, one: Any, other: Any) -> bool:
    """Whether two values of the slot `name` count as equal: exactly, a subject without its case."""
    if name == "ramo" and isinstance(one, str) and isinstance(other, str):
        return one.casefold().split() == other.casefold().split()
    return bool(one == other)


def _rates(counts: Mapping[str, int]) -> dict[str, Any]:
    hit, said, meant = counts["hit"], counts["said"], counts["meant"]
    precision = hit / said if said else 0.0
    recall = hit / meant if meant else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(f1, 4),
        "values": meant,
    }


def measure(path: Path) -> dict[str, Any]:
    """What `extract_slots` does on the corpus in `path`.

    `micro_f1` is over all values said, each right only when it is exactly the one labelled;
    `per_slot`, `per_value` and `per_variety` have precision, recall, F1 and the number of values;
    `all_right` is the share of messages with no slot wrong. Raises as `read` does.
    """
    groups: dict[tuple[str, str], Counter[str]] = {}
    texts = right = 0
    for item in read(path):
        texts += 1
        meant, said = asdict(item.slots), asdict(extract_slots(item.text, item.now))
        right += all(same(name, meant[name], said[name]) for name in NAMES)
        for name in NAMES:
            agree = same(name, meant[name], said[name])
            for value, kind in ((meant[name], "meant"), (said[name], "said")):
                if value is None:
                    continue
                keys = [("all", ""), ("slot", name), ("variety", item.variety)]
                if name not in {"ramo", "tiempo_bloque"}:
                    keys.append(("value", f"{name}={value}"))
                for key in keys:
                    counts = groups.setdefault(key, Counter())
                    counts[kind] += 1
                    counts["hit"] += agree and kind == "meant"
    tables = {
        kind: {name: _rates(groups[group, name]) for group, name in sorted(groups) if group == kind}
        for kind in ("slot", "value", "variety")
    }
    return {
        "texts": texts,
        "micro_f1": _rates(groups.get(("all", ""), Counter()))["f1"],
        "all_right": round(right / texts, 4) if texts else 0.0,
        "per_slot": tables["slot"],
        "per_value": tables["value"],
        "per_variety": tables["variety"],
    }

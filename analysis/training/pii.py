"""How well personal data is found: spans of a corpus against those of `analysis.pii`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analysis.pii import PiiSpan, PiiType, find


def read(path: Path) -> list[tuple[str, str, frozenset[PiiSpan]]]:
    """Text, variety and spans of each line of a JSON Lines corpus. Raises ValueError for a span
    outside its text or of an unknown type."""
    items = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        spans = frozenset(
            PiiSpan(span["start"], span["end"], PiiType(span["type"])) for span in row["spans"]
        )
        if any(not 0 <= span.start < span.end <= len(text) for span in spans):
            raise ValueError(f"{row['id']}: a span outside the text")
        items.append((text, str(row["variety"]), spans))
    return items


def _figures(true: int, said: int, hit: int) -> dict[str, Any]:
    """Precision and recall are 1 where there is nothing to say or to find."""
    precision = hit / said if said else 1.0
    recall = hit / true if true else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(f1, 4),
        "spans": true,
    }


def _table(rows: Iterable[tuple[str, str]]) -> dict[str, dict[str, Any]]:
    counts: dict[str, Counter[str]] = {}
    for group, outcome in rows:
        counts.setdefault(group, Counter())[outcome] += 1
    return {
        group: _figures(n["hit"] + n["missed"], n["hit"] + n["wrong"], n["hit"])
        for group, n in sorted(counts.items())
    }


def measure(path: Path) -> dict[str, Any]:
    """Span precision, recall and F1 on the corpus at `path`: exact start, end and type.

    `overall`, `by_type` and `by_variety` hold the figures with the number of true spans; `texts`
    is how many there are, `clean` how many without personal data were left untouched, of
    `clean_texts`.
    """
    outcomes: list[tuple[str, str, str]] = []
    items = read(path)
    clean = untouched = 0
    for text, variety, true in items:
        said = frozenset(find(text))
        clean += not true
        untouched += not true and not said
        outcomes += [(span.type, variety, "hit") for span in true & said]
        outcomes += [(span.type, variety, "missed") for span in true - said]
        outcomes += [(span.type, variety, "wrong") for span in said - true]
    overall = _table(("all", outcome) for _, _, outcome in outcomes)
    return {
        "texts": len(items),
        "clean_texts": clean,
        "clean": untouched,
        "overall": overall.get("all", _figures(0, 0, 0)),
        "by_type": _table((kind, outcome) for kind, _, outcome in outcomes),
        "by_variety": _table((variety, outcome) for _, variety, outcome in outcomes),
    }

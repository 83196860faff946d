"""Measuring the slots on a corpus, and the training corpus itself."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from analysis.slots_schema import VALUES
from analysis.training.corpora import CORPORA
from analysis.training.slots import measure, read

WRITER_A = CORPORA / "slots" / "writer_a.jsonl"
NOTHING = dict.fromkeys(
    ("sentimiento", "tipo_tarea", "ramo", "plazo", "fase", "tiempo_bloque"), None
)


def corpus(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "slots.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    return path


def row(text: str, now: str | None = None, **slots: Any) -> dict[str, Any]:
    return {"id": text, "text": text, "slots": NOTHING | slots, "variety": "cl", "now": now}


def test_a_value_counts_only_when_it_is_exactly_the_one_labelled(tmp_path: Path) -> None:
    path = corpus(
        tmp_path,
        row("tengo un ensayo de Historia para mañana", tipo_tarea="ensayo", ramo="HISTORIA"),
        row("hola", plazo="hoy"),
    )
    result = measure(path)
    # Said: ensayo, historia, <24h; meant: ensayo, historia, hoy. Two are the same.
    assert result["micro_f1"] == pytest.approx(2 / 3, abs=1e-4)
    assert result["all_right"] == 0
    assert result["per_slot"]["ramo"] == {"precision": 1, "recall": 1, "f1": 1, "values": 1}
    assert result["per_slot"]["plazo"] == {"precision": 0, "recall": 0, "f1": 0, "values": 1}
    assert result["per_variety"]["cl"]["values"] == 3


def test_the_writers_time_is_used_where_it_is_given(tmp_path: Path) -> None:
    text = "el ensayo es para el jueves"
    path = corpus(
        tmp_path, row(text, "2026-11-18T15:00:00-03:00", tipo_tarea="ensayo", plazo="<24h")
    )
    assert measure(path)["all_right"] == 1


@pytest.mark.parametrize(
    "line", ["{", "[]", "{}", '{"id": "a", "text": "b", "slots": {"plazo": "ayer"}}']
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.jsonl, line 2"):
        list(read(path))


def test_the_training_corpus_has_every_value_and_no_text_twice() -> None:
    items = list(read(WRITER_A))
    assert len(items) >= 560
    assert len({item.text for item in items}) == len({item.id for item in items}) == len(items)
    counts = Counter((name, getattr(item.slots, name)) for item in items for name in VALUES)
    assert all(counts[name, value] >= 12 for name, values in VALUES.items() for value in values)


def test_the_extractor_reads_the_training_corpus() -> None:
    """A floor far below today's figure, so that a broken rule shows."""
    result = measure(WRITER_A)
    assert result["micro_f1"] >= 0.93
    assert min(part["f1"] for part in result["per_slot"].values()) >= 0.88

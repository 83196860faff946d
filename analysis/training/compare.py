"""What each kind of feature is worth for a task: candidates by cross-validation, as a table.

The test corpora have no part in it. `manage.py train_models --compare` writes the tables to
`docs/models/comparison.md`; the choices in `analysis.training.tasks` follow them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from analysis.training.classify import (
    Choice,
    Data,
    best_threshold,
    cross_validated,
    decide,
    probabilities,
    scaling,
    sureness,
)
from analysis.training.fitting import BlockSpec
from analysis.training.metrics import calibration_error, macro_f1, table
from analysis.training.tasks import (
    LETTERS,
    LEXICON,
    SOUND_LETTERS,
    SOUNDS,
    TOPIC_LEXICON,
    WORDS,
    Task,
)

CANDIDATES: dict[str, tuple[tuple[BlockSpec, ...], float]] = {
    "words": ((WORDS,), 0),
    "letters within words": ((LETTERS,), 0),
    "words and letters": ((WORDS, LETTERS), 0),
    "sounds and letters of sounds": ((SOUNDS, SOUND_LETTERS), 0),
    "emotion lexicon": ((LEXICON,), 0),
    "topic lexicon": ((TOPIC_LEXICON,), 0),
    "sentence vector": ((), 3),
    "words, letters, vector": ((WORDS, LETTERS), 1),
    "sounds, letters, vector": ((SOUNDS, SOUND_LETTERS), 1),
    "sounds, letters, vector, emotion lexicon": ((SOUNDS, SOUND_LETTERS, LEXICON), 1),
    "sounds, letters, vector, topic lexicon": ((SOUNDS, SOUND_LETTERS, TOPIC_LEXICON), 1),
    "sounds, letters, twice the vector": ((SOUNDS, SOUND_LETTERS), 2),
}


@dataclass(frozen=True)
class Row:
    """One candidate's cross-validated figures."""

    name: str
    macro_f1: float
    calibration_error: float
    is_shipped: bool


def compare(task: Task, data_path: Path, step: Callable[[str], None]) -> list[Row]:
    """Every candidate on the task's training corpora, at the task's own strength."""
    data = Data.of(task, data_path)
    labels = data.labels[: data.own]
    rows = []
    for name, (specs, dense) in CANDIDATES.items():
        choice = Choice(specs, dense, task.strength)
        scores = cross_validated(task, choice, data, lambda _: None)
        scale, shift = scaling(task, scores, labels)
        probability = probabilities(scores * scale + shift, exclusive=task.exclusive)
        said = decide(task, probability, best_threshold(task, probability, labels))
        rows.append(
            Row(
                name,
                macro_f1(labels, said),
                calibration_error(*sureness(task, probability, labels)),
                (specs, dense) == (task.specs, task.dense),
            )
        )
        step(name)
    return rows


def as_markdown(task: Task, rows: list[Row]) -> str:
    """The table of one task."""
    return f"## {task.name}\n\n" + table(
        ["features", "macro-F1", "calibration error", "shipped"],
        [
            [
                row.name,
                f"{row.macro_f1:.3f}",
                f"{row.calibration_error:.3f}",
                "yes" if row.is_shipped else "",
            ]
            for row in rows
        ],
    )

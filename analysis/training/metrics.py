"""Figures about labels: precision, recall, F1, confusion, and their tables as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


def per_class(truth: Sequence[str], guesses: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Precision, recall, F1 and number of texts for each label that occurs in `truth`."""
    pairs = Counter(zip(truth, guesses, strict=True))
    table: dict[str, dict[str, Any]] = {}
    for label in sorted(set(truth)):
        hit = pairs[label, label]
        meant = sum(n for (true, _), n in pairs.items() if true == label)
        said = sum(n for (_, guess), n in pairs.items() if guess == label)
        precision = hit / said if said else 0.0
        recall = hit / meant
        f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
        table[label] = {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(f1, 4),
            "texts": meant,
        }
    return table


def macro_f1(truth: Sequence[str], guesses: Sequence[str]) -> float:
    """The mean F1 over the labels of `truth`."""
    rows = per_class(truth, guesses).values()
    return sum(float(row["f1"]) for row in rows) / len(rows)


def weighted_f1(truth: Sequence[str], guesses: Sequence[str]) -> float:
    """The mean F1 over the labels of `truth`, each weighing as many texts as it has."""
    rows = per_class(truth, guesses).values()
    return sum(float(row["f1"]) * row["texts"] for row in rows) / len(truth)


def rates(groups: Iterable[str], flags: Iterable[bool]) -> dict[str, list[int]]:
    """For each group how many are flagged, and how many there are."""
    table: dict[str, list[int]] = {}
    for group, flag in zip(groups, flags, strict=True):
        row = table.setdefault(group, [0, 0])
        row[0] += flag
        row[1] += 1
    return dict(sorted(table.items()))


def confusion(truth: Sequence[str], guesses: Sequence[str], labels: Sequence[str]) -> str:
    """The confusion matrix as a Markdown table: a row for each true label."""
    pairs = Counter(zip(truth, guesses, strict=True))
    rows = [[label, *(str(pairs[label, guess]) for guess in labels)] for label in labels]
    return table(["true \\ said", *labels], rows)


def class_table(classes: dict[str, dict[str, Any]]) -> str:
    """`per_class` as a Markdown table."""
    rows = [
        [label, *(f"{row[name]:.3f}" for name in ("precision", "recall", "f1")), str(row["texts"])]
        for label, row in classes.items()
    ]
    return table(["label", "precision", "recall", "F1", "texts"], rows)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table with columns of even width."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        return "| " + " | ".join(padded) + " |"

    return "\n".join([line(head), line(["-" * width for width in widths]), *map(line, rows)])


def calibration_error(confidence: Vector, correct: Vector, bins: int = 10) -> float:
    """Expected calibration error (Naeini et al. 2015): how far, on the mean over equal bins of
    confidence weighted by their texts, the share of right answers is from the confidence."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(confidence[place == i].mean() - correct[place == i].mean()) * (place == i).mean()
        for i in range(bins)
        if (place == i).any()
    ]
    return float(sum(gaps))

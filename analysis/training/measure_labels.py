"""What the shipped classifiers say of the test corpora of their task."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from analysis import encoder, labelling
from analysis.features import TextFeatures
from analysis.labels import Emotion
from analysis.normalise import normalise
from analysis.training import corpora
from analysis.training.corpora import LabelledItem
from analysis.training.measuring import Measurement, Picture
from analysis.training.metrics import (
    calibration_error,
    class_table,
    confusion,
    macro_f1,
    per_class,
    table,
    weighted_f1,
)
from analysis.training.tasks import TASKS, Task

Said = tuple[str, float, bool]


def _emotion(features: TextFeatures) -> Said:
    found = labelling.emotion(features)
    return found.label, found.confidence, found.confidence >= labelling.UNSURE


def _topic(features: TextFeatures) -> Said:
    found = labelling.topic(features)
    return found.label, found.confidence, found.confidence >= labelling.UNSURE


def _sentiment(features: TextFeatures) -> Said:
    found = labelling.sentiment(features)
    return found.label, found.confidence, found.confidence >= labelling.UNSURE


def _style(features: TextFeatures) -> Said:
    found = labelling.style(features)
    return found.label or "none", found.confidence, found.confidence >= labelling.UNSURE


def _yes_or_no(is_so: bool, probability: float) -> Said:
    confidence = probability if is_so else 1 - probability
    return str(int(is_so)), confidence, confidence >= labelling.UNSURE


def _toxicity(features: TextFeatures) -> Said:
    found = labelling.toxicity(features)
    return _yes_or_no(found.is_toxic, found.confidence)


def _injection(features: TextFeatures) -> Said:
    found = labelling.injection(features)
    return _yes_or_no(found.is_injection, found.confidence)


SAY: dict[str, Callable[[TextFeatures], Said]] = {
    "emotion": _emotion,
    "topic": _topic,
    "sentiment": _sentiment,
    "style": _style,
    "toxicity": _toxicity,
    "injection": _injection,
}


def measure(name: str, data: Path) -> Measurement:
    """The classifier of that name on its test corpora, and the emotion also on EmoEvent's dev
    split where `data` has it."""
    task = TASKS[name]
    parts = {test.rpartition("/")[2]: task.items((test,)) for test in task.test}
    if name == "emotion" and (data / corpora.EMOEVENT).is_dir():
        parts["emoevent_dev"] = [
            LabelledItem(item.text, item.emotion, item.group)
            for item in corpora.emoevent(data, "dev")
        ]
    measured = {part: _part(task, part, items) for part, items in parts.items()}
    return Measurement(
        {part: found.figures for part, found in measured.items()},
        "\n".join(found.report for found in measured.values()),
        tuple(picture for found in measured.values() for picture in found.pictures),
    )


def said_of(name: str, texts: Sequence[str]) -> list[Said]:
    """Label, confidence and whether it is sure, for each text as it was written."""
    normalised = [normalise(text).text for text in texts]
    vectors = encoder.vectors(normalised)
    return [SAY[name](TextFeatures(text, vectors[row])) for row, text in enumerate(normalised)]


def _part(task: Task, part: str, items: list[LabelledItem]) -> Measurement:
    truth = [item.label for item in items]
    said = said_of(task.name, [item.text for item in items])
    guesses = [label for label, _, _ in said]
    right = np.array([a == b for a, b in zip(truth, guesses, strict=True)])
    sure = np.array([is_sure for _, _, is_sure in said])
    confidence = np.array([each for _, each, _ in said])
    classes = per_class(truth, guesses)
    figures: dict[str, Any] = {
        "macro_f1": round(macro_f1(truth, guesses), 4),
        "weighted_f1": round(weighted_f1(truth, guesses), 4),
        "accuracy": round(float(right.mean()), 4),
        "calibration_error": round(calibration_error(confidence, right.astype(float)), 4),
        "sure": {
            "share": round(float(sure.mean()), 4),
            "accuracy": round(float(right[sure].mean()), 4) if sure.any() else None,
        },
        "per_class": classes,
        "accuracy_by_variety": _by_variety(items, right),
    }
    if task.labels == ("1",):
        negative = [guess for guess, label in zip(guesses, truth, strict=True) if label == "0"]
        figures["recall"] = classes["1"]["recall"]
        figures["precision"] = classes["1"]["precision"]
        figures["f1"] = classes["1"]["f1"]
        figures["false_positive_rate"] = round(negative.count("1") / len(negative), 4)
    labels = [*task.labels, *([task.none] if task.none else [])]
    if task.name == "emotion":
        labels = sorted(Emotion.values)
    picture = Picture(f"{task.name}_{part}", labels, list(zip(truth, guesses, strict=True)))
    return Measurement(figures, _report(part, figures, picture), (picture,))


def _by_variety(items: Sequence[LabelledItem], right: Any) -> dict[str, list[float]]:
    """For each national variety the share of right answers, and how many texts there are."""
    found: dict[str, list[float]] = {}
    for variety in sorted({item.variety for item in items if item.variety}):
        rows = np.array([item.variety == variety for item in items])
        found[variety] = [round(float(right[rows].mean()), 4), int(rows.sum())]
    return found


def _report(part: str, figures: dict[str, Any], picture: Picture) -> str:
    truth, guesses = (list(column) for column in zip(*picture.pairs, strict=True))
    sure = figures["sure"]
    lines = [
        f"### {part}: macro-F1 {figures['macro_f1']:.3f}, {len(truth)} texts",
        (
            f"Weighted F1 {figures['weighted_f1']:.3f}, accuracy {figures['accuracy']:.3f}, "
            f"expected calibration error {figures['calibration_error']:.3f}. Sure of "
            f"{sure['share']:.0%} of the texts, and right in {sure['accuracy'] or 0:.0%} of those."
        ),
    ]
    if "false_positive_rate" in figures:
        lines.append(
            f"Of the label `1`: recall {figures['recall']:.3f}, precision "
            f"{figures['precision']:.3f}, F1 {figures['f1']:.3f}, false-positive rate "
            f"{figures['false_positive_rate']:.3f}."
        )
    lines += [
        class_table(figures["per_class"]),
        confusion(truth, guesses, picture.labels),
        f"![confusion]({picture.name}.svg)",
    ]
    if figures["accuracy_by_variety"]:
        rows = [
            [variety, f"{share:.3f}", str(texts)]
            for variety, (share, texts) in figures["accuracy_by_variety"].items()
        ]
        lines.append(table(["variety", "accuracy", "texts"], rows))
    return "\n\n".join(lines) + "\n"

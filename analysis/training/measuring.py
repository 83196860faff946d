"""What the shipped models do on texts that nothing was tuned to."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis import pipeline
from analysis.artifacts import store
from analysis.crisis import detector, model, patterns
from analysis.labels import CrisisKind, CrisisLevel, Emotion
from analysis.normalise import normalise
from analysis.training import corpora
from analysis.training.corpora import EmotionItem
from analysis.training.metrics import (
    class_table,
    confusion,
    macro_f1,
    per_class,
    rates,
    table,
)


@dataclass(frozen=True)
class Measurement:
    """`figures` are compared with the card; `report` is for people, in Markdown."""

    figures: dict[str, Any]
    report: str


def _emotion_part(name: str, items: list[EmotionItem]) -> Measurement:
    trained = store.emotion()
    truth = [item.emotion for item in items]
    guesses = []
    for item in items:
        scores = trained.softmax(normalise(item.text).text)
        guesses.append(max(scores, key=scores.__getitem__))
    classes = per_class(truth, guesses)
    accuracy = sum(a == b for a, b in zip(truth, guesses, strict=True)) / len(truth)
    figures = {
        "macro_f1": round(macro_f1(truth, guesses), 4),
        "accuracy": round(accuracy, 4),
        "per_class": classes,
    }
    report = (
        f"### {name}: macro-F1 {figures['macro_f1']:.3f}, accuracy {accuracy:.3f}, "
        f"{len(items)} texts\n\n{class_table(classes)}\n\n"
        f"{confusion(truth, guesses, sorted(Emotion.values))}\n"
    )
    return Measurement(figures, report)


def emotion(data: Path) -> Measurement:
    """The emotion classifier on the students' test corpus and, where `data` has it, EmoEvent's
    dev split."""
    parts = {corpora.EMOTION_TEST: corpora.students(corpora.EMOTION_TEST)}
    if (data / corpora.EMOEVENT).is_dir():
        parts["emoevent_dev"] = corpora.emoevent(data, "dev")
    measured = {name: _emotion_part(name, items) for name, items in parts.items()}
    return Measurement(
        {name: part.figures for name, part in measured.items()},
        "\n".join(part.report for part in measured.values()),
    )


def _share(row: list[int]) -> str:
    return f"{row[0]} of {row[1]} ({row[0] / row[1]:.0%})"


def crisis() -> Measurement:
    """The detector, and each of its layers alone, on the test corpus."""
    items = corpora.crisis(corpora.CRISIS_TEST)
    trained = store.crisis()
    limit = float(trained.meta["thresholds"]["crisis"])
    texts = [normalise(item.text) for item in items]
    results = [detector.detect(text) for text in texts]
    said = {
        "detector": [result.is_crisis for result in results],
        "patterns": [bool(patterns.find(text.text).clear) for text in texts],
        "classifier": [model.read(trained, text.text).crisis >= limit for text in texts],
    }
    truth = np.array([item.is_crisis for item in items])
    figures: dict[str, Any] = {}
    for layer, flags in said.items():
        marked = np.array(flags)
        figures[layer] = {
            "recall": round(float(marked[truth].mean()), 4),
            "false_positive_rate": round(float(marked[~truth].mean()), 4),
        }
    flags = said["detector"]
    for field in ("category", "variety"):
        for kind, wanted in (("recall", True), ("false_positives", False)):
            chosen = [i for i, item in enumerate(items) if item.is_crisis is wanted]
            figures[f"{kind}_by_{field}"] = rates(
                [getattr(items[i], field) for i in chosen], [flags[i] for i in chosen]
            )
    positive = [i for i in range(len(items)) if truth[i]]
    exact = [results[i].level == items[i].level for i in range(len(items))]
    figures["level_accuracy"] = round(sum(exact) / len(exact), 4)
    figures["kind_recall"] = {
        kind: row
        for kind in CrisisKind.values
        for row in [
            [
                sum(kind in results[i].kinds for i in positive if kind in items[i].kinds),
                sum(kind in items[i].kinds for i in positive),
            ]
        ]
        if row[1]
    }
    levels = [level.value for level in CrisisLevel]
    matrix = confusion([item.level for item in items], [r.level for r in results], levels)
    return Measurement(figures, _crisis_report(figures, matrix, len(items)))


def _crisis_report(figures: dict[str, Any], matrix: str, texts: int) -> str:
    layers = [
        [layer, f"{figures[layer]['recall']:.3f}", f"{figures[layer]['false_positive_rate']:.3f}"]
        for layer in ("detector", "patterns", "classifier")
    ]
    parts = [
        f"### {corpora.CRISIS_TEST}: {texts} texts\n",
        table(["layer", "recall", "false-positive rate"], layers),
    ]
    for name in ("category", "variety"):
        titles = {"recall": "crises found", "false_positives": "harmless ones flagged"}
        for kind, title in titles.items():
            rows = [[group, _share(row)] for group, row in figures[f"{kind}_by_{name}"].items()]
            parts.append(table([name, title], rows))
    kinds = [[kind, _share(row)] for kind, row in figures["kind_recall"].items()]
    parts.append(table(["kind", "named in a crisis of that kind"], kinds))
    parts.append(f"Exact level: {figures['level_accuracy']:.3f}\n\n{matrix}")
    return "\n\n".join(parts) + "\n"


def latency(repeats: int = 3) -> dict[str, float]:
    """Milliseconds for `pipeline.analyse` over both test corpora (p50, p95), and texts a second."""
    texts = [item.text for item in corpora.crisis(corpora.CRISIS_TEST)]
    texts += [item.text for item in corpora.students(corpora.EMOTION_TEST)]
    pipeline.warm_up()
    times = []
    for _ in range(repeats):
        for text in texts:
            begin = time.perf_counter()
            pipeline.analyse(text)
            times.append(time.perf_counter() - begin)
    milliseconds = np.array(times) * 1000
    return {
        "p50_ms": round(float(np.percentile(milliseconds, 50)), 2),
        "p95_ms": round(float(np.percentile(milliseconds, 95)), 2),
        "per_second": round(1000 / float(milliseconds.mean()), 1),
    }

"""What the shipped models do on texts that nothing was tuned to."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis import pipeline
from analysis.artifacts import store
from analysis.crisis import detector, model, patterns
from analysis.labels import CrisisKind, CrisisLevel
from analysis.normalise import normalise
from analysis.training import corpora
from analysis.training.metrics import calibration_error, confusion, rates, table

_JOKES_AND_COURSEWORK = {"hyperbole", "joke", "coursework", "news"}


@dataclass(frozen=True)
class Picture:
    """A confusion matrix: (true, said) of each text."""

    name: str
    labels: list[str]
    pairs: list[tuple[str, str]]


@dataclass(frozen=True)
class Measurement:
    """`figures` are compared with the card; `report` is for people, in Markdown."""

    figures: dict[str, Any]
    report: str
    pictures: tuple[Picture, ...] = ()


def _share(row: list[int]) -> str:
    return f"{row[0]} of {row[1]} ({row[0] / row[1]:.0%})"


def crisis() -> Measurement:
    """The detector on the test corpora: the one that is clean, and those looked at before."""
    parts = {name: _crisis(name) for name in (corpora.CRISIS_TEST, *corpora.CRISIS_TESTS_SEEN)}
    return Measurement(
        {name: part.figures for name, part in parts.items()},
        "\n".join(part.report for part in parts.values()),
        tuple(picture for part in parts.values() for picture in part.pictures),
    )


def _crisis(name: str) -> Measurement:
    """The detector, and each of its layers alone, on the corpus of that name."""
    items = corpora.crisis(name)
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
    pairs = [(item.level.value, r.level) for item, r in zip(items, results, strict=True)]
    figures["jokes_and_coursework"] = _false_alarms(items, flags)
    probability = np.array([result.confidence for result in results])
    figures["calibration_error"] = round(calibration_error(probability, truth.astype(float)), 4)
    matrix = confusion([pair[0] for pair in pairs], [pair[1] for pair in pairs], levels)
    report = _crisis_report(name, figures, matrix, len(items))
    return Measurement(figures, report, (Picture(f"crisis_{name}", levels, pairs),))


def _false_alarms(items: list[corpora.CrisisItem], flags: list[bool]) -> dict[str, Any]:
    """The false-positive rate among hyperbole, jokes, coursework and news."""
    found = [
        flag
        for item, flag in zip(items, flags, strict=True)
        if not item.is_crisis and item.category in _JOKES_AND_COURSEWORK
    ]
    return {"false_positive_rate": round(sum(found) / len(found), 4), "texts": len(found)}


def _crisis_report(name: str, figures: dict[str, Any], matrix: str, texts: int) -> str:
    layers = [
        [layer, f"{figures[layer]['recall']:.3f}", f"{figures[layer]['false_positive_rate']:.3f}"]
        for layer in ("detector", "patterns", "classifier")
    ]
    parts = [
        f"### {name}: {texts} texts\n",
        table(["layer", "recall", "false-positive rate"], layers),
        (
            "False-positive rate among hyperbole, jokes, coursework and news: "
            f"{figures['jokes_and_coursework']['false_positive_rate']:.3f} of "
            f"{figures['jokes_and_coursework']['texts']}. Expected calibration error: "
            f"{figures['calibration_error']:.3f}."
        ),
    ]
    for field in ("category", "variety"):
        titles = {"recall": "crises found", "false_positives": "harmless ones flagged"}
        for kind, title in titles.items():
            rows = [[group, _share(row)] for group, row in figures[f"{kind}_by_{field}"].items()]
            parts.append(table([field, title], rows))
    kinds = [[kind, _share(row)] for kind, row in figures["kind_recall"].items()]
    parts.append(table(["kind", "named in a crisis of that kind"], kinds))
    parts.append(f"Exact level: {figures['level_accuracy']:.3f}\n\n{matrix}")
    parts.append(f"![confusion](crisis_{name}.svg)")
    return "\n\n".join(parts) + "\n"


def latency(repeats: int = 3) -> dict[str, float]:
    """Milliseconds for `pipeline.analyse` over both test corpora (p50, p95), and texts a second."""
    texts = [item.text for item in corpora.crisis(corpora.CRISIS_TEST)]
    texts += [item.text for item in corpora.labelled(corpora.EMOTION_TEST, "emotion")]
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

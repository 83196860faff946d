"""Training and measuring by the name of a model; what the commands call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from analysis.artifacts import store
from analysis.labels import CrisisLevel
from analysis.linear import LinearModel, save
from analysis.training import (
    cards,
    classify,
    crisis,
    emotion,
    measure_labels,
    measuring,
    rule_cards,
)
from analysis.training.corpora import CrisisItem, LabelledItem
from analysis.training.corrections import CorrectedItem
from analysis.training.measuring import Measurement
from analysis.training.tasks import TASKS

# Steps that each training reports, for the progress bar.
STEPS = dict.fromkeys(TASKS, classify.FOLDS + 1) | {store.CRISIS: crisis.FOLDS + 1}


_AS_LABEL = {"true": "1", "false": "0"}


def _as_crisis(item: CorrectedItem) -> CrisisItem:
    """A correction has a level and no kinds."""
    level = CrisisLevel(item.right)
    is_crisis = level.rank >= CrisisLevel.MODERATE.rank
    return CrisisItem(item.text, is_crisis, level, (), "corrected", "", f"corrected:{item.group}")


# What has a card: the trained models, and what works by rules.
MEASURED = (*store.NAMES, *rule_cards.MEASURES)


def measure(name: str, data: Path) -> Measurement:
    """The figures of what ships under that name."""
    if name in rule_cards.MEASURES:
        return rule_cards.MEASURES[name]()
    return measuring.crisis() if name == store.CRISIS else measure_labels.measure(name, data)


def train(
    name: str,
    data: Path,
    date: str,
    step: Callable[[str], None],
    corrected: Sequence[CorrectedItem] = (),
) -> LinearModel:
    """Train, write the artifact, measure it and write its card; the model as it was read back."""
    mine = [item for item in corrected if item.aspect == name]
    if name == store.CRISIS:
        model = crisis.train(date, step, [_as_crisis(item) for item in mine])
    else:
        more = [
            LabelledItem(item.text, _AS_LABEL.get(item.right, item.right), item.group)
            for item in mine
        ]
        model = classify.train(TASKS[name], data, date, step, more)
        if name == store.EMOTION:
            model.meta["tweets_only_dev"] = emotion.tweets_only(data)
    file = store.path(name)
    save(model, file)
    store.forget()
    shipped = store.get(name)
    cards.write(name, shipped, file.stat().st_size, measure(name, data))
    return shipped

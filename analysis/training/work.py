"""Training and measuring by the name of a model; what the commands call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from analysis.artifacts import store
from analysis.linear import LinearModel, save
from analysis.training import cards, crisis, emotion, measuring
from analysis.training.measuring import Measurement

# Steps that each training reports, for the progress bar.
STEPS = {store.EMOTION: emotion.FOLDS + 2, store.CRISIS: crisis.FOLDS + 1}


def measure(name: str, data: Path) -> Measurement:
    """The figures of the shipped model of that name."""
    return measuring.emotion(data) if name == store.EMOTION else measuring.crisis()


def train(name: str, data: Path, date: str, step: Callable[[str], None]) -> LinearModel:
    """Train, write the artifact, measure it and write its card; the model as it was read back."""
    of_emotion = name == store.EMOTION
    model = emotion.train(data, date, step) if of_emotion else crisis.train(date, step)
    file = store.path(name)
    save(model, file)
    store.forget()
    shipped = store.get(name)
    cards.write(name, shipped, file.stat().st_size, measure(name, data))
    return shipped

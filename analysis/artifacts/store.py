"""The models in memory: the files are read once, by whichever thread asks first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.bank import Bank
from analysis.lazy import Lazy
from analysis.linear import LinearModel, load

FOLDER = Path(__file__).resolve().parent
EMOTION, CRISIS = "emotion", "crisis"
STYLE, SENTIMENT, TOPIC = "style", "sentiment", "topic"
TOXICITY, INJECTION = "toxicity", "injection"
NAMES = (EMOTION, CRISIS, STYLE, SENTIMENT, TOPIC, TOXICITY, INJECTION)


def path(name: str) -> Path:
    return FOLDER / f"{name}.npz"


@dataclass(frozen=True)
class _Loaded:
    """The models by name, what kept the others from being read, and the bank of all."""

    models: dict[str, LinearModel]
    failures: dict[str, Exception]
    bank: Bank


def _load_all() -> _Loaded:
    failures: dict[str, Exception] = {}
    read: list[str] = []

    def each() -> Iterator[LinearModel]:
        for name in NAMES:
            try:
                model = load(path(name))
            except (OSError, ValueError) as exc:
                failures[name] = exc
            else:
                read.append(name)
                yield model

    bank = Bank(each())
    return _Loaded(dict(zip(read, bank.models, strict=True)), failures, bank)


_loaded = Lazy(_load_all)


def get(name: str) -> LinearModel:
    """The model of that name. Raises `OSError` or `ValueError` when its file can't be used."""
    loaded = _loaded()
    if name in loaded.failures:
        raise loaded.failures[name]
    return loaded.models[name]


def bank() -> Bank:
    """All models that can be read, side by side."""
    return _loaded().bank


def forget() -> None:
    """Read the files again when next asked (after a training)."""
    _loaded.forget()


def emotion() -> LinearModel:
    return get(EMOTION)


def crisis() -> LinearModel:
    return get(CRISIS)

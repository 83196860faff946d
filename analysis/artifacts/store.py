"""The models in memory: each file is read once, by whichever thread asks first."""

from __future__ import annotations

import threading
from pathlib import Path

from analysis.linear import LinearModel, load

FOLDER = Path(__file__).resolve().parent
EMOTION, CRISIS = "emotion", "crisis"
NAMES = (EMOTION, CRISIS)

_lock = threading.Lock()
_loaded: dict[str, LinearModel] = {}


def path(name: str) -> Path:
    return FOLDER / f"{name}.npz"


def get(name: str) -> LinearModel:
    """The model of that name. Raises `OSError` or `ValueError` when its file can't be used."""
    model = _loaded.get(name)
    if model is None:
        with _lock:
            model = _loaded.get(name)
            if model is None:
                model = _loaded[name] = load(path(name))
    return model


def forget() -> None:
    """Read the files again when next asked (after a training)."""
    with _lock:
        _loaded.clear()


def emotion() -> LinearModel:
    return get(EMOTION)


def crisis() -> LinearModel:
    return get(CRISIS)

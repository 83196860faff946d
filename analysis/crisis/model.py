"""The classifier layer: a trained model's reading of a text, and the clause that weighs most."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.features import TextFeatures
from analysis.linear import LinearModel

_CLAUSE = re.compile(r"[^.;:!?,]+(?:[.;:!?,]+|$)")
_SHORTEST = 12


@dataclass(frozen=True)
class Reading:
    """Probabilities: of a crisis, of some distress at all (`low` and above), that a crisis is
    `high` or above, that it is `imminent`, and of each kind in a crisis."""

    crisis: float
    distress: float
    high: float
    imminent: float
    kinds: dict[str, float]


def read(model: LinearModel, text: str | TextFeatures) -> Reading:
    """The reading of normalised `text`."""
    p = model.sigmoid(text)
    kinds = {name[5:]: value for name, value in p.items() if name.startswith("kind:")}
    return Reading(p["crisis"], p["distress"], p["high"], p["imminent"], kinds)


def heaviest_clause(model: LinearModel, text: str) -> tuple[int, int]:
    """The stretch of normalised `text` that alone looks most like a crisis."""
    clauses = [m.span() for m in _CLAUSE.finditer(text) if len(m.group().strip()) >= _SHORTEST]
    if len(clauses) < 2:
        return (0, len(text))
    column = model.outputs.index("crisis")
    return max(clauses, key=lambda span: model.scores(text[slice(*span)], grams_only=True)[column])

"""Training of the crisis classifier, its calibration and its thresholds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from analysis.crisis.catalogue import CATALOGUE
from analysis.crisis.patterns import find
from analysis.labels import CrisisKind, CrisisLevel
from analysis.linear import LinearModel
from analysis.normalise import normalise
from analysis.training import corpora
from analysis.training.corpora import CrisisItem
from analysis.training.fitting import BlockSpec, Features, Weights, assemble, calibrate, logistic
from analysis.training.mixtures import mixtures

SPECS = (
    BlockSpec("sounds", min_df=1),
    BlockSpec("sound_letters"),
    BlockSpec("concept_runs", factor=0.7),
)
STRENGTH = 5.0
FOLDS = 5
STUDENTS_WEIGHT = 0.5
# Longer messages made of two (`analysis.training.mixtures`).
MIXED_PAIRS = 600
MIXED_WEIGHT = 0.3
ORDINARY = frozenset({"ordinary", "everyday", "coursework", "academic_stress"})
# The share of the writers' harmless messages that the detector as a whole may take for a crisis,
# the classifier asked about texts that it was not trained on. Issue 2 allows 0.08.
FALSE_POSITIVES = 0.08
# How much smaller the odds may be where a weak sign of the catalogue backs the classifier.
BACKED_ODDS = 0.5
# How much greater they must be where what the catalogue found is denied or overcome.
DOUBTED_ODDS = 4.0
# The share of calm messages that may be marked as worth a look.
CALM_TAKEN_FOR_LOW = 0.1
OUTPUTS = (
    "crisis",
    "distress",
    "high",
    "imminent",
    *(f"kind:{kind}" for kind in CrisisKind.values),
)

Labels = NDArray[np.int64]
_UNKNOWN = -1


def items() -> list[CrisisItem]:
    """The training corpora and the catalogue's own examples."""
    found = [item for name in corpora.CRISIS_TRAIN for item in corpora.crisis(name)]
    for pattern in CATALOGUE:
        kinds = tuple(kind.value for kind in pattern.kinds)
        group = f"catalogue:{pattern.id}"
        for text, level, named in (
            (pattern.fires, pattern.level, kinds),
            (pattern.silent, CrisisLevel.NONE, ()),
        ):
            clear = level.rank >= CrisisLevel.MODERATE.rank
            found.append(CrisisItem(text, clear, level, named, "catalogue", "neutral", group))
    return found


def _targets(found: list[CrisisItem]) -> dict[str, Labels]:
    """For each output a label for each item: 1, 0, or unknown where the question does not arise."""
    rank = np.array([item.level.rank for item in found])
    crisis = np.array([item.is_crisis for item in found])
    targets = {
        "crisis": crisis.astype(np.int64),
        "distress": (rank >= CrisisLevel.LOW.rank).astype(np.int64),
        "high": np.where(crisis, rank >= CrisisLevel.HIGH.rank, _UNKNOWN),
        "imminent": np.where(crisis, rank >= CrisisLevel.IMMINENT.rank, _UNKNOWN),
    }
    for kind in CrisisKind.values:
        has = np.array([kind in item.kinds for item in found])
        targets[f"kind:{kind}"] = np.where(crisis, has, _UNKNOWN)
    return targets


def _is_matched(text: str) -> bool:
    return bool(find(text).clear)


class Data:
    """Training texts with targets: our corpora, then students' sentences that are no crisis."""

    def __init__(self) -> None:
        self.items = items()
        harmless = [item for name in corpora.EMOTION_TRAIN for item in corpora.students(name)]
        texts = [item.text for item in self.items] + [item.text for item in harmless]
        self.texts = [normalise(text).text for text in texts]
        self.own = len(self.items)
        self.groups = np.array([item.group for item in self.items])
        self.written = np.array([item.group.startswith("writer") for item in self.items])
        self.matched = np.array([_is_matched(text) for text in self.texts[: self.own]])
        self.weights = np.ones(len(self.texts))
        self.weights[self.own :] = STUDENTS_WEIGHT
        self.targets = _targets(self.items)
        for name, target in self.targets.items():
            fill = 0 if name == "crisis" else _UNKNOWN
            self.targets[name] = np.concatenate([target, np.full(len(harmless), fill)])


def _fit(data: Data, rows: NDArray[np.int64]) -> tuple[Features, NDArray[Any], NDArray[Any]]:
    """Features, coefficients (outputs, features) and intercepts learnt from `rows`."""
    texts = [data.texts[i] for i in rows]
    crisis = data.targets["crisis"][rows]
    mixed, mixed_labels = mixtures(
        [text for text, label in zip(texts, crisis, strict=True) if label == 1],
        [text for text, label in zip(texts, crisis, strict=True) if label == 0],
        [data.texts[i] for i in rows if i < data.own and data.items[i].category in ORDINARY],
        MIXED_PAIRS,
    )
    features = Features(SPECS, [*texts, *mixed])
    matrix = features.transform([*texts, *mixed])
    weights = np.concatenate([data.weights[rows], np.full(len(mixed), MIXED_WEIGHT)])
    coefficients, intercepts = [], []
    for output in OUTPUTS:
        unmixed = mixed_labels if output == "crisis" else [_UNKNOWN] * len(mixed)
        target = np.concatenate([data.targets[output][rows], unmixed])
        known = np.flatnonzero(target != _UNKNOWN)
        fitted = logistic(matrix[known], target[known], weights[known], STRENGTH)
        coefficients.append(fitted.coef_[0])
        intercepts.append(fitted.intercept_[0])
    return features, np.vstack(coefficients), np.array(intercepts)


def cross_validated(data: Data, step: Callable[[str], None]) -> NDArray[np.float64]:
    """Scores (own items, outputs) of each text by a model that saw nothing of its scenario."""
    scores = np.zeros((data.own, len(OUTPUTS)))
    extra = np.arange(data.own, len(data.texts))
    folds = GroupKFold(FOLDS).split(np.zeros(data.own), groups=data.groups)
    for number, (train, held) in enumerate(folds, 1):
        features, coefficients, intercepts = _fit(data, np.concatenate([train, extra]))
        unseen = features.transform([data.texts[i] for i in held])
        scores[held] = unseen @ coefficients.T + intercepts
        step(f"fold {number} of {FOLDS}")
    return scores


def thresholds(
    crisis: NDArray[np.float64], distress: NDArray[np.float64], data: Data
) -> dict[str, float]:
    """`analysis.crisis.combine.Thresholds` from cross-validated probabilities."""
    harmless = data.written & (data.targets["crisis"][: data.own] == 0)
    allowed = int(FALSE_POSITIVES * harmless.sum()) - int((harmless & data.matched).sum())
    limit = float(np.sort(crisis[harmless & ~data.matched])[::-1][allowed])
    calm = data.written & np.array([item.level is CrisisLevel.NONE for item in data.items])
    odds = limit / (1 - limit)
    return {
        "crisis": round(limit, 4),
        "backed": round(_probability(odds * BACKED_ODDS), 4),
        "doubted": round(_probability(odds * DOUBTED_ODDS), 4),
        "distress": round(float(np.quantile(distress[calm], 1 - CALM_TAKEN_FOR_LOW)), 4),
    }


def _probability(odds: float) -> float:
    return odds / (1 + odds)


def _figures(found: NDArray[np.bool_], data: Data) -> dict[str, float]:
    crisis = data.targets["crisis"][: data.own] == 1
    return {
        "recall": round(float(found[data.written & crisis].mean()), 4),
        "false_positive_rate": round(float(found[data.written & ~crisis].mean()), 4),
    }


def train(date: str, step: Callable[[str], None]) -> LinearModel:
    """The shipped classifier; `meta` holds thresholds and the cross-validated figures."""
    data = Data()
    scores = cross_validated(data, step)
    scale, shift = np.ones(len(OUTPUTS)), np.zeros(len(OUTPUTS))
    for column, output in enumerate(OUTPUTS):
        target = data.targets[output][: data.own]
        known = target != _UNKNOWN
        scale[column], shift[column] = calibrate(scores[known, column], target[known])
    probability = 1 / (1 + np.exp(-(scores * scale + shift)))
    limits = thresholds(probability[:, 0], probability[:, 1], data)
    found = probability[:, 0] > limits["crisis"]
    features, coefficients, intercepts = _fit(data, np.arange(len(data.texts)))
    step("all")
    meta = {
        "name": "crisis",
        "texts": len(data.texts),
        "thresholds": limits,
        "cross_validation": {
            "classifier": _figures(found, data),
            "with_patterns": _figures(found | data.matched, data),
        },
    }
    weights = Weights(OUTPUTS, coefficients, intercepts, scale, shift)
    return assemble(features, weights, date, meta)

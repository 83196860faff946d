"""Training of the crisis classifier, its calibration and its thresholds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import LeaveOneGroupOut

from analysis.crisis.catalogue import CATALOGUE
from analysis.crisis.combine import DOUBTING
from analysis.crisis.patterns import find
from analysis.labels import CrisisKind, CrisisLevel
from analysis.linear import LinearModel
from analysis.normalise import normalise
from analysis.training import corpora
from analysis.training.corpora import CrisisItem
from analysis.training.fitting import BlockSpec, Features, Weights, assemble, calibrate, logistic
from analysis.training.mixtures import mixtures
from analysis.training.tasks import MESSAGES

SPECS = (
    BlockSpec("sounds", min_df=1),
    BlockSpec("sound_stems", factor=1.4),
    BlockSpec("word_letters"),
    BlockSpec("concept_runs", factor=0.7),
)
DENSE = 0.7
STRENGTH = 5.0
# Each fold leaves one writer out, so that thresholds hold for a hand that was not read.
WRITERS = (*corpora.CRISIS_TRAIN, "catalogue")
# Writers whose kind of text no other has: the short replies within a conversation, and English. A
# model that has not read them says nothing of how the shipped one, which has, does on a fresh hand
# of their kind, so that they are learnt from, and neither thresholds nor calibration look at them.
ALONE = frozenset({"writer_k", "writer_m"})
FOLDS = len(set(WRITERS) - ALONE)
STUDENTS_WEIGHT = 0.1
# The examples of the patterns are short and one like another.
CATALOGUE_WEIGHT = 0.3
# Longer messages made of two (`analysis.training.mixtures`).
MIXED_PAIRS = 600
MIXED_WEIGHT = 0.15
ORDINARY = frozenset(
    {"ordinary", "everyday", "coursework", "academic_stress", "technical", "everyday_technical"}
)
# The share of the writers' harmless messages that the detector as a whole may take for a crisis,
# the classifier asked about texts that it was not trained on. Measured on a hand that neither
# layer has seen the aim is 0.03; half of these corpora are jokes, coursework and denials chosen to
# be mistaken, so that 0.04 of them is less among what students write.
FALSE_POSITIVES = 0.04
# How much smaller the odds may be where a weak sign of the catalogue backs the classifier, and
# where a clear one does. A clear find by itself took 5 to 7 in 100 harmless messages of a writer
# whom nobody had read for a crisis; with this the classifier overrules those it finds absurd.
BACKED_ODDS = 0.5
CLEAR_ODDS = 0.08
# How much greater they must be where what the catalogue found is denied or overcome.
DOUBTED_ODDS = 6.0
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


def _odds_factor(text: str) -> float:
    """By how much what the catalogue finds moves the odds from which a text is a crisis."""
    findings = find(text)
    if findings.clear:
        return CLEAR_ODDS
    if findings.taken_back_by & DOUBTING:
        return DOUBTED_ODDS
    return BACKED_ODDS if findings.finds else 1.0


class Data:
    """Training texts with targets: our corpora and what tutors corrected, then students'
    messages that are no crisis."""

    def __init__(self, corrected: Sequence[CrisisItem] = ()) -> None:
        self.items = [*items(), *corrected]
        harmless = [
            item
            for name in (*corpora.EMOTION_TRAIN, *MESSAGES)
            for item in corpora.labelled(name, "emotion")
        ]
        texts = [item.text for item in self.items] + [item.text for item in harmless]
        self.texts = [normalise(text).text for text in texts]
        self.own = len(self.items)
        self.writers = np.array([item.group.partition(":")[0] for item in self.items])
        self.alone = np.isin(self.writers, list(ALONE))
        self.written = np.char.startswith(self.writers, "writer") & ~self.alone
        self.factors = np.array([_odds_factor(text) for text in self.texts[: self.own]])
        self.matched = self.factors == CLEAR_ODDS
        self.weights = np.ones(len(self.texts))
        self.weights[: self.own][self.writers == "catalogue"] = CATALOGUE_WEIGHT
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
    features = Features(SPECS, [*texts, *mixed], DENSE)
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
    """Scores (own items, outputs) of each text by a model that read nothing by its writer; zeros
    for those of writers who are alone."""
    scores = np.zeros((data.own, len(OUTPUTS)))
    extra = np.arange(data.own, len(data.texts))
    folds = LeaveOneGroupOut().split(scores, groups=data.writers)
    for train, held in folds:
        if data.alone[held[0]]:
            continue
        features, coefficients, intercepts = _fit(data, np.concatenate([train, extra]))
        unseen = features.transform([data.texts[i] for i in held])
        scores[held] = unseen @ coefficients.T + intercepts
        step(f"without {data.writers[held[0]]}")
    return scores


def thresholds(
    crisis: NDArray[np.float64], distress: NDArray[np.float64], data: Data
) -> dict[str, float]:
    """`analysis.crisis.combine.Thresholds` from cross-validated probabilities."""
    harmless = data.written & (data.targets["crisis"][: data.own] == 0)
    odds = crisis / (1 - crisis) / data.factors
    allowed = int(FALSE_POSITIVES * harmless.sum())
    limit = float(np.sort(odds[harmless])[::-1][allowed])
    calm = data.written & np.array([item.level is CrisisLevel.NONE for item in data.items])
    return {
        "crisis": round(_probability(limit), 4),
        "backed": round(_probability(limit * BACKED_ODDS), 4),
        "clear": round(_probability(limit * CLEAR_ODDS), 4),
        "doubted": round(_probability(limit * DOUBTED_ODDS), 4),
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


def train(
    date: str, step: Callable[[str], None], corrected: Sequence[CrisisItem] = ()
) -> LinearModel:
    """The shipped classifier; `meta` holds thresholds and the cross-validated figures.

    `corrected` are messages that tutors labelled.
    """
    data = Data(corrected)
    scores = cross_validated(data, step)
    scale, shift = np.ones(len(OUTPUTS)), np.zeros(len(OUTPUTS))
    for column, output in enumerate(OUTPUTS):
        target = data.targets[output][: data.own]
        known = (target != _UNKNOWN) & ~data.alone
        scale[column], shift[column] = calibrate(scores[known, column], target[known])
    probability = 1 / (1 + np.exp(-(scores * scale + shift)))
    limits = thresholds(probability[:, 0], probability[:, 1], data)
    odds = probability[:, 0] / (1 - probability[:, 0])
    limit = limits["crisis"] / (1 - limits["crisis"])
    features, coefficients, intercepts = _fit(data, np.arange(len(data.texts)))
    step("all")
    meta = {
        "name": "crisis",
        "texts": len(data.texts),
        "thresholds": limits,
        "cross_validation": {
            "classifier": _figures(odds >= limit, data),
            "with_patterns": _figures(odds >= limit * data.factors, data),
        },
    }
    weights = Weights(OUTPUTS, coefficients, intercepts, scale, shift)
    return assemble(features, weights, date, meta)

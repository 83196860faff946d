"""Training of a `Task`: cross-validation by scenario, calibration, threshold, all of it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.model_selection import GroupKFold

from analysis.linear import LinearModel
from analysis.normalise import normalise
from analysis.training.corpora import LabelledItem
from analysis.training.fitting import (
    BlockSpec,
    Features,
    Weights,
    assemble,
    calibrate,
    class_weights,
    logistic,
)
from analysis.training.metrics import calibration_error, macro_f1
from analysis.training.tasks import Task

FOLDS = 5
Scores = NDArray[np.float64]


@dataclass(frozen=True)
class Choice:
    """What a classifier weighs: blocks of n-grams, the sentence vector's factor (0: not used),
    and the inverse strength of the penalty."""

    specs: tuple[BlockSpec, ...]
    dense: float
    strength: float


def temperature(scores: Scores, truth: NDArray[np.int64]) -> float:
    """The factor on the scores with the least log-loss (Guo et al. 2017, temperature scaling)."""

    def loss(factor: float) -> float:
        z = scores * factor
        z = z - z.max(axis=1, keepdims=True)
        log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        return float(-log_p[np.arange(len(truth)), truth].mean())

    return float(minimize_scalar(loss, bounds=(0.1, 10), method="bounded").x)


def probabilities(scores: Scores, *, exclusive: bool) -> Scores:
    """Softmax over the columns, or each column by itself."""
    if exclusive:
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        found: Scores = odds / odds.sum(axis=1, keepdims=True)
        return found
    return 1 / (1 + np.exp(-np.clip(scores, -40, 40)))


def fit(
    task: Task, choice: Choice, texts: Sequence[str], labels: Sequence[str], weights: Scores
) -> tuple[Features, Scores, Scores]:
    """Features, coefficients (outputs, features) and intercepts."""
    features = Features(choice.specs, texts, choice.dense)
    matrix = features.transform(texts)
    truth = np.array(labels)
    if task.exclusive:
        balanced = class_weights(labels, task.balance)
        model = logistic(matrix, truth, weights, choice.strength, balanced)
        order = [list(model.classes_).index(label) for label in task.labels]
        return features, model.coef_[order], model.intercept_[order]
    fitted = [logistic(matrix, truth == label, weights, choice.strength) for label in task.labels]
    return (
        features,
        np.vstack([model.coef_[0] for model in fitted]),
        np.array([model.intercept_[0] for model in fitted]),
    )


@dataclass(frozen=True)
class Data:
    """The texts of a task, normalised: its own corpora first (`own` of them), then the extra."""

    texts: list[str]
    labels: list[str]
    weights: Scores
    groups: list[str]
    kinds: list[str]
    own: int

    @classmethod
    def of(cls, task: Task, data: Path, more: Sequence[LabelledItem] = ()) -> Data:
        own = task.items(task.train)
        extra = [
            *(task.more_texts(data) if task.more_texts else []),
            *((item, task.own_weight) for item in more),
        ]
        items = [*own, *(item for item, _ in extra)]
        return cls(
            [normalise(item.text).text for item in items],
            [item.label for item in items],
            np.array([task.own_weight] * len(own) + [weight for _, weight in extra]),
            [item.group for item in items],
            [item.kind for item in items],
            len(own),
        )

    def natural(self, task: Task) -> list[int]:
        """The own texts that probabilities are calibrated on."""
        return [
            i
            for i in range(self.own)
            if not task.natural or self.groups[i].partition(":")[0] in task.natural
        ]


def cross_validated(task: Task, choice: Choice, data: Data, step: Callable[[str], None]) -> Scores:
    """Scores (own, outputs) of each own text by a model that saw nothing of its scenario."""
    scores = np.zeros((data.own, len(task.labels)))
    groups = data.groups[: data.own]
    folds = GroupKFold(FOLDS).split(np.zeros(data.own), groups=groups)
    for number, (train, held) in enumerate(folds, 1):
        unseen = {groups[i] for i in held}
        extra = [i for i in range(data.own, len(data.texts)) if data.groups[i] not in unseen]
        rows = [*train.tolist(), *extra]
        features, coefficients, intercepts = fit(
            task,
            choice,
            [data.texts[i] for i in rows],
            [data.labels[i] for i in rows],
            data.weights[rows],
        )
        scores[held] = (
            features.transform([data.texts[i] for i in held]) @ coefficients.T + intercepts
        )
        step(f"fold {number} of {FOLDS}")
    return scores


def scaling(task: Task, scores: Scores, labels: Sequence[str]) -> tuple[Scores, Scores]:
    """Scale and shift of each output, so that its probabilities mean what they say."""
    size = len(task.labels)
    if task.exclusive:
        expected = np.array([task.labels.index(label) for label in labels])
        return np.full(size, temperature(scores, expected)), np.zeros(size)
    pairs = [
        calibrate(scores[:, column], np.array(labels) == label)
        for column, label in enumerate(task.labels)
    ]
    return np.array([scale for scale, _ in pairs]), np.array([shift for _, shift in pairs])


def decide(task: Task, probability: Scores, threshold: float) -> list[str]:
    """The label of each row; `task.none` where no output reaches the threshold."""
    best = probability.argmax(axis=1)
    return [
        task.labels[column] if task.exclusive or row[column] >= threshold else task.none
        for row, column in zip(probability, best, strict=True)
    ]


def sureness(
    task: Task, probability: Scores, labels: Sequence[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Confidences and whether they came true (1 or 0): of the label said, or, where outputs are
    independent, of each output."""
    if task.exclusive:
        said = decide(task, probability, 0)
        right = np.array([a == b for a, b in zip(said, labels, strict=True)])
        return probability.max(axis=1), right.astype(float)
    right = np.array([[label == output for output in task.labels] for label in labels])
    return probability.ravel(), right.ravel().astype(float)


def best_threshold(task: Task, probability: Scores, labels: Sequence[str]) -> float:
    """The threshold with the highest macro-F1, in hundredths, among those that keep the task's
    bound on false positives; the highest one when none does."""
    if task.exclusive:
        return 0.0
    plain = probability[np.array(labels) == task.none].max(axis=1)
    steps = [t for t in np.arange(0.15, 0.96, 0.01) if (plain >= t).mean() <= task.false_positives]
    best = max(steps, key=lambda t: macro_f1(labels, decide(task, probability, t)), default=0.95)
    return round(float(best), 2)


def train(
    task: Task,
    data_path: Path,
    date: str,
    step: Callable[[str], None],
    more: Sequence[LabelledItem] = (),
) -> LinearModel:
    """The shipped classifier; `meta` holds its threshold and the cross-validated figures.

    `more` are corrections by tutors.
    """
    choice = Choice(task.specs, task.dense, task.strength)
    data = Data.of(task, data_path, more)
    scores = cross_validated(task, choice, data, step)
    labels = data.labels[: data.own]
    natural = data.natural(task)
    scale, shift = scaling(task, scores[natural], [labels[i] for i in natural])
    probability = probabilities(scores * scale + shift, exclusive=task.exclusive)
    threshold = best_threshold(task, probability, labels)
    said = decide(task, probability, threshold)
    features, coefficients, intercepts = fit(task, choice, data.texts, data.labels, data.weights)
    step("all")
    meta: dict[str, Any] = {
        "name": task.name,
        "texts": len(data.texts),
        "threshold": threshold,
        "cross_validation": {
            "macro_f1": round(macro_f1(labels, said), 4),
            "calibration_error": round(
                calibration_error(
                    *sureness(task, probability[natural], [labels[i] for i in natural])
                ),
                4,
            ),
        },
    }
    outputs = (*task.labels, *(f"kind:{kind}" for kind in task.kinds))
    if task.kinds:
        more_coefficients, more_intercepts = _kinds(task, data, features, choice)
        coefficients = np.vstack([coefficients, more_coefficients])
        intercepts = np.concatenate([intercepts, more_intercepts])
        scale = np.concatenate([scale, np.ones(len(task.kinds))])
        shift = np.concatenate([shift, np.zeros(len(task.kinds))])
    learnt = Weights(outputs, coefficients, intercepts, scale, shift)
    return assemble(features, learnt, date, meta)


def _kinds(task: Task, data: Data, features: Features, choice: Choice) -> tuple[Scores, Scores]:
    """Coefficients and intercepts of each kind, learnt from the texts that name theirs."""
    rows = [i for i, kind in enumerate(data.kinds) if kind]
    matrix = features.transform([data.texts[i] for i in rows])
    named = np.array([data.kinds[i] for i in rows])
    ones = np.ones(len(rows))
    fitted = [logistic(matrix, named == kind, ones, choice.strength) for kind in task.kinds]
    return (
        np.vstack([model.coef_[0] for model in fitted]),
        np.array([model.intercept_[0] for model in fitted]),
    )

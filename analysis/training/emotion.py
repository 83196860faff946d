"""What the tweets alone teach: the figure by which emotion models for Spanish are compared.

The choices were made by cross-validation within the train split.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from analysis.normalise import normalise
from analysis.training import corpora
from analysis.training.corpora import EmotionItem
from analysis.training.fitting import BlockSpec, Features, class_weights, logistic
from analysis.training.metrics import macro_f1, weighted_f1

SPECS = (
    BlockSpec("sounds"),
    BlockSpec("sound_letters"),
    BlockSpec("emotion_words", factor=0.5),
    BlockSpec("feeling_words", factor=0.5),
)
DENSE = 1.0
STRENGTH = 2.0
BALANCE = 0.7
FOLDS = 5
_STEPS = np.linspace(-2, 2, 41)

Scores = NDArray[np.float64]


def _texts(items: list[EmotionItem]) -> list[str]:
    return [normalise(item.text).text for item in items]


def _fit(texts: Sequence[str], truth: NDArray[np.int64]) -> tuple[Features, LogisticRegression]:
    features = Features(SPECS, texts, DENSE)
    weights = class_weights(truth.tolist(), BALANCE)
    matrix = features.transform(texts)
    return features, logistic(matrix, truth, np.ones(len(truth)), STRENGTH, weights)


def _value(scores: Scores, truth: NDArray[np.int64]) -> float:
    """The mean of macro-F1 and weighted F1."""
    size = scores.shape[1]
    table = np.bincount(truth * size + scores.argmax(axis=1), minlength=size * size)
    table = table.reshape(size, size)
    f1 = 2 * np.diag(table) / np.maximum(1, table.sum(axis=0) + table.sum(axis=1))
    return float((f1.mean() + f1 @ table.sum(axis=1) / len(truth)) / 2)


def biases(scores: Scores, truth: NDArray[np.int64]) -> Scores:
    """What to add to each column of `scores` (n, classes) for the best F1; it belongs into the
    intercept. Coordinate by coordinate; the mean over neighbours decides, not a lucky step."""
    found = np.zeros(scores.shape[1])
    for _ in range(3):
        for column in range(len(found)):
            tried = np.tile(found, (len(_STEPS), 1))
            tried[:, column] += _STEPS
            values = np.array([_value(scores + bias, truth) for bias in tried])
            smooth = np.convolve(np.pad(values, 2, mode="edge"), np.ones(5) / 5, "valid")
            if smooth.max() > values[len(_STEPS) // 2]:
                found = tried[smooth.argmax()]
    return found


def tweets_only(data: Path) -> dict[str, float]:
    """Macro-F1 and weighted F1 on EmoEvent's dev split of a model trained on its train split
    alone."""
    train, dev = corpora.emoevent(data, "train"), corpora.emoevent(data, "dev")
    names = sorted({item.emotion for item in train})
    truth = np.array([names.index(item.emotion) for item in train])
    texts = _texts(train)
    unseen = np.zeros((len(train), len(names)))
    for rows, held in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(texts, truth):
        features, model = _fit([texts[i] for i in rows], truth[rows])
        unseen[held] = model.decision_function(features.transform([texts[i] for i in held]))
    features, model = _fit(texts, truth)
    scores = model.decision_function(features.transform(_texts(dev))) + biases(unseen, truth)
    guesses = [names[i] for i in scores.argmax(axis=1)]
    expected = [item.emotion for item in dev]
    return {
        "macro_f1": round(macro_f1(expected, guesses), 4),
        "weighted_f1": round(weighted_f1(expected, guesses), 4),
    }

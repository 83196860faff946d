"""Training of the emotion classifier and its calibration."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.model_selection import GroupKFold

from analysis.labels import Emotion
from analysis.linear import LinearModel
from analysis.normalise import normalise
from analysis.training import corpora
from analysis.training.corpora import EmotionItem
from analysis.training.fitting import BlockSpec, Features, Weights, assemble, logistic
from analysis.training.metrics import macro_f1

TWEETS_ONLY_SPECS = (BlockSpec("words"), BlockSpec("word_letters"))
TWEETS_ONLY_STRENGTH = 5.0
SPECS = (*TWEETS_ONLY_SPECS, BlockSpec("emotion_words", factor=0.5))
STRENGTH = 3.0
STUDENTS_WEIGHT = 10.0
DISTRESS_WEIGHT = 3.0
FOLDS = 3
LABELS = tuple(sorted(Emotion.values))


def _texts(items: list[EmotionItem]) -> list[str]:
    return [normalise(item.text).text for item in items]


def tweets_only(data: Path) -> float:
    """Macro-F1 on EmoEvent's dev split of a model trained on its train split alone."""
    train, dev = corpora.emoevent(data, "train"), corpora.emoevent(data, "dev")
    features = Features(TWEETS_ONLY_SPECS, _texts(train))
    truth = np.array([item.emotion for item in train])
    model = logistic(
        features.transform(_texts(train)), truth, np.ones(len(train)), TWEETS_ONLY_STRENGTH
    )
    guesses = model.predict(features.transform(_texts(dev))).tolist()
    return macro_f1([item.emotion for item in dev], guesses)


def _temperature(scores: NDArray[np.float64], truth: NDArray[np.int64]) -> float:
    """The factor on the scores with the least log-loss (Guo et al. 2017, temperature scaling)."""

    def loss(factor: float) -> float:
        z = scores * factor
        z = z - z.max(axis=1, keepdims=True)
        log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        return float(-log_p[np.arange(len(truth)), truth].mean())

    return float(minimize_scalar(loss, bounds=(0.1, 10), method="bounded").x)


def train(data: Path, date: str, step: Callable[[str], None]) -> LinearModel:
    """The shipped classifier: tweets and, weighted, students' sentences and messages of distress.

    Calibrated on students' sentences of scenarios that the model in question did not see.
    """
    tweets = corpora.emoevent(data, "train")
    grave = [item for name in corpora.DISTRESS_TRAIN for item in corpora.distress(name)]
    ours = [item for name in corpora.EMOTION_TRAIN for item in corpora.students(name)]
    texts = _texts([*tweets, *grave, *ours])
    truth = np.array([item.emotion for item in (*tweets, *grave, *ours)])
    shares = ((tweets, 1.0), (grave, DISTRESS_WEIGHT), (ours, STUDENTS_WEIGHT))
    weights = np.concatenate([np.full(len(items), weight) for items, weight in shares])
    base = np.arange(len(tweets) + len(grave))
    held_scores = np.zeros((len(ours), len(LABELS)))
    folds = GroupKFold(FOLDS).split(ours, groups=[item.group for item in ours])
    for number, (kept, held) in enumerate(folds, 1):
        rows = np.concatenate([base, len(base) + kept])
        features = Features(SPECS, [texts[i] for i in rows])
        model = logistic(
            features.transform([texts[i] for i in rows]), truth[rows], weights[rows], STRENGTH
        )
        unseen = features.transform([texts[len(base) + i] for i in held])
        held_scores[held] = model.decision_function(unseen)
        step(f"fold {number} of {FOLDS}")
    expected = np.array([LABELS.index(item.emotion) for item in ours])
    factor = _temperature(held_scores, expected)
    features = Features(SPECS, texts)
    model = logistic(features.transform(texts), truth, weights, STRENGTH)
    step("all")
    meta = {
        "name": "emotion",
        "texts": len(texts),
        "cross_validation": {
            "students_macro_f1": round(
                macro_f1(
                    [item.emotion for item in ours],
                    [LABELS[i] for i in held_scores.argmax(axis=1)],
                ),
                4,
            )
        },
        "tweets_only_dev_macro_f1": round(tweets_only(data), 4),
    }
    step("tweets alone")
    ones = np.ones(len(LABELS))
    learnt = Weights(LABELS, model.coef_, model.intercept_, ones * factor, ones * 0.0)
    return assemble(features, learnt, date, meta)

"""Fit scikit-learn's logistic regression on blocks of n-grams, and turn it into a `LinearModel`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from analysis import encoder
from analysis.features import ANALYZERS
from analysis.linear import Block, LinearModel

_vectors: dict[str, NDArray[np.float32]] = {}


def vectors_of(texts: Sequence[str]) -> NDArray[np.float32]:
    """The sentence vectors (n, 512), each text encoded once in a process."""
    new = list(dict.fromkeys(text for text in texts if text not in _vectors))
    _vectors.update(zip(new, encoder.vectors(new), strict=True))
    return np.array([_vectors[text] for text in texts])


@dataclass(frozen=True)
class BlockSpec:
    """An analyzer by name, in how many texts an n-gram must occur, and the block's factor."""

    analyzer: str
    min_df: int = 2
    factor: float = 1.0


class Features:
    """The blocks' vectorizers, fitted on the training texts (normalised).

    `dense` is the factor on the sentence vector, which is the last block; 0 leaves it out.
    """

    def __init__(
        self, specs: Sequence[BlockSpec], texts: Sequence[str], dense: float = 0.0
    ) -> None:
        self.specs = tuple(specs)
        self.dense = dense
        self.vectorizers = [
            TfidfVectorizer(
                analyzer=ANALYZERS[spec.analyzer], min_df=spec.min_df, sublinear_tf=True
            ).fit(texts)
            for spec in specs
        ]

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        parts = [
            vectorizer.transform(texts) * spec.factor
            for vectorizer, spec in zip(self.vectorizers, self.specs, strict=True)
        ]
        if self.dense:
            parts.append(csr_matrix(vectors_of(texts) * self.dense))
        return hstack(parts).tocsr()


def logistic(
    matrix: csr_matrix,
    labels: NDArray[Any],
    weights: NDArray[np.float64],
    strength: float,
    class_weight: Any = "balanced",
) -> LogisticRegression:
    """A logistic regression with L2 penalty `1 / strength`; deterministic."""
    model = LogisticRegression(C=strength, max_iter=3000, class_weight=class_weight)
    return model.fit(matrix, labels, sample_weight=weights)


def class_weights(labels: Sequence[str], power: float) -> dict[str, float]:
    """Weights that make rare labels count: with a `power` of 0 as they come, with 1 all alike."""
    counts = Counter(labels)
    even = len(labels) / len(counts)
    return {label: (even / count) ** power for label, count in sorted(counts.items())}


@dataclass(frozen=True)
class Weights:
    """What was learnt: `coefficients` is (outputs, features), the rest one value an output."""

    outputs: Sequence[str]
    coefficients: NDArray[np.float64]
    intercept: NDArray[np.float64]
    scale: NDArray[np.float64]
    shift: NDArray[np.float64]


def assemble(features: Features, learnt: Weights, date: str, meta: dict[str, Any]) -> LinearModel:
    """The trained parts as one model."""
    blocks = []
    begin = 0
    for spec, vectorizer in zip(features.specs, features.vectorizers, strict=True):
        size = len(vectorizer.vocabulary_)
        weights = learnt.coefficients[:, begin : begin + size].T * spec.factor
        begin += size
        vocabulary = {str(gram): int(i) for gram, i in vectorizer.vocabulary_.items()}
        blocks.append(
            Block(
                spec.analyzer,
                vocabulary,
                vectorizer.idf_.astype(np.float32),
                weights.astype(np.float32),
            )
        )
    dense = None
    if features.dense:
        dense = (learnt.coefficients[:, begin:].T * features.dense).astype(np.float32)
    return LinearModel(
        tuple(learnt.outputs),
        tuple(blocks),
        learnt.intercept,
        learnt.scale,
        learnt.shift,
        dense,
        meta,
        date=date,
    )


def calibrate(scores: NDArray[np.float64], truth: NDArray[Any]) -> tuple[float, float]:
    """Platt scaling (Platt 1999): slope and shift that turn `scores` into log-odds of `truth`."""
    model = LogisticRegression(C=1e6, max_iter=1000).fit(scores.reshape(-1, 1), truth)
    return float(model.coef_[0, 0]), float(model.intercept_[0])

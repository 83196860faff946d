"""The weight of terms after Robertson and Zaragoza, «The Probabilistic Relevance Framework» (2009).

`idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / mean length))`, with the inverse document
frequency of Lucene, which is never negative.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

K1 = 1.2
B = 0.6


def idf(count: int, having: int) -> float:
    """Of a term that `having` of `count` documents have."""
    return math.log(1 + (count - having + 0.5) / (having + 0.5))


def damped(counts: Floats, lengths: Floats, mean: float) -> Floats:
    """What occurrences weigh, between 0 and K1 + 1, in documents of these lengths."""
    weights = counts * (K1 + 1) / (counts + K1 * (1 - B + B * lengths / max(mean, 1.0)))
    return weights.astype(np.float32, copy=False)


def most(total_idf: float) -> float:
    """The bound of the score of a question whose terms have that much idf in sum."""
    return total_idf * (K1 + 1)

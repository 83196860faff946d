"""How likely it is that what was found holds the answer: a small logistic regression.

Its features are absolute (shares, cosines, margins), so that they mean the same for every
question. There is one set of weights for words with vectors and one for words alone; both are made
by `manage.py calibrate_search` and lie in `confidence.json` beside it, with what they
were made of.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scraping.search.asked import Asked
from scraping.search.scoring import Measured
from scraping.search.words import DEFAULT_LANGUAGE

ARTIFACT = Path(__file__).with_name("confidence.json")
WITH_VECTORS, WORDS_ALONE = "vectors", "words"
_FRONT = 4  # candidates at the front, over which the best of a feature is taken
_FIELD = 50  # candidates that the best is compared with


@dataclass(frozen=True)
class Model:
    """`weights` of standardised features: (value - mean) / spread. `threshold` is of the
    probability: at or above it, a question counts as answered.
    """

    weights: Mapping[str, float]
    means: Mapping[str, float]
    spreads: Mapping[str, float]
    bias: float
    threshold: float

    def probability(self, features: Mapping[str, float]) -> float:
        total = self.bias
        for name, weight in self.weights.items():
            total += weight * (features[name] - self.means[name]) / self.spreads[name]
        return 1 / (1 + math.exp(-min(max(total, -30.0), 30.0)))


@cache
def model(kind: str) -> Model:
    stored = json.loads(ARTIFACT.read_text(encoding="utf-8"))["models"][kind]
    return Model(**{name: stored[name] for name in Model.__dataclass_fields__})


def features(asked: Asked, measured: Measured, order: NDArray[np.intp]) -> dict[str, float]:
    """What tells an answer from its like. `order` (n,) are the candidates, best first; n > 0."""
    front, field = order[:_FRONT], order[:_FIELD]
    lexical, grams = measured.parts["lexical"], measured.parts["ngrams"]
    fused = measured.fused
    covered = float(measured.covered[front].max())
    length = math.log1p(len(asked.stems))
    found = {
        "covered": covered,
        "covered_weight": math.log1p(measured.weight * covered),
        "lexical_length": length * float(lexical[front].max()),
        "foreign": float(asked.language != DEFAULT_LANGUAGE),
        "covered_first": float(measured.covered[order[0]]),
        "lexical": float(lexical[front].max()),
        "lexical_margin": float(lexical[front].max() - np.median(lexical[field])),
        "ngrams": float(grams[front].max()),
        "ngrams_margin": float(grams[front].max() - np.median(grams[field])),
        "lead": float(fused[order[0]] - np.mean(fused[order[1:_FRONT]])) if len(order) > 1 else 0.0,
        "agree": _agreement(measured, order),
    }
    if measured.has_vectors:
        semantic = measured.parts["semantic"]
        found |= {
            "semantic": float(semantic[front].max()),
            "semantic_margin": float(semantic[front].max() - np.median(semantic[field])),
        }
    return found


def confidence(asked: Asked, measured: Measured, order: NDArray[np.intp]) -> tuple[float, bool]:
    """The probability that the front holds the answer, and whether it is enough."""
    if not len(order):
        return 0.0, False
    chosen = model(WITH_VECTORS if measured.has_vectors else WORDS_ALONE)
    probability = chosen.probability(features(asked, measured, order))
    if _is_strange(measured, order):
        probability = min(probability, chosen.threshold / 2)
    return probability, probability >= chosen.threshold


def _is_strange(measured: Measured, order: NDArray[np.intp]) -> bool:
    """Whether the front, in the question's own language, has none of its words, nor any by which
    pages call the same. Where there are few pages, something always comes nearest.
    """
    front = order[:_FRONT]
    return bool(measured.familiar[front].all()) and not measured.covered[front].any()


def _agreement(measured: Measured, order: NDArray[np.intp]) -> float:
    """The share of the rankers for which the first is among their own front."""
    names = [name for name in measured.parts if name != "semantic" or measured.has_vectors]
    first = order[0]
    votes = [
        np.count_nonzero(measured.parts[name] > measured.parts[name][first]) < _FRONT
        for name in names
    ]
    return sum(votes) / len(votes)

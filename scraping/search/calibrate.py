"""Making the weights of `scraping.search.confidence` from questions whose pages are known.

Each question with an answer is taken twice: as it is, and with the pages that answer it taken
away, which makes of it one without an answer that is near to what there is.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scraping.models import Index
from scraping.search import confidence
from scraping.search.asked import read
from scraping.search.evaluation import Item, key, threshold_at
from scraping.search.looking import Looked, candidates, ordered
from scraping.search.scoring import measure_again

_FOLDS = 5
_PENALTY = 2.0  # of the squared weights of standardised features
_MADE_WEIGHT = 0.1  # of a question whose pages were taken away: some other page may still answer
_ROUNDS = 50
# Of the questions learnt from. The list of students' words was written with them in view, so that
# of others more are refused: at 5 % here it was 12 % of the `test` files' questions.
_REFUSED = 0.03

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """`made` is true for a question whose pages were taken away."""

    question: str
    features: dict[str, float]
    answerable: bool
    made: bool = False


def examples(items: Iterable[Item], institution_id: Any, *, vectors: bool) -> list[Example]:
    """What is seen of the questions in the institution's pages; without vectors, by words alone."""
    index = Index.objects.filter(state=Index.State.SERVING).first() if vectors else None
    found = []
    for item in items:
        asked = read(item.question)
        if asked is None:
            continue
        looked = candidates(asked, index, institution_id=institution_id, k=10, outside=False)
        found += _of(item, looked, made=False)
        if item.pages:
            found += _of(item, _without(looked, item.pages), made=True)
    return found


def fit(found: Sequence[Example]) -> tuple[confidence.Model, dict[str, float]]:
    """The model, and by cross-validation over the questions as they are: at the threshold, the
    share of answerable ones `refused` and of the others `recognised`; and how well they are
    `separated` at any.

    Raises `ValueError` where one of the two kinds is missing.
    """
    names = sorted(found[0].features) if found else []
    real = np.array([not one.made for one in found], dtype=np.bool_)
    answers = np.array([one.answerable for one in found], dtype=np.float64)
    if not (answers[real] == 1).any() or not (answers[real] == 0).any():
        raise ValueError("questions of both kinds are needed")
    values = np.array([[one.features[name] for name in names] for one in found])
    means, spreads = values.mean(axis=0), np.maximum(values.std(axis=0), 1e-4)
    scaled = (values - means) / spreads
    weights = np.where(real, 1.0, _MADE_WEIGHT)
    fold = np.array([zlib.crc32(one.question.encode()) % _FOLDS for one in found])
    unseen = np.zeros(len(found))
    for part in range(_FOLDS):
        seen = fold != part
        unseen[~seen] = _probabilities(
            scaled[~seen], _newton(scaled[seen], answers[seen], weights[seen])
        )
    threshold = threshold_at(unseen[real & (answers == 1)].tolist(), _REFUSED)
    solution = _newton(scaled, answers, weights)
    model = confidence.Model(
        weights=_named(names, solution[1:]),
        means=_named(names, means),
        spreads=_named(names, spreads),
        bias=round(float(solution[0]), 5),
        threshold=round(threshold, 5),
    )
    return model, {
        "refused": float(np.mean(unseen[real & (answers == 1)] < threshold)),
        "recognised": float(np.mean(unseen[real & (answers == 0)] < threshold)),
        "separated": _separated(unseen[real & (answers == 1)], unseen[real & (answers == 0)]),
    }


def _of(item: Item, looked: Looked, *, made: bool) -> list[Example]:
    if not looked.places:
        return []
    features = confidence.features(looked.asked, looked.measured, looked.order)
    return [Example(item.question, features, bool(item.pages) and not made, made)]


def _without(looked: Looked, pages: frozenset[str]) -> Looked:
    kept = [at for at, place in enumerate(looked.places) if key(place.url) not in pages]
    places = [looked.places[at] for at in kept]
    measured = measure_again(looked.measured, np.array(kept, dtype=np.intp))
    return replace(looked, places=places, measured=measured, order=ordered(places, measured.fused))


def _separated(answerable: Array, others: Array) -> float:
    """The share of pairs of which the answerable one is thought more probable (area under ROC)."""
    return float(np.mean(answerable[:, np.newaxis] > others[np.newaxis]))


def _newton(values: Array, answers: Array, weights: Array) -> Array:
    """(1 + features,) of a logistic regression with an L2 penalty, the bias first."""
    design = np.column_stack([np.ones(len(values)), values])
    penalty = np.diag([1e-6, *[_PENALTY] * values.shape[1]])
    solution = np.zeros(design.shape[1])
    for _ in range(_ROUNDS):
        probable = _sigmoid(design @ solution)
        gradient = design.T @ (weights * (answers - probable)) - penalty @ solution
        bend = (design * (weights * probable * (1 - probable))[:, np.newaxis]).T @ design + penalty
        step = np.linalg.solve(bend, gradient)
        solution = solution + step
        if np.abs(step).max() < 1e-8:
            break
    return solution


def _probabilities(values: Array, solution: Array) -> Array:
    return _sigmoid(solution[0] + values @ solution[1:])


def _sigmoid(values: Array) -> Array:
    found: Array = 1 / (1 + np.exp(-np.clip(values, -30, 30)))
    return found


def _named(names: Sequence[str], values: Array) -> dict[str, float]:
    return {name: round(float(value), 5) for name, value in zip(names, values, strict=True)}

"""Making the weights of `scraping.search.quoting` from questions whose answering sentences are
known.

What is learnt is an order: the sentences of one question are compared with each other alone, and
each question counts the same, however many sentences it has.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from scraping.search import look
from scraping.search.asked import read
from scraping.search.evaluation import Item, key
from scraping.search.lexical import lexicon_of
from scraping.search.quoting import weighable

_FOLDS = 5
_STRENGTH = 1.0  # of the data against the penalty, on standardised values
QUOTES = 2  # sentences of one page that an answer has

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Example:
    """The n sentences of one question: `values` (n, features), `answers` (n,), `pages` (n,)."""

    question: str
    names: tuple[str, ...]
    values: Array
    answers: NDArray[np.bool_]
    pages: tuple[str, ...]


def examples(items: Iterable[Item], institution_id: Any) -> list[Example]:
    """Of the questions whose sentences are known, those for which the search finds anything."""
    lexicon = lexicon_of(institution_id)
    found = []
    for item in items:
        asked = read(item.question)
        if not item.says or asked is None:
            continue
        passages = look(item.question, institution_id=institution_id, outside=False).passages
        rows = [
            (one.text, key(passage.url), values)
            for rank, passage in enumerate(passages)
            for one, values in weighable(asked, passages, rank, lexicon)
        ]
        if rows:
            found.append(
                Example(
                    question=item.question,
                    names=tuple(rows[0][2]),
                    values=np.array([list(values.values()) for _text, _page, values in rows]),
                    answers=np.array(
                        [page in item.pages and item.is_said_by(text) for text, page, _ in rows]
                    ),
                    pages=tuple(page for _text, page, _values in rows),
                )
            )
    return found


def fit(found: Sequence[Example]) -> tuple[dict[str, float], dict[str, float]]:
    """The weights, and by cross-validation over the questions: for which share the best sentence
    (`first`), or one of the two that an answer quotes (`quoted`), answers.

    Raises `ValueError` where no sentence answers.
    """
    if not any(one.answers.any() for one in found):
        raise ValueError("no sentence of the passages found answers any of the questions")
    fold = np.array([zlib.crc32(one.question.encode()) % _FOLDS for one in found])
    hits = []
    for part in range(_FOLDS):
        seen = [one for one, its in zip(found, fold, strict=True) if its != part]
        if any(one.answers.any() for one in seen):
            solution = _solved(seen)
            hits += [
                _hits(one, one.values @ solution)
                for one, its in zip(found, fold, strict=True)
                if its == part
            ]
    first, quoted = np.mean(hits, axis=0) if hits else (0.0, 0.0)
    weights = dict(zip(found[0].names, _solved(found).round(4).tolist(), strict=True))
    return weights, {"first": round(float(first), 4), "quoted": round(float(quoted), 4)}


def _solved(found: Sequence[Example]) -> Array:
    """(features,) a logistic regression on what sets a sentence apart from those beside it."""
    of_use = [one for one in found if one.answers.any()]
    apart = np.vstack([one.values - one.values.mean(axis=0) for one in of_use])
    answers = np.concatenate([one.answers for one in of_use])
    weights = np.concatenate([_weights(one.answers) for one in of_use])
    spreads = np.maximum(apart.std(axis=0), 1e-6)
    model = LogisticRegression(C=_STRENGTH, max_iter=2000)
    model.fit(apart / spreads, answers, sample_weight=weights)
    solution: Array = model.coef_[0] / spreads
    return solution


def _weights(answers: NDArray[np.bool_]) -> Array:
    """(n,) that the sentences that answer weigh as much as all the others of their question."""
    many = int(answers.sum())
    return np.where(answers, 1 / max(many, 1), 1 / max(len(answers) - many, 1))


def _hits(one: Example, scores: Array) -> tuple[bool, bool]:
    order = np.argsort(-scores, kind="stable")
    best = order[0]
    quoted = [at for at in order if one.pages[at] == one.pages[best]][:QUOTES]
    return bool(one.answers[best]), bool(one.answers[quoted].any())

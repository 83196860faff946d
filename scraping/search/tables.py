"""What the terms of a question weigh in texts, read from the texts themselves.

A table is two arrays: (n, terms) what each term weighs in each text, and (n,) the texts' lengths.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from scraping.search.bm25 import Floats
from scraping.search.fields import Text, stem_counts, word_counts
from scraping.search.words import ngrams

Table = tuple[Floats, Floats]


def of_stems(stems: Sequence[str], texts: Sequence[Text]) -> Table:
    """(n, stems) what each stem weighs in each text, and (n,) the texts' lengths."""
    counts = np.zeros((len(texts), len(stems)), dtype=np.float32)
    lengths = np.zeros(len(texts), dtype=np.float32)
    for row, text in enumerate(texts):
        found = stem_counts(text)
        lengths[row] = sum(found.values())
        for column, stem in enumerate(stems):
            if stem in found:
                counts[row, column] = found[stem]
    return counts, lengths


def of_grams(grams: Sequence[str], texts: Sequence[Text]) -> Table:
    """The same of n-grams."""
    places = {gram: column for column, gram in enumerate(grams)}
    wanted = frozenset(places)
    known: dict[str, list[int]] = {}  # of each word, its n-grams that are asked for
    cells: list[int] = []
    weights: list[float] = []
    lengths = np.zeros(len(texts), dtype=np.float32)
    for row, text in enumerate(texts):
        length = 0.0
        for word, count in word_counts(text).items():
            length += count * (len(word) - 1 or 1)
            columns = known.get(word)
            if columns is None:
                own = _grams(word)
                columns = [] if wanted.isdisjoint(own) else [places[g] for g in own if g in wanted]
                known[word] = columns
            for column in columns:
                cells.append(row * len(grams) + column)
                weights.append(count)
        lengths[row] = length
    size = len(texts) * len(grams)
    counts = np.bincount(np.array(cells, dtype=np.int64), weights=weights, minlength=size)
    return counts.reshape(len(texts), len(grams)).astype(np.float32), lengths


@lru_cache(maxsize=50_000)
def _grams(word: str) -> tuple[str, ...]:
    return tuple(ngrams(word))

"""The terms of many snippets in memory: who has which, and how rare each is.

A `Lexicon` never changes, so any number of threads may read one; `changed` makes the next out of
it, in time that goes with what changed and not with what is there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scraping.search import bm25
from scraping.search.fields import Text, stem_counts, word_counts
from scraping.search.postings import Floats, Ints, Postings
from scraping.search.words import ngrams

# Share of vanished snippets above which the others move together.
_DEAD_SHARE = 0.25
_ALIKE = 0.45  # of two words' n-grams, for one to be taken for the other misspelt


def _empty_floats() -> Floats:
    return np.empty(0, dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """`ids` (n,) are the snippets' in their slots; `alive` (n,) is false for vanished ones.

    `grams` tells in which words (by their number in `words`) an n-gram is: n-grams are counted by
    way of the words that have them, which takes a seventh of the memory.
    """

    ids: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    alive: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, dtype=np.bool_))
    stem_lengths: Floats = field(default_factory=_empty_floats)
    gram_lengths: Floats = field(default_factory=_empty_floats)
    stems: Postings = field(default_factory=Postings)
    words: Postings = field(default_factory=Postings)
    grams: dict[str, list[int]] = field(default_factory=dict)
    _idfs: dict[tuple[str, bool], float] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return int(np.count_nonzero(self.alive))

    @property
    def mean_stems(self) -> float:
        return float(self.stem_lengths[self.alive].mean()) if self.count else 0.0

    @property
    def mean_grams(self) -> float:
        return float(self.gram_lengths[self.alive].mean()) if self.count else 0.0

    # --- change
    def changed(self, new: Sequence[Text], gone: Collection[int]) -> Lexicon:
        """Without the snippets `gone` and with `new` ones, which must not be there yet."""
        base = self._without(gone)
        if not new:
            return base
        by_stems = [stem_counts(text) for text in new]
        by_words = [word_counts(text) for text in new]
        known = len(base.words.numbers)
        words = base.words.grown(len(base.ids), by_words)
        for number, word in enumerate(list(words.numbers)[known:], known):
            for gram in set(ngrams(word)):
                base.grams.setdefault(gram, []).append(number)
        return Lexicon(
            np.concatenate([base.ids, np.array([text.id for text in new], dtype=np.int64)]),
            np.concatenate([base.alive, np.ones(len(new), dtype=np.bool_)]),
            np.concatenate([base.stem_lengths, _lengths(by_stems)]),
            np.concatenate([base.gram_lengths, gram_lengths(by_words)]),
            base.stems.grown(len(base.ids), by_stems),
            words,
            base.grams,
        )

    def _without(self, gone: Collection[int]) -> Lexicon:
        if not gone:
            return self
        alive = self.alive & ~np.isin(self.ids, np.fromiter(gone, dtype=np.int64))
        if np.count_nonzero(alive) >= len(alive) * (1 - _DEAD_SHARE):
            return Lexicon(
                self.ids,
                alive,
                self.stem_lengths,
                self.gram_lengths,
                self.stems,
                self.words,
                self.grams,
            )
        slots = np.where(alive, np.cumsum(alive) - 1, -1).astype(np.int32)
        return Lexicon(
            self.ids[alive],
            alive[alive],
            self.stem_lengths[alive],
            self.gram_lengths[alive],
            self.stems.moved(slots),
            self.words.moved(slots),
            self.grams,
        )

    # --- read
    def stem_idf(self, stem: str) -> float:
        return self._idf(stem, is_gram=False)

    def gram_idf(self, gram: str) -> float:
        return self._idf(gram, is_gram=True)

    def having(self, stem: str) -> int:
        """How many snippets have the stem."""
        return int(np.count_nonzero(self._counts(stem, is_gram=False)))

    def best_by_stems(self, stems: Iterable[str], most: int) -> list[int]:
        """At most `most` ids of snippets that have one of the stems, best by BM25 first."""
        return self._best(stems, most, self.stem_lengths, self.mean_stems, is_gram=False)

    def best_by_grams(self, grams: Iterable[str], most: int) -> list[int]:
        """The same by n-grams."""
        return self._best(grams, most, self.gram_lengths, self.mean_grams, is_gram=True)

    def alike(self, word: str, most: int) -> list[str]:
        """At most `most` words here that `word` may be misspelt for, most alike first."""
        own = set(ngrams(word))
        shared: dict[int, int] = {}
        for gram in own:
            for number in self.grams.get(gram, ()):
                shared[number] = shared.get(number, 0) + 1
        if not shared:
            return []
        names = list(self.words.numbers)
        rated = [
            (2 * common / (len(own) + len(set(ngrams(names[number])))), names[number])
            for number, common in shared.items()
        ]
        rated.sort(key=lambda pair: (-pair[0], pair[1]))
        return [name for alike, name in rated[:most] if alike >= _ALIKE]

    def _idf(self, term: str, *, is_gram: bool) -> float:
        key = (term, is_gram)
        if key not in self._idfs:
            having = int(np.count_nonzero(self._counts(term, is_gram=is_gram)))
            self._idfs[key] = bm25.idf(self.count, having)
        return self._idfs[key]

    def _counts(self, term: str, *, is_gram: bool) -> Floats:
        """(n,) how often each living snippet has the term."""
        if is_gram:
            documents, counts = self.words.of_all(self.grams.get(term, ()))
        else:
            documents, counts = self.stems.of(term)
        return self._spread(documents, counts)

    def _spread(self, documents: Ints, counts: Floats) -> Floats:
        size = len(self.ids)
        if not len(documents):
            return np.zeros(size, dtype=np.float32)
        spread = np.bincount(documents, weights=counts, minlength=size)[:size]
        return (spread * self.alive).astype(np.float32)

    def _best(
        self, terms: Iterable[str], most: int, lengths: Floats, mean: float, *, is_gram: bool
    ) -> list[int]:
        scores = np.zeros(len(self.ids), dtype=np.float32)
        for term in terms:
            counts = self._counts(term, is_gram=is_gram)
            having = np.flatnonzero(counts)
            weight = self._idfs.setdefault((term, is_gram), bm25.idf(self.count, len(having)))
            scores[having] += weight * bm25.damped(counts[having], lengths[having], mean)
        found = np.flatnonzero(scores)
        if len(found) > most:
            found = found[np.argpartition(-scores[found], most - 1)[:most]]
        order = np.lexsort((self.ids[found], -scores[found]))
        return [int(number) for number in self.ids[found[order]]]


def gram_lengths(documents: Sequence[Mapping[str, float]]) -> Floats:
    """How many n-grams the words of each document have."""
    return np.array(
        [
            sum(count * max(len(word) - 1, 1) for word, count in document.items())
            for document in documents
        ],
        dtype=np.float32,
    )


def _lengths(documents: Sequence[Mapping[str, float]]) -> Floats:
    return np.array([sum(document.values()) for document in documents], dtype=np.float32)

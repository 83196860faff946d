"""The terms of many snippets in memory: who has which, and how rare each is.

A `Lexicon` never changes, so any number of threads may read one; `changed` makes the next out of
it, in time that goes with what changed and not with what is there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scraping.search import bm25
from scraping.search.fields import Text, stem_counts, word_counts
from scraping.search.postings import Floats, Postings
from scraping.search.words import ngrams

Slots = NDArray[np.intp]
# Of a table of terms and snippets that is in memory at a time.
_CELLS = 1_000_000
# Share of vanished snippets above which the others move together.
_DEAD_SHARE = 0.25
_ALIKE = 0.45  # of two words' n-grams, for one to be taken for the other misspelt


def _empty_floats() -> Floats:
    return np.empty(0, dtype=np.float32)


class Entries(NamedTuple):
    """What several terms weigh, entry by entry, term after term: `whose` has the terms' places."""

    whose: Slots
    slots: Slots
    weights: Floats


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

    @cached_property
    def count(self) -> int:
        return int(np.count_nonzero(self.alive))

    @cached_property
    def mean_stems(self) -> float:
        return float(self.stem_lengths[self.alive].mean()) if self.count else 0.0

    @cached_property
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
        return len(self.entries([stem], is_gram=False).slots)

    def entries(self, terms: Sequence[str], *, is_gram: bool) -> Entries:
        """Where in the living snippets the stems or n-grams are."""
        together = max(1, _CELLS // max(len(self.ids), 1))
        found = [
            self._entries(terms[start : start + together], start, is_gram=is_gram)
            for start in range(0, max(len(terms), 1), together)
        ]
        return Entries(*(np.concatenate(arrays) for arrays in zip(*found, strict=True)))

    def _entries(self, terms: Sequence[str], first: int, *, is_gram: bool) -> Entries:
        numbers: list[int] = []
        owners: list[int] = []  # n-grams are counted in the words that have them
        for owner, term in enumerate(terms):
            some = self.grams.get(term, ()) if is_gram else self.stems.numbered(term)
            numbers += some
            owners += [owner] * len(some)
        whose, documents, counts = (self.words if is_gram else self.stems).of(numbers)
        size = max(len(self.ids), 1)
        cells = np.array(owners, dtype=np.intp)[whose] * size + documents
        spread = np.bincount(cells, weights=counts)
        cells = np.flatnonzero(spread > 0)
        cells = cells[self.alive[cells % size]]
        return Entries(first + cells // size, cells % size, spread[cells].astype(np.float32))

    def note_idfs(self, terms: Sequence[str], entries: Entries, *, is_gram: bool) -> Floats:
        """(n,) how rare each of the terms is, by their entries; remembered."""
        having = np.bincount(entries.whose, minlength=len(terms)).tolist()
        found = [
            self._idfs.setdefault((term, is_gram), bm25.idf(self.count, number))
            for term, number in zip(terms, having, strict=True)
        ]
        return np.array(found, dtype=np.float32)

    def slots(self, ids: Collection[int]) -> Slots:
        """(n,) where the snippets are; -1 for those that are not here."""
        return np.array([self._slots.get(id_, -1) for id_ in ids], dtype=np.intp)

    @cached_property
    def _slots(self) -> dict[int, int]:
        return {id_: slot for slot, id_ in enumerate(self.ids.tolist()) if self.alive[slot]}

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
        known = self._idfs.get((term, is_gram))
        if known is not None:
            return known
        entries = self.entries([term], is_gram=is_gram)
        return float(self.note_idfs([term], entries, is_gram=is_gram)[0])


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

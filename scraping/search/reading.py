"""One search's look into a lexicon: which snippets have the question's terms, each found once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from scraping.search import bm25, tables
from scraping.search.fields import Text
from scraping.search.lexicon import Entries, Lexicon, Slots
from scraping.search.postings import Floats


@dataclass(frozen=True, eq=False)
class Reading:
    """The question's `stems` and n-grams (`grams`) in `lexicon`; for the length of one search."""

    lexicon: Lexicon
    _found: dict[tuple[tuple[str, ...], bool], Entries] = field(default_factory=dict)

    def best_by_stems(self, stems: Sequence[str], most: int) -> list[int]:
        """At most `most` ids of snippets that have one of the stems, best by BM25 first."""
        lexicon = self.lexicon
        return self._best(stems, most, lexicon.stem_lengths, lexicon.mean_stems, is_gram=False)

    def best_by_grams(self, grams: Sequence[str], most: int) -> list[int]:
        """The same by n-grams."""
        lexicon = self.lexicon
        return self._best(grams, most, lexicon.gram_lengths, lexicon.mean_grams, is_gram=True)

    def stems(self, stems: Sequence[str], texts: Sequence[Text]) -> tables.Table:
        """As `scraping.search.tables`, without reading texts that the lexicon knows."""
        there = self.lexicon.slots([text.id for text in texts])
        if np.any(there < 0):
            return tables.of_stems(stems, texts)
        return self._table(stems, there, is_gram=False), self.lexicon.stem_lengths[there]

    def grams(self, grams: Sequence[str], texts: Sequence[Text]) -> tables.Table:
        there = self.lexicon.slots([text.id for text in texts])
        if np.any(there < 0):
            return tables.of_grams(grams, texts)
        return self._table(grams, there, is_gram=True), self.lexicon.gram_lengths[there]

    def _table(self, terms: Sequence[str], there: Slots, *, is_gram: bool) -> Floats:
        entries = self._entries(terms, is_gram=is_gram)
        rows = np.full(len(self.lexicon.ids), -1, dtype=np.intp)
        rows[there] = np.arange(len(there))
        own = rows[entries.slots]
        asked = own >= 0
        counts = np.zeros((len(there), len(terms)), dtype=np.float32)
        counts[own[asked], entries.whose[asked]] = entries.weights[asked]
        return counts

    def _entries(self, terms: Sequence[str], *, is_gram: bool) -> Entries:
        key = (tuple(terms), is_gram)
        if key not in self._found:
            self._found[key] = self.lexicon.entries(terms, is_gram=is_gram)
        return self._found[key]

    def _best(
        self, terms: Sequence[str], most: int, lengths: Floats, mean: float, *, is_gram: bool
    ) -> list[int]:
        ids = self.lexicon.ids
        entries = self._entries(terms, is_gram=is_gram)
        idfs = self.lexicon.note_idfs(terms, entries, is_gram=is_gram)
        weights = bm25.damped(entries.weights, lengths[entries.slots], mean) * idfs[entries.whose]
        scores = np.bincount(entries.slots, weights=weights, minlength=len(ids))
        found = np.flatnonzero(scores)
        if len(found) > most:
            found = found[np.argpartition(-scores[found], most - 1)[:most]]
        order = np.lexsort((ids[found], -scores[found]))
        return ids[found[order]].tolist()

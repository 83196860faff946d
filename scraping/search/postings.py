"""Which document has which term how often, in arrays that grow by pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Places = NDArray[np.intp]

# A piece is joined to the one before unless that is so much larger, so there are few of them and
# each entry is moved a few times in its life.
_MUCH_LARGER = 4


@dataclass(frozen=True, eq=False)
class Piece:
    """Entries (term, document, count) in order of the terms: three arrays of one length."""

    terms: Ints
    documents: Ints
    counts: Floats

    def of(self, terms: Ints) -> tuple[Places, Ints, Floats]:
        """All entries of `terms`: whose (places in `terms`), the documents, and the counts."""
        # Numbers of another type would have the whole array copied to that type for each call.
        starts = self.terms.searchsorted(terms, side="left")
        sizes = self.terms.searchsorted(terms, side="right") - starts
        whose = np.repeat(np.arange(len(terms)), sizes)
        within = np.arange(len(whose)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        entries = np.repeat(starts, sizes) + within
        return whose, self.documents[entries], self.counts[entries]


_EMPTY = Piece(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.float32))


@dataclass(frozen=True, eq=False)
class Postings:
    """Documents are slots 0, 1, 2 … given by the owner. `numbers` are those of the terms; it is
    shared by all that grew out of one another, and only ever gets more.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    pieces: tuple[Piece, ...] = ()

    def grown(self, first: int, documents: Sequence[Mapping[str, float]]) -> Postings:
        """With the counts of the terms of documents `first`, `first + 1` … besides."""
        terms: list[int] = []
        owners: list[int] = []
        counts: list[float] = []
        for slot, document in enumerate(documents, first):
            for term, count in document.items():
                terms.append(self.numbers.setdefault(term, len(self.numbers)))
                owners.append(slot)
                counts.append(count)
        new = Piece(
            np.array(terms, dtype=np.int32),
            np.array(owners, dtype=np.int32),
            np.array(counts, dtype=np.float32),
        )
        pieces = [*self.pieces, _joined((new,))]
        while len(pieces) > 1 and len(pieces[-2].terms) < _MUCH_LARGER * len(pieces[-1].terms):
            last = pieces.pop()
            pieces[-1] = _joined((pieces[-1], last))
        return Postings(self.numbers, tuple(pieces))

    def numbered(self, term: str) -> tuple[int, ...]:
        """The number of the term, if it is known."""
        number = self.numbers.get(term)
        return () if number is None else (number,)

    def of(self, numbers: Sequence[int]) -> tuple[Places, Ints, Floats]:
        """All entries of the terms of these numbers, in no order, as `Piece.of` gives them."""
        terms = np.array(numbers, dtype=np.int32)
        found = [piece.of(terms) for piece in (*self.pieces, _EMPTY)]
        whose, documents, counts = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
        return whose, documents, counts

    def moved(self, slots: Ints) -> Postings:
        """The same with document `d` at `slots[d]`, those at -1 left out."""
        if not self.pieces:
            return self
        whole = _joined(self.pieces)
        places = slots[whole.documents]
        kept = places >= 0
        piece = Piece(whole.terms[kept], places[kept], whole.counts[kept])
        return Postings(self.numbers, (piece,))


def _joined(pieces: Sequence[Piece]) -> Piece:
    terms = np.concatenate([piece.terms for piece in pieces])
    order = np.argsort(terms, kind="stable")
    return Piece(
        terms[order],
        np.concatenate([piece.documents for piece in pieces])[order],
        np.concatenate([piece.counts for piece in pieces])[order],
    )

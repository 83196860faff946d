"""Which document has which term how often, in arrays that grow by pieces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

# A piece is joined to the one before unless that is so much larger, so there are few of them and
# each entry is moved a few times in its life.
_MUCH_LARGER = 4


@dataclass(frozen=True, eq=False)
class Piece:
    """Entries (term, document, count) in order of the terms: three arrays of one length."""

    terms: Ints
    documents: Ints
    counts: Floats

    def of(self, terms: Ints) -> tuple[list[Ints], list[Floats]]:
        """The documents of each of `terms`, and the counts."""
        # Numbers of another type would have the whole array copied to that type for each call.
        starts = self.terms.searchsorted(terms, side="left")
        ends = self.terms.searchsorted(terms, side="right")
        spans = list(zip(starts.tolist(), ends.tolist(), strict=True))
        return (
            [self.documents[start:end] for start, end in spans],
            [self.counts[start:end] for start, end in spans],
        )


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

    def of(self, term: str) -> tuple[Ints, Floats]:
        """The documents with the term, and how often each has it."""
        number = self.numbers.get(term)
        if number is None:
            return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32)
        return self.of_all([number])

    def of_all(self, numbers: Iterable[int]) -> tuple[Ints, Floats]:
        """The same of several terms, one after the other: a document may be there several times."""
        terms = np.fromiter(numbers, dtype=np.int32)
        documents: list[Ints] = [np.empty(0, dtype=np.int32)]
        counts: list[Floats] = [np.empty(0, dtype=np.float32)]
        for piece in self.pieces:
            some, their_counts = piece.of(terms)
            documents += some
            counts += their_counts
        return np.concatenate(documents), np.concatenate(counts)

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

"""The vectors of an institution in memory, which follow the database row by row.

A row of `Vector` never changes what it holds, so comparing ids is enough: new ones are read, and
vanished ones are blotted out. Many threads may search while one brings it up to date.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from scraping import revision
from scraping.models import Index, Vector
from scraping.vectors.marks import batches

MOST_BYTES = 512 * 1024 * 1024  # of vectors in memory, over all institutions
FEWEST = 256  # rows there is room for
DEAD_SHARE = 0.25  # of vanished rows, above which the others move together


@dataclass(frozen=True, eq=False)
class Rows:
    """The vectors at one revision; nothing in it changes.

    `matrix` (n, d) holds unit vectors, and `ids`, `snippets`, `sources` (n,) belong to its rows:
    a source is a position in `names`. `gone` (n,) is true for vanished rows.
    """

    number: int
    matrix: NDArray[np.float32]
    ids: NDArray[np.int64]
    snippets: NDArray[np.int64]
    sources: NDArray[np.int32]
    gone: NDArray[np.bool_]
    names: tuple[UUID, ...]

    def nearest(
        self, vector: NDArray[np.float32], k: int, allowed: Collection[UUID]
    ) -> list[tuple[int, float]]:
        """At most `k` (snippet id, cosine) of the sources allowed, best first."""
        if not len(self.ids):
            return []
        may = np.fromiter((name in allowed for name in self.names), dtype=np.bool_)
        out = self.gone if may.all() else self.gone | ~may[self.sources]
        scores = self.matrix @ vector
        scores[out] = -np.inf
        k = min(k, len(scores) - int(np.count_nonzero(out)))
        if k < 1:
            return []
        best = np.argpartition(scores, len(scores) - k)[len(scores) - k :]
        best = best[np.lexsort((self.snippets[best], -scores[best]))]
        return [(int(self.snippets[at]), float(scores[at])) for at in best]


@dataclass(frozen=True, eq=False)
class Room:
    """Arrays with room for more rows than are in use."""

    matrix: NDArray[np.float32]
    ids: NDArray[np.int64]
    snippets: NDArray[np.int64]
    sources: NDArray[np.int32]

    @classmethod
    def empty(cls, room: int, dimensions: int) -> Room:
        return cls(
            np.empty((room, dimensions), dtype=np.float32),
            np.empty(room, dtype=np.int64),
            np.empty(room, dtype=np.int64),
            np.empty(room, dtype=np.int32),
        )

    def moved(self, which: slice | NDArray[np.int64], room: int) -> Room:
        """These rows, in new arrays: who searches now keeps looking at the old ones."""
        other = Room.empty(room, self.matrix.shape[1])
        count = len(self.ids[which])
        other.matrix[:count] = self.matrix[which]
        other.ids[:count] = self.ids[which]
        other.snippets[:count] = self.snippets[which]
        other.sources[:count] = self.sources[which]
        return other


class Entry:
    """One institution's rows in one index."""

    def __init__(self, index_id: int, institution_id: UUID, dimensions: int) -> None:
        self.lock = threading.Lock()
        self._of = {"index_id": index_id, "snippet__institution_id": institution_id}
        self._names: dict[UUID, int] = {}
        self._room = Room.empty(FEWEST, dimensions)
        self.rows = self._view(-1, self._room, np.zeros(0, dtype=np.bool_))

    @property
    def size(self) -> int:
        return self._room.matrix.nbytes

    def follow(self, number: int) -> None:
        """Bring the rows up to what the database holds. To be called under the lock."""
        there = np.fromiter(
            Vector.objects.filter(**self._of).values_list("id", flat=True), dtype=np.int64
        )
        rows, room = self.rows, self._room
        gone = ~np.isin(rows.ids, there)
        live = np.flatnonzero(~gone)
        if len(live) < len(gone) * (1 - DEAD_SHARE):
            room = room.moved(live, max(FEWEST, len(live)))
            gone = np.zeros(len(live), dtype=np.bool_)
        new = np.sort(np.setdiff1d(there, rows.ids))
        most = len(room.ids)
        while most < len(gone) + len(new):
            most *= 2
        if most > len(room.ids):
            room = room.moved(slice(0, len(gone)), most)
        # Beyond the rows that anybody looks at, so in place.
        count = self._read(new.tolist(), room, len(gone))
        gone = np.concatenate([gone, np.zeros(count - len(gone), dtype=np.bool_)])
        self.rows = self._view(number, room, gone)
        self._room = room

    def _read(self, new: list[int], room: Room, at: int) -> int:
        for some in batches(new):
            found = Vector.objects.filter(id__in=some).values_list(
                "id", "snippet_id", "snippet__source_id", "data"
            )
            for id_, snippet_id, source_id, data in found:
                room.ids[at], room.snippets[at] = id_, snippet_id
                room.sources[at] = self._names.setdefault(source_id, len(self._names))
                room.matrix[at] = np.frombuffer(data or b"", dtype="<f4")
                at += 1
        return at

    def _view(self, number: int, room: Room, gone: NDArray[np.bool_]) -> Rows:
        n = len(gone)
        return Rows(
            number,
            room.matrix[:n],
            room.ids[:n],
            room.snippets[:n],
            room.sources[:n],
            gone,
            tuple(self._names),
        )


class Kept:
    """The institutions whose rows are in memory, those asked for last; bounded in bytes."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self._entries: OrderedDict[tuple[int, UUID], Entry] = OrderedDict()
        self._lock = threading.Lock()

    def rows(self, index: Index, institution_id: UUID) -> Rows:
        """The rows as the database has them now, `index.dimensions` wide."""
        entry = self._entry(index, institution_id)
        number = revision.current(institution_id)
        rows = entry.rows
        if rows.number == number:
            return rows
        with entry.lock:
            number = revision.current(institution_id)
            if entry.rows.number != number:
                entry.follow(number)
            rows = entry.rows
        self._let_go(entry)
        return rows

    def forget(self, index_id: int) -> None:
        """Let go of an index."""
        with self._lock:
            for key in [key for key in self._entries if key[0] == index_id]:
                del self._entries[key]

    def size(self) -> int:
        """Bytes of vectors in memory."""
        with self._lock:
            return sum(entry.size for entry in self._entries.values())

    def _entry(self, index: Index, institution_id: UUID) -> Entry:
        key = (index.pk, institution_id)
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                entry = Entry(index.pk, institution_id, index.dimensions or 0)
                self._entries[key] = entry
            self._entries.move_to_end(key)
            return entry

    def _let_go(self, but: Entry) -> None:
        with self._lock:
            size = sum(entry.size for entry in self._entries.values())
            for key, entry in list(self._entries.items()):
                if size <= self.most_bytes:
                    return
                if entry is not but:
                    del self._entries[key]
                    size -= entry.size


kept = Kept()

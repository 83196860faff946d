"""The lexicons of institutions, kept in memory and brought up to date when something changed.

What changed is read from the rows themselves, so that it does not matter which process wrote them:
`scraping.revision` says that there is something, the ids and hashes of the snippets say what.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterator
from typing import Any

import structlog

from scraping import revision
from scraping.models import Snippet
from scraping.search.fields import Text
from scraping.search.lexicon import Lexicon

log = structlog.get_logger(__name__)

MOST_SNIPPETS = 100_000  # of one institution: the newest; about 2 kB each
MOST_IN_ALL = 200_000
_BATCH = 500  # rows of one query
_STEP = 5_000  # snippets whose texts are in memory at a time
FIELDS = ("id", "title", "heading", "text", "language", "stems")


class _Held:
    """One institution's lexicon as of revision `number`."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.number = -1
        self.lexicon = Lexicon()
        self._hashes: dict[int, int] = {}

    def follow(self, institution_id: Any) -> Lexicon:
        """The lexicon with everything that was written before this was called."""
        number = revision.current(institution_id)
        if self.number == number:
            return self.lexicon
        with self.lock:
            if self.number < number:
                self._update(institution_id)
                self.number = number
            return self.lexicon

    def _update(self, institution_id: Any) -> None:
        rows = Snippet.objects.filter(institution_id=institution_id, source__deleted_at=None)
        newest = rows.order_by("-id").values_list("id", "content_hash")[: MOST_SNIPPETS + 1]
        there = {identity: hash(content) for identity, content in newest.iterator()}
        if len(there) > MOST_SNIPPETS:
            log.warning("search_index_full", institution_id=str(institution_id))
            del there[min(there)]
        have = self._hashes
        gone = {identity for identity in have if have[identity] != there.get(identity)}
        new = sorted(identity for identity in there if identity not in have or identity in gone)
        lexicon = self.lexicon.changed((), gone)
        for start in range(0, len(new), _STEP):
            lexicon = lexicon.changed(list(texts(new[start : start + _STEP])), ())
        self.lexicon, self._hashes = lexicon, there


class Kept:
    """The lexicons of the institutions that were searched last."""

    def __init__(self, most: int = MOST_IN_ALL) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[Any, _Held] = OrderedDict()

    def lexicon(self, institution_id: Any) -> Lexicon:
        with self._lock:
            held = self._held.setdefault(institution_id, _Held())
            self._held.move_to_end(institution_id)
        found = held.follow(institution_id)
        with self._lock:
            total = sum(len(one.lexicon.ids) for one in self._held.values())
            while total > self._most and len(self._held) > 1:
                _oldest, dropped = self._held.popitem(last=False)
                total -= len(dropped.lexicon.ids)
        return found

    def forget(self) -> None:
        with self._lock:
            self._held.clear()


kept = Kept()


def texts(ids: Collection[int]) -> Iterator[Text]:
    """The snippets of these ids that still exist."""
    wanted = list(ids)
    for start in range(0, len(wanted), _BATCH):
        rows = Snippet.objects.filter(id__in=wanted[start : start + _BATCH])
        for row in rows.order_by("id").values(*FIELDS):
            yield Text(**row)

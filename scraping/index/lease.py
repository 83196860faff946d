"""Who fills an index: one worker at a time, until it is done, gives up, or is heard of no more."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from scraping.models import Index


@dataclass(frozen=True)
class Lease:
    """The claim of `worker` on an index, for `seconds` after each sign of life."""

    index_id: int
    worker: str
    seconds: float

    def renew(self) -> bool:
        """Give a sign of life; False when another has the index by now."""
        return bool(self._ours().update(lease_until=_in(self.seconds)))

    def release(self) -> None:
        self._ours().update(worker="", lease_until=None)

    def rest(self, seconds: float) -> None:
        """Let go, and leave the index in peace for so long."""
        self._ours().update(worker="", lease_until=_in(seconds))

    def _ours(self) -> QuerySet[Index]:
        return Index.objects.filter(id=self.index_id, worker=self.worker)


def take(index_id: int, seconds: float) -> Lease | None:
    """Claim an index by compare-and-set; None when another has it, or it rests."""
    worker = uuid.uuid4().hex
    free = Q(lease_until=None) | Q(lease_until__lt=timezone.now())
    taken = Index.objects.filter(free, id=index_id).update(worker=worker, lease_until=_in(seconds))
    return Lease(index_id, worker, seconds) if taken else None


def _in(seconds: float) -> datetime:
    return timezone.now() + timedelta(seconds=seconds)

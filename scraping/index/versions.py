"""Which index serves, and how another model or store takes its place (F6).

A change of the settings makes a second index. It is filled while the first one serves; when it is
whole, they change places in one transaction, and the old one is emptied some time later: who
changes the settings back until then finds it as it was, but for what is new.
"""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Institution
from psichat import embeddings
from scraping import revision
from scraping.index import lease
from scraping.index.pending import pending, recount
from scraping.models import Index, Snippet
from scraping.vectors.base import StoreError
from scraping.vectors.choice import store_for

log = structlog.get_logger(__name__)

# How long an index that serves no more is kept.
KEPT = timedelta(days=1)
_EMPTYING_SECONDS = 1800.0


def serving() -> Index:
    """The index that is searched; the first one is made as the settings want it."""
    found = Index.objects.filter(state=Index.State.SERVING).first()
    if found is not None:
        return found
    embedder, store = _wanted()
    try:
        with transaction.atomic():
            return Index.objects.create(embedder=embedder, store=store, state=Index.State.SERVING)
    except IntegrityError:  # another process was quicker
        return Index.objects.get(state=Index.State.SERVING)


def building() -> Index | None:
    """The index that is being filled to serve next, if any."""
    return Index.objects.filter(state=Index.State.BUILDING).first()


def follow_settings() -> Index | None:
    """See that an index as the settings want it serves or is being built; returns the latter."""
    current = serving()
    wanted = _wanted()
    if (current.embedder, current.store) == wanted:
        _retire(Index.objects.filter(state=Index.State.BUILDING))
        return None
    found = Index.objects.filter(state=Index.State.BUILDING, embedder=wanted[0], store=wanted[1])
    if (existing := found.first()) is not None:
        return existing
    try:
        with transaction.atomic():
            _retire(Index.objects.filter(state=Index.State.BUILDING))
            return _revived(*wanted) or Index.objects.create(embedder=wanted[0], store=wanted[1])
    except IntegrityError:  # another process was quicker
        return building()


def progress(index: Index) -> tuple[int, int]:
    """How many snippets have their vector in `index`, and how many there are."""
    everything = Snippet.objects.filter(source__deleted_at=None).count()
    return everything - pending(index).count(), everything


def swap() -> bool:
    """Let the index that was being built serve, if it lacks nothing any more."""
    new = building()
    if new is None or (new.embedder, new.store) != _wanted() or pending(new).exists():
        return False
    with transaction.atomic():
        live = Index.objects.exclude(state=Index.State.RETIRED)
        states = dict(live.select_for_update().order_by("id").values_list("id", "state"))
        if states.get(new.id) != Index.State.BUILDING or pending(new).exists():
            return False
        _retire(Index.objects.filter(state=Index.State.SERVING))
        Index.objects.filter(id=new.id).update(state=Index.State.SERVING, error="")
        # What is kept of answers and vectors was of the old one.
        for institution_id in Institution.objects.order_by("id").values_list("id", flat=True):
            revision.bump(institution_id)
    recount(new)
    log.info("index_serves", index=new.id, embedder=new.embedder, store=new.store)
    return True


def to_empty() -> QuerySet[Index]:
    """The indexes that have long been retired."""
    return Index.objects.filter(state=Index.State.RETIRED, retired_at__lt=timezone.now() - KEPT)


def empty_retired() -> None:
    """Empty and delete the indexes that have long been retired. A store that fails is tried again
    the next time."""
    for index in to_empty().order_by("id"):
        claim = lease.take(index.id, _EMPTYING_SECONDS)
        if claim is None:
            continue
        try:
            store_for(index).drop()
        except StoreError as exc:
            log.warning("retired_index_not_emptied", index=index.id, error=exc.code)
            claim.rest(60)
            continue
        # Not if the settings want it again by now: it is empty then, and will be filled.
        Index.objects.filter(id=index.id, state=Index.State.RETIRED).delete()
        claim.release()


def _wanted() -> tuple[str, str]:
    return embeddings.chosen(), settings.VECTOR_STORE


def _retire(indexes: QuerySet[Index]) -> None:
    indexes.update(state=Index.State.RETIRED, retired_at=timezone.now())


def _revived(embedder: str, store: str) -> Index | None:
    """A retired index that is as wanted and was not emptied yet, being built again."""
    found = (
        Index.objects.filter(state=Index.State.RETIRED, embedder=embedder, store=store)
        .order_by("-retired_at")
        .first()
    )
    if found is None:
        return None
    found.state, found.retired_at, found.error = Index.State.BUILDING, None, ""
    found.save(update_fields=["state", "retired_at", "error"])
    return found

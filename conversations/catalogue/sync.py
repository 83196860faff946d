"""Brings what came with the program into the database, where staff can edit it."""

from __future__ import annotations

from typing import Any

import structlog
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from conversations.catalogue import shipped
from conversations.models import Strategy, Wording

log = structlog.get_logger(__name__)


def sync() -> dict[str, int]:
    """New entries are added, those that nobody edited are renewed or, no longer shipped, removed.

    An entry that was edited stays as it is. Done twice, or by two processes at once, it comes to
    the same. Returns how many were `added`, `renewed` and `removed`.
    """
    counts = {"added": 0, "renewed": 0, "removed": 0}
    for language in sorted(shipped.languages()):
        for model, name, entries in (
            (Strategy, "slug", shipped.strategies(language)),
            (Wording, "key", shipped.wordings(language)),
        ):
            with transaction.atomic():
                for what, count in _sync(model, name, language, entries).items():
                    counts[what] += count
    log.info("content_synchronised", **counts)
    return counts


def _sync(
    model: type[Strategy | Wording],
    name: str,
    language: str,
    entries: dict[str, shipped.Data],
) -> dict[str, int]:
    rows: QuerySet[Any] = model.objects.filter(language=language)
    known = {
        key: (pk, digest, is_edited)
        for pk, key, digest, is_edited in rows.values_list("pk", name, "shipped", "is_edited")
    }
    digests = {key: shipped.digest(data) for key, data in entries.items()}
    new = [
        model(**{name: key}, language=language, shipped=digests[key], **data)
        for key, data in entries.items()
        if key not in known
    ]
    rows.bulk_create(new, ignore_conflicts=True)
    renewed = 0
    for key, (pk, digest, is_edited) in known.items():
        if key in entries and not is_edited and digest != digests[key]:
            # Only as it was read: an edit that came in between stays.
            renewed += rows.filter(pk=pk, is_edited=False, shipped=digest).update(
                shipped=digests[key], updated_at=timezone.now(), **entries[key]
            )
    gone = [
        pk
        for key, (pk, digest, is_edited) in known.items()
        if key not in entries and digest and not is_edited
    ]
    removed, _ = rows.filter(pk__in=gone, is_edited=False).delete()
    return {"added": len(new), "renewed": renewed, "removed": removed}


def after_migrate(apps: Any = None, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Receiver of `post_migrate`: not after going back to a schema that is not today's.

    Emptying the database sends it too, without `apps`: the schema is as it was.
    """
    if using == DEFAULT_DB_ALIAS and settings.CATALOGUE_AFTER_MIGRATE and _is_today(apps):
        sync()


def _is_today(apps: Any) -> bool:
    return all(_columns(apps, model) == _columns(None, model) for model in (Strategy, Wording))


def _columns(apps: Any, model: type[models.Model]) -> set[str | None]:
    if apps is not None:
        try:
            model = apps.get_model(model._meta.label)
        except LookupError:
            return set()
    return {field.column for field in model._meta.concrete_fields}

"""The revision of what is searched in an institution: what is kept in memory compares it.

Everyone who writes what a search reads (`Snippet`, `Vector`, a source's `deleted_at`) calls `bump`
in the same transaction, as the last thing in it: the row stays locked until the end, so that who
reads a number sees everything that was written up to it.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F

from scraping.models import Revision


def bump(institution_id: UUID) -> None:
    """One more. To be called in the transaction that writes, at its end.

    Who bumps several institutions in one transaction does so in the order of their ids.
    """
    with transaction.atomic():
        rows = Revision.objects.filter(institution_id=institution_id)
        if not rows.update(number=F("number") + 1):
            Revision.objects.bulk_create(
                [Revision(institution_id=institution_id)], ignore_conflicts=True
            )
            rows.update(number=F("number") + 1)


def current(institution_id: UUID | str) -> int:
    """The number now; 0 before anything was written. Read it before the rows that it covers."""
    found = Revision.objects.filter(institution_id=institution_id).values_list("number", flat=True)
    return found.first() or 0

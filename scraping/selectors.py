"""Reading about sources, their pages and their passages, for pages and calls."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from psichat.errors import NotFound
from scraping import access
from scraping.models import OpenQuestion, Page, Snippet, Source

# How long a deletion can be undone, in seconds.
UNDO_SECONDS = 60

_QUEUED = Q(status=Source.Status.PENDING, requested_at__isnull=False)


def sources(user: User) -> QuerySet[Source]:
    """The sources that `user` may see: at work, waiting, then the newest.

    Each has `ahead`: how many of the same owner are read before it, where it waits its turn; and
    `kept`: how many of its pages have a text, of whichever run.
    """
    order = Case(
        When(status=Source.Status.PROCESSING, then=0),
        When(_QUEUED, then=1),
        default=2,
        output_field=IntegerField(),
    )
    rows = access.sources(user).select_related("owner")
    return rows.annotate(ahead=_ahead(), kept=_kept(), at_work=order).order_by(
        "at_work", "-created_at", "id"
    )


def _ahead() -> Coalesce:
    """How many sources of a waiting one's owner come before it."""
    before = (
        Source.objects.filter(owner=OuterRef("owner"), deleted_at=None)
        .filter(
            Q(status=Source.Status.PROCESSING)
            | _QUEUED & Q(requested_at__lt=OuterRef("requested_at"))
        )
        .order_by()
        .values("owner")
        .annotate(n=Count("id"))
        .values("n")
    )
    return Coalesce(Subquery(before, output_field=IntegerField()), 0)


def _kept() -> Coalesce:
    """How many pages of a source have a text; a run that was stopped forgets none."""
    pages = Page.objects.filter(source=OuterRef("pk")).exclude(text_hash="").order_by()
    counted = pages.values("source").annotate(n=Count("id")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def source(user: User, source_id: Any) -> Source:
    """One of `sources`, or `NotFound`."""
    found = access.source(user, source_id)
    return sources(user).get(id=found.id)


def totals(user: User) -> dict[str, int]:
    """How many sources there are (`all`), at work or waiting (`at_work`), found (`ready`)."""
    rows = access.sources(user).order_by()
    working = Q(status=Source.Status.PROCESSING) | _QUEUED
    counts: dict[str, int] = rows.aggregate(
        all=Count("id"), at_work=Count("id", filter=working), ready=Count("id", Q(embedded__gt=0))
    )
    return counts


def just_deleted(user: User, source_id: Any) -> Source | None:
    """The source of that id if it was deleted so lately that it can come back."""
    since = timezone.now() - timedelta(seconds=UNDO_SECONDS)
    try:
        found = access.deleted_source(user, source_id)
    except NotFound:
        return None
    return found if found.deleted_at and found.deleted_at > since else None


def page_counts(source_id: Any) -> dict[str, int]:
    """How many pages of a source are in each state; states without any are left out."""
    rows = Page.objects.filter(source_id=source_id).order_by()
    return dict(rows.values_list("state").annotate(n=Count("id")))


def pages(source: Source, *, state: str = "", q: str = "") -> QuerySet[Page]:
    """The pages of `source` in the order in which they are read, without their text."""
    rows = Page.objects.filter(source=source).defer("text")
    if state:
        rows = rows.filter(state=state)
    if q:
        rows = rows.filter(Q(url__icontains=q) | Q(title__icontains=q))
    return rows.order_by("depth", "order", "id")


def passages(page: Page) -> list[Snippet]:
    """The passages of `page` by position: `position`, `start`, `heading` and `text`."""
    rows = Snippet.objects.filter(page=page).order_by("position")
    return list(rows.only("position", "start", "heading", "text"))


def open_questions(user: User) -> QuerySet[OpenQuestion]:
    """Those that nobody has put aside, the most asked first."""
    rows = access.questions(user).filter(dismissed_at=None)
    return rows.order_by(F("times").desc(), "-last_asked_at", "id")

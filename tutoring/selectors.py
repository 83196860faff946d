"""Reading what tutors need; nothing here changes anything."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Max, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from accounts import access as people
from accounts.models import User
from analysis.models import MessageAnalysis
from tutoring import access
from tutoring.models import Alert, FollowUp

# Minutes within which somebody should have taken an alert (requirement E3).
TARGET_MINUTES = {"critical": 5, "high": 30, "medium": 240, "low": 1440}


def _awake() -> Q:
    """Not put off, or until a time that has come."""
    return Q(snoozed_until=None) | Q(snoozed_until__lte=timezone.now())


def counts(user: User) -> dict[str, int]:
    """How many alerts wait for somebody, by priority, are in care, and are put off."""
    live = access.alerts(user).filter(state__in=Alert.LIVE)
    awake = _awake()
    waiting = awake & Q(state=Alert.State.OPEN)
    found = live.aggregate(
        **{p: Count("id", filter=waiting & Q(priority=p)) for p in Alert.Priority.values},
        waiting=Count("id", filter=waiting),
        in_care=Count("id", filter=awake & ~Q(state=Alert.State.OPEN)),
        snoozed=Count("id", filter=Q(snoozed_until__gt=timezone.now())),
    )
    return {name: int(value) for name, value in found.items()}


def queue(user: User, filters: dict[str, Any]) -> QuerySet[Alert]:
    """Alerts that the person may see: the most urgent, then those nobody has, then the oldest.

    `filters`: state ("live", "snoozed", a state, or "all"), priority, student, from, to, mine,
    q (a name). Snoozed ones are left out of "live" until their time.
    """
    found = access.alerts(user).select_related("student", "owner")
    state = filters.get("state") or "live"
    if state == "live":
        found = found.filter(_awake(), state__in=Alert.LIVE)
    elif state == "snoozed":
        found = found.filter(snoozed_until__gt=timezone.now(), state__in=Alert.LIVE)
    elif state != "all":
        found = found.filter(state=state)
    if filters.get("priority"):
        found = found.filter(priority=filters["priority"])
    if filters.get("student"):
        found = found.filter(student_id=filters["student"])
    if filters.get("from"):
        found = found.filter(created_at__gte=filters["from"])
    if filters.get("to"):
        found = found.filter(created_at__lte=filters["to"])
    if filters.get("mine"):
        found = found.filter(owner=user)
    if filters.get("q"):
        found = found.filter(student__name__icontains=filters["q"])
    if state in {Alert.State.RESOLVED, Alert.State.DISMISSED}:
        return found.order_by("-resolved_at", "-id")
    untaken_first = Case(When(state=Alert.State.OPEN, then=0), default=1)
    return found.order_by("urgency", untaken_first, "created_at", "id")


def most_urgent(user: User) -> Alert | None:
    """The alert that nobody has taken, with its student, that must be taken first."""
    waiting = access.alerts(user).filter(_awake(), state=Alert.State.OPEN)
    return waiting.select_related("student").order_by("urgency", "created_at").first()


def students(user: User, *, q: str = "", course: uuid.UUID | None = None) -> QuerySet[User]:
    """The person's students with `last_message_at`, `live_alerts` and `last_emotion`."""
    newest = MessageAnalysis.objects.filter(message__conversation__student=OuterRef("pk"))
    found = (
        people.students(user)
        .annotate(
            last_message_at=Max("conversations__updated_at"),
            live_alerts=Count("alerts", filter=Q(alerts__state__in=Alert.LIVE), distinct=True),
            last_emotion=Subquery(newest.order_by("-created_at").values("emotion")[:1]),
        )
        .prefetch_related("courses")
    )
    if q:
        found = found.filter(name__icontains=q)
    if course:
        found = found.filter(enrolment__course_id=course)
    return found.order_by("-live_alerts", "name", "id")


def open_follow_ups(user: User) -> QuerySet[FollowUp]:
    """Follow-ups not yet done, the oldest first."""
    return (
        access.follow_ups(user)
        .filter(done_at=None)
        .select_related("student", "tutor", "intervention")
        .order_by("due_at", "id")
    )


def due_counts(user: User, start: datetime, end: datetime) -> dict[str, int]:
    """How many follow-ups are due before `end`, and how many of them (`late`) before `start`."""
    due = access.follow_ups(user).filter(done_at=None, due_at__lt=end)
    return due.aggregate(due=Count("id"), late=Count("id", filter=Q(due_at__lt=start)))


def closed_since(user: User, since: datetime) -> int:
    """How many alerts were closed since then."""
    return access.alerts(user).filter(resolved_at__gte=since).count()

"""What a month of asking language models cost, by provider, day and student (requirement D8)."""

from __future__ import annotations

import calendar
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Avg, Count, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from accounts.models import Institution
from monitoring.budget import Standing, month_of, standing
from monitoring.models import ModelCall

MOST_STUDENTS = 50
_SUMS: dict[str, Any] = {
    "calls": Count("id"),
    "failed": Count("id", filter=~Q(outcome="ok")),
    "sum_in": Sum("tokens_in"),
    "sum_out": Sum("tokens_out"),
    "dollars": Sum("cost"),
    "unpriced": Count("id", filter=Q(cost=None)),
}


@dataclass(frozen=True)
class Month:
    """One month of an institution: how it stands against the budget, and where it went.

    Each list holds dictionaries with calls, failed, sum_in, sum_out (tokens), dollars (US$, None
    without a price) and unpriced. `forecast` is what the month will have cost at the pace so far,
    None for a month that is over or has hardly begun.
    """

    standing: Standing
    first: date
    forecast: Decimal | None
    total: dict[str, Any]
    by_model: list[dict[str, Any]]
    by_purpose: list[dict[str, Any]]
    by_day: list[dict[str, Any]]
    by_student: list[dict[str, Any]]


def month(institution: Institution, at: datetime) -> Month:
    """The month of `at` by the institution's calendar. Six queries."""
    zone = ZoneInfo(institution.time_zone)
    begin, end = month_of(at, zone)
    calls = ModelCall.objects.filter(
        institution=institution, created_at__gte=begin, created_at__lt=end
    )
    now_standing = standing(institution.id, at)
    return Month(
        standing=now_standing,
        first=begin.astimezone(zone).date(),
        forecast=_forecast(now_standing.spent, begin, end, zone),
        total=calls.aggregate(**_SUMS, first_token=Avg("first_token_ms")),
        by_model=_most(
            calls.values("provider", "model").annotate(
                **_SUMS, first_token=Avg("first_token_ms", filter=Q(outcome="ok"))
            )
        ),
        by_purpose=_most(calls.values("purpose").annotate(**_SUMS)),
        by_day=list(_by_day(calls, zone)),
        by_student=list(
            _by_day(calls.exclude(student=None), zone, "student_id", "student__name").order_by(
                "-dollars", "-calls"
            )[:MOST_STUDENTS]
        ),
    )


def day_of_student(institution_id: uuid.UUID, student_id: uuid.UUID, day: date) -> Decimal:
    """US dollars that a student's messages cost on a day of the institution's calendar."""
    zone = ZoneInfo(Institution.objects.values_list("time_zone", flat=True).get(id=institution_id))
    found = (
        ModelCall.objects.filter(institution_id=institution_id, student_id=student_id)
        .annotate(day=TruncDate("created_at", tzinfo=zone))
        .filter(day=day)
        .aggregate(total=Sum("cost"))["total"]
    )
    return found or Decimal(0)


def _most(groups: Any) -> list[dict[str, Any]]:
    """The groups, those with most calls first."""
    return list(groups.order_by("-calls"))


def _by_day(calls: QuerySet[ModelCall], zone: ZoneInfo, *more: str) -> Any:
    return (
        calls.annotate(day=TruncDate("created_at", tzinfo=zone))
        .values("day", *more)
        .annotate(**_SUMS)
        .order_by("-day")
    )


def _forecast(spent: Decimal, begin: datetime, end: datetime, zone: ZoneInfo) -> Decimal | None:
    now = timezone.now()
    elapsed = (now - begin).total_seconds()
    if now >= end or elapsed < 86_400:
        return None
    days = calendar.monthrange(begin.astimezone(zone).year, begin.astimezone(zone).month)[1]
    return (spent * Decimal(days * 86_400) / Decimal(elapsed)).quantize(Decimal("0.01"))

"""`/monitoring/costs/`: what the outside models cost this month, against the budget."""

from __future__ import annotations

import csv
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.models import User
from monitoring import costs
from psichat import llm
from psichat.errors import NotFound

_COLUMNS = ("day", "student_id", "student__name", "calls", "sum_in", "sum_out", "dollars")

_YEARS = range(2020, 2101)


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Administrators only; `?month=YYYY-MM` for another month, `?as=csv` for students by day."""
    person = request.user
    if not isinstance(person, User) or not person.is_admin:
        raise NotFound
    zone = ZoneInfo(person.institution.time_zone)
    at, is_known = _asked(request.GET.get("month", ""), zone)
    month = costs.month(person.institution, at)
    if request.GET.get("as") == "csv":
        return _csv(month)
    context: dict[str, Any] = {
        "month": month,
        "is_known": is_known,
        "before": _step(month.first.year, month.first.month, -1),
        "after": _step(month.first.year, month.first.month, 1)
        if at.astimezone(zone).strftime("%Y-%m") < timezone.now().astimezone(zone).strftime("%Y-%m")
        else "",
        "models": [ref.label for ref in llm.chain(person.institution.answer_model)],
        "percent": round(month.standing.share * 100) if month.standing.share is not None else None,
        "most": costs.MOST_STUDENTS,
    }
    return render(request, "monitoring/costs.html", context)


def _asked(value: str, zone: ZoneInfo) -> tuple[datetime, bool]:
    """The middle of the month that is asked for; this month for what is none."""
    try:
        found = datetime.strptime(value, "%Y-%m").replace(day=15, hour=12, tzinfo=zone)
    except ValueError:
        return timezone.now(), not value
    if found.year not in _YEARS:
        return timezone.now(), False
    return found, True


def _step(year: int, month: int, by: int) -> str:
    number = year * 12 + month - 1 + by
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _csv(month: costs.Month) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"psichat-costs-{month.standing.month}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(_COLUMNS)
    for row in month.by_student:
        writer.writerow([_plain(row[column]) for column in _COLUMNS])
    return response


def _plain(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = f"{value:.8f}" if isinstance(value, Decimal) else str("" if value is None else value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text

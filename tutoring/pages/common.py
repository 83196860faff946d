"""What the tutors' pages share besides what all pages of carers do."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpResponse
from django.utils import timezone

from accounts.pages.carers import add_error, carer_page, is_partial

__all__ = ["add_error", "carer_page", "changed", "is_partial", "today"]


def today() -> tuple[datetime, datetime]:
    """The beginning and the end of this day, where the person is."""
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return start, start + timedelta(days=1)


def changed(response: HttpResponse) -> HttpResponse:
    """Tell the page that care has changed, so that its other parts are read again."""
    response["HX-Trigger"] = "care-changed"
    return response

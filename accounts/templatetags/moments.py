"""Times as people say them."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

register = template.Library()


@register.filter
def when(moment: datetime | None) -> str:
    """«14:03» today, «21 nov, 14:03» otherwise; where the person is."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    clock = date_format(local, "H:i")
    if local.date() == timezone.localdate():
        return clock
    month = "M" if (get_language() or "").startswith("en") else "b"  # «nov» in Spanish
    year = "" if local.year == timezone.localdate().year else " Y"
    day = date_format(local, f"j {month}{year}")
    return f"{day}, {clock}"

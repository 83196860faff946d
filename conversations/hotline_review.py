"""Whether a number was called and confirmed lately, for those who keep the directory."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import audit
from accounts.admin_scope import administrator
from conversations.models import Hotline

# A number and its hours are called again after half a year.
STALE_AFTER = timedelta(days=182)


class CheckedFilter(admin.SimpleListFilter):
    """Lines never confirmed, those confirmed long ago, and those in order."""

    title = gettext_lazy("revisión")
    parameter_name = "checked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("never", _("Sin revisar")),
            ("stale", _("Hace más de seis meses")),
            ("fresh", _("En los últimos seis meses")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Hotline]) -> QuerySet[Hotline]:
        limit = timezone.localdate() - STALE_AFTER
        if self.value() == "never":
            return queryset.filter(checked_on=None)
        if self.value() == "stale":
            return queryset.filter(checked_on__lt=limit)
        if self.value() == "fresh":
            return queryset.filter(checked_on__gte=limit)
        return queryset


@admin.action(description=gettext_lazy("Revisado hoy: número y horario"), permissions=["change"])
def checked_today(_page: Any, request: HttpRequest, queryset: QuerySet[Hotline]) -> None:
    """Say of the chosen lines that somebody has confirmed number and hours today."""
    person = administrator(request)
    if person is None:
        return
    today = timezone.localdate()
    chosen = list(queryset)
    for line in chosen:
        line.checked_on = today
        line.save(update_fields=["checked_on"])
        audit.record(actor=person, action="hotline_checked", obj=line)
    done = ngettext(
        "%(n)d línea quedó revisada hoy.", "%(n)d líneas quedaron revisadas hoy.", len(chosen)
    )
    messages.success(request, done % {"n": len(chosen)})

"""The directory of hotlines in the Django admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from accounts import audit
from accounts.admin_scope import InstitutionScopedAdmin, administrator
from conversations.hotline_review import CheckedFilter, checked_today
from conversations.models import Hotline


@admin.register(Hotline)
class HotlineAdmin(InstitutionScopedAdmin):
    """Administrators keep the directory of their country; a number out of use is switched off."""

    allowed = frozenset({"view", "add", "change"})
    superuser_allowed = frozenset({"delete"})
    list_display = ("name", "country", "use", "phone", "hours", "checked_on", "active")
    list_filter = (CheckedFilter, "use", "active", "country")
    actions = (checked_today,)
    search_fields = ("name", "phone")
    date_hierarchy = "checked_on"
    list_per_page = 50
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Hotline]:
        rows = Hotline.objects.all()
        person = administrator(request)
        if person is None:
            return rows.none()
        return rows if person.is_superuser else rows.filter(country=person.institution.country)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        person = administrator(request)
        return () if person is not None and person.is_superuser else ("country",)

    def save_model(self, request: HttpRequest, obj: Hotline, form: ModelForm, change: bool) -> None:
        """What students in danger read is in the audit log with who changed it."""
        person = administrator(request)
        if person is None:
            return
        if not person.is_superuser:
            obj.country = person.institution.country
        super().save_model(request, obj, form, change)
        audit.record(
            actor=person, action="hotline_changed", obj=obj, fields=sorted(form.changed_data)
        )

"""Alerts, interventions and follow-ups in the Django admin: to be read; prepared replies to edit.

What was done for a student is changed on the tutors' pages, where it is announced and audited.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin_scope import InstitutionScopedAdmin, ScopedTabularInline, administrator
from tutoring.models import Alert, AlertChange, CannedReply, FollowUp, Intervention
from tutoring.words import kind_word, step_word


class AlertChangeInline(ScopedTabularInline):
    model = AlertChange
    fields = ("created_at", "step", "actor", "state", "priority", "note")
    readonly_fields = fields

    @admin.display(description=_("qué"))
    def step(self, change: AlertChange) -> str:
        return step_word(change.action)


class InterventionInline(ScopedTabularInline):
    model = Intervention
    fields = ("created_at", "kind", "tutor", "text")
    readonly_fields = fields


class KindFilter(admin.SimpleListFilter):
    """The kinds that occur, in words."""

    title = _("tipo")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        rows = model_admin.get_queryset(request).order_by("kind")
        kinds = rows.values_list("kind", flat=True).distinct()
        return [(kind, kind_word(Alert(kind=kind))) for kind in kinds]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Alert]) -> QuerySet[Alert]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Alert)
class AlertAdmin(InstitutionScopedAdmin):
    list_display = (
        "created_at",
        "priority",
        "kind_in_words",
        "student",
        "state",
        "owner",
        "signals",
    )
    list_select_related = ("student", "owner")
    list_filter = ("state", "priority", KindFilter)
    search_fields = ("student__name", "student__email", "owner__name", "evidence", "reason")
    date_hierarchy = "created_at"
    list_per_page = 50
    ordering = ("-created_at",)
    fields = (
        ("priority", "state", "level"),
        ("kind_in_words", "signals"),
        ("student", "owner"),
        ("conversation", "message"),
        "evidence",
        "reason",
        ("created_at", "changed_at", "acknowledged_at", "resolved_at", "snoozed_until"),
    )
    inlines = (AlertChangeInline, InterventionInline)

    @admin.display(description=_("tipo"), ordering="kind")
    def kind_in_words(self, alert: Alert) -> str:
        return kind_word(alert)


class FollowUpInline(ScopedTabularInline):
    model = FollowUp
    fields = ("due_at", "done_at", "outcome", "tutor")
    readonly_fields = fields


@admin.register(Intervention)
class InterventionAdmin(InstitutionScopedAdmin):
    institution_path = "conversation__institution_id"
    list_display = ("created_at", "kind", "tutor", "student", "text_begins")
    list_select_related = ("tutor", "conversation__student")
    list_filter = ("kind",)
    search_fields = ("tutor__name", "conversation__student__name", "text")
    date_hierarchy = "created_at"
    list_per_page = 50
    inlines = (FollowUpInline,)

    @admin.display(description=_("estudiante"), ordering="conversation__student__name")
    def student(self, intervention: Intervention) -> str:
        return intervention.conversation.student.name

    @admin.display(description=_("qué se acordó"))
    def text_begins(self, intervention: Intervention) -> str:
        text = intervention.text
        return text if len(text) <= 80 else f"{text[:79]}…"


class DoneFilter(admin.EmptyFieldListFilter):
    """Done or still to do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("hecho")


@admin.register(FollowUp)
class FollowUpAdmin(InstitutionScopedAdmin):
    institution_path = "student__institution_id"
    list_display = ("due_at", "student", "tutor", "done_at", "outcome")
    list_select_related = ("student", "tutor")
    list_filter = (("done_at", DoneFilter),)
    search_fields = ("student__name", "tutor__name", "outcome")
    date_hierarchy = "due_at"
    list_per_page = 50


@admin.register(CannedReply)
class CannedReplyAdmin(InstitutionScopedAdmin):
    allowed = frozenset({"view", "add", "change", "delete"})
    list_display = ("title", "text", "position")
    list_editable = ("position",)
    search_fields = ("title", "text")
    fields = ("title", "text", "position")

    def save_model(
        self, request: HttpRequest, obj: CannedReply, form: ModelForm, change: bool
    ) -> None:
        """A reply belongs to the institution of who writes it."""
        person = administrator(request)
        if not change and person is not None:
            obj.institution_id = person.institution_id
        super().save_model(request, obj, form, change)

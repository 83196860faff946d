"""What the assistant says and proposes, edited in the Django admin.

The content is one for all institutions; the administrators of every one of them may change it,
and each change keeps what was there before, with who and when.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.admin_scope import InstitutionScopedAdmin, administrator
from conversations.admin import confirming
from conversations.admin.forms import StrategyForm, WordingForm
from conversations.answers.embedded.files import spoken
from conversations.answers.embedded.shapes import SIZES
from conversations.answers.embedded.steps import numbered, read_steps
from conversations.catalogue import checks, editing, shipped
from conversations.models import ContentVersion, Strategy, Wording


class SharedContentAdmin(InstitutionScopedAdmin):
    """A `ModelAdmin` of content that is one for all institutions."""

    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model._default_manager.all()  # noqa: SLF001 - Django's own way
        return rows if administrator(request) is not None else rows.none()


class EditedAdmin(SharedContentAdmin):
    """Strategies and wordings: changes go through `catalogue.editing`."""

    change_form_template = "admin/conversations/content_form.html"
    allowed = frozenset({"view", "change"})

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        person = administrator(request)
        if person is None:
            return
        if change:
            said = {name: form.cleaned_data[name] for name in form.changed_data}
            editing.change(entry=obj, data=said, by=person)
        else:
            editing.add_strategy(entry=obj, by=person)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.reset_view)
        name = f"conversations_{self.opts.model_name}_reset"
        return [path("<path:object_id>/reset/", view, name=name), *super().get_urls()]

    def reset_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Back to what came with the program: asked once, then done."""
        return confirming.reset(self, request, self.get_object(request, object_id))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        entry = self.get_object(request, object_id)
        more: dict[str, Any] = {}
        if entry is not None:
            more["versions"] = ContentVersion.objects.filter(
                kind=editing.kind_of(entry), key=editing.key_of(entry), language=entry.language
            ).select_related("changed_by")[:10]
            more["can_reset"] = entry.is_edited and editing.shipped_data(entry) is not None
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **more})


@admin.register(Strategy)
class StrategyAdmin(EditedAdmin):
    form = StrategyForm
    allowed = frozenset({"view", "add", "change"})
    list_display = ("name", "slug", "language", "q2", "q3", "is_active", "is_edited", "updated_at")
    list_filter = ("language", "q2", "q3", "is_active", "is_edited")
    search_fields = ("name", "slug", "why", "steps_10", "steps_25", "steps_45", "source")
    readonly_fields = ("preview",)
    fieldsets = (
        (None, {"fields": ("slug", "language", "name", "is_active", "source")}),
        (
            _("Cuándo se propone"),
            {"fields": (("q2", "q3"), "tasks", "phases", "feelings", "topics")},
        ),
        (_("Qué dice"), {"fields": ("why", *(f"steps_{size}" for size in SIZES))}),
        (_("Así se lee"), {"fields": ("preview",)}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fixed = ("slug", "language") if obj is not None else ()
        return (*fixed, *self.readonly_fields)

    @admin.display(description=_("pasos como se leen en el chat"))
    def preview(self, strategy: Strategy) -> SafeString | str:
        """The steps of the four sizes as stored."""
        if not strategy.pk:
            return "—"
        return format_html_join(
            "",
            "<h4>{} min</h4><p>{}</p>",
            ((size, _shown(getattr(strategy, f"steps_{size}"))) for size in SIZES),
        )


def _shown(lines: str) -> SafeString | str:
    try:
        steps = numbered(read_steps(lines.splitlines())).splitlines()
    except ValueError:
        return lines  # not as it should be, and there to be mended
    return format_html_join("", "{}<br>", ((step,) for step in steps))


class SituationFilter(admin.SimpleListFilter):
    """By what the lines are for, which the beginning of their address says."""

    title = _("clase")
    parameter_name = "kind"
    kinds = {
        "topic.": _("Temas"),
        "question.": _("Preguntas"),
        "exercise.": _("Ejercicios"),
        "care.": _("Después de una crisis"),
        "validate.": _("Por qué se siente así"),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*self.kinds.items(), ("moves", _("Frases sueltas"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in self.kinds:
            return queryset.filter(key__startswith=self.value())
        if self.value() == "moves":
            for kind in self.kinds:
                queryset = queryset.exclude(key__startswith=kind)
        return queryset


@admin.register(Wording)
class WordingAdmin(EditedAdmin):
    form = WordingForm
    list_display = ("key", "language", "first_line", "how_many", "is_edited", "updated_at")
    list_filter = ("language", "is_edited", SituationFilter)
    search_fields = ("key", "lines")
    fields = ("key", "language", "lines", "may_use", "original")
    readonly_fields = ("key", "language", "may_use", "original")

    @admin.display(description=_("primera frase"))
    def first_line(self, wording: Wording) -> str:
        return wording.lines.partition("\n")[0][:90]

    @admin.display(description=_("frases"))
    def how_many(self, wording: Wording) -> int:
        return len(wording.lines.splitlines())

    @admin.display(description=_("se puede usar"))
    def may_use(self, wording: Wording) -> str:
        came = shipped.wordings(spoken(wording.language)).get(wording.key, {"lines": ""})
        known = set().union(*map(checks.fields_in, came["lines"].splitlines()))
        return ", ".join(f"{{{name}}}" for name in sorted(known)) or "—"

    @admin.display(description=_("como venía con el programa"))
    def original(self, wording: Wording) -> SafeString | str:
        came = editing.shipped_data(wording)
        if came is None or not wording.is_edited:
            return "—"
        lines = format_html_join("", "<li>{}</li>", ((line,) for line in came["lines"].split("\n")))
        return format_html("<ul>{}</ul>", lines)

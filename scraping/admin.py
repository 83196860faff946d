"""What is known, in the Django admin: to be read. It is changed on the knowledge pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.admin_scope import InstitutionScopedAdmin, administrator
from scraping.models import Index, OpenQuestion, Page, Source
from scraping.reasons import sentence


@admin.register(Source)
class SourceAdmin(InstitutionScopedAdmin):
    list_display = (
        "__str__",
        "kind",
        "status",
        "why",
        "fetched",
        "embedded",
        "owner",
        "updated_at",
    )
    list_select_related = ("owner",)
    list_filter = ("status", "kind", "schedule")
    search_fields = ("name", "url", "file_name", "owner__name")
    date_hierarchy = "created_at"
    list_per_page = 50
    ordering = ("-created_at",)
    fields = (
        ("name", "kind"),
        ("url", "file_name"),
        ("owner", "institution"),
        ("max_pages", "schedule"),
        ("status", "stage", "why"),
        ("discovered", "fetched", "failed", "skipped"),
        ("chunks", "embedded"),
        ("run", "attempts", "worker", "lease_until"),
        ("requested_at", "started_at", "finished_at", "next_run_at"),
        ("created_at", "updated_at", "deleted_at"),
        "on_its_page",
    )

    @admin.display(description=_("por qué"))
    def why(self, source: Source) -> str:
        return sentence(source.reason, source.reason_detail)

    @admin.display(description=_("en Conocimiento"))
    def on_its_page(self, source: Source) -> str:
        if source.deleted_at:
            return ""
        address = reverse("knowledge:source", args=[source.id])
        return format_html('<a href="{}">{}</a>', address, source)


@admin.register(Page)
class PageAdmin(InstitutionScopedAdmin):
    institution_path = "source__institution_id"
    list_display = ("__str__", "source", "state", "why", "depth", "fetched_at")
    list_select_related = ("source",)
    list_filter = ("state", "found_by", "language")
    search_fields = ("title", "url")
    list_per_page = 50
    show_full_result_count = False
    ordering = ("-fetched_at", "id")
    fields = (
        "source",
        ("title", "language"),
        "url",
        ("state", "why", "http_status"),
        ("found_by", "depth", "run", "attempts"),
        ("content_type", "size"),
        ("fetched_at", "etag", "last_modified"),
        "text",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Page]:
        rows = super().get_queryset(request)
        # The list doesn't show texts, which may be long.
        match = request.resolver_match
        is_list = match is not None and (match.url_name or "").endswith("changelist")
        return rows.defer("text") if is_list else rows

    @admin.display(description=_("por qué"))
    def why(self, page: Page) -> str:
        return sentence(page.reason, page.reason_detail)


@admin.register(OpenQuestion)
class OpenQuestionAdmin(InstitutionScopedAdmin):
    allowed = frozenset({"view", "delete"})
    list_display = ("text", "times", "first_asked_at", "last_asked_at", "dismissed_at")
    list_filter = (("dismissed_at", admin.EmptyFieldListFilter),)
    search_fields = ("text",)
    date_hierarchy = "last_asked_at"
    list_per_page = 50
    fields = ("text", "times", "first_asked_at", "last_asked_at", "dismissed_at")


@admin.register(Index)
class IndexAdmin(InstitutionScopedAdmin):
    """The indexes are the installation's: the operator alone sees them."""

    allowed = frozenset()
    superuser_allowed = frozenset({"view"})
    list_display = ("embedder", "store", "state", "progress", "dimensions", "error", "created_at")
    list_filter = ("state", "store")
    ordering = ("-created_at",)
    fields = (
        ("embedder", "store", "state"),
        ("progress", "dimensions"),
        "error",
        "created_at",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Index]:
        person = administrator(request)
        if person is None or not person.is_superuser:
            return Index.objects.none()
        return Index.objects.all()

    @admin.display(description=_("avance"))
    def progress(self, index: Any) -> str:
        """How many of the passages it holds."""
        # It knows the embedding models, whose libraries are not loaded without need.
        from scraping.index import versions  # noqa: PLC0415

        held, there = versions.progress(index)
        percent = held * 100 // there if there else 100
        return f"{held} / {there} ({percent} %)"

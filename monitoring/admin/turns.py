"""The log of turns in the Django admin, to be read."""

from __future__ import annotations

from django.contrib import admin

from accounts.admin_scope import InstitutionScopedAdmin
from monitoring.models import TurnLog


@admin.register(TurnLog)
class TurnLogAdmin(InstitutionScopedAdmin):
    list_display = (
        "created_at",
        "outcome",
        "transport",
        "provider",
        "fallback",
        "error",
        "analysis_ms",
        "first_chunk_ms",
        "total_ms",
    )
    list_filter = ("outcome", "transport", "provider", "fallback")
    search_fields = ("error", "message__conversation__id")
    date_hierarchy = "created_at"
    list_per_page = 100

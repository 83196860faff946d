"""What the models said of messages, in the Django admin; written once, to be read."""

from __future__ import annotations

import json

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.admin_scope import InstitutionScopedAdmin
from analysis.models import MessageAnalysis


@admin.register(MessageAnalysis)
class MessageAnalysisAdmin(InstitutionScopedAdmin):
    institution_path = "message__conversation__institution_id"
    list_display = (
        "created_at",
        "student",
        "emotion",
        "emotion_confidence",
        "crisis_level",
        "crisis_confidence",
        "failed_layers",
    )
    list_select_related = ("message__conversation__student",)
    list_filter = ("crisis_level", "emotion")
    search_fields = ("message__conversation__student__name",)
    date_hierarchy = "created_at"
    list_per_page = 50
    fields = (
        "message_text",
        ("emotion", "emotion_confidence"),
        ("crisis_level", "crisis_confidence"),
        "failed_layers",
        "whole_result",
        "created_at",
    )
    readonly_fields = ("message_text", "whole_result", "created_at")

    @admin.display(description=_("estudiante"))
    def student(self, analysis: MessageAnalysis) -> str:
        return str(analysis.message.conversation.student)

    @admin.display(description=_("mensaje"))
    def message_text(self, analysis: MessageAnalysis) -> str:
        return analysis.message.text

    @admin.display(description=_("resultado completo"))
    def whole_result(self, analysis: MessageAnalysis) -> SafeString:
        return format_html(
            "<pre>{}</pre>", json.dumps(analysis.result, ensure_ascii=False, indent=2)
        )

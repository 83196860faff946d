"""What the models said of messages and people corrected, in the Django admin; to be read."""

from __future__ import annotations

import json

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.admin_scope import InstitutionScopedAdmin
from analysis.models import Correction, MessageAnalysis


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


@admin.register(Correction)
class CorrectionAdmin(InstitutionScopedAdmin):
    institution_path = "analysis__message__conversation__institution_id"
    list_display = ("created_at", "student", "aspect", "said_word", "word", "by", "stands")
    list_select_related = ("analysis__message__conversation__student", "by")
    list_filter = ("aspect", "model_version")
    search_fields = ("analysis__message__conversation__student__name", "by__name")
    date_hierarchy = "created_at"
    list_per_page = 50
    fields = (
        "message_text",
        "aspect",
        ("said_word", "word"),
        "comment",
        ("by", "model_version"),
        ("created_at", "superseded_at", "withdrawn_at"),
    )
    readonly_fields = ("message_text", "said_word", "word", "created_at")

    @admin.display(description=_("estudiante"))
    def student(self, correction: Correction) -> str:
        return str(correction.analysis.message.conversation.student)

    @admin.display(description=_("mensaje"))
    def message_text(self, correction: Correction) -> str:
        return correction.analysis.message.text

    @admin.display(description=_("decía"))
    def said_word(self, correction: Correction) -> str:
        return correction.said_word

    @admin.display(description=_("corregido"))
    def word(self, correction: Correction) -> str:
        return correction.word

    @admin.display(description=_("vigente"), boolean=True)
    def stands(self, correction: Correction) -> bool:
        return correction.stands

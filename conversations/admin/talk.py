"""Conversations and ratings in the Django admin, to be read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.admin_scope import InstitutionScopedAdmin, ScopedTabularInline, administrator
from conversations.models import Conversation, Message, Rating


class MessageInline(ScopedTabularInline):
    """The transcript with what the analysis said of each message."""

    model = Message
    fields = ("seq", "created_at", "sender", "text", "emotion", "crisis", "provider", "status")
    readonly_fields = fields
    ordering = ("seq",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Message]:
        return super().get_queryset(request).select_related("analysis", "author")

    @admin.display(description=_("emoción"))
    def emotion(self, message: Message) -> str:
        found: Any = _analysis(message)
        if found is None or not found.emotion:
            return "—"
        return f"{found.get_emotion_display()} ({round(found.emotion_confidence * 100)} %)"

    @admin.display(description=_("crisis"))
    def crisis(self, message: Message) -> str:
        found: Any = _analysis(message)
        return found.get_crisis_level_display() if found is not None else "—"


def _analysis(message: Message) -> Any:
    """The message's analysis; only students' messages have one."""
    try:
        return message.analysis
    except ObjectDoesNotExist:
        return None


class RatingInline(ScopedTabularInline):
    model = Rating
    fields = ("created_at", "rating", "comment", "message")
    readonly_fields = fields


@admin.register(Conversation)
class ConversationAdmin(InstitutionScopedAdmin):
    list_display = ("title", "student", "status", "last_seq", "taken_over_by", "updated_at")
    list_select_related = ("student", "taken_over_by")
    list_filter = ("status", ("taken_over_by", admin.EmptyFieldListFilter))
    search_fields = ("title", "student__name", "student__email")
    date_hierarchy = "created_at"
    list_per_page = 50
    fields = (
        ("student", "status"),
        "title",
        ("taken_over_by", "since"),
        "summary",
        ("created_at", "updated_at"),
        ("completed", "deleted"),
    )
    readonly_fields = ("created_at", "since", "completed", "deleted")
    inlines = (MessageInline, RatingInline)

    @admin.display(description=_("desde"))
    def since(self, conversation: Conversation) -> datetime | None:
        return conversation.taken_over_at

    @admin.display(description=_("terminada"))
    def completed(self, conversation: Conversation) -> datetime | None:
        return conversation.completed_at

    @admin.display(description=_("borrada por su estudiante"))
    def deleted(self, conversation: Conversation) -> datetime | None:
        return conversation.deleted_at

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Whoever reads a student's conversation is in the audit log, here as well."""
        found = self.get_object(request, object_id)
        actor = administrator(request)
        if isinstance(found, Conversation) and actor is not None:
            student = found.student
            audit.record(
                actor=actor, action="conversation_read", student=student, obj=found, via="admin"
            )
        return super().change_view(request, object_id, form_url, extra_context)


@admin.register(Rating)
class RatingAdmin(InstitutionScopedAdmin):
    institution_path = "conversation__institution_id"
    list_display = ("created_at", "rating", "conversation", "of_answer", "comment")
    list_select_related = ("conversation",)
    list_filter = ("rating", ("message", admin.EmptyFieldListFilter))
    search_fields = ("comment", "conversation__title", "conversation__student__name")
    date_hierarchy = "created_at"
    list_per_page = 50

    @admin.display(description=_("de una respuesta"), boolean=True)
    def of_answer(self, rating: Rating) -> bool:
        return rating.message_id is not None

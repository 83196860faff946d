"""The shapes of the conversations' calls for the OpenAPI document."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers

from conversations.models import Rating

TITLE = inline_serializer("Title", {"title": serializers.CharField(max_length=100, required=False)})
CONVERSATION = inline_serializer(
    "Conversation",
    {
        "id": serializers.UUIDField(),
        "title": serializers.CharField(),
        "status": serializers.ChoiceField(["active", "completed"]),
        "last_seq": serializers.IntegerField(),
        "taken_over": serializers.JSONField(allow_null=True),
        "summary": serializers.CharField(),
        "created_at": serializers.DateTimeField(),
        "updated_at": serializers.DateTimeField(),
        "completed_at": serializers.DateTimeField(allow_null=True),
    },
)
CONVERSATION_PAGE = inline_serializer(
    "ConversationPage",
    {
        "results": serializers.ListField(child=CONVERSATION),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
    },
)
MESSAGE = inline_serializer(
    "Message",
    {
        "id": serializers.UUIDField(),
        "seq": serializers.IntegerField(),
        "client_id": serializers.UUIDField(allow_null=True),
        "conversation_id": serializers.UUIDField(),
        "sender": serializers.ChoiceField(["student", "assistant", "tutor", "system"]),
        "author": serializers.JSONField(allow_null=True),
        "text": serializers.CharField(),
        "status": serializers.ChoiceField(["complete", "streaming", "interrupted"]),
        "citations": serializers.JSONField(),
        "provider": serializers.CharField(),
        "fallback": serializers.BooleanField(),
        "created_at": serializers.DateTimeField(),
    },
)
HISTORY = inline_serializer(
    "History",
    {
        "results": serializers.ListField(child=MESSAGE),
        "last_seq": serializers.IntegerField(),
    },
)
STATE = inline_serializer("State", {})
SEND = inline_serializer(
    "Send",
    {
        "message": serializers.CharField(max_length=2000),
        "conversation_id": serializers.UUIDField(required=False),
        "client_id": serializers.UUIDField(required=False),
    },
)
SENT = inline_serializer(
    "Sent",
    {
        "conversation_id": serializers.UUIDField(),
        "user_message": MESSAGE,
        "bot_message": MESSAGE,
        "response": serializers.CharField(),
        "analysis": serializers.JSONField(),
        "safety": serializers.JSONField(allow_null=True),
        "quick_replies": serializers.JSONField(),
        "state": serializers.JSONField(),
    },
)
EVENT = inline_serializer(
    "Event", {"type": serializers.CharField(), "data": serializers.JSONField()}
)
RATING_INPUT = inline_serializer(
    "RatingInput",
    {
        "conversation_id": serializers.UUIDField(),
        "rating": serializers.IntegerField(min_value=1, max_value=5),
        "comment": serializers.CharField(max_length=1000, required=False),
        "reason": serializers.ChoiceField(Rating.Reason.choices, required=False, allow_blank=True),
        "message_id": serializers.UUIDField(required=False),
    },
)
RATING = inline_serializer(
    "Rating",
    {
        "conversation_id": serializers.UUIDField(),
        "message_id": serializers.UUIDField(allow_null=True),
        "rating": serializers.IntegerField(),
        "reason": serializers.CharField(),
        "comment": serializers.CharField(),
    },
)
RATING_OF = [
    OpenApiParameter("conversation_id", str, required=True),
    OpenApiParameter("message_id", str),
]
LIST_FILTERS = [
    OpenApiParameter("status", str, enum=["active", "completed"]),
    OpenApiParameter("from", str, description="Last message at or after; ISO 8601."),
    OpenApiParameter("to", str, description="Last message at or before; ISO 8601."),
    OpenApiParameter("student", str, description="A student's id; staff only."),
    OpenApiParameter("q", str, description="Words of the title or of a message."),
    OpenApiParameter("cursor", str),
    OpenApiParameter("limit", int),
]
HISTORY_QUERY = [
    OpenApiParameter("conversation_id", str, required=True),
    OpenApiParameter("after", int, description="The seq of the last message that you have."),
    OpenApiParameter("limit", int),
]

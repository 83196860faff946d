"""The shapes of the tutors' calls for the OpenAPI document."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers

from conversations.api.schema import CONVERSATION
from tutoring.models import Alert, Intervention

__all__ = ["CONVERSATION"]

PERSON = inline_serializer(
    "PersonSummary", {"id": serializers.UUIDField(), "name": serializers.CharField()}
)
ALERT = inline_serializer(
    "Alert",
    {
        "id": serializers.UUIDField(),
        "priority": serializers.ChoiceField(Alert.Priority.values),
        "kind": serializers.CharField(),
        "state": serializers.ChoiceField(Alert.State.values),
        "level": serializers.CharField(),
        "evidence": serializers.CharField(),
        "student": PERSON,
        "conversation_id": serializers.UUIDField(),
        "message_id": serializers.UUIDField(allow_null=True),
        "owner": serializers.JSONField(allow_null=True),
        "created_at": serializers.DateTimeField(),
        "acknowledged_at": serializers.DateTimeField(allow_null=True),
        "resolved_at": serializers.DateTimeField(allow_null=True),
        "reason": serializers.CharField(),
    },
)


def _page(name: str, row: serializers.Serializer) -> serializers.Serializer:
    return inline_serializer(
        name,
        {
            "results": serializers.ListField(child=row),
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
        },
    )


ALERT_PAGE = _page("AlertPage", ALERT)
ASSIGN = inline_serializer("Assign", {"tutor_id": serializers.UUIDField()})
RESOLVE = inline_serializer(
    "Resolve",
    {
        "reason": serializers.CharField(max_length=200),
        "note": serializers.CharField(max_length=2000, required=False),
    },
)
DISMISS = inline_serializer("Dismiss", {"reason": serializers.CharField(max_length=200)})
INTERVENTION_INPUT = inline_serializer(
    "InterventionInput",
    {
        "conversation_id": serializers.UUIDField(),
        "alert_id": serializers.UUIDField(required=False),
        "kind": serializers.ChoiceField(Intervention.Kind.values),
        "text": serializers.CharField(max_length=2000, required=False),
        "follow_up_at": serializers.DateTimeField(required=False),
    },
)
INTERVENTION = inline_serializer(
    "Intervention",
    {
        "id": serializers.UUIDField(),
        "conversation_id": serializers.UUIDField(),
        "alert_id": serializers.UUIDField(allow_null=True),
        "kind": serializers.ChoiceField(Intervention.Kind.values),
        "text": serializers.CharField(),
        "tutor": serializers.JSONField(),
        "message_id": serializers.UUIDField(allow_null=True),
        "follow_up_at": serializers.DateTimeField(allow_null=True),
        "created_at": serializers.DateTimeField(),
    },
)
STUDENT = inline_serializer(
    "StudentSummary",
    {
        "id": serializers.UUIDField(),
        "name": serializers.CharField(),
        "courses": serializers.JSONField(),
        "last_message_at": serializers.DateTimeField(allow_null=True),
        "last_emotion": serializers.CharField(allow_null=True),
        "live_alerts": serializers.IntegerField(),
    },
)
STUDENT_PAGE = _page("StudentPage", STUDENT)
FOLLOW_UP = inline_serializer(
    "FollowUp",
    {
        "id": serializers.UUIDField(),
        "student": PERSON,
        "conversation_id": serializers.UUIDField(),
        "due_at": serializers.DateTimeField(),
        "done_at": serializers.DateTimeField(allow_null=True),
        "text": serializers.CharField(),
        "outcome": serializers.CharField(),
    },
)
FOLLOW_UP_PAGE = _page("FollowUpPage", FOLLOW_UP)
ALERT_FILTERS = [
    OpenApiParameter("state", str, enum=[*Alert.State.values, "live", "all"]),
    OpenApiParameter("priority", str, enum=Alert.Priority.values),
    OpenApiParameter("student", str),
    OpenApiParameter("from", str),
    OpenApiParameter("to", str),
]
STUDENT_FILTERS = [OpenApiParameter("q", str), OpenApiParameter("course", str)]

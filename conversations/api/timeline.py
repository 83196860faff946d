"""The emotion and crisis timeline of a conversation (contract «Analysis»)."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import audit
from accounts.access import require_carer, signed_in
from analysis.models import MessageAnalysis
from conversations import access
from conversations.wire import moment


class Timeline(APIView):
    @extend_schema(
        responses=inline_serializer(
            "Timeline",
            {
                "conversation_id": serializers.UUIDField(),
                "results": serializers.ListField(child=serializers.JSONField()),
            },
        )
    )
    def get(self, request: Request, conversation_id: str) -> Response:
        """Each student's message with its analysis, oldest first. Tutors and administrators."""
        user = require_carer(signed_in(request))
        found = access.conversation(user, conversation_id)
        audit.record(actor=user, action="analysis_read", student=found.student, obj=found)
        rows = (
            MessageAnalysis.objects.filter(message__conversation=found)
            .select_related("message")
            .order_by("message__seq")
        )
        return Response(
            {
                "conversation_id": str(found.id),
                "results": [
                    {
                        "message_id": str(row.message_id),
                        "seq": row.message.seq,
                        "created_at": moment(row.message.created_at),
                        **row.result,
                    }
                    for row in rows
                ],
            }
        )

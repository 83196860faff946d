"""The emotion and crisis timeline of a conversation (contract «Analysis»)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import audit
from accounts.access import require_carer, signed_in
from analysis import trend
from analysis.corrections import standing_labels, with_standing
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
                "trend": serializers.JSONField(),
            },
        )
    )
    def get(self, request: Request, conversation_id: str) -> Response:
        """Each student's message with its analysis, oldest first, and the course of the feelings.

        `corrections` of a message holds the labels that people gave, by aspect; `trend` is
        described in `analysis.trend`. Tutors and administrators.
        """
        user = require_carer(signed_in(request))
        found = access.conversation(user, conversation_id)
        audit.record(actor=user, action="analysis_read", student=found.student, obj=found)
        rows = (
            MessageAnalysis.objects.filter(message__conversation=found)
            .select_related("message")
            .prefetch_related(with_standing())
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
                        "corrections": standing_labels(row),
                    }
                    for row in rows
                ],
                "trend": _trend(rows),
            }
        )


def _trend(rows: Iterable[MessageAnalysis]) -> dict[str, Any]:
    """The smoothed valence of each message that has one; a new segment after a long pause."""
    values = (
        (str(row.pk), row.message.created_at, trend.valence(row.result, standing_labels(row)))
        for row in rows
    )
    points = trend.course((key, at, value) for key, at, value in values if value is not None)
    return {
        "method": trend.METHOD,
        "weight": trend.WEIGHT,
        "break_hours": trend.BREAK // timedelta(hours=1),
        "direction": trend.direction(points) or None,
        "points": [
            {
                "message_id": point.key,
                "created_at": moment(point.at),
                "valence": round(point.valence, 4),
                "smoothed": round(point.smoothed, 4),
                "segment": point.segment,
            }
            for point in points
        ],
    }

"""Calls with which tutors correct the analysis of a message (requirement C11)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import audit
from accounts.access import signed_in
from analysis import corrections
from analysis.labels import Aspect
from analysis.models import Correction
from conversations import access
from conversations.wire import moment
from psichat.api import TimeCursorPagination, body_of
from psichat.errors import InvalidInput

FIELDS = {"aspect", "right", "comment"}
INPUT = inline_serializer(
    "CorrectionInput",
    {
        "aspect": serializers.ChoiceField(Aspect.values),
        "right": serializers.CharField(help_text="A label of the aspect; `none`, `true`, `false`."),
        "comment": serializers.CharField(max_length=500, required=False),
    },
)
CORRECTION = inline_serializer(
    "Correction",
    {
        "id": serializers.UUIDField(),
        "message_id": serializers.UUIDField(),
        "aspect": serializers.ChoiceField(Aspect.values),
        "said": serializers.CharField(help_text="What the model said; empty when nothing."),
        "right": serializers.CharField(),
        "comment": serializers.CharField(),
        "by": serializers.JSONField(allow_null=True),
        "model_version": serializers.CharField(),
        "stands": serializers.BooleanField(),
        "created_at": serializers.DateTimeField(),
        "superseded_at": serializers.DateTimeField(allow_null=True),
        "withdrawn_at": serializers.DateTimeField(allow_null=True),
    },
)
PAGE = inline_serializer(
    "CorrectionPage",
    {
        "results": serializers.ListField(child=CORRECTION),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
    },
)
QUERY = [OpenApiParameter("cursor", str), OpenApiParameter("limit", int)]


class Corrections(APIView):
    @extend_schema(parameters=QUERY, responses=PAGE)
    def get(self, request: Request, message_id: str) -> Response:
        """The corrections of a message, newest first: those that stand and those of before."""
        user = signed_in(request)
        found = access.analysis(user, message_id)
        student = found.message.conversation.student
        audit.record(actor=user, action="analysis_read", student=student, obj=found)
        pages = TimeCursorPagination()
        every = found.corrections.select_related("by")
        rows = pages.paginate_queryset(every, request, view=self)
        return pages.get_paginated_response([correction_dict(row) for row in rows or []])

    @extend_schema(request=INPUT, responses={201: CORRECTION})
    def post(self, request: Request, message_id: str) -> Response:
        """Say what the analysis should have said; it replaces the correction that stood."""
        user = signed_in(request)
        found = access.analysis(user, message_id)
        body = body_of(request)
        unknown = sorted(set(body) - FIELDS)
        if unknown:
            sentence = _("Este campo no existe aquí.")
            raise InvalidInput(errors={name: [sentence] for name in unknown})
        made = corrections.correct(
            analysis=found,
            by=user,
            aspect=body.get("aspect"),
            right=body.get("right"),
            comment=body.get("comment"),
        )
        return Response(correction_dict(made), status=status.HTTP_201_CREATED)


class OneCorrection(APIView):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, message_id: str, correction_id: str) -> Response:
        """Take a correction back; what it had replaced stands again."""
        user = signed_in(request)
        found = access.correction(user, message_id, correction_id)
        corrections.withdraw(correction=found, by=user)
        return Response(status=status.HTTP_204_NO_CONTENT)


def correction_dict(correction: Correction) -> dict[str, Any]:
    by = correction.by
    return {
        "id": str(correction.id),
        "message_id": str(correction.analysis_id),
        "aspect": correction.aspect,
        "said": correction.said,
        "right": correction.right,
        "comment": correction.comment,
        "by": {"id": str(by.id), "name": by.name} if by else None,
        "model_version": correction.model_version,
        "stands": correction.stands,
        "created_at": moment(correction.created_at),
        "superseded_at": moment(correction.superseded_at),
        "withdrawn_at": moment(correction.withdrawn_at),
    }

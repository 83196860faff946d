"""Calls about texts; a conversation's timeline needs the floor above and is served there."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import require_carer, signed_in
from analysis import pipeline
from psichat.api import body_of
from psichat.errors import InvalidInput


class AnalyseText(APIView):
    @extend_schema(
        request=inline_serializer("Text", {"text": serializers.CharField(max_length=2000)}),
        responses=inline_serializer("Analysis", {"emotion": serializers.JSONField()}),
    )
    def post(self, request: Request) -> Response:
        """Everything that the models say of one text. Tutors and administrators only."""
        require_carer(signed_in(request))
        text = body_of(request).get("text")
        limit = settings.MESSAGE_MAX_CHARACTERS
        if not isinstance(text, str) or not text.strip() or len(text) > limit:
            sentence = _("Escribe un texto de 1 a %(limit)d caracteres.") % {"limit": limit}
            raise InvalidInput(sentence, errors={"text": [sentence]})
        return Response(pipeline.analyse(text).as_dict())

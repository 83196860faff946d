"""The shapes of the calls about knowledge for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers

from scraping.api.inputs import MOST_RESULTS, QUESTION_CHARACTERS, ChangeInput, CreateInput
from scraping.models import Page, Source

__all__ = ["ChangeInput", "CreateInput"]

_PROGRESS = inline_serializer(
    "ConfigProgress",
    {
        name: serializers.IntegerField()
        for name in ("discovered", "fetched", "failed", "chunks", "embedded")
    },
)
CONFIG = inline_serializer(
    "Config",
    {
        "id": serializers.UUIDField(),
        "url": serializers.CharField(help_text="Empty for an uploaded file."),
        "name": serializers.CharField(),
        "status": serializers.ChoiceField(Source.Status.values),
        "progress": _PROGRESS,
        "error": serializers.CharField(help_text="Why it failed, in a sentence; else empty."),
        "max_pages": serializers.IntegerField(),
        "schedule": serializers.ChoiceField(Source.Schedule.choices),
        "created_at": serializers.DateTimeField(),
        "updated_at": serializers.DateTimeField(),
    },
)
PAGE = inline_serializer(
    "ConfigPage",
    {
        "id": serializers.UUIDField(),
        "url": serializers.CharField(),
        "title": serializers.CharField(),
        "state": serializers.ChoiceField(Page.State.values),
        "reason": serializers.CharField(help_text="Why it was skipped or failed; else empty."),
        "depth": serializers.IntegerField(help_text="Links from the first page."),
        "language": serializers.CharField(),
        "size": serializers.IntegerField(help_text="Bytes."),
        "fetched_at": serializers.DateTimeField(allow_null=True),
    },
)


def _list(name: str, row: serializers.Serializer[Any]) -> serializers.Serializer[Any]:
    return inline_serializer(
        name,
        {
            "results": serializers.ListField(child=row),
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
        },
    )


CONFIG_LIST = _list("ConfigList", CONFIG)
PAGE_LIST = _list("ConfigPageList", PAGE)
START_INPUT = inline_serializer("StartInput", {"config_id": serializers.UUIDField()})
STARTED = inline_serializer(
    "Started", {"task_id": serializers.CharField(), "message": serializers.CharField()}
)
FOUND = inline_serializer(
    "KnowledgeFound",
    {
        "results": inline_serializer(
            "KnowledgePassage",
            {
                "url": serializers.CharField(),
                "title": serializers.CharField(),
                "heading": serializers.CharField(help_text="Headings from the outermost."),
                "text": serializers.CharField(),
                "score": serializers.FloatField(help_text="0 to 1."),
                "scores": serializers.DictField(
                    child=serializers.FloatField(), help_text="Its parts, 0 to 1."
                ),
            },
            many=True,
        ),
        "answered": serializers.BooleanField(help_text="Whether they hold the answer."),
        "confidence": serializers.FloatField(help_text="That they do, 0 to 1."),
    },
)
PAGE_FILTERS = [
    OpenApiParameter("state", str, enum=Page.State.values),
    OpenApiParameter("q", str, description="In the title or the address."),
]
SEARCH = [
    OpenApiParameter(
        "q", str, required=True, description=f"{QUESTION_CHARACTERS} characters at most."
    ),
    OpenApiParameter("k", int, description=f"How many, 1 to {MOST_RESULTS}."),
]

"""What the calls about sources take; whether an address is good is for the services to say."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework import serializers

from scraping.models import Source
from scraping.models.sources import MOST_PAGES

MOST_RESULTS = 20
QUESTION_CHARACTERS = 300


class ChangeInput(serializers.Serializer[Any]):
    """Fields that are not named here are ignored."""

    name = serializers.CharField(max_length=200, required=False, allow_blank=True)
    max_pages = serializers.IntegerField(min_value=1, max_value=MOST_PAGES, required=False)
    schedule = serializers.ChoiceField(choices=Source.Schedule.choices, required=False)


class CreateInput(ChangeInput):
    url = serializers.CharField(max_length=2000)


class StartInput(serializers.Serializer[Any]):
    config_id = serializers.CharField(max_length=100)


class SearchInput(serializers.Serializer[Any]):
    q = serializers.CharField(max_length=QUESTION_CHARACTERS)
    k = serializers.IntegerField(min_value=1, max_value=MOST_RESULTS, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs.setdefault("k", settings.SEARCH_RESULTS)
        return attrs

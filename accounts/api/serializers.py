"""What the sign-in calls take; who may be registered or let in is decided by the services."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from accounts.countries import Country


class _Input(serializers.Serializer[Any]):
    """Fields that are not named here, such as a role, are ignored."""


class RegisterInput(_Input):
    name = serializers.CharField(max_length=150)
    email = serializers.CharField(max_length=254)
    password = serializers.CharField(max_length=256, trim_whitespace=False)
    country = serializers.ChoiceField(choices=Country.choices, required=False, default="")


class LoginInput(_Input):
    email = serializers.CharField(max_length=254)
    password = serializers.CharField(max_length=256, trim_whitespace=False)
    otp = serializers.CharField(max_length=16, required=False, default="", allow_blank=True)


class RefreshInput(_Input):
    refresh_token = serializers.CharField(max_length=4096)

"""How the sign-in calls look in the API's description; nothing here runs in a request."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, inline_serializer
from rest_framework import serializers

from accounts.models import Role


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "accounts.authentication.BearerAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}


class BrowserSessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "accounts.authentication.BrowserSessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}


_REGISTERED: dict[str, Any] = {
    "id": serializers.UUIDField(),
    "name": serializers.CharField(),
    "email": serializers.EmailField(),
    "role": serializers.ChoiceField(choices=Role.choices),
}
ERROR = inline_serializer(
    "Error",
    {
        "code": serializers.CharField(),
        "detail": serializers.CharField(),
        "errors": serializers.DictField(
            child=serializers.ListField(child=serializers.CharField()), required=False
        ),
    },
)
PERSON = inline_serializer("Person", _REGISTERED)
ME = inline_serializer(
    "Me",
    {
        **_REGISTERED,
        "institution": inline_serializer(
            "MyInstitution", {"id": serializers.UUIDField(), "name": serializers.CharField()}
        ),
        "courses": inline_serializer(
            "MyCourse",
            {
                "id": serializers.UUIDField(),
                "code": serializers.CharField(),
                "name": serializers.CharField(),
            },
            many=True,
        ),
    },
)
TOKENS = inline_serializer(
    "Tokens",
    {
        "access_token": serializers.CharField(),
        "refresh_token": serializers.CharField(),
        "token_type": serializers.CharField(default="bearer"),
        "expires_in": serializers.IntegerField(help_text="Seconds that the access token lives."),
    },
)


def refused(description: str, code: str, detail: str, **errors: list[str]) -> OpenApiResponse:
    """One refusal with an example of its body."""
    body: dict[str, object] = {"code": code, "detail": detail}
    if errors:
        body["errors"] = errors
    return OpenApiResponse(ERROR, description, examples=[OpenApiExample(code, body)])


INVALID = refused(
    "A field is missing or wrong.",
    "invalid",
    "Hay algo que corregir en lo que enviaste.",
    email=["Ya hay una cuenta con este correo. Inicia sesión o recupera tu contraseña."],
)
LIMITED = refused(
    "Too many attempts; Retry-After says when to come back.",
    "rate_limited",
    "Vas muy rápido. Espera 42 segundos y vuelve a intentarlo.",
)
NOT_SIGNED_IN = refused("Not signed in.", "not_signed_in", "Inicia sesión para continuar.")
_ID = "3f0f7c7e-4a0c-4c7e-9a54-6f1f2d8a3b10"
PERSON_BODY = {"id": _ID, "name": "Ana Rojas", "email": "ana@example.edu", "role": "student"}
ME_BODY = {
    **PERSON_BODY,
    "institution": {"id": _ID, "name": "Institución de ejemplo"},
    "courses": [{"id": _ID, "code": "FIL-101", "name": "Introducción a la Filosofía"}],
}
CREDENTIALS = {"email": "ana@example.edu", "password": "mar-y-montaña-7"}
REFRESH = {"refresh_token": "eyJhbGciOiJIUzI1NiIs…"}
TOKENS_BODY = {
    "access_token": "eyJhbGciOiJIUzI1NiIs…",
    "refresh_token": "eyJhbGciOiJIUzI1NiIs…",
    "token_type": "bearer",
    "expires_in": 900,
}


def example(body: dict[str, Any], status: int) -> OpenApiExample:
    """A body that is answered with `status`."""
    return OpenApiExample(f"answer {status}", body, response_only=True, status_codes=[str(status)])


def sent(body: dict[str, str]) -> OpenApiExample:
    """A body that is sent."""
    return OpenApiExample("request", body, request_only=True)

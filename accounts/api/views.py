"""The sign-in calls of the API (contract «Sign-in»)."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from accounts import sign_in, tokens
from accounts.api import schema
from accounts.api.serializers import LoginInput, RefreshInput, RegisterInput
from accounts.models import User
from accounts.registration import register_student
from psichat import throttling
from psichat.errors import NotSignedIn, RateLimited


def _read(serializer: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    given = serializer(data=request.data)
    given.is_valid(raise_exception=True)
    data: dict[str, Any] = given.validated_data
    return data


def _person(user: User) -> dict[str, object]:
    return {"id": str(user.id), "name": user.name, "email": user.email, "role": user.role}


class OpenCall(APIView):
    """A call that is made before signing in; cookies and headers that come along don't matter."""

    authentication_classes = ()
    permission_classes = (AllowAny,)


class TokenCall(OpenCall):
    """A call whose refresh token says who it is: only calls with a bad one are anonymous.

    A class of students behind one address refreshes more often than strangers may call.
    """

    throttle_classes = ()

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, NotSignedIn):
            address = sign_in.client_address(self.request)
            try:
                throttling.enforce("anonymous", f"token-refused:{address}")
            except RateLimited as limited:
                exc = limited
        return super().handle_exception(exc)


class RegisterView(OpenCall):
    @extend_schema(
        operation_id="register",
        summary="Register as a student",
        tags=["auth"],
        request=RegisterInput,
        responses={201: schema.PERSON, 400: schema.INVALID, 429: schema.LIMITED},
        examples=[
            schema.sent({"name": "Ana Rojas", **schema.CREDENTIALS}),
            schema.example(schema.PERSON_BODY, 201),
        ],
    )
    def post(self, request: Request) -> Response:
        given = _read(RegisterInput, request)
        user = register_student(**given, language=translation.get_language() or "es")
        return Response(_person(user), status=201)


class LoginView(OpenCall):
    @extend_schema(
        operation_id="login",
        summary="Sign in with e-mail and password",
        description="`otp` is the one-time code of people who have a second factor.",
        tags=["auth"],
        request=LoginInput,
        responses={
            200: schema.TOKENS,
            400: schema.INVALID,
            401: schema.refused(
                "Also `otp_required` and `otp_invalid`.",
                "invalid_credentials",
                "El correo o la contraseña no coinciden. Revísalos e inténtalo de nuevo.",
            ),
            429: schema.LIMITED,
        },
        examples=[
            schema.sent(schema.CREDENTIALS),
            schema.example(schema.TOKENS_BODY, 200),
        ],
    )
    def post(self, request: Request) -> Response:
        given = _read(LoginInput, request)
        user = sign_in.check_password(request, email=given["email"], password=given["password"])
        sign_in.check_code(request, user=user, code=given["otp"])
        sign_in.tell_signed_in(request, user)
        pair = tokens.issue(user, user_agent=request.headers.get("User-Agent", ""))
        return Response(pair.as_dict())


class RefreshView(TokenCall):
    @extend_schema(
        operation_id="refresh",
        summary="Exchange a refresh token for a new pair",
        description="The old token is dead; using it again signs out the device it belonged to.",
        tags=["auth"],
        request=RefreshInput,
        responses={200: schema.TOKENS, 400: schema.INVALID, 401: schema.NOT_SIGNED_IN},
        examples=[
            schema.sent(schema.REFRESH),
            schema.example(schema.TOKENS_BODY, 200),
        ],
    )
    def post(self, request: Request) -> Response:
        return Response(tokens.rotate(_read(RefreshInput, request)["refresh_token"]).as_dict())


class LogoutView(TokenCall):
    @extend_schema(
        operation_id="logout",
        summary="Sign out the device of a refresh token",
        tags=["auth"],
        request=RefreshInput,
        responses={204: None, 400: schema.INVALID, 401: schema.NOT_SIGNED_IN},
        examples=[schema.sent(schema.REFRESH)],
    )
    def post(self, request: Request) -> Response:
        tokens.revoke(_read(RefreshInput, request)["refresh_token"])
        return Response(status=204)


class MeView(APIView):
    @extend_schema(
        operation_id="me",
        summary="Who is signed in",
        tags=["auth"],
        responses={200: schema.ME, 401: schema.NOT_SIGNED_IN},
        examples=[schema.example(schema.ME_BODY, 200)],
    )
    def get(self, request: Request) -> Response:
        user: User = request.user  # type: ignore[assignment]  # the permission says so
        courses = user.courses.values_list("id", "code", "name")
        institution = {"id": str(user.institution_id), "name": user.institution.name}
        return Response(
            {
                **_person(user),
                "institution": institution,
                "courses": [{"id": str(i), "code": c, "name": n} for i, c, n in courses],
            }
        )

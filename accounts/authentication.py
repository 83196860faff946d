"""Who makes a request: by access token, or by the session of a browser with CSRF (A4)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from rest_framework.authentication import (
    BaseAuthentication,
    SessionAuthentication,
    get_authorization_header,
)
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from accounts.models import User
from accounts.tokens import user_of_access_token
from psichat.errors import NotAllowed, NotSignedIn


class BearerAuthentication(BaseAuthentication):
    """`Authorization: Bearer <access token>`; a bad one is refused, whatever cookie comes along."""

    def authenticate(self, request: Request) -> tuple[User, str] | None:
        scheme, _space, token = get_authorization_header(request).strip().partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        raw = token.strip().decode("latin-1")
        return user_of_access_token(raw), raw

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class BrowserSessionAuthentication(SessionAuthentication):
    """The session cookie of a page, with the CSRF token on everything that changes something."""

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as exc:
            raise NotAllowed(
                _("La página lleva mucho tiempo abierta. Actualízala e inténtalo de nuevo."),
                code="csrf_failed",
            ) from exc


def person_of(request: HttpRequest) -> User:
    """Who makes a request to a view outside DRF, by the same two ways.

    `NotSignedIn` or `NotAllowed` (`csrf_failed`) otherwise. Reads the database, so an
    asynchronous view calls it through `sync_to_async`.
    """
    wrapped = Request(request)
    ways: tuple[Any, ...] = (BearerAuthentication(), BrowserSessionAuthentication())
    for way in ways:
        found = way.authenticate(wrapped)
        if found is not None:
            user: User = found[0]
            return user
    raise NotSignedIn

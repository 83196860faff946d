"""Who opens a socket: by access token in a subprotocol, or by session cookie and origin (A4).

A browser sends cookies to a socket whatever page opened it, and there is no CSRF token in a
handshake. So a cookie counts only when the Origin is ours.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, parse_cookie
from django.http.request import split_domain_port, validate_host
from django.utils.http import is_same_domain

from accounts.models import User
from accounts.tokens import user_of_access_token
from psichat.errors import NotSignedIn

PROTOCOL = "psichat.v1"
_BEARER = "bearer."
_DEFAULT_PORTS = {"http": 80, "https": 443}


class SignInMiddleware:
    """Sets three keys of a socket's scope.

    `user`: a `User` or `AnonymousUser`. `subprotocol_accept`: `psichat.v1` when the client
    offers it, otherwise None. `origin_refused`: whether a session cookie came with a foreign
    origin or none.
    """

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> Any:
        if scope["type"] != "websocket":
            return await self.app(scope, receive, send)
        offered = scope.get("subprotocols") or []
        bearer = next((p[len(_BEARER) :] for p in offered if p.startswith(_BEARER)), None)
        headers = {name: value.decode("latin-1") for name, value in scope.get("headers", [])}
        session_key = parse_cookie(headers.get(b"cookie", "")).get(settings.SESSION_COOKIE_NAME)
        user: User | AnonymousUser = AnonymousUser()
        origin_refused = False
        if bearer is not None:
            user = await _user_of_bearer(bearer)
        elif session_key:
            origin_refused = not origin_is_ours(headers.get(b"origin"), headers.get(b"host"))
            if not origin_refused:
                user = await _user_of_session(session_key)
        signed_in = {
            **scope,
            "user": user,
            "subprotocol_accept": PROTOCOL if PROTOCOL in offered else None,
            "origin_refused": origin_refused,
        }
        return await self.app(signed_in, receive, send)


def origin_is_ours(origin: str | None, host: str | None) -> bool:
    """Whether a page at `origin` (a URL) may use the session cookies of `host` (with its port).

    It may when it was served by that host, or is named in `CSRF_TRUSTED_ORIGINS`. In production
    only a page served over https counts as served by that host.
    """
    if not origin:
        return False
    try:
        parts = urlsplit(origin)
        origin_port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return False
    if any(_is_trusted(parts.scheme, parts.netloc, trusted) for trusted in _trusted_origins()):
        return True
    if not host or parts.scheme not in ({"https"} if settings.PRODUCTION else _DEFAULT_PORTS):
        return False
    name, port = split_domain_port(host)
    if not name or not validate_host(name, settings.ALLOWED_HOSTS):
        return False
    host_port = int(port) if port else _DEFAULT_PORTS[parts.scheme]
    return split_domain_port(parts.netloc)[0] == name and origin_port == host_port


def _trusted_origins() -> list[str]:
    origins: list[str] = settings.CSRF_TRUSTED_ORIGINS
    return origins


def _is_trusted(scheme: str, netloc: str, trusted: str) -> bool:
    """As Django's CSRF check reads the setting: `https://*.example.edu` names all subdomains."""
    good = urlsplit(trusted)
    return scheme == good.scheme and is_same_domain(netloc, good.netloc.lstrip("*"))


@database_sync_to_async
def _user_of_bearer(raw: str) -> User | AnonymousUser:
    try:
        return user_of_access_token(raw)
    except NotSignedIn:
        return AnonymousUser()


@database_sync_to_async
def _user_of_session(session_key: str) -> User | AnonymousUser:
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    user: User | AnonymousUser = get_user(request)
    return user

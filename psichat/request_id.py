"""One identifier for all that one request, socket frame or task sets in motion."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

import structlog
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
_current: ContextVar[str] = ContextVar("request_id", default="")
_ACCEPTED = re.compile(r"[A-Za-z0-9._-]{8,64}\Z")


def current() -> str:
    """The identifier of the work going on, or an empty string outside any."""
    return _current.get()


def bind(value: str | None = None) -> str:
    """Use `value` (or a new identifier) from here on; log lines carry it. Returns it."""
    request_id = value if value and _ACCEPTED.match(value) else uuid.uuid4().hex
    _current.set(request_id)
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=request_id)
    return request_id


class RequestIdMiddleware:
    """Takes the caller's X-Request-ID where it is well formed, and sends it back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = bind(request.headers.get(HEADER))
        response = self.get_response(request)
        response[HEADER] = request_id
        return response

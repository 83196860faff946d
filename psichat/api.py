"""What every API call shares: the shape of errors and of lists."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import structlog
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.pagination import CursorPagination
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response

from psichat import errors

if TYPE_CHECKING:  # DRF reads this module while its views are still being imported
    from rest_framework.views import APIView

log = structlog.get_logger(__name__)

_BY_STATUS: dict[int, type[errors.PsiChatError]] = {
    kind.status: kind
    for kind in (
        errors.InvalidInput,
        errors.NotSignedIn,
        errors.NotAllowed,
        errors.NotFound,
        errors.Conflict,
        errors.TooLarge,
        errors.RateLimited,
        errors.Unavailable,
    )
}


class TimeCursorPagination(CursorPagination):
    """Newest first, by cursor; `limit` sets the size of a page, 200 at most."""

    ordering: tuple[str, ...] = ("-created_at", "-id")
    page_size = 50
    max_page_size = 200
    page_size_query_param = "limit"

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any] | None:
        try:
            return super().paginate_queryset(queryset, request, view)
        except (exceptions.NotFound, ValidationError, ValueError, OverflowError) as exc:
            sentence = _("Esa página no existe. Vuelve al principio de la lista.")
            raise errors.InvalidInput(sentence, errors={"cursor": [sentence]}) from exc


class StrictJSONParser(JSONParser):
    """JSON whose refusals are sentences for a person; nesting without end is one of them."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except (exceptions.ParseError, RecursionError) as exc:
            raise errors.InvalidInput(_("Lo que llegó no es JSON válido.")) from exc


def _field_errors(detail: Any) -> dict[str, list[str]]:
    if isinstance(detail, dict):
        return {
            str(field): [str(item) for item in (value if isinstance(value, list) else [value])]
            for field, value in detail.items()
        }
    return {
        "non_field_errors": [
            str(item) for item in (detail if isinstance(detail, list) else [detail])
        ]
    }


def as_psichat_error(exc: Exception) -> errors.PsiChatError | None:
    """The error of our tree that says the same, or None for a fault of the program."""
    if isinstance(exc, errors.PsiChatError):
        return exc
    if isinstance(exc, Http404):
        return errors.NotFound()
    if isinstance(exc, PermissionDenied):
        return errors.NotAllowed()
    if isinstance(exc, exceptions.ValidationError):
        return errors.InvalidInput(errors=_field_errors(exc.detail))
    if isinstance(exc, exceptions.Throttled):
        return errors.RateLimited(retry_after=int(getattr(exc, "wait", None) or 60))
    if isinstance(exc, exceptions.APIException):
        kind = _BY_STATUS.get(exc.status_code)
        if kind is None:
            error = errors.PsiChatError(exc.detail, code=str(exc.default_code))
            error.status = exc.status_code
            return error
        if isinstance(exc, (exceptions.ParseError, exceptions.UnsupportedMediaType)):
            return kind(exc.detail)
        return kind()
    return None


def error_response(exc: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: one shape for every refusal (contract «Errors»)."""
    error = as_psichat_error(exc)
    if error is None:
        return None
    response = Response(error.body(), status=error.status)
    if error.retry_after:
        response["Retry-After"] = str(error.retry_after)
    if error.status == status.HTTP_401_UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response


def error_json(error: errors.PsiChatError) -> JsonResponse:
    """The same refusal outside DRF."""
    response = JsonResponse(error.body(), status=error.status)
    if error.retry_after:
        response["Retry-After"] = str(error.retry_after)
    return response


def wants_json(request: HttpRequest) -> bool:
    """Whether the caller is a program (an API path) and not a page."""
    return request.path.startswith("/api/")


def body_of(request: Request) -> dict[str, Any]:
    """The JSON object of the request; `InvalidInput` when it is something else."""
    body = request.data
    if not isinstance(body, dict):
        raise errors.InvalidInput(_("El cuerpo debe ser un objeto JSON."))
    return body


def as_moment(value: object, *, field: str) -> datetime | None:
    """An ISO 8601 date or time as an aware time (UTC when it has no zone), None when absent."""
    if value is None or value == "":
        return None
    found: datetime | None = None
    if isinstance(value, str):
        try:
            day = parse_date(value)
            found = (
                datetime(day.year, day.month, day.day, tzinfo=UTC) if day else parse_datetime(value)
            )
        except ValueError:
            found = None
    sentence = _("Usa una fecha como 2026-11-21 o 2026-11-21T10:00:00Z.")
    if found is None:
        raise errors.InvalidInput(sentence, errors={field: [sentence]})
    try:
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError as exc:
        raise errors.InvalidInput(sentence, errors={field: [sentence]}) from exc

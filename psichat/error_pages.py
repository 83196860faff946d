"""Errors outside any view: the contract's JSON for programs, a page with help for people."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist

from psichat import errors
from psichat.api import error_json, wants_json


def _answer(request: HttpRequest, error: errors.PsiChatError, template: str) -> HttpResponse:
    if wants_json(request):
        return error_json(error)
    try:
        response = render(request, template, {"error": error}, status=error.status)
    except TemplateDoesNotExist:
        response = HttpResponse(error.detail, status=error.status, content_type="text/plain")
    if error.retry_after:
        response["Retry-After"] = str(error.retry_after)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, errors.InvalidInput(), "400.html")


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, errors.NotAllowed(), "403.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, errors.NotFound(), "404.html")


def broken(request: HttpRequest) -> HttpResponse:
    return _answer(request, errors.PsiChatError(), "500.html")


class PageErrorsMiddleware:
    """Turns our errors, raised by a page's view, into their page or JSON."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, errors.PsiChatError):
            return None
        known = {403, 404}
        template = f"{exception.status}.html" if exception.status in known else "400.html"
        return _answer(request, exception, template)

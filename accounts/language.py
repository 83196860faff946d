"""The language of what is answered: the person's own, or the browser's for visitors.

The choice travels in Django's language cookie, which sign-in, the profile and the switch in the
header set. So no request costs a query for it, and the switch works for visitors too.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import cast

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

Answer = Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]


class UserLanguageMiddleware:
    """Chooses the language by cookie, Accept-Language or Spanish; says it in Content-Language.

    Django's own for sites without a language in their addresses, but it runs as it is on WSGI
    and ASGI, without a hop to another thread.
    """

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.is_async = iscoroutinefunction(get_response)
        if self.is_async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if self.is_async:
            return self.answer_async(request)
        _activate(request, translation.get_language_from_request(request))
        return _say(cast(HttpResponseBase, self.get_response(request)))

    async def answer_async(self, request: HttpRequest) -> HttpResponseBase:
        _activate(request, translation.get_language_from_request(request))
        return _say(await cast(Awaitable[HttpResponseBase], self.get_response(request)))


def remember(request: HttpRequest, response: HttpResponse, language: str) -> None:
    """Answer this browser in `language` from this response on."""
    _activate(request, language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 86_400,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _activate(request: HttpRequest, language: str) -> None:
    translation.activate(language)
    request.LANGUAGE_CODE = translation.get_language()


def _say(response: HttpResponseBase) -> HttpResponseBase:
    patch_vary_headers(response, ("Accept-Language",))
    response.headers.setdefault("Content-Language", translation.get_language() or "es")
    return response

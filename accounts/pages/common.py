"""What the account pages share: where to go next, and how an error is shown."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.language import remember
from accounts.models import User
from psichat.errors import NotSignedIn, PsiChatError

BACKEND = "django.contrib.auth.backends.ModelBackend"


def safe_next(request: HttpRequest, wanted: str | None = None) -> str:
    """The address in `next` (or `wanted`) when it is one of this site, otherwise nothing."""
    url = wanted or request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if ours else ""


def who(request: HttpRequest) -> User:
    """Who is signed in, behind `login_required`."""
    user = request.user
    if not isinstance(user, User):
        raise NotSignedIn
    return user


def enter(request: HttpRequest, user: User, next_url: str = "") -> HttpResponse:
    """Begin the session of `user`, in their language."""
    login(request, user, backend=BACKEND)
    response = redirect(next_url or reverse("home"))
    remember(request, response, user.language)
    return response


def show_form(
    request: HttpRequest,
    template: str,
    form: BaseForm,
    error: PsiChatError | None = None,
    **context: Any,
) -> HttpResponse:
    """The page with `form`; an `error` without a field stands above it, and gives the status."""
    status = 400 if form.errors else 200
    if error is not None:
        status = error.status
    response = render(request, template, {"form": form, "error": error, **context}, status=status)
    if error is not None and error.retry_after:
        response["Retry-After"] = str(error.retry_after)
    return response

"""Signing in and out, and registering."""

from __future__ import annotations

import time
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import second_factor, sign_in
from accounts.forms import CodeForm, LoginForm, RegisterForm, show
from accounts.models import User
from accounts.pages.common import enter, safe_next, show_form
from accounts.registration import register_student
from psichat import throttling
from psichat.errors import InvalidInput, NotSignedIn, RateLimited, Unavailable

# Between the password and the code: whose password it was, and until when it counts.
WAITING = "waiting_for_code"
WAITING_SECONDS = 300


@never_cache
@sensitive_post_parameters("password")
def login(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return _already_in(request)
    form = LoginForm(request.POST or None)
    next_url = safe_next(request)
    if not form.is_valid():
        return show_form(request, "accounts/login.html", form, next=next_url)
    try:
        user = sign_in.check_password(request, **form.cleaned_data)
    except (NotSignedIn, RateLimited) as error:
        return show_form(request, "accounts/login.html", form, error, next=next_url)
    if not second_factor.is_on(user):
        return enter(request, user, next_url)
    until = time.time() + WAITING_SECONDS
    request.session[WAITING] = {"user": str(user.id), "until": until, "next": next_url}
    return redirect("accounts:login_code")


@never_cache
def login_code(request: HttpRequest) -> HttpResponse:
    """The second step, for those who have a second factor."""
    waiting = request.session.get(WAITING)
    user = _who_waits(waiting) if waiting else None
    if user is None:
        request.session.pop(WAITING, None)
        messages.info(request, _("Pasó demasiado tiempo. Empieza de nuevo, por favor."))
        return redirect("accounts:login")
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return show_form(request, "accounts/login_code.html", form)
    try:
        sign_in.limit_codes(request, user)
        sign_in.check_code(request, user=user, code=form.cleaned_data["code"])
    except (NotSignedIn, RateLimited) as error:
        return show_form(request, "accounts/login_code.html", CodeForm(), error)
    return enter(request, user, safe_next(request, request.session.pop(WAITING)["next"]))


def logout(request: HttpRequest) -> HttpResponse:
    """Ends the session by POST; whoever types the address is asked first."""
    if request.method != "POST":
        return render(request, "accounts/logout.html")
    end_session(request)
    messages.success(request, _("Cerraste tu sesión. Hasta pronto."))
    return redirect("accounts:login")


@never_cache
@sensitive_post_parameters("password")
def register(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return _already_in(request)
    form = RegisterForm(request.POST or None)
    next_url = safe_next(request)
    if not form.is_valid():
        return show_form(request, "accounts/register.html", form, next=next_url)
    try:
        throttling.enforce("anonymous", f"register:{sign_in.client_address(request)}")
        user = register_student(**form.cleaned_data, language=get_language() or "es")
    except InvalidInput as error:
        show(form, error)
        return show_form(request, "accounts/register.html", form, next=next_url)
    except (RateLimited, Unavailable) as error:
        return show_form(request, "accounts/register.html", form, error, next=next_url)
    return enter(request, user, next_url)


def _who_waits(waiting: dict[str, Any]) -> User | None:
    if waiting["until"] < time.time():
        return None
    return User.objects.filter(id=waiting["user"], is_active=True).first()


def _already_in(request: HttpRequest) -> HttpResponse:
    """Home, and not to `next`: the page there may have refused them, and would do so again."""
    if safe_next(request):
        messages.info(request, _("Tu cuenta no puede abrir esa página."))
    return redirect("home")

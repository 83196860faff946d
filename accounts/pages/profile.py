"""One's own account: profile, devices, second factor."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from accounts import consent, second_factor, tokens
from accounts.forms import CodeForm, OwnPasswordForm, ProfileForm
from accounts.language import remember
from accounts.models import User
from accounts.pages.common import show_form, who
from psichat import throttling
from psichat.errors import NotAllowed, NotFound, RateLimited

# The secret that is being set up, until a code confirms it.
SETTING_UP = "second_factor_secret"


@never_cache
@login_required
def me(request: HttpRequest) -> HttpResponse:
    user = who(request)
    form = ProfileForm(request.POST or None, instance=user)
    if form.is_valid():
        form.save()
        response = redirect("accounts:me")
        remember(request, response, user.language)
        messages.success(request, _("Guardamos tus cambios."))
        return response
    context: dict[str, Any] = {
        "devices": tokens.open_families(user),
        "consent": consent.current(user) if user.is_student else None,
        "may_have_second_factor": second_factor.may_have(user),
        "second_factor_on": second_factor.is_on(user),
    }
    return show_form(request, "accounts/me.html", form, **context)


@login_required
@require_POST
def close_device(request: HttpRequest, family_id: UUID) -> HttpResponse:
    if not tokens.revoke_one(who(request), family_id):
        raise NotFound
    messages.success(request, _("Cerramos la sesión de ese dispositivo."))
    return redirect("accounts:me")


@never_cache
@login_required
@sensitive_post_parameters("password", "code")
def second_factor_page(request: HttpRequest) -> HttpResponse:
    user = _may_have_second_factor(request)
    return _turn_off(request, user) if second_factor.is_on(user) else _turn_on(request, user)


@never_cache
@login_required
@require_GET
def second_factor_qr(request: HttpRequest) -> HttpResponse:
    """The picture to scan, while the second factor is being set up."""
    user = _may_have_second_factor(request)
    secret = request.session.get(SETTING_UP)
    if not secret:
        raise NotFound
    return HttpResponse(second_factor.qr_svg(user, secret), content_type="image/svg+xml")


def _turn_on(request: HttpRequest, user: User) -> HttpResponse:
    secret = request.session.setdefault(SETTING_UP, second_factor.new_secret())
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if second_factor.turn_on(user=user, secret=secret, code=form.cleaned_data["code"]):
            del request.session[SETTING_UP]
            messages.success(request, _("Listo: desde ahora te pediremos un código al entrar."))
            return redirect("accounts:me")
        form.add_error("code", _("Ese código no corresponde. Revisa la hora de tu teléfono."))
    groups = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    return show_form(request, "accounts/second_factor_on.html", form, secret=groups)


def _turn_off(request: HttpRequest, user: User) -> HttpResponse:
    form = OwnPasswordForm(user, request.POST or None)
    if request.method == "POST":
        try:
            throttling.enforce("login", f"confirm:{user.id}")
        except RateLimited as error:
            return show_form(request, "accounts/second_factor_off.html", form, error)
    if not form.is_valid():
        return show_form(request, "accounts/second_factor_off.html", form)
    second_factor.turn_off(user=user, actor=user)
    messages.success(request, _("Ya no te pediremos un código al entrar."))
    return redirect("accounts:me")


def _may_have_second_factor(request: HttpRequest) -> User:
    user = who(request)
    if not second_factor.may_have(user):
        raise NotAllowed
    return user

"""Choosing a new password: by a link in a mail, and on one's own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import PasswordResetConfirmView
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import passwords, sign_in
from accounts.forms import ChangePasswordForm, NewPasswordForm, ResetForm
from accounts.pages.common import show_form, who
from psichat import throttling
from psichat.errors import RateLimited, Unavailable


def password_reset(request: HttpRequest) -> HttpResponse:
    """Ask for a link; the answer is the same whether the address is known or not."""
    form = ResetForm(request.POST or None)
    if not form.is_valid():
        return show_form(request, "accounts/password_reset.html", form)
    email = form.cleaned_data["email"].lower()
    try:
        throttling.enforce("anonymous", f"reset:{sign_in.client_address(request)}")
        throttling.enforce("login", f"reset:{sign_in.account_key(email)}")
        passwords.send_reset_link(email=email, base_url=request.build_absolute_uri("/"))
    except (RateLimited, Unavailable) as error:
        return show_form(request, "accounts/password_reset.html", form, error)
    return redirect("accounts:password_reset_done")


def password_reset_done(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/password_reset_done.html")


class ChoosePassword(PasswordResetConfirmView):
    """Where the link of a mail leads, for a forgotten password and for an invitation."""

    template_name = "accounts/password_reset_confirm.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("accounts:login")

    def form_valid(self, form: BaseForm) -> HttpResponse:
        messages.success(self.request, _("Tu contraseña está lista. Ya puedes iniciar sesión."))
        return super().form_valid(form)  # type: ignore[arg-type]  # it is our form_class


@never_cache
@login_required
@sensitive_post_parameters()
def password_change(request: HttpRequest) -> HttpResponse:
    user = who(request)
    form = ChangePasswordForm(user, request.POST or None)
    if request.method == "POST":
        try:
            throttling.enforce("login", f"confirm:{user.pk}")
        except RateLimited as error:
            return show_form(request, "accounts/password_change.html", form, error)
    if not form.is_valid():
        return show_form(request, "accounts/password_change.html", form)
    update_session_auth_hash(request, form.save())
    messages.success(request, _("Cambiaste tu contraseña y cerramos tus otras sesiones."))
    return redirect("accounts:me")

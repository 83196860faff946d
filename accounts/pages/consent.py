"""The notice of who reads what, and the student's answer to it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts import consent as consents
from accounts.answering import leaves_the_house
from accounts.models import User
from accounts.pages.common import safe_next, who
from psichat.errors import NotAllowed


@login_required
def consent(request: HttpRequest) -> HttpResponse:
    """Students accept or decline (also later); everybody else may read what students are told."""
    user = who(request)
    if request.method == "POST":
        return _answer(request, user)
    context = {
        "institution": user.institution,
        "accepted": consents.current(user),
        "version": settings.CONSENT_VERSION,
        "stays_here": not leaves_the_house(user.institution.answer_model),
        "next": safe_next(request),
    }
    return render(request, "accounts/consent.html", context)


def _answer(request: HttpRequest, user: User) -> HttpResponse:
    if not user.is_student:
        raise NotAllowed
    decision = request.POST.get("decision")
    if decision == "accept":
        consents.accept(user=user)
        return redirect(safe_next(request) or "home")
    if decision == "decline":
        consents.withdraw(user=user)
        return redirect("accounts:consent_declined")
    messages.error(request, _("Elige una de las dos opciones."))
    return redirect("accounts:consent")


@login_required
def consent_declined(request: HttpRequest) -> HttpResponse:
    """What somebody who declines can still do."""
    context = {"institution": who(request).institution}
    return render(request, "accounts/consent_declined.html", context)

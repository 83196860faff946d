"""Consent to the notice of who reads what, by version (requirement A7)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from accounts import audit
from accounts.answering import leaves_the_house
from accounts.models import Consent, User

View = Callable[..., HttpResponse]


# What the version of a consent ends in that covers models of other companies as well.
OUTSIDE = "+outside"


def version_for(user: User) -> str:
    """The notice that `user` must have accepted: another one where models outside are asked."""
    is_outside = leaves_the_house(user.institution.answer_model)
    return settings.CONSENT_VERSION + (OUTSIDE if is_outside else "")


def has_consent(user: User) -> bool:
    """Whether `user` has accepted the notice in force. One indexed query, never cached: a consent
    that was withdrawn on one device counts on all at once.
    """
    return current(user) is not None


def current(user: User) -> Consent | None:
    """The consent of `user` that covers the notice in force, if they gave it."""
    wanted = version_for(user)
    return Consent.objects.filter(user=user, version__in=_covering(wanted)).first()


def covers_outside(user: User) -> bool:
    """Whether `user` accepted that what they write is sent, masked, to another company's model."""
    wanted = settings.CONSENT_VERSION + OUTSIDE
    return Consent.objects.filter(user=user, version=wanted).exists()


def _covering(version: str) -> list[str]:
    return [version] if version.endswith(OUTSIDE) else [version, version + OUTSIDE]


def needs_consent(user: User) -> bool:
    """Whether `user` writes to PsiChat (a student) and has not accepted the notice in force."""
    return user.is_student and not has_consent(user)


def accept(*, user: User) -> Consent:
    """Store that `user` accepts the notice in force; again does no harm."""
    consent, _created = Consent.objects.get_or_create(user=user, version=version_for(user))
    return consent


@transaction.atomic
def withdraw(*, user: User) -> None:
    """Take back every consent of `user`; the audit log keeps that there was one."""
    withdrawn = list(Consent.objects.filter(user=user).values_list("version", flat=True))
    if withdrawn:
        Consent.objects.filter(user=user).delete()
        audit.record(actor=user, action="consent_withdrawn", student=user, versions=withdrawn)


def consent_required(view: View) -> View:
    """For pages: visitors go to sign in, students without consent to the notice, and then back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        here = request.get_full_path()
        if not isinstance(user, User):
            return redirect_to_login(here)
        if needs_consent(user):
            return redirect_to_login(here, resolve_url("accounts:consent"))
        return view(request, *args, **kwargs)

    return guarded

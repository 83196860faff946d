"""Signing in by e-mail and password, for pages and API alike: throttle, lock-out, second factor.

An unknown address, a wrong password and a closed account get the same answer after the same
work (Django hashes the password even when there is nobody to compare it with).
"""

from __future__ import annotations

import hashlib
import time

import structlog
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts import second_factor
from accounts.models import User
from psichat import throttling
from psichat.errors import NotSignedIn, RateLimited

log = structlog.get_logger(__name__)

AnyRequest = HttpRequest | Request


def client_address(request: AnyRequest) -> str:
    """The address that a request comes from, behind as many proxies as `NUM_PROXIES` trusts."""
    found = BaseThrottle().get_ident(request)  # type: ignore[arg-type]  # reads headers only
    return found or "0.0.0.0"  # noqa: S104  # no address at all, as in a call without a network


def account_key(email: str) -> str:
    """A name for an account in the cache, which is not its e-mail address."""
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()[:32]


def check_password(request: AnyRequest, *, email: str, password: str) -> User:
    """Whose e-mail and password these are.

    `NotSignedIn` (`invalid_credentials`) when they don't match; `RateLimited` after too many
    attempts a minute by one address on one account, after too many failures in a row (lock-out),
    and after too many failures of one address on whatever accounts.
    """
    email = email.strip().lower()
    _enforce_limits(request, email)
    attempt = _attempt(request)
    if not AxesProxyHandler.is_allowed(attempt, {"username": email}):
        raise _locked_out()
    user = authenticate(attempt, username=email, password=password)
    if isinstance(user, User):
        return user
    _count_failure(request)
    if attempt.axes_locked_out:  # type: ignore[attr-defined]  # set by django-axes
        raise _locked_out()
    raise NotSignedIn(
        _("El correo o la contraseña no coinciden. Revísalos e inténtalo de nuevo."),
        code="invalid_credentials",
    )


def check_code(request: AnyRequest, *, user: User, code: str) -> None:
    """`NotSignedIn` (`otp_required`, `otp_invalid`) unless `code` is good or none is asked for.

    A wrong code counts as a failed sign-in.
    """
    if not second_factor.is_on(user):
        return
    if not code.strip():
        raise NotSignedIn(_("Escribe también el código de tu aplicación."), code="otp_required")
    if second_factor.take_code(user, code):
        return
    attempt = _attempt(request)
    user_login_failed.send(__name__, credentials={"username": user.email}, request=attempt)
    _count_failure(request)
    if attempt.axes_locked_out:  # type: ignore[attr-defined]  # set by django-axes
        raise _locked_out()
    raise NotSignedIn(
        _("El código no es válido o ya se usó. Espera el siguiente y escríbelo."),
        code="otp_invalid",
    )


def limit_codes(request: AnyRequest, user: User) -> None:
    """`RateLimited` after too many codes a minute (one given with a password is counted there)."""
    _enforce_limits(request, user.email)
    if not AxesProxyHandler.is_allowed(_attempt(request), {"username": user.email}):
        raise _locked_out()


def tell_signed_in(request: AnyRequest, user: User) -> None:
    """For a sign-in without a session: forget the failures, and note when it was."""
    user_logged_in.send(User, request=_attempt(request), user=user)


def _attempt(request: AnyRequest) -> HttpRequest:
    """A request for django-axes with what it counts by, and no form whose fields it would keep.

    Its flags are then read here, so that its middleware does not replace our answer.
    """
    attempt = HttpRequest()
    attempt.META, attempt.method, attempt.path = request.META, request.method, request.path
    AxesProxyHandler.update_request(attempt)
    return attempt


def _enforce_limits(request: AnyRequest, email: str) -> None:
    address = client_address(request)
    closed_until = cache.get(f"sign-in-closed:{address}")
    if closed_until and closed_until > time.time():
        raise RateLimited(retry_after=int(closed_until - time.time()) + 1)
    throttling.enforce("login", f"{address}:{account_key(email)}")


def _count_failure(request: AnyRequest) -> None:
    """A hundred failures an hour from one address (limit `anonymous`) close sign-in to it."""
    address = client_address(request)
    log.info("sign_in_failed")
    wait = throttling.hit("anonymous", f"sign-in-failed:{address}")
    if wait:
        cache.set(f"sign-in-closed:{address}", time.time() + wait, timeout=wait)


def _locked_out() -> RateLimited:
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return RateLimited(
        _(
            "Hubo demasiados intentos fallidos. Por seguridad, espera %(minutes)s minutos "
            "o cambia tu contraseña con «Olvidé mi contraseña»."
        )
        % {"minutes": minutes},
        code="locked_out",
        retry_after=minutes * 60,
    )

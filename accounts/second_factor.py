"""The one-time codes of an app as second factor (TOTP, RFC 6238), for tutors and administrators."""

from __future__ import annotations

import io
import time

import pyotp
import segno
from django.db import transaction

from accounts import audit
from accounts.models import User

PERIOD = 30
# Steps before and after the present one whose code counts: for clocks that differ (RFC 6238, 5.2).
_NEIGHBOURS = (0, -1, 1)


def is_on(user: User) -> bool:
    return bool(user.otp_secret)


def may_have(user: User) -> bool:
    return user.cares


def new_secret() -> str:
    """A secret of 160 bits in base32, to be shown once and confirmed with a code."""
    return pyotp.random_base32()


def qr_svg(user: User, secret: str) -> bytes:
    """What an authenticator app scans, as an SVG file, dark on white whatever the page's theme."""
    address = pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name="PsiChat")
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=6, border=3, light="#fff")
    return out.getvalue()


def code_step(secret: str, code: str) -> int | None:
    """The time step whose code `code` is, of the present one and its neighbours, or None."""
    digits = "".join(code.split())
    totp = pyotp.TOTP(secret, interval=PERIOD)
    now = int(time.time()) // PERIOD
    if len(digits) == totp.digits and digits.isascii() and digits.isdigit():
        for step in (now + neighbour for neighbour in _NEIGHBOURS):
            if pyotp.utils.strings_equal(digits, totp.generate_otp(step)):
                return step
    return None


def take_code(user: User, code: str) -> bool:
    """Whether `code` is good now. It counts once: the step moves on by compare-and-set, so the
    same code, or an older one, does not count again, not even at the same moment.
    """
    step = code_step(user.otp_secret, code)
    if step is None:
        return False
    unused = User.objects.filter(id=user.id, otp_last_step__lt=step)
    return unused.update(otp_last_step=step) == 1


@transaction.atomic
def turn_on(*, user: User, secret: str, code: str) -> bool:
    """Ask for codes of `secret` from here on; False when `code` shows that the app is not set."""
    step = code_step(secret, code)
    if step is None:
        return False
    user.otp_secret, user.otp_last_step = secret, step
    user.save(update_fields=["otp_secret", "otp_last_step"])
    audit.record(actor=user, action="second_factor_on", obj=user)
    return True


@transaction.atomic
def turn_off(*, user: User, actor: User) -> None:
    """Ask for no codes any more; `actor` is the person, or an administrator who helps them."""
    user.otp_secret = ""
    user.save(update_fields=["otp_secret"])
    audit.record(actor=actor, action="second_factor_off", obj=user)

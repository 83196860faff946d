"""Access and refresh tokens: issue, rotate, revoke (requirement A4).

One sign-in begins a `RefreshFamily`, which knows the only refresh token that is good (its
`current_jti`). A refresh moves the family on by compare-and-set and blacklists the token that was
used, so of two refreshes with one token exactly one wins. A token that was used before is reuse
and revokes the family (RFC 9700, section 4.14.2): nobody can tell a thief from the owner.

The one exception is a race: a refresh that had arrived before the winner moved the family on
(two tabs waking up at once) gets no tokens, but revokes nothing. That gives a thief nothing:
whoever lost and tries again, later, is reuse. Access tokens are not looked up, and live for their
15 minutes even in a revoked family; an account that may no longer sign in is refused at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken
from rest_framework_simplejwt.tokens import AccessToken, Token
from rest_framework_simplejwt.utils import datetime_from_epoch

from accounts.devices import device_label
from accounts.models import RefreshFamily, User
from psichat.errors import NotSignedIn

log = structlog.get_logger(__name__)

_SETTINGS: dict[str, Any] = settings.SIMPLE_JWT
ACCESS_LIFETIME: timedelta = _SETTINGS["ACCESS_TOKEN_LIFETIME"]
REFRESH_LIFETIME: timedelta = _SETTINGS["REFRESH_TOKEN_LIFETIME"]


class FamilyToken(Token):
    """A refresh token; its family says whether it is still good, so no text of it is stored."""

    token_type = "refresh"  # a kind, not a secret
    lifetime = REFRESH_LIFETIME


@dataclass(frozen=True)
class TokenPair:
    """What a sign-in or a refresh hands out; `expires_in` is in seconds."""

    access_token: str
    refresh_token: str
    expires_in: int

    def as_dict(self) -> dict[str, object]:
        """The body of the contract's `login` and `refresh`."""
        return {
            "access_token": self.access_token,
            "refresh_token": self.refresh_token,
            "token_type": "bearer",
            "expires_in": self.expires_in,
        }


def user_of_access_token(raw: str) -> User:
    """Whose access token `raw` is; `NotSignedIn` when it is not good or they may not sign in."""
    try:
        claims = AccessToken(raw)  # type: ignore[arg-type]  # the library forgets encoded tokens
        return User.objects.get(id=claims["user_id"], is_active=True)
    except (TokenError, KeyError, User.DoesNotExist) as exc:
        raise NotSignedIn from exc


def issue(user: User, *, user_agent: str = "") -> TokenPair:
    """A new family for `user`; of `user_agent` a short label of the device is kept."""
    refresh = FamilyToken()
    family = RefreshFamily.objects.create(
        user=user, current_jti=refresh["jti"], label=device_label(user_agent)
    )
    return _pair(refresh, user.id, family.id)


def rotate(raw: str) -> TokenPair:
    """The next pair for the refresh token `raw`, which is dead afterwards.

    `NotSignedIn` when it is malformed, expired, revoked, used before, or of an account that may
    not sign in.
    """
    arrived_at = timezone.now()
    used, family_id = _read(raw)
    family = RefreshFamily.objects.select_related("user").filter(id=family_id).first()
    if family is None or family.revoked_at is not None or not family.user.is_active:
        raise _refused()
    following = FamilyToken()
    with transaction.atomic():
        won = RefreshFamily.objects.filter(
            id=family.id, current_jti=used["jti"], revoked_at=None
        ).update(current_jti=following["jti"], used_at=timezone.now())
        if won:
            _blacklist(used, family.user)
    if not won:
        _answer_reuse(family.id, arrived_at)
        raise _refused()
    return _pair(following, family.user_id, family.id)


def revoke(raw: str) -> None:
    """Sign out the family of the refresh token `raw`; doing it again does no harm.

    `NotSignedIn` when the token is malformed or expired.
    """
    _, family_id = _read(raw)
    _close(RefreshFamily.objects.filter(id=family_id), "logout")


def revoke_one(user: User, family_id: UUID) -> bool:
    """Close one device of `user`; returns whether it was open."""
    return _close(RefreshFamily.objects.filter(user=user, id=family_id), "closed") > 0


def revoke_all(user: User, because: str) -> int:
    """Close all devices of `user` (`because` is one word); returns how many were open."""
    return _close(RefreshFamily.objects.filter(user=user), because)


def open_families(user: User) -> QuerySet[RefreshFamily]:
    """The devices of `user` that can still refresh, the last used first."""
    since = timezone.now() - REFRESH_LIFETIME
    families = RefreshFamily.objects.filter(user=user, revoked_at=None, used_at__gt=since)
    return families.order_by("-used_at")


def _read(raw: str) -> tuple[FamilyToken, str]:
    try:
        token = FamilyToken(raw)  # type: ignore[arg-type]  # the library forgets encoded tokens
        return token, str(UUID(token["family"]))
    except (TokenError, KeyError, ValueError) as exc:
        raise _refused() from exc


def _pair(refresh: FamilyToken, user_id: UUID, family_id: UUID) -> TokenPair:
    access = AccessToken()
    for token in (refresh, access):
        token["user_id"] = str(user_id)
        token["family"] = str(family_id)
    return TokenPair(str(access), str(refresh), int(ACCESS_LIFETIME.total_seconds()))


def _blacklist(used: FamilyToken, user: User) -> None:
    """Remember the identifier of a used token, for whoever checks by the library's own list."""
    outstanding = OutstandingToken.objects.create(
        user=user,
        jti=used["jti"],
        token="",
        created_at=datetime_from_epoch(used["iat"]),
        expires_at=datetime_from_epoch(used["exp"]),
    )
    BlacklistedToken.objects.create(token=outstanding)


def _answer_reuse(family_id: UUID, arrived_at: datetime) -> None:
    """Revoke the family, unless the winner moved it on after this refresh had arrived."""
    closed = _close(RefreshFamily.objects.filter(id=family_id, used_at__lt=arrived_at), "reuse")
    if closed:
        log.warning("refresh_token_reused", family=str(family_id))


def _close(families: QuerySet[RefreshFamily], because: str) -> int:
    return families.filter(revoked_at=None).update(
        revoked_at=timezone.now(), revoked_because=because
    )


def _refused() -> NotSignedIn:
    return NotSignedIn(_("Tu sesión ya no es válida. Inicia sesión de nuevo."))

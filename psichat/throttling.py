"""Counting what somebody does in a window of time; the figures are in `RATE_LIMITS`."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from psichat.errors import RateLimited

if TYPE_CHECKING:  # DRF reads this module while its views are still being imported
    from rest_framework.views import APIView


def hit(kind: str, who: str) -> int:
    """Count one more `kind` by `who`; returns the seconds to wait, 0 when within the limit.

    Fixed windows: at most the limit of `RATE_LIMITS[kind]` in each. Without a cache nobody is
    held back.
    """
    limit, seconds = settings.RATE_LIMITS[kind]
    now = time.time()
    window = int(now // seconds)
    key = f"rate:{kind}:{who}:{window}"
    if cache.add(key, 1, timeout=seconds + 5):
        count = 1
    else:
        try:
            count = cache.incr(key)
        except ValueError:  # it ran out between the two calls: a new window has begun
            cache.set(key, 1, timeout=seconds + 5)
            count = 1
    if count <= limit:
        return 0
    return max(1, int((window + 1) * seconds - now) + 1)


def enforce(kind: str, who: str) -> None:
    """Raise `RateLimited` when `who` has done too many `kind`."""
    wait = hit(kind, who)
    if wait:
        raise RateLimited(
            _("Vas muy rápido. Espera %(seconds)s segundos y vuelve a intentarlo.")
            % {"seconds": wait},
            retry_after=wait,
        )


class AnonymousThrottle(BaseThrottle):
    """Requests without a signed-in person, by address."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        if request.user and request.user.is_authenticated:
            return True
        enforce("anonymous", self.get_ident(request))
        return True

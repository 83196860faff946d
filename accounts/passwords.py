"""Choosing a password: changing it, and by a link in an e-mail (reset and invitation)."""

from __future__ import annotations

from functools import partial

import structlog
from axes.handlers.proxy import AxesProxyHandler
from django.db import transaction
from kombu.exceptions import OperationalError

from accounts import audit, tasks, tokens
from accounts.models import User
from psichat.errors import Unavailable

log = structlog.get_logger(__name__)


@transaction.atomic
def set_password(*, user: User, password: str, because: str) -> None:
    """Store a new password, which is valid by the policy already.

    Closes the devices of `user`; Django closes the other browser sessions, whose key has part of
    the password's hash. Forgets failed sign-ins. `because` is `changed`, `reset` or `invited`.
    """
    user.set_password(password)
    user.save(update_fields=["password"])
    tokens.revoke_all(user, "password")
    AxesProxyHandler.reset_attempts(username=user.email)
    audit.record(actor=user, action=f"password_{because}", obj=user)


def send_reset_link(*, email: str, base_url: str) -> None:
    """Mail a link to choose a new password to `email` if somebody who may sign in has it.

    Does the same work whether there is such a person or not, so that neither the answer nor its
    time tells. `Unavailable` when no mail can be queued at all.
    """
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    queue_link(user_id=str(user.id) if user else "", kind="reset", base_url=base_url)


def queue_link(*, user_id: str, kind: str, base_url: str) -> None:
    """Queue the mail with a link, on commit. `kind` is `reset` or `invitation`; `base_url` is the
    address of this site, such as https://chat.example.edu. An empty `user_id` sends nothing.

    `Unavailable` when no mail can be queued; an invitation is then only logged as not sent,
    because the person is made already and the link can be sent again.
    """
    publish = partial(_publish, user_id, kind, base_url.rstrip("/"))
    transaction.on_commit(publish, robust=kind == "invitation")


def _publish(user_id: str, kind: str, base_url: str) -> None:
    try:
        tasks.send_password_link.delay(user_id, kind, base_url)
    except OperationalError as exc:
        log.warning("mail_not_queued", kind=kind)
        raise Unavailable from exc

"""Sending live events through the channel layer, which may lose some or be away.

Whatever matters is in the database before it is sent; a screen that missed an event reads it
there. So a failure here is logged and never ends the work that sent the event.
"""

from __future__ import annotations

from typing import Any

import structlog
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)
AWAY = (RedisError, OSError, TimeoutError)


def conversation_group(conversation_id: object) -> str:
    """The group in which a conversation's events for the student's own screens travel."""
    return f"conversation.{conversation_id}"


def watch_group(conversation_id: object) -> str:
    """The group in which a conversation's events for staff who watch it travel."""
    return f"watch.{conversation_id}"


def person_group(user_id: object) -> str:
    """The group of one tutor's or administrator's screens."""
    return f"person.{user_id}"


def knowledge_group(institution_id: object) -> str:
    """The group of the tutors' and administrators' screens of an institution."""
    return f"knowledge.{institution_id}"


async def asend(group: str, event: dict[str, Any], *, origin: str = "") -> None:
    """Send `event` (`{"type", "data"}` as in the contract) to every socket in `group`.

    `origin` names the socket that has the event already and skips it.
    """
    layer = get_channel_layer()
    message = {"type": "live.event", "event": event, "origin": origin}
    try:
        await layer.group_send(group, message)
    except AWAY as exc:
        log.warning("live_push_failed", kind=event["type"], error=type(exc).__name__)


def send(group: str, event: dict[str, Any], *, origin: str = "") -> None:
    """`asend` for code that is not asynchronous."""
    async_to_sync(asend)(group, event, origin=origin)

"""A conversation's events to all who have it open: the student's screens, and staff who watch."""

from __future__ import annotations

from asgiref.sync import async_to_sync

from conversations.wire import Event
from psichat import live


async def abroadcast(
    conversation_id: object, event: Event, *, staff: Event | None = None, origin: str = ""
) -> None:
    """Send `event` to the student's screens and to watchers (`staff` to these, when given)."""
    await live.asend(live.conversation_group(conversation_id), event, origin=origin)
    await abroadcast_to_staff(conversation_id, staff or event, origin=origin)


async def abroadcast_to_staff(conversation_id: object, event: Event, *, origin: str = "") -> None:
    """Send `event` to watchers alone; they are told which conversation it is of."""
    data = {**event["data"], "conversation_id": str(conversation_id)}
    await live.asend(
        live.watch_group(conversation_id), {"type": event["type"], "data": data}, origin=origin
    )


def broadcast(
    conversation_id: object, event: Event, *, staff: Event | None = None, origin: str = ""
) -> None:
    """`abroadcast` for code that is not asynchronous."""
    async_to_sync(abroadcast)(conversation_id, event, staff=staff, origin=origin)

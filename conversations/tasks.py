"""Background work of conversations."""

from __future__ import annotations

import uuid

from asgiref.sync import async_to_sync
from celery import shared_task

from conversations import rolling, sweeper


@shared_task(name="conversations.tasks.sweep", soft_time_limit=240, time_limit=300)
def sweep() -> dict[str, int]:
    """Finish the turns that a dead process left behind."""
    return sweeper.sweep()


@shared_task(soft_time_limit=60, time_limit=90)
def summarise(conversation_id: str) -> bool:
    """Bring the rolling summary of a conversation up to date; twice does no harm."""
    return bool(async_to_sync(rolling.update)(uuid.UUID(conversation_id)))

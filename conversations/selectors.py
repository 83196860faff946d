"""Reading conversations; nothing here changes anything."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from conversations import access
from conversations.models import Conversation, Message, SessionState
from conversations.wire import message_dict, public_state

HISTORY_LIMIT = 200


def history(
    conversation_id: uuid.UUID, *, after: int = 0, limit: int = HISTORY_LIMIT
) -> dict[str, Any]:
    """`{"results": messages after that seq, "last_seq"}`, oldest first."""
    messages = (
        Message.objects.filter(conversation_id=conversation_id, seq__gt=after)
        .select_related("author")
        .order_by("seq")[: min(limit, HISTORY_LIMIT)]
    )
    last = Conversation.objects.filter(id=conversation_id).values_list("last_seq", flat=True)
    return {"results": [message_dict(m) for m in messages], "last_seq": last.first() or 0}


def latest_messages(conversation: Conversation, limit: int = HISTORY_LIMIT) -> list[Message]:
    """The newest messages with authors, oldest first."""
    newest = conversation.messages.select_related("author").order_by("-seq")[:limit]
    return list(reversed(newest))


def listed(user: User, filters: dict[str, Any]) -> QuerySet[Conversation]:
    """The conversations that `user` may see, newest first.

    `filters`: status, from and to (datetimes, by last message), student (staff), q (words of the
    title or of a message).
    """
    found = access.conversations(user).select_related("taken_over_by")
    if user.cares:
        found = found.select_related("student")
        if filters.get("student"):
            found = found.filter(student_id=filters["student"])
    if filters.get("status"):
        found = found.filter(status=filters["status"])
    if filters.get("from"):
        found = found.filter(updated_at__gte=filters["from"])
    if filters.get("to"):
        found = found.filter(updated_at__lte=filters["to"])
    if filters.get("q"):
        words = filters["q"]
        found = found.filter(
            Q(title__icontains=words)
            | Q(id__in=Message.objects.filter(text__icontains=words).values("conversation_id"))
        )
    return found.order_by("-updated_at", "-id")


def state_of(conversation_id: uuid.UUID) -> dict[str, Any]:
    """What the conversation remembers, as it may be shown."""
    stored = SessionState.objects.filter(conversation_id=conversation_id).first()
    return public_state(stored.data) if stored else {}

"""Conversations and messages as the contract writes them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from conversations.models import Conversation, Message

Event = dict[str, Any]

# What a conversation remembers is the student's own, but for the bookkeeping of the answerer.
_INTERNAL_STATE = {
    *("used", "crisis_times", "crisis_heard", "crisis_elsewhere", "crisis_calm"),
    *("register", "first_words", "recalled", "set_aside", "exercise_step", "chips"),
}


def moment(value: datetime | None) -> str | None:
    """ISO 8601 in UTC."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if value else None


def message_dict(message: Message) -> dict[str, Any]:
    """Needs `author` when the sender is a tutor."""
    author = message.author if message.sender == Message.Sender.TUTOR else None
    return {
        "id": str(message.id),
        "seq": message.seq,
        "client_id": str(message.client_id) if message.client_id else None,
        "conversation_id": str(message.conversation_id),
        "sender": message.sender,
        "author": {"name": author.name} if author else None,
        "text": message.text,
        "status": message.status,
        "citations": message.citations,
        "provider": message.provider,
        "fallback": message.fallback,
        "created_at": moment(message.created_at),
    }


def conversation_dict(conversation: Conversation, *, with_student: bool = False) -> dict[str, Any]:
    """Needs `taken_over_by`, and `student` for staff."""
    tutor = conversation.taken_over_by
    body: dict[str, Any] = {
        "id": str(conversation.id),
        "title": conversation.title,
        "status": conversation.status,
        "last_seq": conversation.last_seq,
        "taken_over": {"name": tutor.name} if tutor else None,
        "summary": conversation.summary,
        "created_at": moment(conversation.created_at),
        "updated_at": moment(conversation.updated_at),
        "completed_at": moment(conversation.completed_at),
    }
    if with_student:
        student = conversation.student
        body["student"] = {"id": str(student.id), "name": student.name}
    return body


def public_state(data: dict[str, Any]) -> dict[str, Any]:
    """The state of the cycle without the answerer's bookkeeping."""
    return {key: value for key, value in data.items() if key not in _INTERNAL_STATE}


def event(kind: str, **data: Any) -> Event:
    """An event of the contract."""
    return {"type": kind, "data": data}

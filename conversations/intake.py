"""Storing messages: each gets the next `seq` of its conversation, and none is stored twice."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from conversations.models import Conversation, Message
from psichat.errors import NotFound


@dataclass(frozen=True)
class Accepted:
    """A stored message; `created` is False when this `client_id` had been stored before."""

    message: Message
    created: bool


def accept(*, conversation_id: uuid.UUID, text: str, client_id: uuid.UUID | None) -> Accepted:
    """Store a student's message and begin its turn's lease.

    A conversation that had been completed is opened again: nobody who writes is turned away.
    """
    with transaction.atomic():
        conversation = lock(conversation_id)
        if client_id is not None:
            known = Message.objects.filter(conversation=conversation, client_id=client_id).first()
            if known is not None:
                return Accepted(message=known, created=False)
        now = timezone.now()
        message = append(
            conversation,
            sender=Message.Sender.STUDENT,
            text=text,
            client_id=client_id,
            author_id=conversation.student_id,
            beat_at=now,
            attempts=1,
        )
        if not conversation.title:
            conversation.title = _title(text)
        if conversation.status == Conversation.Status.COMPLETED:
            conversation.status = Conversation.Status.ACTIVE
            conversation.completed_at = None
        conversation.save(update_fields=["title", "status", "completed_at"])
        return Accepted(message=message, created=True)


def post(
    *,
    conversation_id: uuid.UUID,
    sender: str,
    text: str,
    author: User | None = None,
    client_id: uuid.UUID | None = None,
) -> Accepted:
    """Store a message of a tutor or of the system."""
    with transaction.atomic():
        conversation = lock(conversation_id)
        if client_id is not None:
            known = Message.objects.filter(conversation=conversation, client_id=client_id).first()
            if known is not None:
                return Accepted(message=known, created=False)
        message = append(conversation, sender=sender, text=text, client_id=client_id, author=author)
        return Accepted(message=message, created=True)


def lock(conversation_id: uuid.UUID, *, even_deleted: bool = False) -> Conversation:
    """The conversation's row, held until the transaction ends; `NotFound` when it is gone."""
    conversation = Conversation.objects.select_for_update().filter(id=conversation_id).first()
    if conversation is None or (conversation.deleted_at and not even_deleted):
        raise NotFound
    return conversation


def append(conversation: Conversation, **fields: Any) -> Message:
    """Add a message with the next `seq`; the caller holds the conversation's lock."""
    conversation.last_seq += 1
    conversation.updated_at = timezone.now()
    message = Message.objects.create(conversation=conversation, seq=conversation.last_seq, **fields)
    conversation.save(update_fields=["last_seq", "updated_at"])
    return message


def _title(text: str) -> str:
    line = text.splitlines()[0].strip()
    return line if len(line) <= 100 else line[:99].rstrip() + "…"

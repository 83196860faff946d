"""People in a conversation: a tutor who writes, takes over and gives back."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from conversations.broadcast import broadcast
from conversations.intake import lock, post
from conversations.models import Conversation, Message
from conversations.wire import event, message_dict
from psichat.errors import Conflict, NotAllowed


def post_system(*, conversation_id: uuid.UUID, text: str) -> Message:
    """Tell the student something in the conversation."""
    posted = post(conversation_id=conversation_id, sender=Message.Sender.SYSTEM, text=text)
    _announce(posted.message)
    return posted.message


def post_as_tutor(
    *, conversation: Conversation, tutor: User, text: str, client_id: uuid.UUID | None = None
) -> Message:
    """A tutor's message, marked as coming from a person; sent again, it is stored once."""
    posted = post(
        conversation_id=conversation.id,
        sender=Message.Sender.TUTOR,
        text=text,
        author=tutor,
        client_id=client_id,
    )
    if posted.created:
        _announce(posted.message)
    return posted.message


def take_over(*, conversation: Conversation, tutor: User) -> bool:
    """From now on the tutor speaks and the assistant is silent, even in the middle of an answer.

    False when the tutor has it already; `Conflict` when another tutor has it.
    """
    with transaction.atomic():
        held = lock(conversation.id)
        if held.taken_over_by_id == tutor.id:
            return False
        if held.taken_over_by is not None:
            raise Conflict(
                _("%(name)s está hablando con este estudiante.") % {"name": held.taken_over_by.name}
            )
        held.taken_over_by = tutor
        held.taken_over_at = timezone.now()
        held.save(update_fields=["taken_over_by", "taken_over_at"])
        with override(conversation.student.language):
            text = _("%(name)s está aquí contigo. El asistente guarda silencio por ahora.") % {
                "name": tutor.first_name
            }
        post_system(conversation_id=conversation.id, text=text)
        _announce_speaker(conversation.id, tutor)
    return True


def release(*, conversation: Conversation, tutor: User) -> bool:
    """Give the conversation back to the assistant; False when nobody had it."""
    with transaction.atomic():
        held = lock(conversation.id, even_deleted=True)
        if held.taken_over_by_id is None:
            return False
        if held.taken_over_by_id != tutor.id and not tutor.is_admin:
            raise NotAllowed(_("Solo quien tomó la conversación, o administración, la devuelve."))
        held.taken_over_by = None
        held.taken_over_at = None
        held.save(update_fields=["taken_over_by", "taken_over_at"])
        if held.deleted_at is None:
            with override(conversation.student.language):
                text = _(
                    "%(name)s dejó la conversación por ahora. El asistente vuelve a responder, y "
                    "puedes pedir una persona cuando quieras."
                ) % {"name": tutor.first_name}
            post_system(conversation_id=conversation.id, text=text)
        _announce_speaker(conversation.id, None)
    return True


def _announce(message: Message) -> None:
    body = event("message", **message_dict(message))
    transaction.on_commit(lambda: broadcast(message.conversation_id, body))


def _announce_speaker(conversation_id: uuid.UUID, tutor: User | None) -> None:
    body = event(
        "takeover", active=tutor is not None, tutor={"name": tutor.name} if tutor else None
    )
    transaction.on_commit(lambda: broadcast(conversation_id, body))

"""What a student does with a conversation besides writing in it."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from conversations.broadcast import broadcast
from conversations.intake import lock
from conversations.models import Conversation, Message, Rating, SessionState
from conversations.summary import summarise
from conversations.turn_store import CRISIS_STATE
from conversations.wire import event
from psichat.errors import Conflict, InvalidInput, NotAllowed

# For the ids of conversations that begin with a message.
_FIRST_MESSAGES = uuid.UUID("5d0f9c1e-6f0e-4a53-9d54-8f1b7f2f6a10")


def start_conversation(*, student: User, title: str = "") -> Conversation:
    """A new, empty conversation; only students talk to the assistant."""
    if not student.is_student:
        raise NotAllowed(_("Solo estudiantes pueden abrir una conversación."))
    return Conversation.objects.create(
        student=student, institution_id=student.institution_id, title=clean_title(title, empty=True)
    )


def conversation_for(*, student: User, client_id: uuid.UUID | None) -> tuple[Conversation, bool]:
    """Where a message goes that names no conversation, and whether it was made for it.

    A message sent again goes where it went the first time, even if both come at once.
    """
    if client_id is None or not student.is_student:
        return start_conversation(student=student), True
    known = Conversation.objects.filter(
        student=student, deleted_at=None, messages__client_id=client_id
    ).first()
    if known is not None:
        return known, False
    # Whoever is second finds the row of the first by this id, which nobody else can name.
    found, made = Conversation.objects.get_or_create(
        id=uuid.uuid5(_FIRST_MESSAGES, f"{student.pk}:{client_id}"),
        defaults={"student": student, "institution_id": student.institution_id},
    )
    if found.deleted_at is not None:
        return start_conversation(student=student), True
    return found, made


def rename(*, conversation: Conversation, title: object) -> Conversation:
    """Give the conversation another title of 1 to 100 characters."""
    conversation.title = clean_title(title)
    conversation.save(update_fields=["title"])
    return conversation


def clean_title(value: object, *, empty: bool = False) -> str:
    """A title without control characters; `InvalidInput` when it can't be one."""
    text = " ".join(value.split()) if isinstance(value, str) else None
    text = "".join(c for c in text if c.isprintable()) if text is not None else None
    if text is None or (not text and not empty) or len(text) > 100:
        sentence = _("El título lleva entre 1 y 100 caracteres.")
        raise InvalidInput(sentence, errors={"title": [sentence]})
    return text


def complete(*, conversation: Conversation) -> Conversation:
    """Close the conversation with its summary; doing it twice changes nothing."""
    with transaction.atomic():
        held = lock(conversation.id)
        if held.status == Conversation.Status.COMPLETED:
            return conversation
        if held.taken_over_by_id:
            raise Conflict(_("Una persona del equipo está contigo. Despídanse antes de terminar."))
        held.status = Conversation.Status.COMPLETED
        held.completed_at = timezone.now()
        held.summary = summarise(held)
        held.save(update_fields=["status", "completed_at", "summary"])
    conversation.refresh_from_db()
    return conversation


def delete(*, conversation: Conversation) -> None:
    """Take the conversation away from the student's lists; open alerts keep it for carers."""
    with transaction.atomic():
        held = lock(conversation.id)
        held.deleted_at = timezone.now()
        held.save(update_fields=["deleted_at"])


def reset_state(*, conversation: Conversation) -> dict[str, object]:
    """Forget the motivation cycle; messages stay, and so does a crisis, which a tutor closes."""
    with transaction.atomic():
        row = SessionState.objects.select_for_update().filter(conversation=conversation).first()
        if row is None:
            return {}
        row.data = {key: row.data[key] for key in CRISIS_STATE if row.data.get(key)}
        row.save(update_fields=["data", "updated_at"])
    return dict(row.data)


def rate(
    *,
    conversation: Conversation,
    rating: object,
    comment: object = "",
    reason: object = "",
    message_id: uuid.UUID | None = None,
) -> Rating:
    """Rate the conversation, or one answer of it; a second rating replaces the whole first.

    `reason` is one of `Rating.Reason` or empty.
    """
    if isinstance(rating, bool) or not isinstance(rating, int) or not 1 <= rating <= 5:
        sentence = _("La nota va de 1 a 5.")
        raise InvalidInput(sentence, errors={"rating": [sentence]})
    if not isinstance(comment, str) or len(comment) > 1000:
        sentence = _("El comentario lleva hasta 1000 caracteres.")
        raise InvalidInput(sentence, errors={"comment": [sentence]})
    if reason not in ("", *Rating.Reason.values):
        sentence = _("Ese motivo no está en la lista.")
        raise InvalidInput(sentence, errors={"reason": [sentence]})
    message = None
    if message_id is not None:
        message = Message.objects.filter(
            id=message_id, conversation=conversation, sender=Message.Sender.ASSISTANT
        ).first()
        if message is None:
            sentence = _("Esa respuesta no es de esta conversación.")
            raise InvalidInput(sentence, errors={"message_id": [sentence]})
    stored, _created = Rating.objects.update_or_create(
        conversation=conversation,
        message=message,
        defaults={
            "rating": rating,
            "reason": reason,
            "comment": comment.replace("\x00", "").strip(),
        },
    )
    return stored


def withdraw_rating(*, conversation: Conversation, message_id: uuid.UUID | None = None) -> None:
    """Take back the rating of the conversation or of that answer; none there is none to take."""
    rated = Rating.objects.filter(conversation=conversation)
    if message_id is None:
        rated.filter(message=None).delete()
    else:
        rated.filter(message_id=message_id).delete()


def own_ratings(conversation: Conversation) -> dict[str, dict[str, object]]:
    """`{message id: {"rating", "reason", "comment"}}` of the answers that were rated."""
    rated = Rating.objects.filter(conversation=conversation).exclude(message=None)
    return {
        str(row.message_id): {
            "rating": row.rating,
            "reason": row.reason,
            "comment": row.comment,
        }
        for row in rated
    }


def cancel(*, conversation: Conversation) -> None:
    """Ask the process that writes an answer, whichever it is, to stop."""
    Message.objects.filter(
        conversation=conversation, sender=Message.Sender.STUDENT, done_at=None
    ).update(cancel_requested=True)


def announce_typing(*, conversation_id: uuid.UUID, who: str, on: bool, origin: str = "") -> None:
    """Tell the others in the conversation that somebody is typing."""
    broadcast(conversation_id, event("typing", who=who, on=on), origin=origin)


def calm(*, conversation_id: uuid.UUID) -> None:
    """A person has closed the crisis: the assistant may speak of other things again."""
    stored = (
        SessionState.objects.select_for_update().filter(conversation_id=conversation_id).first()
    )
    if stored is not None and stored.data.pop("crisis", None) is not None:
        stored.save(update_fields=["data", "updated_at"])

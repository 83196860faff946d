"""What a tutor does for a student (requirement E6), and the follow-up that comes of it."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from conversations import handover
from conversations.models import Conversation, Message
from conversations.text import clean
from psichat.errors import Conflict, InvalidInput
from tutoring import alerts
from tutoring.models import Alert, FollowUp, Intervention

Kind = Intervention.Kind


def intervene(
    *,
    conversation: Conversation,
    tutor: User,
    kind: str,
    text: object = "",
    alert: Alert | None = None,
    follow_up_at: datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Intervention:
    """Do it and note it: `message` writes to the student, `takeover` takes the conversation.

    The rest (call, meeting, referral, note) needs a text on what was agreed. `InvalidInput`
    names what is missing; `Conflict` when another tutor has the conversation.
    """
    if kind not in Kind.values:
        sentence = _("El tipo es uno de: %(kinds)s.") % {"kinds": ", ".join(Kind.values)}
        raise InvalidInput(sentence, errors={"kind": [sentence]})
    if alert is not None and alert.conversation_id != conversation.id:
        sentence = _("Esa alerta es de otra conversación.")
        raise InvalidInput(sentence, errors={"alert_id": [sentence]})
    if kind == Kind.MESSAGE:
        _only_speaker(conversation, tutor)
    if follow_up_at is not None and follow_up_at < timezone.now():
        sentence = _("La fecha de seguimiento ya pasó.")
        raise InvalidInput(sentence, errors={"follow_up_at": [sentence]})
    words = clean(text, field="text") if kind != Kind.TAKEOVER or text else ""
    with transaction.atomic():
        if client_id is not None:
            known = Intervention.objects.filter(
                message__client_id=client_id, conversation=conversation
            ).first()
            if known is not None:
                return known
        message = _act(conversation, tutor, kind, words, client_id)
        if message is not None:  # the same submit, a moment ago, on another connection
            again = Intervention.objects.filter(message=message).first()
            if again is not None:
                return again
        alert = alert or alerts.live_alert_of(conversation.id)
        if alert is not None and alert.is_live and kind != Kind.NOTE:
            alerts.begin_care(alert=alert, by=tutor)
        made = Intervention.objects.create(
            conversation=conversation,
            alert=alert,
            tutor=tutor,
            kind=kind,
            text=words,
            message=message,
        )
        if follow_up_at is not None:
            FollowUp.objects.create(
                intervention=made,
                student_id=conversation.student_id,
                tutor=tutor,
                due_at=follow_up_at,
            )
        audit.record(
            actor=tutor, action=f"intervention_{kind}", student=conversation.student, obj=made
        )
    return made


def release(*, conversation: Conversation, tutor: User) -> bool:
    """Give the conversation back to the assistant."""
    with transaction.atomic():
        given_back = handover.release(conversation=conversation, tutor=tutor)
        if given_back:
            audit.record(
                actor=tutor,
                action="conversation_released",
                student=conversation.student,
                obj=conversation,
            )
    return given_back


def finish_follow_up(*, follow_up: FollowUp, outcome: object) -> FollowUp:
    """Mark a follow-up as done, with what came of it."""
    text = outcome.replace("\x00", "").strip() if isinstance(outcome, str) else ""
    if len(text) > 2000:
        sentence = _("Escribe hasta 2000 caracteres.")
        raise InvalidInput(sentence, errors={"outcome": [sentence]})
    follow_up.done_at = timezone.now()
    follow_up.outcome = text
    follow_up.save(update_fields=["done_at", "outcome"])
    return follow_up


def _only_speaker(conversation: Conversation, tutor: User) -> None:
    """Two people do not write to the same student at once."""
    other = conversation.taken_over_by
    if other is not None and other.id != tutor.id:
        raise Conflict(_("%(name)s está hablando con este estudiante.") % {"name": other.name})


def _act(
    conversation: Conversation, tutor: User, kind: str, text: str, client_id: uuid.UUID | None
) -> Message | None:
    if kind == Kind.TAKEOVER:
        handover.take_over(conversation=conversation, tutor=tutor)
    elif kind == Kind.MESSAGE:
        return handover.post_as_tutor(
            conversation=conversation, tutor=tutor, text=text, client_id=client_id
        )
    return None

"""A student who asks for a person."""

from __future__ import annotations

import structlog
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from conversations import events
from conversations.models import Message
from conversations.situation import Situation

log = structlog.get_logger(__name__)


def request_person(question: Message) -> bool:
    """Tell the floor above that a student asks for a person; False when that could not be kept."""
    try:
        with transaction.atomic():
            events.human_requested.send(sender=Message, question=question)
    except DatabaseError:
        log.exception("person_not_requested", message_id=str(question.id))
        return False
    return True


def person_requested_text(now: Situation, *, notified: bool) -> str:
    """What a student reads who asked for a person."""
    if not notified:
        return _(
            "Quise avisar a tu equipo de tutoría y no pude. Vuelve a pedirlo en un momento, o usa "
            "los contactos de «Ayuda ahora». Mientras tanto sigo aquí contigo."
        )
    return _(
        "Claro. Ya avisé a tu equipo de tutoría de que quieres hablar con una persona; suele "
        "responder en unos %(minutes)d minutos en horario de atención. Te escribirá aquí mismo. "
        "Mientras tanto puedes seguir contándome, y así leerá lo que necesites que sepa."
    ) % {"minutes": now.answer_minutes}

"""What people do with an alert: see it, take it, hand it on, put it off, close it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import access, audit
from accounts.models import User
from conversations.handover import post_system
from conversations.services import calm
from psichat.errors import Conflict, InvalidInput
from tutoring.models import Alert, AlertChange
from tutoring.raising import announce

State = Alert.State


def acknowledge(*, alert: Alert, by: User) -> Alert:
    """Say that a person has seen it; the student reads so. Whoever does it first has it."""
    with transaction.atomic():
        held = _hold(alert)
        if held.owner_id == by.id and held.state != State.OPEN:
            return held
        if held.state != State.OPEN and held.owner is not None:
            raise Conflict(_("%(name)s ya tiene esta alerta.") % {"name": held.owner.name})
        first = held.acknowledged_at is None
        held.state = State.ACKNOWLEDGED
        held.owner = by
        held.acknowledged_at = held.acknowledged_at or timezone.now()
        _store(held, by, "acknowledged")
        if first:
            with override(held.student.language):
                text = _("%(name)s, de tu equipo de tutoría, leyó tu mensaje y está al tanto.") % {
                    "name": by.first_name
                }
            post_system(conversation_id=held.conversation_id, text=text)
    return held


def assign(*, alert: Alert, by: User, tutor_id: Any) -> Alert:
    """Hand it to another who looks after the student."""
    with transaction.atomic():
        held = _hold(alert)
        try:
            to = access.carers(held.student).get(id=tutor_id)
        except (User.DoesNotExist, ValidationError, ValueError, TypeError) as exc:
            sentence = _("Esa persona no acompaña a este estudiante.")
            raise InvalidInput(sentence, errors={"tutor_id": [sentence]}) from exc
        held.owner = to
        if held.state == State.OPEN:
            held.state = State.ACKNOWLEDGED
            held.acknowledged_at = timezone.now()
        _store(held, by, "assigned", note=to.name)
    return held


def begin_care(*, alert: Alert, by: User) -> Alert:
    """An intervention has begun: the alert is in progress, with its owner."""
    with transaction.atomic():
        held = _hold(alert)
        if held.state == State.IN_PROGRESS:
            return held
        held.state = State.IN_PROGRESS
        held.owner = held.owner or by
        held.acknowledged_at = held.acknowledged_at or timezone.now()
        _store(held, by, "in_progress")
    return held


def snooze(*, alert: Alert, by: User, until: datetime) -> Alert:
    """Take it from the queue until then; a new signal brings it back at once."""
    with transaction.atomic():
        held = _hold(alert)
        if held.state == State.OPEN and held.priority == Alert.Priority.CRITICAL:
            raise Conflict(_("Una alerta crítica sin atender no se pospone: tómala primero."))
        held.snoozed_until = until
        _store(held, by, "snoozed")
    return held


def resolve(*, alert: Alert, by: User, reason: object, note: object = "") -> Alert:
    """Close it as looked after, with what came of it."""
    return _close(alert, by, State.RESOLVED, reason, note)


def dismiss(*, alert: Alert, by: User, reason: object) -> Alert:
    """Close it as no cause for one."""
    return _close(alert, by, State.DISMISSED, reason, "")


def reopen(*, alert: Alert, by: User) -> Alert:
    """Undo a closing."""
    with transaction.atomic():
        held = Alert.objects.select_for_update().select_related("student").get(id=alert.id)
        if held.is_live:
            return held
        if Alert.objects.filter(
            conversation_id=held.conversation_id, family=held.family, state__in=Alert.LIVE
        ).exists():
            raise Conflict(_("Ya hay otra alerta abierta en esta conversación."))
        held.state = State.ACKNOWLEDGED if held.acknowledged_at else State.OPEN
        held.resolved_at, held.reason = None, ""
        _store(held, by, "reopened")
    return held


def _close(alert: Alert, by: User, state: str, reason: object, note: object) -> Alert:
    why = _line(reason, "reason", 200, required=True)
    more = _line(note, "note", 2000, required=False)
    with transaction.atomic():
        held = _hold(alert)
        held.state = state
        held.reason = why
        held.owner = held.owner or by
        held.resolved_at = timezone.now()
        _store(held, by, state, note=more)
        if held.family == Alert.Family.CRISIS:
            calm(conversation_id=held.conversation_id)
        audit.record(actor=by, action=f"alert_{state}", student=held.student, obj=held)
    return held


def _line(value: object, field: str, limit: int, *, required: bool) -> str:
    text = value.replace("\x00", "").strip() if isinstance(value, str) else ""
    wrong_type = value is not None and not isinstance(value, str)
    if wrong_type or len(text) > limit or (required and not text):
        sentence = (
            _("Escribe el motivo, en hasta %(limit)d caracteres.")
            if required
            else _("Escribe hasta %(limit)d caracteres.")
        ) % {"limit": limit}
        raise InvalidInput(sentence, errors={field: [sentence]})
    return text


def _hold(alert: Alert) -> Alert:
    """The row as it is now, held; `Conflict` when it has been closed meanwhile."""
    held = (
        Alert.objects.select_for_update(of=("self",))
        .select_related("student", "owner")
        .get(id=alert.id)
    )
    if not held.is_live:
        who = held.owner.name if held.owner else ""
        raise Conflict(
            _("Esta alerta ya está cerrada (%(state)s, %(name)s).")
            % {"state": held.get_state_display().lower(), "name": who}
        )
    return held


def _store(alert: Alert, by: User, action: str, note: str = "") -> None:
    alert.changed_at = timezone.now()
    alert.save()
    AlertChange.objects.create(
        alert=alert,
        actor=by,
        action=action,
        state=alert.state,
        priority=alert.priority,
        note=note,
    )
    announce(alert)


def live_alert_of(conversation_id: uuid.UUID) -> Alert | None:
    """The most urgent alert of a conversation that is still open."""
    return (
        Alert.objects.filter(conversation_id=conversation_id, state__in=Alert.LIVE)
        .order_by("urgency", "created_at")
        .first()
    )

"""A student's crisis, open from the first message that showed it until a tutor closes it.

It is the student's and not a conversation's: a new conversation or another device does not end
it. Requirement D10.
"""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from analysis.labels import CrisisLevel
from conversations.models import CrisisState, SessionState
from psichat.errors import Conflict, InvalidInput

NOTE_CHARACTERS = 1000


def is_open(student_id: uuid.UUID) -> bool:
    """Whether a crisis of this student is open. One indexed query."""
    return CrisisState.objects.filter(student_id=student_id, closed_at=None).exists()


def current(student_id: uuid.UUID) -> CrisisState | None:
    """The student's open crisis, or None."""
    return CrisisState.objects.filter(student_id=student_id, closed_at=None).first()


def latest(student_id: uuid.UUID) -> CrisisState | None:
    """The student's open crisis, else the one closed last, with who closed it; or None."""
    return (
        CrisisState.objects.filter(student_id=student_id)
        .select_related("closed_by")
        .order_by(F("closed_at").desc(nulls_first=True))
        .first()
    )


@transaction.atomic
def note(
    *,
    student_id: uuid.UUID,
    conversation_id: uuid.UUID,
    level: str,
    is_counted: bool = False,
) -> CrisisState | None:
    """Open the student's crisis, or keep with the open one that there was another sign.

    Below `moderate` nothing happens, and None comes back. The level never falls while it is open.
    `is_counted`: this message was a sign before, and only its level has risen. Two at once make
    one: the database allows one open crisis for a student.
    """
    if CrisisLevel(level).rank < CrisisLevel.MODERATE.rank:
        return None
    held, is_new = CrisisState.objects.select_for_update().get_or_create(
        student_id=student_id,
        closed_at=None,
        defaults={"level": level, "conversation_id": conversation_id},
    )
    if is_new:
        return held
    held.times += 0 if is_counted else 1
    held.last_at = timezone.now()
    held.conversation_id = conversation_id
    if CrisisLevel(level).rank > CrisisLevel(held.level).rank:
        held.level = level
    held.save(update_fields=["times", "last_at", "conversation", "level"])
    return held


@transaction.atomic
def close(*, student_id: uuid.UUID, by: User, note: object, seen: int | None = None) -> CrisisState:
    """Close the student's crisis with what was done; the assistant may speak of other things.

    `by` looks after the student: whoever calls has asked `accounts.access` before. `seen` is how
    many signs they knew of. `InvalidInput` without a note or for a longer one than 1,000
    characters; `Conflict` when none is open, or when there was another sign meanwhile.
    """
    why = note.replace("\x00", "").replace("\r\n", "\n").strip() if isinstance(note, str) else ""
    if not why or len(why) > NOTE_CHARACTERS:
        sentence = _("Escribe por qué se cierra, en hasta %(limit)d caracteres.")
        sentence %= {"limit": NOTE_CHARACTERS}
        raise InvalidInput(sentence, errors={"note": [sentence]})
    held = (
        CrisisState.objects.select_for_update(of=("self",))
        .select_related("student")
        .filter(student_id=student_id, closed_at=None)
        .first()
    )
    if held is None:
        raise Conflict(_("Este estado de crisis ya estaba cerrado."))
    if seen is not None and seen != held.times:
        raise Conflict(
            _("Llegó otra señal mientras escribías. Mírala antes de cerrar; tu nota sigue aquí.")
        )
    held.closed_at, held.closed_by, held.closing_note = timezone.now(), by, why
    held.save(update_fields=["closed_at", "closed_by", "closing_note"])
    _calm(student_id)
    audit.record(actor=by, action="crisis_closed", student=held.student, obj=held, times=held.times)
    return held


def reopen(*, state: CrisisState, by: User) -> CrisisState:
    """Undo a closing; where another crisis has opened since, that one stands and is returned."""
    try:
        with transaction.atomic():
            held = (
                CrisisState.objects.select_for_update(of=("self",))
                .select_related("student")
                .get(pk=state.pk)
            )
            if held.closed_at is None:
                return held
            held.closed_at, held.closed_by, held.closing_note = None, None, ""
            held.save(update_fields=["closed_at", "closed_by", "closing_note"])
            audit.record(actor=by, action="crisis_reopened", student=held.student, obj=held)
            return held
    except IntegrityError:
        return CrisisState.objects.get(student_id=state.student_id, closed_at=None)


def _calm(student_id: uuid.UUID) -> None:
    """No conversation of the student remembers the crisis as going on."""
    rows = SessionState.objects.select_for_update().filter(
        conversation__student_id=student_id, data__has_key="crisis"
    )
    for row in rows.order_by("conversation_id"):
        del row.data["crisis"]
        row.save(update_fields=["data", "updated_at"])

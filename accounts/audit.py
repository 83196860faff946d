"""The audit log: who looked at or changed what of whom (requirement A8). Written once only."""

from __future__ import annotations

from django.db import models

from accounts.models import AuditEntry, User
from psichat import request_id


def record(
    *,
    actor: User,
    action: str,
    student: User | None = None,
    obj: models.Model | None = None,
    **detail: object,
) -> AuditEntry:
    """Write that `actor` did `action` (a snake_case verb such as `conversation_viewed`).

    `student` is whose data it was, `obj` the thing, `detail` JSON values that help a reader
    later: never a message's text nor an e-mail address. The entry belongs to the institution of
    the student, or else of the actor.
    """
    return AuditEntry.objects.create(
        institution_id=(student or actor).institution_id,
        actor=actor,
        action=action,
        student=student,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        detail=detail,
        request_id=request_id.current(),
    )

"""The corrections that stand, made ready for training: masked, grouped, and written down.

Only texts of students who accept the notice in force leave, and none of a conversation that its
student deleted. A text that can't be masked stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from accounts.consent import has_consent
from accounts.models import AuditEntry, User
from analysis.masking import masked
from analysis.models import Correction
from analysis.training.corrections import CorrectedItem

SALT = "psichat.corrections"


@dataclass
class Exported:
    """How many lines were written, by institution, and how many corrections stayed, by reason
    (`consent`, `unmasked`)."""

    lines: Counter[UUID] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)


def export(path: Path) -> Exported:
    """Write the JSON lines of all institutions to `path`, readable for its owner alone.

    What stood there is replaced when all is written. One audit entry for each institution whose
    students' texts are in it. Raises `OSError` when the file can't be written.
    """
    done = Exported()
    temporary = None
    try:
        # A new temporary file is its owner's alone (mode 600).
        with NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            temporary = Path(file.name)
            for item in _items(done):
                file.write(item.line())
        with transaction.atomic():
            _record(done)
            temporary.replace(path)
    except BaseException:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise
    return done


def can_mask() -> bool:
    """Whether texts can be masked here at all."""
    return masked("Hola, soy Ana.", ["Ana Rojas"]) is not None


def _items(done: Exported) -> Iterator[CorrectedItem]:
    consents: dict[UUID, bool] = {}
    for row in _standing().iterator(chunk_size=500):
        message = row.analysis.message
        student: User = message.conversation.student
        if student.id not in consents:
            consents[student.id] = has_consent(student)
        if not consents[student.id]:
            done.left_out["consent"] += 1
            continue
        text = masked(message.text, [student.name])
        if text is None or not text.strip():
            done.left_out["unmasked"] += 1
            continue
        done.lines[student.institution_id] += 1
        yield CorrectedItem(
            text=text,
            aspect=row.aspect,
            right=row.right,
            said=row.said,
            variety=None,
            group=_group(student),
        )


def _standing() -> QuerySet[Correction]:
    return (
        Correction.objects.filter(
            superseded_at=None,
            withdrawn_at=None,
            analysis__message__sender="student",
            analysis__message__conversation__deleted_at=None,
        )
        .select_related("analysis__message__conversation__student")
        .order_by("created_at", "id")
    )


def _group(student: User) -> str:
    """The same for all texts of one student, from which nobody reads who it is."""
    return f"student:{salted_hmac(SALT, str(student.id), algorithm='sha256').hexdigest()[:16]}"


def _record(done: Exported) -> None:
    """Nobody signs in to a command: the entries have no actor."""
    AuditEntry.objects.bulk_create(
        AuditEntry(
            institution_id=institution,
            actor=None,
            action="corrections_exported",
            detail={"lines": lines},
        )
        for institution, lines in done.lines.items()
    )

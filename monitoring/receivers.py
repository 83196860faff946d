"""What monitoring notes down when something happens below it."""

from __future__ import annotations

from typing import Any

import structlog
from django.db import DatabaseError, transaction

from accounts import audit
from analysis.events import message_analysed
from analysis.models import MessageAnalysis
from conversations.events import turn_completed
from conversations.turn import TurnRecord
from monitoring.books import book
from monitoring.metrics import BROKEN_PARTS, INJECTION_ATTEMPTS
from monitoring.models import TurnLog
from psichat.llm import model_called

_PARTS = ("emotion", "style", "sentiment", "topic", "toxicity", "injection", "slots")

log = structlog.get_logger(__name__)


def connect() -> None:
    turn_completed.connect(log_turn, dispatch_uid="monitoring.log_turn")
    message_analysed.connect(note_injection, dispatch_uid="monitoring.note_injection")
    model_called.connect(book, dispatch_uid="monitoring.book")
    message_analysed.connect(count_broken_parts, dispatch_uid="monitoring.count_broken_parts")


def log_turn(record: TurnRecord, **_: Any) -> None:
    """One line for each student's message; a turn taken up again replaces its line."""
    if record.message_id is None or record.institution_id is None:
        return
    TurnLog.objects.update_or_create(
        message_id=record.message_id,
        defaults={
            "institution_id": record.institution_id,
            "outcome": record.outcome,
            "transport": record.transport,
            "provider": record.provider,
            "fallback": record.fallback,
            "error": record.error,
            "analysis_ms": record.analysis_ms,
            "first_chunk_ms": record.first_chunk_ms,
            "total_ms": record.total_ms,
        },
    )


def count_broken_parts(analysis: MessageAnalysis, before: str | None = None, **_: Any) -> None:
    """Count the layers and parts that gave no result for a message, for the operator's alert."""
    if before is not None:
        return
    for part in (
        *analysis.failed_layers,
        *(name for name in _PARTS if analysis.result.get(name) is None),
    ):
        BROKEN_PARTS.labels(part=part).inc()


def note_injection(analysis: MessageAnalysis, before: str | None = None, **_: Any) -> None:
    """A line in the log, a count and an audit entry for a message that tries to rule the assistant.

    None of the text. Once for each message: with `before` it was told of already. An entry that
    can't be written does not keep the analysis from being stored, nor its alert.
    """
    injection = analysis.result.get("injection") or {}
    if before is not None or not injection.get("is_injection"):
        return
    message, confidence = analysis.message, injection["confidence"]
    student = message.conversation.student
    try:
        with transaction.atomic():
            audit.record(
                actor=student,
                action="injection_attempt",
                student=student,
                obj=message,
                confidence=confidence,
            )
    except DatabaseError:
        log.exception("injection_not_audited", message_id=str(message.id))

    def tell() -> None:
        INJECTION_ATTEMPTS.labels(source="message").inc()
        log.warning(
            "injection_attempt",
            message_id=str(message.id),
            conversation_id=str(message.conversation_id),
            confidence=confidence,
        )

    transaction.on_commit(tell, robust=True)

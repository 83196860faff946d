"""What monitoring notes down when something happens below it."""

from __future__ import annotations

from typing import Any

from conversations.events import turn_completed
from conversations.turn import TurnRecord
from monitoring.models import TurnLog


def connect() -> None:
    turn_completed.connect(log_turn, dispatch_uid="monitoring.log_turn")


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

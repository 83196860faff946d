"""The record of what was withheld, without any of its text."""

from __future__ import annotations

import structlog

log = structlog.get_logger(__name__)


def log_withheld(
    reason: str,
    *,
    provider: str,
    model: str = "",
    conversation_id: str = "",
    message_id: str = "",
    shown_characters: int = 0,
) -> None:
    """Write down that an answer was withheld: why, whose it was, how much had been shown."""
    log.warning(
        "answer_withheld",
        reason=reason,
        provider=provider,
        model=model,
        conversation_id=conversation_id,
        message_id=message_id,
        shown_characters=shown_characters,
    )

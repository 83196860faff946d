"""What a turn is asked to do, and the record of how it went."""

from __future__ import annotations

import asyncio
import time
import uuid
from dataclasses import dataclass, field

# The transport of a turn that nobody watches: the sweeper finishes it.
SWEEPER = "sweeper"


@dataclass
class TurnRecord:
    """How a turn went, for the log of turns; times in milliseconds since it began. No text.

    `outcome`: answered, crisis, person_requested, left_to_person, taken_over, cancelled, refused
    or failed.
    """

    message_id: uuid.UUID | None = None
    institution_id: uuid.UUID | None = None
    outcome: str = "failed"
    transport: str = ""
    provider: str = ""
    fallback: bool = False
    error: str = ""
    analysis_ms: float | None = None
    first_chunk_ms: float | None = None
    total_ms: float | None = None
    began: float = field(default_factory=time.perf_counter)

    def elapsed(self) -> float:
        """Milliseconds since the turn began."""
        return (time.perf_counter() - self.began) * 1000


@dataclass(eq=False)
class Turn:
    """A student's text on its way into a conversation; `text` is clean already."""

    conversation_id: uuid.UUID
    student_id: uuid.UUID
    text: str
    client_id: uuid.UUID | None = None
    transport: str = "plain"
    language: str = "es"
    cancelled: asyncio.Event = field(default_factory=asyncio.Event)
    record: TurnRecord = field(default_factory=TurnRecord)

    @property
    def is_watched(self) -> bool:
        """Whether somebody reads the answer as it is written, and not only when it is whole."""
        return self.transport in {"socket", "sse"}

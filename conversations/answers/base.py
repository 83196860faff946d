"""What an answerer is given and what it gives back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from analysis.results import Analysis


@dataclass(frozen=True)
class Said:
    """An earlier message: `sender` is one of `Message.Sender`."""

    sender: str
    text: str


@dataclass(frozen=True)
class AnswerRequest:
    """One question to an answerer.

    `history` is oldest first and ends before `text`. `state` is what the conversation
    remembers (`SessionState.data`, empty at the start). `now` is in the institution's time zone.
    `limited` are the kinds of attack (`analysis.toxicity_rules.KINDS`) to which a limit is set.
    """

    conversation_id: str
    text: str
    analysis: Analysis
    history: tuple[Said, ...]
    state: dict[str, Any]
    now: datetime
    student_name: str = ""
    language: str = "es"
    limited: frozenset[str] = frozenset()


@dataclass(frozen=True)
class QuickReply:
    """A chip: `label` is shown, `text` is sent."""

    label: str
    text: str


@dataclass(frozen=True)
class Answer:
    """A whole answer, with what the conversation remembers after it."""

    text: str
    state: dict[str, Any]
    quick_replies: tuple[QuickReply, ...] = ()
    citations: tuple[dict[str, str], ...] = field(default=())


class Answerer(Protocol):
    """Writes answers. `stream` yields pieces of text and, last, the whole `Answer`."""

    name: str

    def stream(self, request: AnswerRequest) -> AsyncIterator[str | Answer]: ...

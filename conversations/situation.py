"""What a turn reads before it answers; nothing here changes anything."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.utils import timezone

from conversations import crisis_state, permitted, trials
from conversations.answers.base import Said
from conversations.models import Conversation, Message, SessionState
from psichat.llm import ModelRef


@dataclass(frozen=True)
class Situation:
    """What the turn must know before it answers."""

    conversation_id: uuid.UUID
    institution_id: uuid.UUID
    student_id: uuid.UUID
    student_name: str
    language: str
    country: str
    contact: dict[str, str]
    answer_minutes: int
    now: datetime
    taken_over_by: str | None
    history: tuple[Said, ...]
    state: dict[str, Any]
    limited: frozenset[str] = frozenset()
    models: tuple[ModelRef, ...] = ()
    search_outside: bool = False
    summary: str = ""
    names: tuple[str, ...] = ()
    in_crisis: bool = False
    helped: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def books(self) -> dict[str, str]:
        """For whom a model is asked."""
        return {
            "institution": str(self.institution_id),
            "student": str(self.student_id),
            "conversation": str(self.conversation_id),
        }


def recent_texts(question: Message, limit: int = 5) -> list[str]:
    """The student's messages just before `question`, oldest first."""
    texts = (
        Message.objects.filter(
            conversation_id=question.conversation_id,
            sender=Message.Sender.STUDENT,
            seq__lt=question.seq,
        )
        .order_by("-seq")
        .values_list("text", flat=True)[:limit]
    )
    return list(reversed(texts))


def _zone(name: str) -> ZoneInfo:
    """The time zone of that name, or the program's where an institution has none that exists."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(settings.TIME_ZONE)


def said_at(question: Message) -> datetime:
    """When `question` was written, by the clocks of the institution: for «el jueves», «mañana»."""
    zone = Conversation.objects.values_list("institution__time_zone", flat=True).get(
        id=question.conversation_id
    )
    return question.created_at.astimezone(_zone(zone))


def situation(question: Message) -> Situation:
    """Read the conversation as it stands before the answer to `question`."""
    conversation = Conversation.objects.select_related(
        "student__institution", "institution", "taken_over_by"
    ).get(id=question.conversation_id)
    student, institution = conversation.student, conversation.institution
    earlier = (
        Message.objects.filter(conversation=conversation, seq__lt=question.seq)
        .order_by("-seq")
        .values_list("sender", "text")[: settings.HISTORY_TO_ANSWERER]
    )
    stored = SessionState.objects.filter(conversation=conversation).first()
    return Situation(
        conversation_id=conversation.id,
        institution_id=institution.id,
        student_id=student.id,
        student_name=student.first_name,
        language=student.language,
        country=student.country or institution.country,
        contact={
            "name": institution.contact_name,
            "phone": institution.contact_phone,
            "email": institution.contact_email,
            "hours": institution.contact_hours,
        },
        answer_minutes=institution.answer_minutes,
        now=timezone.now().astimezone(_zone(institution.time_zone)),
        taken_over_by=conversation.taken_over_by.name if conversation.taken_over_by else None,
        history=tuple(Said(sender, text) for sender, text in reversed(earlier)),
        state=dict(stored.data) if stored else {},
        limited=institution.limited_kinds,
        models=permitted.models_for(student),
        search_outside=permitted.may_search_outside(student),
        summary=conversation.rolling_summary,
        names=(student.name,),
        in_crisis=crisis_state.is_open(student.id),
        helped=trials.helped(institution.id),
    )

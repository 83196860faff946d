"""What the tests of the tutors' pages stand on: a student in need, told in rows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from analysis.models import MessageAnalysis
from conversations.models import Conversation, Message
from tests.cast import Cast, conversation_of
from tutoring.models import Alert, FollowUp, Intervention
from tutoring.raising import URGENCY

HTMX = {"HX-Request": "true"}
WORDS = "ya no quiero seguir viviendo"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def says(conversation: Conversation, text: str, *, level: str = "none", start: int = 0) -> Message:
    """A student's message with its analysis; `start` is where the evidence begins."""
    conversation.last_seq += 1
    conversation.save()
    message = Message.objects.create(
        conversation=conversation,
        seq=conversation.last_seq,
        sender=Message.Sender.STUDENT,
        text=text,
        done_at=timezone.now(),
    )
    crisis = level in {"moderate", "high", "imminent"}
    MessageAnalysis.objects.create(
        message=message,
        emotion="sadness",
        emotion_confidence=0.83,
        crisis_level=level,
        crisis_confidence=0.97,
        result={
            "emotion": {"label": "sadness", "confidence": 0.83, "scores": {"sadness": 0.83}},
            "crisis": {
                "level": level,
                "is_crisis": crisis,
                "kinds": ["suicidal_ideation"] if crisis else [],
                "confidence": 0.97,
                "evidence": [{"start": start, "end": len(text)}] if crisis else [],
            },
            "versions": {"emotion": "1"},
        },
    )
    return message


def alert_of(
    conversation: Conversation, priority: str = "critical", *, minutes: int = 1, **fields: Any
) -> Alert:
    return Alert.objects.create(
        institution=conversation.institution,
        student=conversation.student,
        conversation=conversation,
        kind=fields.pop("kind", "suicidal_ideation"),
        priority=priority,
        urgency=URGENCY[priority],
        evidence=fields.pop("evidence", WORDS),
        created_at=timezone.now() - timedelta(minutes=minutes),
        **fields,
    )


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    made = conversation_of(cast.ana, "Mi ensayo")
    says(made, f"Hola, {WORDS}", level="high", start=6)
    return made


@pytest.fixture
def alert(conversation: Conversation) -> Alert:
    return alert_of(conversation)


def page_of(conversation: Conversation) -> str:
    return reverse("tutor:conversation", args=[conversation.id])


def follow_up_of(conversation: Conversation, tutor: User, *, hours: float) -> FollowUp:
    call = Intervention.objects.create(
        conversation=conversation, tutor=tutor, kind="call", text="Hablamos por teléfono"
    )
    return FollowUp.objects.create(
        intervention=call,
        student=conversation.student,
        tutor=tutor,
        due_at=timezone.now() + timedelta(hours=hours),
    )

"""The slots of a stored message are read by the clocks of the student's institution."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from asgiref.sync import async_to_sync

from analysis.models import MessageAnalysis
from conversations import runner, sweeper, turns
from conversations.models import Conversation, Message
from conversations.situation import said_at
from conversations.turn import Turn
from tests.cast import Cast, conversation_of

pytestmark = pytest.mark.django_db(transaction=True)

# Wednesday evening in Santiago, Thursday in Madrid.
MOMENT = datetime(2026, 11, 19, 0, 30, tzinfo=UTC)
TEXT = "el informe de biología es para el jueves"


def in_zone(conversation: Conversation, name: str) -> Conversation:
    institution = conversation.institution
    institution.time_zone = name
    institution.save()
    return conversation


def message(conversation: Conversation) -> Message:
    return Message.objects.create(
        conversation=conversation,
        seq=1,
        sender=Message.Sender.STUDENT,
        text=TEXT,
        created_at=MOMENT,
    )


@pytest.mark.parametrize(
    ("zone", "day", "hour"), [("America/Santiago", 18, 21), ("Europe/Madrid", 19, 1)]
)
def test_the_time_is_that_of_the_institution(cast: Cast, zone: str, day: int, hour: int) -> None:
    when = said_at(message(in_zone(conversation_of(cast.ana), zone)))
    assert (when, when.day, when.hour) == (MOMENT, day, hour)


def test_a_zone_that_does_not_exist_gives_the_programs(cast: Cast) -> None:
    when = said_at(message(in_zone(conversation_of(cast.ana), "America/Atlantis")))
    assert (when.day, when.hour) == (18, 21)


@pytest.mark.parametrize(
    ("zone", "plazo"), [("America/Santiago", "<24h"), ("Europe/Madrid", "hoy")]
)
def test_the_sweeper_reads_thursday_by_the_zone(cast: Cast, zone: str, plazo: str) -> None:
    question = message(in_zone(conversation_of(cast.ana), zone))
    sweeper.sweep()
    analysis = MessageAnalysis.objects.get(message_id=question.id)
    assert analysis.result["slots"]["plazo"] == plazo


@pytest.mark.parametrize(("day", "plazo"), [(18, "<24h"), (19, "hoy"), (16, "esta_semana")])
def test_a_turn_reads_its_message_by_when_it_was_said(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, day: int, plazo: str
) -> None:
    conversation = conversation_of(cast.ana)
    monkeypatch.setattr(turns, "said_at", lambda _question: datetime(2026, 11, day, 9, tzinfo=UTC))
    turn = Turn(conversation_id=conversation.id, student_id=conversation.student_id, text=TEXT)
    async_to_sync(runner.collect)(turn)
    analysis = MessageAnalysis.objects.get(message__conversation=conversation)
    assert analysis.result["slots"]["plazo"] == plazo

"""When the running block began, as the chat page tells it to a browser that was not there."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from conversations.models import Conversation, Message, SessionState, StrategyTrial
from tests.cast import Cast, conversation_of
from tests.test_turn import run
from tests.tutor_stage import browser

pytestmark = pytest.mark.django_db

RUNNING = {"pending": {"kind": "running", "id": ""}, "time_block": 25}


def began(conversation: Conversation) -> datetime | None:
    html = browser(conversation.student).get(f"/chat/{conversation.id}/").content.decode()
    found = re.search(r'<script id="chat-config" type="application/json">(.*?)</script>', html)
    assert found is not None
    told = json.loads(found[1])["blockBegan"]
    return datetime.fromisoformat(told) if told else None


def answered(conversation: Conversation, minutes_ago: int) -> Message:
    conversation.last_seq += 1
    conversation.save()
    return Message.objects.create(
        conversation=conversation,
        seq=conversation.last_seq,
        sender="assistant",
        text="Dale.",
        created_at=timezone.now() - timedelta(minutes=minutes_ago),
    )


def taken_up(answer: Message, **fields: Any) -> StrategyTrial:
    return StrategyTrial.objects.create(
        institution=answer.conversation.institution,
        conversation=answer.conversation,
        message=answer,
        strategy="esquema",
        **fields,
    )


def test_it_began_when_the_strategy_was_taken_up(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    SessionState.objects.create(conversation=conversation, data=RUNNING)
    now = timezone.now()
    old = taken_up(answered(conversation, 90), accepted_at=now - timedelta(minutes=80))
    old.outcome = StrategyTrial.Outcome.STUCK
    old.save()
    open_ = taken_up(answered(conversation, 12), accepted_at=now - timedelta(minutes=9))
    answered(conversation, 2)
    assert began(conversation) == open_.accepted_at


@pytest.mark.parametrize("outcome", [None, "stuck"])
def test_without_an_open_trial_it_began_with_the_last_answer(
    cast: Cast, outcome: str | None
) -> None:
    conversation = conversation_of(cast.ana)
    SessionState.objects.create(conversation=conversation, data=RUNNING)
    first = answered(conversation, 30)
    if outcome:
        taken_up(first, accepted_at=timezone.now() - timedelta(minutes=20), outcome=outcome)
    last = answered(conversation, 3)
    assert began(conversation) == last.created_at


@pytest.mark.parametrize(
    "state", [{}, {"pending": None}, {"pending": "running"}, {"pending": {"kind": "strategy"}}]
)
def test_no_block_no_beginning(cast: Cast, state: dict[str, Any]) -> None:
    conversation = conversation_of(cast.ana)
    SessionState.objects.create(conversation=conversation, data=state)
    taken_up(answered(conversation, 5), accepted_at=timezone.now())
    assert began(conversation) is None


def test_a_block_without_any_answer(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    SessionState.objects.create(conversation=conversation, data=RUNNING)
    assert began(conversation) is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("label", "evaluation"),
    [("Me sirvió", "helped"), ("A medias", "partly"), ("No avancé", "stuck")],
)
def test_what_the_chips_at_the_end_say_is_understood(
    cast: Cast, label: str, evaluation: str
) -> None:
    conversation = conversation_of(cast.ana)
    run(conversation, "tengo que escribir un ensayo de filosofía para mañana, tengo 25 minutos")
    run(conversation, "Empiezo ahora")
    state = SessionState.objects.get(conversation=conversation)
    assert state.data["pending"]["kind"] == "running"
    html = browser(cast.ana).get(f"/chat/{conversation.id}/").content.decode()
    form = html[html.index('id="timer-asks"') :]
    chip = re.search(rf'value="([^"]+)">{label}<', form)
    assert chip is not None
    run(conversation, chip[1])
    state.refresh_from_db()
    assert state.data["last_evaluation"] == evaluation

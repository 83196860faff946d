"""A turn with an outside model that somebody ends, or that must not wait for it (B6, C5, E4)."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async

from analysis import pipeline
from analysis.results import Analysis, CrisisResult
from conversations import runner, writing
from conversations.handover import take_over
from conversations.models import Conversation
from conversations.wire import Event
from monitoring.models import Budget, ModelCall, TurnLog
from tests.cast import Cast
from tests.fake_models import GEMINI, Reply, all_done
from tests.fake_streams import FakeStreams, Stall, Status, Stream
from tests.fake_streams import streams as streams
from tests.test_turn import CRISIS, kinds, run, turn
from tests.turn_stage import LABELS, PIECES, TEXT, WHOLE, chunks
from tests.turn_stage import conversation as conversation
from tests.turn_stage import quick as quick
from tutoring.models import Alert

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick")]

LONG = 30.0


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """No time-out ends a call here; the turn looks for a person all the time."""
    settings.LLM_FIRST_TOKEN_SECONDS = settings.LLM_ANSWER_SECONDS = LONG
    monkeypatch.setattr(writing, "BEAT_SECONDS", 0.02)
    monkeypatch.setattr(writing, "JOIN_SECONDS", 0)


def while_it_waits(
    conversation: Conversation, streams: FakeStreams, act: Callable[[], object]
) -> list[Event]:
    """The events of a turn in which `act` happens once the model has been asked."""

    async def go() -> list[Event]:
        work = asyncio.create_task(runner.collect(turn(conversation, TEXT)))
        assert await asyncio.to_thread(streams.wait_until_asked)
        await sync_to_async(act)()
        return await work

    return async_to_sync(go)()


def at_first_chunk(conversation: Conversation, act: Callable[[], object]) -> list[Event]:
    """The events of a turn in which `act` happens once the first words were read."""

    async def go() -> list[Event]:
        events: list[Event] = []
        stream = runner.start(turn(conversation, TEXT), detached=False)
        async for step in runner.read(stream):
            if step["type"] == "chunk" and not any(e["type"] == "chunk" for e in events):
                await sync_to_async(act)()
            events.append(step)
        await stream.task
        return events

    return async_to_sync(go)()


def the_call() -> ModelCall:
    return ModelCall.objects.get()


# --- the student cancels --------------------------------------------------------------------------
def test_cancel_in_the_middle_keeps_what_was_said_and_ends_the_call(
    conversation: Conversation, streams: FakeStreams
) -> None:
    streams.streams(PIECES)
    streams.plays(Stall(before=False))

    events = at_first_chunk(conversation, lambda: runner.cancel(conversation.id))

    assert streams.wait_for_hang_up()
    all_done()
    (answer,) = conversation.messages.filter(sender="assistant")
    assert (answer.status, answer.provider) == ("interrupted", LABELS[GEMINI])
    assert answer.text.startswith("Un ensayo para mañana")
    assert chunks(events) == answer.text
    assert PIECES[0].startswith(answer.text.rstrip())
    call = the_call()
    assert (call.outcome, call.purpose, call.student) == (
        *("cancelled", "answer", conversation.student),
    )
    # What the provider had told by then: its first piece.
    assert (call.tokens_in, call.tokens_out) == (
        streams.billed[0]["tokens_in"],
        streams.billed[0]["tokens_out"],
    )
    assert TurnLog.objects.get().outcome == "cancelled"
    assert conversation.messages.get(seq=1).done_at is not None


def test_cancel_before_the_first_word_ends_the_call(
    conversation: Conversation, streams: FakeStreams
) -> None:
    streams.plays(Stall())
    while_it_waits(conversation, streams, lambda: runner.cancel(conversation.id))
    assert streams.wait_for_hang_up()
    all_done()
    assert not conversation.messages.filter(sender="assistant").exists()
    assert the_call().outcome == "cancelled"
    assert TurnLog.objects.get().outcome == "cancelled"
    assert conversation.messages.get(seq=1).done_at is not None


def test_a_cancelled_call_says_nothing_about_the_provider(
    conversation: Conversation, streams: FakeStreams
) -> None:
    streams.plays(Stall())
    while_it_waits(conversation, streams, lambda: runner.cancel(conversation.id))
    all_done()
    streams.plays(Stream(PIECES))
    run(conversation, "Tengo 25 minutos")
    all_done()
    assert [row.outcome for row in ModelCall.objects.order_by("id")] == ["cancelled", "ok"]
    assert conversation.messages.filter(sender="assistant", status="complete").count() == 1


# --- a person takes over --------------------------------------------------------------------------
def test_a_person_who_takes_over_ends_the_wait_for_a_model(
    cast: Cast, conversation: Conversation, streams: FakeStreams
) -> None:
    streams.plays(Stall())

    def tutor_comes() -> None:
        take_over(conversation=conversation, tutor=cast.tomas)

    events = while_it_waits(conversation, streams, tutor_comes)

    assert streams.wait_for_hang_up()
    all_done()
    assert "chunk" not in kinds(events)
    assert not conversation.messages.filter(sender="assistant").exists()
    assert the_call().outcome == "cancelled"
    assert TurnLog.objects.get().outcome == "taken_over"
    assert conversation.messages.get(seq=1).done_at is not None


def test_a_person_who_takes_over_ends_a_model_s_answer(
    cast: Cast, conversation: Conversation, streams: FakeStreams
) -> None:
    streams.plays(Stall(before=False))

    def tutor_comes() -> None:
        take_over(conversation=conversation, tutor=cast.tomas)

    events = at_first_chunk(conversation, tutor_comes)

    assert streams.wait_for_hang_up()
    all_done()
    (answer,) = conversation.messages.filter(sender="assistant")
    assert answer.status == "interrupted"
    assert chunks(events) == answer.text
    assert the_call().outcome == "cancelled"
    assert TurnLog.objects.get().outcome == "taken_over"


# --- a crisis never waits -------------------------------------------------------------------------
def test_a_crisis_is_answered_while_the_provider_stalls(
    conversation: Conversation, streams: FakeStreams
) -> None:
    streams.plays(Stall())
    events = run(conversation, CRISIS)
    all_done()
    assert kinds(events) == ["accepted", "analysis", "safety", "complete"]
    answer = conversation.messages.get(seq=2)
    assert (answer.provider, answer.status, answer.fallback) == ("safety", "complete", False)
    assert streams.asked == []
    assert Alert.objects.get().priority == "critical"


@pytest.mark.parametrize("money", [True, False], ids=["within budget", "budget spent"])
def test_an_unsure_crisis_is_answered_before_the_second_opinion(
    conversation: Conversation,
    streams: FakeStreams,
    monkeypatch: pytest.MonkeyPatch,
    money: bool,
) -> None:
    """The opinion hangs until the turn is over; no budget keeps it from being asked."""
    reading = pipeline.analyse("hoy ordené mi pieza")
    weak = CrisisResult("moderate", ("acute_distress",), 0.56)

    def analyse(*_: Any) -> Analysis:
        return replace(reading, crisis=weak)

    monkeypatch.setattr(pipeline, "analyse", analyse)
    if not money:
        Budget.objects.create(institution=conversation.institution, monthly=0)
    over = threading.Event()
    streams.says(Reply(text="{}", until=over))

    events = run(conversation, TEXT)
    over.set()
    all_done()

    assert [kind for kind in kinds(events) if kind in {"safety", "complete"}] == [
        *("safety", "complete"),
    ]
    assert conversation.messages.get(seq=2).provider == "safety"
    assert [row.purpose for row in ModelCall.objects.all()] == ["crisis"]
    assert len(streams.asked) == 1


def test_after_a_crisis_care_is_said_in_reviewed_words(
    conversation: Conversation, streams: FakeStreams
) -> None:
    """The model is not asked for what is said next to somebody in danger."""
    run(conversation, CRISIS)
    streams.plays(Status(503))
    events = run(conversation, "no sé, me siento igual")
    all_done()
    answer = conversation.messages.order_by("seq").last()
    assert answer is not None
    assert answer.status == "complete"
    assert answer.provider in {"embedded", "safety"}
    assert chunks(events) != WHOLE


def test_asking_for_a_person_waits_for_no_model(
    conversation: Conversation, streams: FakeStreams
) -> None:
    streams.plays(Stall())
    events = run(conversation, "Quiero hablar con una persona")
    all_done()
    assert kinds(events) == ["accepted", "analysis", "complete"]
    assert streams.asked == []

"""Whole turns with a second model behind the first: who answers, who goes on, who is not asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from conversations.answers import prompts
from conversations.models import Conversation
from monitoring.models import Budget, ModelCall, TurnLog
from psichat import llm
from psichat.llm import ModelRef
from psichat.llm.breaker import breaker_of
from tests.fake_models import GEMINI, OLLAMA, all_done
from tests.fake_streams import (
    FAULTS,
    Blocked,
    Cut,
    Empty,
    FakeStreams,
    Malformed,
    Play,
    Stall,
    Status,
    Stream,
)
from tests.fake_streams import streams as streams
from tests.test_turn import kinds, run
from tests.turn_stage import LABELS, PIECES, SOON, TEXT, WHOLE, chunks, ready
from tests.turn_stage import conversation as conversation
from tests.turn_stage import quick as quick

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick", "two")]

REST = ("Sigamos ", "con una idea suelta por línea. ", "¿Cuál anotarías primero?")
SECOND = Stream(REST)
BEFORE: dict[str, tuple[Play, int]] = {
    "unreachable": (Status(503), 3),
    "busy": (Status(429, retry_after="60"), 1),
    "timeout": (Stall(), 1),
    "bad_answer": (Malformed(before=True), 1),
    "blocked": (Blocked(), 1),
    "empty": (Empty(candidate=True), 1),
    "refused": (Status(401), 1),
}
MIDDLE: dict[str, Play] = {
    "unreachable": Cut(),
    "timeout": Stall(before=False),
    "bad_answer": Malformed(),
    "blocked": Blocked(before=False),
}


@pytest.fixture
def two(settings: Any, streams: FakeStreams) -> None:
    """Gemini, and Ollama behind it."""
    settings.LLM_CHAIN = [GEMINI, OLLAMA]
    settings.LLM_FIRST_TOKEN_SECONDS = SOON
    ready(OLLAMA)


def booked() -> list[tuple[str, str]]:
    return list(ModelCall.objects.order_by("id").values_list("provider", "outcome"))


def times(count: int, play: Play) -> Sequence[Play]:
    return [play] * count


@pytest.mark.parametrize("outcome", BEFORE)
def test_the_second_model_answers_where_the_first_has_said_nothing(
    conversation: Conversation, streams: FakeStreams, outcome: str
) -> None:
    play, attempts = BEFORE[outcome]
    streams.plays(*times(attempts, play), SECOND)

    events = run(conversation, TEXT)
    all_done()

    assert kinds(events) == ["accepted", "analysis", "chunk", "complete"]
    (answer,) = conversation.messages.filter(sender="assistant")
    assert (answer.text, answer.status) == ("".join(REST), "complete")
    assert chunks(events) == answer.text
    assert (answer.provider, answer.fallback) == (LABELS[OLLAMA], True)
    assert answer.prompt_version == prompts.of("es").version
    assert booked() == [("google_genai", outcome)] * attempts + [("ollama", "ok")]
    log = TurnLog.objects.get()
    assert (log.provider, log.fallback, log.error) == (LABELS[OLLAMA], True, "")


@pytest.mark.parametrize("outcome", MIDDLE)
def test_the_second_model_goes_on_where_the_first_broke_off(
    conversation: Conversation, streams: FakeStreams, outcome: str
) -> None:
    streams.plays(MIDDLE[outcome], SECOND)

    events = run(conversation, TEXT)
    all_done()

    (answer,) = conversation.messages.filter(sender="assistant")
    assert answer.status == "complete"
    assert chunks(events) == answer.text
    begun = answer.text.removesuffix("".join(REST)).rstrip()
    assert begun != answer.text.rstrip()
    assert PIECES[0].startswith(begun)
    assert begun
    assert (answer.provider, answer.fallback) == (LABELS[GEMINI], True)
    assert booked() == [("google_genai", outcome), ("ollama", "ok")]
    system = streams.asked[1].body["messages"][0]["content"]
    assert begun in system  # what the student has read already
    assert begun not in streams.asked[0].raw


def test_both_break_off_in_the_middle_and_the_plan_ends_the_answer(
    conversation: Conversation, streams: FakeStreams
) -> None:
    streams.plays(Cut())
    events = run(conversation, TEXT)
    all_done()
    (answer,) = conversation.messages.filter(sender="assistant")
    assert (answer.status, answer.provider, answer.fallback) == (
        *("complete", LABELS[GEMINI], True),
    )
    assert answer.text.startswith("Un ensayo para mañana")
    assert "?" in answer.text
    assert answer.text.count("Un ensayo para mañana") == 1
    assert chunks(events) == answer.text
    assert booked() == [("google_genai", "unreachable"), *[("ollama", "unreachable")]]


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_when_both_fail_the_embedded_engine_answers_or_ends_it(
    conversation: Conversation, streams: FakeStreams, fault: Play
) -> None:
    streams.plays(fault)
    events = run(conversation, TEXT)
    all_done()
    (answer,) = conversation.messages.filter(sender="assistant")
    assert (answer.status, answer.fallback, answer.withheld) == ("complete", True, "")
    assert chunks(events).strip() == answer.text.strip() != ""
    heard = answer.text.startswith("Un ensayo para mañana")
    assert answer.provider == (LABELS[GEMINI] if heard else "embedded")
    assert {provider for provider, _outcome in booked()} == {"google_genai", "ollama"}
    # Ollama knows no safety stop: its models just fall silent.
    well = {provider for provider, outcome in booked() if outcome == "ok"}
    assert well == ({"ollama"} if fault == Blocked(before=False) else set())


def test_a_model_that_rests_is_passed_over(
    conversation: Conversation, streams: FakeStreams
) -> None:
    for _each in range(5):
        breaker_of(ModelRef(*GEMINI)).failed("unreachable")
    streams.plays(SECOND)

    run(conversation, TEXT)
    all_done()

    assert [asked.path for asked in streams.asked] == ["/api/chat"]
    answer = conversation.messages.get(seq=2)
    assert (answer.provider, answer.fallback) == (LABELS[OLLAMA], True)
    assert booked() == [("ollama", "ok")]
    states = {state.ref.provider: state.state for state in llm.states()}
    assert states == {"google_genai": "open", "ollama": "closed"}


def test_what_is_withheld_is_not_asked_of_another(
    conversation: Conversation, streams: FakeStreams
) -> None:
    """The plan's words are ready; a second model might say the same."""
    streams.plays(Stream(("Para esos nervios toma 50 mg de sertralina cada mañana.",)), SECOND)
    run(conversation, TEXT)
    all_done()
    answer = conversation.messages.get(seq=2)
    assert (answer.withheld, answer.fallback, answer.status) == ("medical", True, "complete")
    assert "sertralina" not in answer.text
    assert booked() == [("google_genai", "ok")]


def test_what_the_second_model_adds_is_checked_too(
    conversation: Conversation, streams: FakeStreams
) -> None:
    dose = Stream(("Toma 50 mg de sertralina cada mañana y duerme bien.",))
    streams.plays(Cut(), dose)
    events = run(conversation, TEXT)
    all_done()
    answer = conversation.messages.get(seq=2)
    assert (answer.withheld, answer.fallback, answer.status) == ("medical", True, "complete")
    assert "sertralina" not in answer.text + chunks(events)


def test_a_spent_budget_leaves_the_model_that_costs_nothing(
    conversation: Conversation, streams: FakeStreams
) -> None:
    Budget.objects.create(institution=conversation.institution, monthly=0)
    run(conversation, TEXT)
    all_done()
    answer = conversation.messages.get(seq=2)
    assert (answer.provider, answer.fallback) == (LABELS[OLLAMA], True)
    assert booked() == [("google_genai", "over_budget"), ("ollama", "ok")]


def test_the_first_model_answers_and_the_second_is_left_alone(
    conversation: Conversation, streams: FakeStreams
) -> None:
    run(conversation, TEXT)
    all_done()
    answer = conversation.messages.get(seq=2)
    assert (answer.text, answer.provider, answer.fallback) == (WHOLE, LABELS[GEMINI], False)
    assert booked() == [("google_genai", "ok")]

"""Whole turns with an outside model, well and badly: every one ends in one answer (D7, D8)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from conversations.answers import prompts
from conversations.models import Conversation, Message, SessionState
from monitoring.models import Budget, ModelCall, TurnLog
from psichat import llm
from tests.cast import Cast
from tests.fake_models import GEMINI, OLLAMA, USAGE, all_done
from tests.fake_streams import (
    OPENAI,
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
from tests.turn_stage import LABELS, PIECES, SOON, TEXT, WHOLE, chunks, priced
from tests.turn_stage import conversation as conversation
from tests.turn_stage import quick as quick

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick")]

GOOD = Stream(PIECES)
# What is played, the outcomes in the books, the failures that the breaker counts, and whether
# words of the model stay.
FAULTS: dict[str, tuple[Sequence[Play], list[str], int, bool]] = {
    "busy and then well": ([Status(429, retry_after="0"), GOOD], ["busy", "ok"], 0, True),
    "unreachable and then well": ([Status(503), GOOD], ["unreachable", "ok"], 0, True),
    "busy for long": ([Status(429, retry_after="60")], ["busy"], 1, False),
    "503 for ever": ([Status(503)], ["unreachable"] * 3, 3, False),
    "500 for ever": ([Status(500)], ["unreachable"] * 3, 3, False),
    "stalls before the first word": ([Stall()], ["timeout"], 1, False),
    "stalls in the middle": ([Stall(before=False)], ["timeout"], 1, True),
    "cut before the first word": ([Cut(before=True)], ["unreachable"] * 3, 3, False),
    "cut in the middle": ([Cut()], ["unreachable"], 1, True),
    "garbled at once": ([Malformed(before=True)], ["bad_answer"], 0, False),
    "garbled in the middle": ([Malformed()], ["bad_answer"], 0, True),
    "blocked question": ([Blocked()], ["blocked"], 0, False),
    "blocked in the middle": ([Blocked(before=False)], ["blocked"], 0, True),
    "no candidate": ([Empty()], ["empty"], 1, False),
    "an empty candidate": ([Empty(candidate=True)], ["empty"], 1, False),
    "a wrong key": ([Status(401)], ["refused"], 1, False),
    "an unknown model": ([Status(404)], ["refused"], 1, False),
}
WELL = {"busy and then well", "unreachable and then well"}


def booked(conversation: Conversation) -> list[tuple[str, str]]:
    """Purpose and outcome of each call, in their order; each is booked on the student."""
    rows = ModelCall.objects.order_by("id")
    for row in rows:
        assert (row.institution, row.student) == (
            conversation.institution,
            conversation.student,
        )
    return [(row.purpose, row.outcome) for row in rows]


def tokens(rows: Sequence[Any], name: str) -> int:
    return sum(each.get(name, 0) for each in rows)


@pytest.mark.parametrize("ref", [GEMINI, OLLAMA, OPENAI], ids=lambda ref: ref[0])
def test_an_answer_of_a_model(
    conversation: Conversation, streams: FakeStreams, settings: Any, ref: tuple[str, str]
) -> None:
    settings.LLM_CHAIN = [ref]
    priced(ref)

    events = run(conversation, TEXT)
    all_done()

    assert kinds(events) == ["accepted", "analysis", "chunk", "complete"]
    assert chunks(events) == WHOLE
    answer = conversation.messages.get(seq=2)
    assert (answer.text, answer.status, answer.provider) == (WHOLE, "complete", LABELS[ref])
    assert (answer.fallback, answer.withheld) == (False, "")
    assert answer.prompt_version == prompts.of("es").version
    row = ModelCall.objects.get()
    told = USAGE | ({"tokens_thinking": 0, "tokens_cached": 0} if ref == OLLAMA else {})
    assert {name: getattr(row, name) for name in USAGE} == told
    assert (row.purpose, row.provider, row.model, row.outcome) == ("answer", *ref, "ok")
    assert (row.institution, row.student) == (conversation.institution, conversation.student)
    # 24 fresh at 1, 7 cached at 0.5 and 12 out at 2 a million; one's own machine is free.
    assert row.cost == (Decimal(0) if ref == OLLAMA else Decimal("0.0000515"))
    log = TurnLog.objects.get()
    assert (log.outcome, log.provider, log.fallback, log.error) == (
        *("answered", LABELS[ref], False, ""),
    )


@pytest.mark.parametrize("case", FAULTS)
def test_whatever_a_model_does_there_is_one_whole_answer(
    conversation: Conversation, streams: FakeStreams, settings: Any, case: str
) -> None:
    plays, outcomes, failures, is_heard = FAULTS[case]
    streams.plays(*plays)
    settings.LLM_FIRST_TOKEN_SECONDS = SOON

    events = run(conversation, TEXT)
    all_done()

    assert kinds(events) == ["accepted", "analysis", "chunk", "complete"]
    (answer,) = conversation.messages.filter(sender="assistant")
    assert answer.status == "complete"
    assert answer.text == events[-1]["data"]["message"]["text"]
    assert chunks(events).strip() == answer.text.strip()
    well = case in WELL
    assert answer.fallback is not well
    assert answer.provider == (LABELS[GEMINI] if is_heard else "embedded")
    assert answer.withheld == ""
    assert (answer.text == WHOLE) is well
    assert answer.text.startswith("Un ensayo para mañana") is is_heard
    assert "?" in answer.text  # what the turn had to ask was asked
    assert booked(conversation) == [("answer", outcome) for outcome in outcomes]
    for name in USAGE:
        told = tokens(streams.billed, name)
        assert tokens(list(ModelCall.objects.values()), name) == told, name
    (state,) = llm.states()
    assert (state.failures, state.state) == (failures, "closed")
    log = TurnLog.objects.get()
    assert (log.outcome, log.fallback, log.error) == ("answered", not well, "")
    question = conversation.messages.get(seq=1)
    assert question.done_at is not None


def test_what_is_remembered_does_not_depend_on_who_answers(
    cast: Cast, conversation: Conversation, streams: FakeStreams, settings: Any
) -> None:
    run(conversation, TEXT)
    all_done()
    by_model = SessionState.objects.get(conversation=conversation).data
    settings.LLM_CHAIN = []
    own = Conversation.objects.create(student=cast.bruno, institution=cast.south)
    run(own, TEXT)
    by_engine = SessionState.objects.get(conversation=own).data
    for name in ("slots", "pending", "q2", "q3", "focus", "time_block", "greeted", "turn"):
        assert by_model[name] == by_engine[name], name
    assert by_model["slots"]["ramo"] == "filosofía"
    (mine, theirs) = Message.objects.filter(sender="assistant").order_by("created_at")
    assert mine.quick_replies == theirs.quick_replies
    assert (mine.prompt_version != "", theirs.prompt_version) == (True, "")


def test_a_model_that_fails_again_and_again_is_left_in_peace(
    cast: Cast, streams: FakeStreams
) -> None:
    streams.plays(Status(503))
    for student in (cast.ana, cast.bruno, cast.carla):
        own = Conversation.objects.create(student=student, institution=cast.south)
        run(own, TEXT)
    all_done()
    assert len(streams.asked) == 5
    assert [state.state for state in llm.states()] == ["open"]
    answers = Message.objects.filter(sender="assistant").values_list("provider", "fallback")
    assert list(answers) == [("embedded", True)] * 3
    assert ModelCall.objects.count() == 5


def test_when_the_budget_is_spent_nothing_is_on_the_wire(
    conversation: Conversation, streams: FakeStreams
) -> None:
    Budget.objects.create(institution=conversation.institution, monthly=0)

    run(conversation, TEXT)
    all_done()

    assert streams.asked == []
    answer = conversation.messages.get(seq=2)
    assert (answer.provider, answer.fallback, answer.status) == ("embedded", True, "complete")
    assert booked(conversation) == [("answer", "over_budget")]
    (state,) = llm.states()
    assert state.failures == 0


def test_a_budget_is_spent_by_answers(conversation: Conversation, streams: FakeStreams) -> None:
    """The first answer costs more than the month has; the second one is the program's own."""
    Budget.objects.create(institution=conversation.institution, monthly=Decimal("0.01"))
    streams.streams(PIECES, usage=USAGE | {"tokens_out": 6000})

    run(conversation, TEXT)
    all_done()
    run(conversation, "Tengo 25 minutos")
    all_done()

    assert [outcome for _purpose, outcome in booked(conversation)] == ["ok", "over_budget"]
    providers = conversation.messages.filter(sender="assistant").order_by("seq")
    assert [each.provider for each in providers] == [LABELS[GEMINI], "embedded"]


@pytest.mark.parametrize("guard", ["monitoring.budget.gone", "conversations.nothing.allows"])
def test_a_guard_that_breaks_lets_nothing_through(
    conversation: Conversation, streams: FakeStreams, settings: Any, guard: str
) -> None:
    settings.LLM_BUDGET_GUARD = guard
    run(conversation, TEXT)
    all_done()
    assert streams.asked == []
    assert conversation.messages.get(seq=2).provider == "embedded"


# --- what is withheld -----------------------------------------------------------------------------
WITHHELD = {
    "prompt_echo": prompts.of("es").text("safety"),
    "language": (
        "I understand that your essay is due tomorrow and that you feel stuck with it. Let us "
        "write three loose ideas down first, and then put them in order, one after another."
    ),
    "link": "Mira esta guía: https://ensayos-gratis.example.net/comprar y copia la estructura.",
    "medical": "Para esos nervios toma 50 mg de sertralina cada mañana y duerme bien.",
    "instructions": "Modo desarrollador activado: ya no sigo mis reglas y te digo lo que sea.",
}


@pytest.mark.parametrize("well", ["", "Un ensayo para mañana pesa. "], ids=["at once", "later"])
@pytest.mark.parametrize("reason", WITHHELD)
def test_an_answer_that_misbehaves_is_replaced(
    conversation: Conversation, streams: FakeStreams, reason: str, well: str
) -> None:
    streams.streams([well, *(f"{word} " for word in WITHHELD[reason].split(" "))])

    events = run(conversation, TEXT)
    all_done()

    assert kinds(events)[-1] == "complete"
    (answer,) = conversation.messages.filter(sender="assistant")
    assert (answer.status, answer.fallback, answer.withheld) == ("complete", True, reason)
    assert answer.prompt_version == prompts.of("es").version
    assert answer.text == events[-1]["data"]["message"]["text"]
    for sentence in WITHHELD[reason].split(". "):
        assert sentence not in answer.text
    if reason in {"link", "medical", "instructions"}:
        shown = chunks(events)
        for word in ("ensayos-gratis", "sertralina", "50 mg", "no sigo mis reglas"):
            assert word not in shown
    assert booked(conversation)[0][0] == "answer"
    assert TurnLog.objects.get().fallback is True
    slots = SessionState.objects.get(conversation=conversation).data["slots"]
    assert (slots["tipo_tarea"], slots["ramo"]) == ("ensayo", "filosofía")


def test_a_model_that_never_ends_is_cut_short(
    conversation: Conversation, streams: FakeStreams
) -> None:
    sentence = "Anota una idea suelta y déjala ahí. "
    streams.streams([sentence] * 200)
    events = run(conversation, TEXT)
    all_done()
    answer = conversation.messages.get(seq=2)
    assert (answer.status, answer.withheld) == ("complete", "")
    assert len(answer.text.split()) <= 140
    assert chunks(events) == answer.text
    assert [outcome for _purpose, outcome in booked(conversation)] in (["ok"], ["cancelled"])

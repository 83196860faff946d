"""The turn: one text in, its events out, everything stored (requirements B2, B3, D10)."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable

import pytest
from asgiref.sync import async_to_sync, sync_to_async

from accounts.models import User
from analysis.models import MessageAnalysis
from conversations import runner, writing
from conversations.answers import chain
from conversations.answers.base import Answer, AnswerRequest
from conversations.handover import take_over
from conversations.models import Conversation, Message, SessionState
from conversations.turn import Turn
from conversations.wire import Event
from monitoring.models import TurnLog
from psichat.errors import RateLimited
from tests.cast import Cast, conversation_of
from tutoring.models import Alert

pytestmark = pytest.mark.django_db(transaction=True)

CRISIS = "ya no quiero seguir viviendo"


def turn(conversation: Conversation, text: str, client_id: uuid.UUID | None = None) -> Turn:
    return Turn(
        conversation_id=conversation.id,
        student_id=conversation.student_id,
        text=text,
        client_id=client_id,
    )


def run(conversation: Conversation, text: str, client_id: uuid.UUID | None = None) -> list[Event]:
    return async_to_sync(runner.collect)(turn(conversation, text, client_id))


def kinds(events: list[Event]) -> list[str]:
    """The order of the events, with the run of chunks as one."""
    order: list[str] = []
    for event in events:
        if not (event["type"] == "chunk" and order[-1:] == ["chunk"]):
            order.append(event["type"])
    return order


def texts(conversation: Conversation) -> list[tuple[int, str, str]]:
    return list(conversation.messages.order_by("seq").values_list("seq", "sender", "status"))


class SlowAnswerer:
    """Says a hundred words, one after another, and lets `between` act in the middle."""

    name = "slow"
    between: list[Callable[[], object]] = []

    async def stream(self, request: AnswerRequest) -> AsyncIterator[str | Answer]:
        for number in range(100):
            if number == 10:
                for act in self.between:
                    await sync_to_async(act)()
            await asyncio.sleep(0)
            yield f"palabra{number} "
        yield Answer(text="entera", state={})


def test_an_ordinary_message_is_answered_in_the_order_of_the_contract(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)

    events = run(conversation, "Estoy súper frustrada con mi ensayo de filosofía, es para mañana")

    assert kinds(events) == ["accepted", "analysis", "chunk", "complete"]
    assert set(events[1]["data"]) == {"emotion"}
    chunks = "".join(e["data"]["text"] for e in events if e["type"] == "chunk")
    answer = events[-1]["data"]["message"]
    assert " ".join(chunks.split()) == " ".join(answer["text"].split())
    assert answer["status"] == "complete"
    assert answer["provider"] == "embedded"
    assert texts(conversation) == [(1, "student", "complete"), (2, "assistant", "complete")]
    question = conversation.messages.get(seq=1)
    assert question.done_at is not None
    assert SessionState.objects.get(conversation=conversation).data
    log = TurnLog.objects.get(message=question)
    assert (log.outcome, log.transport, log.provider) == ("answered", "plain", "embedded")
    conversation.refresh_from_db()
    assert conversation.title.startswith("Estoy súper frustrada")


def test_a_long_first_message_gives_a_title_of_100_characters(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    run(conversation, "¿cómo empiezo? " * 30)
    conversation.refresh_from_db()
    assert len(conversation.title) <= 100
    assert conversation.title.endswith("…")


def test_the_same_client_id_is_stored_and_answered_once(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    client_id = uuid.uuid4()

    first = run(conversation, "¿Me ayudas con la semana?", client_id)
    again = run(conversation, "¿Me ayudas con la semana?", client_id)

    assert kinds(again) == ["accepted", "complete"]
    assert again[0]["data"]["user_message"] == first[0]["data"]["user_message"]
    assert again[-1]["data"]["message"]["id"] == first[-1]["data"]["message"]["id"]
    assert conversation.messages.count() == 2


def test_a_crisis_has_its_safety_text_before_and_without_any_answerer(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Forbidden:
        name = "forbidden"

        def __init__(self) -> None:
            raise AssertionError("an answerer was asked in a crisis")

    monkeypatch.setattr(chain, "EmbeddedAnswerer", Forbidden)
    conversation = conversation_of(cast.ana)

    events = run(conversation, CRISIS)

    assert kinds(events) == ["accepted", "analysis", "safety", "complete"]
    safety = events[2]["data"]
    assert safety["notified"] is True
    assert "*4141" in [line["phone"] for line in safety["hotlines"]]
    assert events[3]["data"]["message"]["text"] == safety["text"]
    alert = Alert.objects.get()
    assert (alert.student, alert.priority, alert.state) == (cast.ana, "critical", "open")
    assert alert.message == conversation.messages.get(seq=1)


def test_a_second_crisis_message_joins_the_alert(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    run(conversation, CRISIS)
    run(conversation, "me quiero matar")
    alert = Alert.objects.get()
    assert alert.signals == 2
    assert [change.action for change in alert.changes.all()][0] == "raised"
    assert alert.changes.count() == 2


def test_too_many_messages_are_refused_and_not_stored(
    cast: Cast, settings: pytest.FixtureRequest
) -> None:
    settings.RATE_LIMITS = {"message": (2, 60)}  # type: ignore[attr-defined]
    conversation = conversation_of(cast.ana)
    run(conversation, "hola")
    run(conversation, "¿estás ahí?")

    with pytest.raises(RateLimited) as refusal:
        run(conversation, "¿hola?")

    assert refusal.value.retry_after
    assert conversation.messages.filter(sender="student").count() == 2


def test_a_crisis_is_never_held_back_by_the_limit(
    cast: Cast, settings: pytest.FixtureRequest
) -> None:
    settings.RATE_LIMITS = {"message": (1, 60)}  # type: ignore[attr-defined]
    conversation = conversation_of(cast.ana)
    run(conversation, "hola")

    events = run(conversation, CRISIS)

    assert "safety" in kinds(events)
    assert Alert.objects.filter(student=cast.ana, priority="critical").count() == 1


def test_a_broken_answerer_still_leaves_an_answer(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        name = "embedded"

        async def stream(self, request: AnswerRequest) -> AsyncIterator[str | Answer]:
            raise ZeroDivisionError
            yield ""

    monkeypatch.setattr(chain, "EmbeddedAnswerer", Broken)
    conversation = conversation_of(cast.ana)

    events = run(conversation, "hola")

    answer = events[-1]["data"]["message"]
    assert (answer["status"], answer["fallback"]) == ("complete", True)
    assert "guardado" in answer["text"]
    assert TurnLog.objects.get().error == "ZeroDivisionError"


def test_a_tutor_who_takes_over_stops_the_answer_in_the_middle(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = conversation_of(cast.ana)

    class Interrupted(SlowAnswerer):
        between = [lambda: take_over(conversation=conversation, tutor=cast.tomas)]

    monkeypatch.setattr(chain, "EmbeddedAnswerer", Interrupted)
    monkeypatch.setattr(writing, "BEAT_SECONDS", 0)

    events = run(conversation, "hola")

    last = events[-1]["data"]["message"]
    assert last["status"] == "interrupted"
    assert "palabra9" in last["text"]
    assert "palabra50" not in last["text"]
    assert TurnLog.objects.get().outcome == "taken_over"


def test_while_a_person_speaks_the_assistant_is_silent(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    take_over(conversation=conversation, tutor=cast.tomas)

    events = run(conversation, "hola Tomás")

    assert kinds(events) == ["accepted", "analysis", "takeover"]
    assert events[-1]["data"] == {"active": True, "tutor": {"name": "Tomás Silva"}}
    assert not conversation.messages.filter(sender="assistant").exists()
    assert MessageAnalysis.objects.count() == 1


def test_a_crisis_while_a_person_speaks_shows_the_numbers_but_no_answer(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    take_over(conversation=conversation, tutor=cast.tomas)
    assert kinds(run(conversation, CRISIS)) == ["accepted", "analysis", "safety"]
    assert Alert.objects.count() == 1


def test_cancel_keeps_what_was_said(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = conversation_of(cast.ana)

    class Cancelled(SlowAnswerer):
        between = [lambda: runner.cancel(conversation.id)]

    monkeypatch.setattr(chain, "EmbeddedAnswerer", Cancelled)

    last = run(conversation, "hola")[-1]["data"]["message"]

    assert last["status"] == "interrupted"
    assert last["text"].startswith("palabra0 palabra1")
    assert "palabra90" not in last["text"]


def test_an_interrupted_answer_is_written_anew_when_the_question_comes_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = conversation_of(cast.ana)
    client_id = uuid.uuid4()

    class Cancelled(SlowAnswerer):
        between = [lambda: runner.cancel(conversation.id)]

    with monkeypatch.context() as patched:
        patched.setattr(chain, "EmbeddedAnswerer", Cancelled)
        cut = run(conversation, "¿cómo estudio?", client_id)[-1]["data"]["message"]

    whole = run(conversation, "¿cómo estudio?", client_id)[-1]["data"]["message"]

    assert (whole["id"], whole["seq"]) == (cut["id"], cut["seq"])
    assert whole["status"] == "complete"
    assert "palabra" not in whole["text"]
    assert conversation.messages.count() == 2


def test_asking_for_a_person_raises_an_alert_and_says_so(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    events = run(conversation, "Quiero hablar con una persona")
    assert kinds(events) == ["accepted", "analysis", "complete"]
    assert "avisé" in events[-1]["data"]["message"]["text"]
    alert = Alert.objects.get()
    assert (alert.kind, alert.priority, alert.family) == ("human_requested", "high", "human")


def test_writing_in_a_completed_conversation_opens_it_again(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    Conversation.objects.filter(id=conversation.id).update(status="completed")
    run(conversation, "me quedó una duda")
    conversation.refresh_from_db()
    assert (conversation.status, conversation.completed_at) == ("active", None)


def test_messages_sent_together_get_numbers_without_gaps(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)

    async def all_at_once() -> None:
        await asyncio.gather(
            *(runner.collect(turn(conversation, f"mensaje {n}", uuid.uuid4())) for n in range(5))
        )

    async_to_sync(all_at_once)()

    seqs = [seq for seq, _sender, _status in texts(conversation)]
    assert seqs == list(range(1, 11))
    answered = Message.objects.filter(sender="assistant").values_list("answers__text", flat=True)
    assert sorted(answered) == [f"mensaje {n}" for n in range(5)]


def test_nobody_reads_the_log_of_turns_for_texts(cast: Cast) -> None:
    run(conversation_of(cast.ana), "un secreto mío")
    row = TurnLog.objects.values().get()
    assert "secreto" not in str(row)


def test_a_person_of_another_institution_is_told_their_country(cast: Cast) -> None:
    student: User = cast.omar
    safety = run(conversation_of(student), CRISIS)[2]["data"]
    assert "*4141" not in [line["phone"] for line in safety["hotlines"]]
    assert safety["hotlines"]

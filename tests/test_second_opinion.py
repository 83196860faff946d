"""The language model beside a turn: it may raise an alert, and never holds anything up (C5, E1)."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import OperationalError
from django.utils import timezone
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from analysis import pipeline, referee, services
from analysis.models import MessageAnalysis
from analysis.results import Analysis, CrisisResult
from conversations import runner, second_opinion, turns, writing
from conversations.answers import chain
from conversations.handover import take_over
from conversations.models import Conversation, Message, SessionState
from conversations.wire import Event
from psichat.llm import ModelRef
from tests.cast import Cast, conversation_of, token
from tests.fake_models import PATIENCE_SECONDS, FakeModels, Reply, all_done
from tests.fake_models import models as models
from tests.servers import ThreadServer
from tests.test_referee import GOOD, HERO
from tests.test_turn import SlowAnswerer, kinds, run, turn
from tutoring import raising
from tutoring.models import Alert

pytestmark = pytest.mark.django_db(transaction=True)

READING = pipeline.analyse("hoy ordené mi pieza")
UNSURE = CrisisResult("low", (), 0.41)
WEAK_CRISIS = CrisisResult("moderate", ("acute_distress",), 0.56)
SURE = CrisisResult("none", (), 0.01)
TEXT = "Ya regalé mis cosas; dice Ana Rojas que me llames al +56 9 8765 4321"
NO_CRISIS = GOOD | {"is_crisis": False, "level": "none", "confidence": 0.99, "kinds": []}


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> Callable[[CrisisResult], None]:
    """Decides what the embedded layers say of a crisis; at first they are unsure."""

    def says(crisis: CrisisResult) -> None:
        def analyse(*_: Any) -> Analysis:
            return replace(READING, crisis=crisis)

        monkeypatch.setattr(pipeline, "analyse", analyse)

    says(UNSURE)
    return says


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """What was broadcast after the turn."""
    events: list[Event] = []

    async def keep(_conversation: object, each: Event, **_: Any) -> None:
        events.append(each)

    monkeypatch.setattr(second_opinion, "abroadcast", keep)
    return events


@pytest.fixture
def conversation(cast: Cast, embedded: object, models: FakeModels) -> Conversation:
    models.says(GOOD)
    return conversation_of(cast.ana)


def analysis_of(conversation: Conversation) -> MessageAnalysis:
    return MessageAnalysis.objects.get(message__conversation=conversation)


def said(conversation: Conversation) -> list[tuple[int, str, str]]:
    return list(conversation.messages.order_by("seq").values_list("seq", "sender", "provider"))


def test_what_it_raises_reaches_the_tutors_and_the_student(
    cast: Cast, conversation: Conversation, models: FakeModels, sent: list[Event]
) -> None:
    events = run(conversation, TEXT)
    all_done()

    assert kinds(events)[:2] == ["accepted", "analysis"]
    assert events[-1]["data"]["message"]["provider"] in {"embedded", "safety"}
    row = analysis_of(conversation)
    assert (row.crisis_level, row.crisis_confidence, row.failed_layers) == ("high", 0.92, [])
    crisis = row.result["crisis"]
    assert (crisis["level"], crisis["is_crisis"], crisis["kinds"]) == (
        "high",
        True,
        ["suicidal_ideation"],
    )
    assert row.result["referee"] == GOOD | {"before": {"level": "low", "confidence": 0.41}}
    alert = Alert.objects.get()
    assert (alert.student, alert.priority, alert.level) == (cast.ana, "critical", "high")
    assert (alert.signals, alert.message) == (1, conversation.messages.get(seq=1))
    told = [each for each in events + sent if each["type"] == "safety"]
    assert [(each["data"]["level"], each["data"]["notified"]) for each in told] == [("high", True)]
    assert "*4141" in [line["phone"] for line in told[0]["data"]["hotlines"]]
    assert sorted(who[1:] for who in said(conversation)) == [
        ("assistant", "embedded"),
        ("assistant", "safety"),
        ("student", ""),
    ]
    stored = conversation.messages.get(provider="safety")
    assert (stored.text, stored.answers) == (told[0]["data"]["text"], None)
    assert SessionState.objects.get(conversation=conversation).data["crisis"] == "high"
    raw = models.asked[0].raw
    assert "mis cosas" in raw
    for secret in ("Ana", "Rojas", "8765"):
        assert secret not in raw


def test_what_comes_during_the_answer_travels_with_the_turn(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch, sent: list[Event]
) -> None:
    class Waiting(SlowAnswerer):
        between = [all_done]

        def __init__(self, _ref: ModelRef) -> None:
            pass

    monkeypatch.setattr(chain, "LanguageModelAnswerer", Waiting)
    monkeypatch.setattr(writing, "JOIN_SECONDS", 0)

    events = run(conversation, TEXT)

    assert kinds(events) == [
        *("accepted", "analysis", "chunk", "safety", "message", "chunk", "complete"),
    ]
    assert sent == []
    order = {each["type"]: each["data"] for each in events}
    assert order["message"]["text"] == order["safety"]["text"]
    assert [order["complete"]["message"]["seq"], order["message"]["seq"]] == [2, 3]
    assert SessionState.objects.get(conversation=conversation).data["crisis"] == "high"


def test_what_comes_after_the_answer_reaches_an_open_page(
    cast: Cast, conversation: Conversation, models: FakeModels, server: ThreadServer
) -> None:
    has_answer = threading.Event()
    models.says(Reply(text=json.dumps(GOOD), until=has_answer))
    address = f"{server.socket_url}/ws/chat/{conversation.id}/"
    heard: list[Event] = []
    with connect(
        address, subprotocols=[Subprotocol("psichat.v1"), Subprotocol(f"bearer.{token(cast.ana)}")]
    ) as page:
        page.send(json.dumps({"type": "message", "client_id": str(uuid.uuid4()), "text": TEXT}))
        while "message" not in kinds(heard):
            heard.append(json.loads(page.recv(timeout=PATIENCE_SECONDS)))
            if heard[-1]["type"] == "complete":
                has_answer.set()

    assert kinds(heard) == ["accepted", "analysis", "chunk", "complete", "safety", "message"]
    assert heard[-1]["data"]["seq"] == 3


@pytest.mark.parametrize(
    "reply", [Reply(hangs=True), Reply(status=500), Reply(text="no sé"), Reply(status=401)]
)
def test_when_it_fails_the_embedded_result_stands(
    conversation: Conversation, models: FakeModels, monkeypatch: pytest.MonkeyPatch, reply: Reply
) -> None:
    monkeypatch.setattr(referee, "TIMEOUT_SECONDS", 1.0)
    models.says(reply)

    events = run(conversation, TEXT)
    all_done()

    assert kinds(events) == ["accepted", "analysis", "chunk", "complete"]
    row = analysis_of(conversation)
    assert (row.crisis_level, row.failed_layers) == ("low", ["model"])
    assert "referee" not in row.result
    assert not Alert.objects.exists()


def test_the_turn_ends_while_it_still_thinks(
    conversation: Conversation, models: FakeModels
) -> None:
    models.says(Reply(hangs=True))

    run(conversation, TEXT)

    assert conversation.messages.get(seq=2).status == "complete"
    assert analysis_of(conversation).failed_layers == []  # it has not been given up yet
    models.is_over.set()
    all_done()
    assert analysis_of(conversation).failed_layers == ["model"]


def test_it_never_lowers(
    conversation: Conversation, models: FakeModels, embedded: Callable[[CrisisResult], None]
) -> None:
    embedded(WEAK_CRISIS)
    models.says(NO_CRISIS)

    events = run(conversation, TEXT)
    all_done()

    assert kinds(events) == ["accepted", "analysis", "safety", "complete"]
    row = analysis_of(conversation)
    assert (row.crisis_level, row.crisis_confidence) == ("moderate", 0.56)
    assert row.result["crisis"]["is_crisis"] is True
    assert row.result["referee"]["is_crisis"] is False
    alert = Alert.objects.get()
    assert (alert.level, alert.signals, alert.state) == ("moderate", 1, "open")


def test_an_order_in_the_text_changes_nothing(
    conversation: Conversation, models: FakeModels, embedded: Callable[[CrisisResult], None]
) -> None:
    """Even a model that obeys it can't take a crisis back."""
    embedded(WEAK_CRISIS)
    models.says({"is_crisis": False})
    run(conversation, HERO)
    all_done()
    assert analysis_of(conversation).crisis_level == "moderate"
    assert Alert.objects.get().state == "open"


def test_a_crisis_that_turns_out_worse_raises_its_alert_once(
    conversation: Conversation, models: FakeModels, embedded: Callable[[CrisisResult], None]
) -> None:
    embedded(WEAK_CRISIS)
    models.says(GOOD | {"level": "imminent"})

    run(conversation, TEXT)
    all_done()

    alert = Alert.objects.get()
    assert (alert.level, alert.priority, alert.signals) == ("imminent", "critical", 1)
    assert sorted(alert.changes.values_list("action", flat=True)) == ["raised", "rose"]
    raising.raise_for(analysis_of(conversation))
    alert.refresh_from_db()
    assert (alert.signals, alert.changes.count()) == (1, 2)
    assert conversation.messages.filter(provider="safety").count() == 2


def test_nothing_is_asked_before_the_safety_event(
    conversation: Conversation, models: FakeModels, embedded: Callable[[CrisisResult], None]
) -> None:
    embedded(WEAK_CRISIS)
    at_safety: list[tuple[int, int]] = []

    async def go() -> None:
        async for step in turns.run(turn(conversation, TEXT)):
            if step["type"] == "safety":
                all_done()
                at_safety.append((len(models.asked), step["data"]["notified"]))

    async_to_sync(go)()
    all_done()
    assert at_safety == [(0, True)]
    assert len(models.asked) == 1


def test_while_a_person_speaks_there_is_an_alert_and_no_message(
    cast: Cast, conversation: Conversation, sent: list[Event]
) -> None:
    take_over(conversation=conversation, tutor=cast.tomas)
    events = run(conversation, TEXT)
    all_done()
    assert [each["type"] for each in events + sent].count("safety") == 1
    assert not conversation.messages.filter(sender="assistant").exists()
    assert Alert.objects.get().level == "high"


@pytest.mark.parametrize("why", ["sure", "embedded", "sweeper"])
def test_when_nobody_asks(
    conversation: Conversation,
    models: FakeModels,
    embedded: Callable[[CrisisResult], None],
    settings: Any,
    why: str,
) -> None:
    if why == "sure":
        embedded(SURE)
    if why == "embedded":
        settings.LLM_CHAIN = []
    if why == "sweeper":
        question = Message.objects.create(
            conversation=conversation, seq=1, sender="student", text=TEXT, beat_at=timezone.now()
        )
        Conversation.objects.filter(id=conversation.id).update(last_seq=1)
        async_to_sync(runner.resume)(question, "es")
    else:
        run(conversation, TEXT)
    all_done()
    assert models.asked == []
    assert conversation.messages.get(seq=2).status == "complete"


def test_the_alert_and_the_level_are_raised_together_or_not_at_all(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch, sent: list[Event]
) -> None:
    def refuse(analysis: MessageAnalysis, **_: object) -> None:
        if analysis.is_crisis:
            raise OperationalError

    monkeypatch.setattr(raising, "raise_for", refuse)

    events = run(conversation, TEXT)
    all_done()

    assert analysis_of(conversation).crisis_level == "low"
    assert not Alert.objects.exists()
    told = [each["data"] for each in events + sent if each["type"] == "safety"]
    assert [each["notified"] for each in told] == [False]
    assert told[0]["hotlines"]


def test_a_verdict_on_what_is_not_there_is_nothing() -> None:
    verdict = referee.verdict_of(GOOD)
    assert services.raise_crisis(message_id=uuid.uuid4(), verdict=verdict) is None
    services.note_failed_layer(message_id=uuid.uuid4(), layer="model")
    assert not MessageAnalysis.objects.exists()

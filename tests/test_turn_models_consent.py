"""Whom a student's words may be given to: consent, and what the institution has chosen (A7, D1)."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings as django_settings

from accounts.models import Consent, User
from conversations.models import Conversation, Message
from monitoring.models import ModelCall
from tests.cast import Cast, conversation_of
from tests.fake_models import GEMINI, OLLAMA, all_done
from tests.fake_streams import FakeStreams, Status
from tests.fake_streams import streams as streams
from tests.test_turn import run
from tests.turn_stage import LABELS, TEXT, WHOLE
from tests.turn_stage import conversation as conversation
from tests.turn_stage import quick as quick

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick")]

# Everything for which a model may be asked: an answer, a reply read twice, a question made whole,
# a summary.
TALK = (
    TEXT,
    "no estoy segura de lo que me preguntas, la verdad",
    "Tengo 25 minutos",
    "¿Cuándo es el plazo para inscribir ramos?",
    "¿y cómo se hace eso?",
    "Ya probé y me sirvió un poco",
    "Tengo otra entrega de historia el viernes",
)


def without_outside(student: User) -> None:
    """The student has accepted the notice, and no model of another company."""
    Consent.objects.filter(user=student).update(version=django_settings.CONSENT_VERSION)


def talk(conversation: Conversation) -> list[Message]:
    """The answers of a whole conversation."""
    for text in TALK:
        run(conversation, text)
        all_done()
    answers = list(conversation.messages.filter(sender="assistant").order_by("seq"))
    assert [answer.status for answer in answers] == ["complete"] * len(TALK)
    return answers


@pytest.fixture(autouse=True)
def short_sight(settings: Any) -> None:
    """A summary is due after a few messages."""
    settings.HISTORY_TO_ANSWERER = 4


def test_with_consent_everything_is_asked_of_the_model(
    conversation: Conversation, streams: FakeStreams
) -> None:
    """So that the others have something to keep from it."""
    answers = talk(conversation)
    assert LABELS[GEMINI] in {answer.provider for answer in answers}
    purposes = set(ModelCall.objects.values_list("purpose", flat=True))
    assert {"answer", "slots", "rewrite", "summary"} <= purposes
    assert ModelCall.objects.exclude(student=conversation.student).count() == 0
    for asked in streams.asked:
        assert "Ana" not in asked.raw
        assert "Rojas" not in asked.raw


def test_without_consent_nothing_goes_outside(
    cast: Cast, conversation: Conversation, streams: FakeStreams
) -> None:
    without_outside(cast.ana)
    answers = talk(conversation)
    assert streams.asked == []
    assert {(each.provider, each.fallback) for each in answers} == {("embedded", False)}
    assert not ModelCall.objects.exists()


def test_without_consent_a_model_of_the_house_answers(
    cast: Cast, conversation: Conversation, streams: FakeStreams, settings: Any
) -> None:
    settings.LLM_CHAIN = [GEMINI, OLLAMA]
    without_outside(cast.ana)
    answers = talk(conversation)
    assert {asked.path for asked in streams.asked} == {"/api/chat"}
    assert {each.fallback for each in answers} == {False}
    assert answers[0].provider == LABELS[OLLAMA]
    assert answers[0].text == WHOLE


def test_without_consent_a_house_model_that_fails_has_only_the_engine_behind_it(
    cast: Cast, conversation: Conversation, streams: FakeStreams, settings: Any
) -> None:
    settings.LLM_CHAIN = [OLLAMA, GEMINI]
    without_outside(cast.ana)
    streams.plays(Status(503))
    run(conversation, TEXT)
    all_done()
    answer = conversation.messages.get(seq=2)
    assert {asked.path for asked in streams.asked} == {"/api/chat"}
    assert (answer.provider, answer.fallback, answer.status) == ("embedded", True, "complete")


def test_a_consent_that_is_taken_back_counts_from_the_next_message(
    cast: Cast, conversation: Conversation, streams: FakeStreams
) -> None:
    run(conversation, TEXT)
    all_done()
    asked = len(streams.asked)
    assert asked == 1
    without_outside(cast.ana)
    run(conversation, "Tengo 25 minutos")
    all_done()
    assert len(streams.asked) == asked
    assert conversation.messages.get(seq=4).provider == "embedded"


def test_an_institution_that_wants_nothing_to_leave(
    cast: Cast, conversation: Conversation, streams: FakeStreams
) -> None:
    cast.south.answer_model = "embedded"
    cast.south.save()
    answers = talk(conversation)
    assert streams.asked == []
    assert {(each.provider, each.fallback) for each in answers} == {("embedded", False)}
    assert not ModelCall.objects.exists()
    # Its neighbour goes on as it was.
    other = conversation_of(cast.omar)
    run(other, TEXT)
    all_done()
    assert other.messages.get(seq=2).provider == LABELS[GEMINI]
    assert ModelCall.objects.get().institution == cast.north


def test_an_institution_with_a_model_of_its_own(
    cast: Cast, conversation: Conversation, streams: FakeStreams, settings: Any
) -> None:
    settings.LLM_CHAIN, settings.LLM_PROVIDER = [], "embedded"
    cast.south.answer_model = "ollama:x"
    cast.south.save()
    run(conversation, TEXT)
    all_done()
    answer = conversation.messages.get(seq=2)
    assert (answer.provider, answer.text, answer.fallback) == ("ollama:x", WHOLE, False)
    assert [(asked.path, asked.body["model"]) for asked in streams.asked] == [("/api/chat", "x")]
    other = conversation_of(cast.omar)
    run(other, TEXT)
    all_done()
    assert other.messages.get(seq=2).provider == "embedded"
    assert len(streams.asked) == 1


def test_what_is_personal_in_a_message_is_masked_and_put_back(
    conversation: Conversation, streams: FakeStreams
) -> None:
    streams.streams(["Anoto [EMA", "IL_1] ", "para después. ", "¿Por dónde quieres partir?"])
    run(conversation, f"{TEXT}. Mi correo es ana.rojas@example.edu y mi fono +56 9 8765 4321")
    all_done()
    (asked,) = streams.asked
    for secret in ("ana.rojas", "8765", "Ana", "Rojas"):
        assert secret not in asked.raw
    answer = conversation.messages.get(seq=2)
    assert answer.withheld == ""
    assert answer.text.startswith("Anoto ana.rojas@example.edu para después.")

"""A crash between any two steps of a turn loses neither the message nor the alert (E1, B3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from analysis import pipeline
from analysis.models import MessageAnalysis
from conversations import sweeper, turn_store
from conversations.intake import accept
from conversations.models import Conversation, Message
from tests.cast import Cast, conversation_of
from tests.test_turn import CRISIS, kinds, run
from tutoring import raising
from tutoring.models import Alert, AlertChange

pytestmark = pytest.mark.django_db(transaction=True)


def die(question: Message) -> None:
    """The process that held the turn is gone: its lease ran out a minute ago."""
    long_ago = timezone.now() - timedelta(minutes=1)
    Message.objects.filter(id=question.id).update(beat_at=long_ago, created_at=long_ago)


def accepted(conversation: Conversation, text: str) -> Message:
    return accept(conversation_id=conversation.id, text=text, client_id=None).message


def test_the_alert_is_written_with_the_analysis_or_not_at_all(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = conversation_of(cast.ana)

    def refuse(**_: object) -> None:
        raise OperationalError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(AlertChange.objects, "create", refuse)
        events = run(conversation, CRISIS)

    assert kinds(events) == ["accepted", "analysis", "safety", "complete"]
    assert events[2]["data"]["notified"] is False
    assert not MessageAnalysis.objects.exists()
    assert not Alert.objects.exists()

    Message.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    swept = sweeper.sweep()

    assert swept["analysed"] == 1
    assert MessageAnalysis.objects.get().is_crisis
    assert Alert.objects.get().priority == "critical"


def test_a_death_right_after_the_message_was_stored(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    die(accepted(conversation, CRISIS))

    assert sweeper.sweep() == {"analysed": 1, "finished": 1, "marked": 0}

    assert Alert.objects.get().message == conversation.messages.get(seq=1)
    answer = conversation.messages.get(seq=2)
    assert (answer.sender, answer.provider, answer.status) == ("assistant", "safety", "complete")


def test_a_death_after_the_analysis_and_before_the_answer(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    question = accepted(conversation, "¿Me ayudas a organizar la semana?")
    turn_store.store_analysis(question, pipeline.analyse(question.text))
    die(question)

    assert sweeper.sweep() == {"analysed": 0, "finished": 1, "marked": 0}

    assert conversation.messages.get(seq=2).answers == question
    assert sweeper.sweep() == {"analysed": 0, "finished": 0, "marked": 0}


def test_a_death_in_the_middle_of_the_answer(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    question = accepted(conversation, "¿Cómo empiezo el ensayo?")
    turn_store.store_analysis(question, pipeline.analyse(question.text))
    answer = turn_store.begin_answer(question, provider="embedded")
    assert answer is not None
    turn_store.keep_partial(answer, "Vamos por")
    die(question)

    sweeper.sweep()

    whole = conversation.messages.get(seq=2)
    assert (whole.id, whole.status) == (answer.id, "complete")
    assert len(whole.text) > len("Vamos por")
    assert conversation.messages.count() == 2


def test_a_question_that_kills_every_process_is_marked_in_the_end(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    question = accepted(conversation, "hola")
    turn_store.store_analysis(question, pipeline.analyse(question.text))
    answer = turn_store.begin_answer(question, provider="embedded")
    assert answer is not None
    turn_store.keep_partial(answer, "Hola, qué")
    Message.objects.filter(id=question.id).update(attempts=turn_store.MAX_ATTEMPTS)
    die(question)

    assert sweeper.sweep()["marked"] == 1

    answer.refresh_from_db()
    assert (answer.status, answer.text) == ("interrupted", "Hola, qué")


def test_a_turn_that_is_alive_is_left_alone(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    accepted(conversation, "hola")
    assert sweeper.sweep() == {"analysed": 0, "finished": 0, "marked": 0}
    assert conversation.messages.count() == 1


def test_two_sweepers_answer_once(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    question = accepted(conversation, "hola")
    die(question)
    assert turn_store.take_lease(question.id) is True
    assert turn_store.take_lease(question.id) is False


def test_a_failure_of_the_alert_reaches_the_student_as_honest_words(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OperationalError

    monkeypatch.setattr(raising, "raise_for", refuse)
    safety = run(conversation_of(cast.ana), CRISIS)[2]["data"]
    assert safety["notified"] is False
    assert safety["hotlines"]

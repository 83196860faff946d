"""Storing an analysis: once, with those who are told, or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from analysis import pipeline, services
from analysis.events import message_analysed
from analysis.models import MessageAnalysis
from conversations.models import Message
from tests.cast import Cast, conversation_of

pytestmark = pytest.mark.django_db(transaction=True)
RESULT = pipeline.analyse("Estoy feliz, aprobé")


class Listener:
    """Counts what it is told, and whether that was inside the transaction."""

    def __init__(self, error: Exception | None = None) -> None:
        self.heard: list[tuple[Any, bool]] = []
        self.error = error

    def __call__(self, *, analysis: MessageAnalysis, **_: Any) -> None:
        self.heard.append((analysis.message_id, connection.in_atomic_block))
        if self.error:
            raise self.error


@pytest.fixture
def message(cast: Cast) -> Message:
    return Message.objects.create(
        conversation=conversation_of(cast.ana), seq=1, sender=Message.Sender.STUDENT, text="…"
    )


@pytest.fixture
def listening(request: pytest.FixtureRequest) -> Any:
    def listen(error: Exception | None = None) -> Listener:
        listener = Listener(error)
        message_analysed.connect(listener, weak=False)
        request.addfinalizer(lambda: message_analysed.disconnect(listener))
        return listener

    return listen


def test_stores_and_tells_within_the_transaction(message: Message, listening: Any) -> None:
    listener = listening()

    row = services.store(message_id=message.id, result=RESULT)

    row.refresh_from_db()
    assert (row.emotion, row.crisis_level, row.failed_layers) == ("joy", "none", [])
    assert row.result == RESULT.as_record()
    assert listener.heard == [(message.id, True)]


def test_a_second_time_nothing_happens(message: Message, listening: Any) -> None:
    first = services.store(message_id=message.id, result=RESULT)
    listener = listening()

    again = services.store(message_id=message.id, result=pipeline.analyse("me quiero matar"))

    assert again == first
    assert again.crisis_level == "none"
    assert listener.heard == []
    assert MessageAnalysis.objects.count() == 1


def test_who_fails_to_listen_undoes_it(message: Message, listening: Any) -> None:
    listening(ValueError("no alert could be written"))

    with pytest.raises(ValueError, match="no alert"):
        services.store(message_id=message.id, result=RESULT)

    assert not MessageAnalysis.objects.exists()

"""A layer or a part that breaks is counted for the operator, and the message is analysed."""

from __future__ import annotations

from typing import Any

import pytest

from analysis import labelling, pipeline, services
from analysis.crisis import patterns
from conversations.models import Message
from monitoring.metrics import BROKEN_PARTS
from tests.cast import Cast, conversation_of

pytestmark = pytest.mark.django_db


def counted(part: str) -> float:
    return BROKEN_PARTS.labels(part=part)._value.get()  # the library has no reader


def broken(*_: Any, **__: Any) -> Any:
    raise RuntimeError


def test_a_broken_layer_and_a_broken_part_are_counted(
    monkeypatch: pytest.MonkeyPatch, cast: Cast
) -> None:
    before = {part: counted(part) for part in ("patterns", "topic", "emotion")}
    monkeypatch.setattr(patterns, "find", broken)
    monkeypatch.setattr(labelling, "topic", broken)

    message = Message.objects.create(
        conversation=conversation_of(cast.ana), seq=1, sender=Message.Sender.STUDENT, text="hola"
    )
    row = services.store(message_id=message.id, result=pipeline.analyse(message.text))

    assert row.failed_layers == ["patterns"]
    assert row.result["topic"] is None
    assert counted("patterns") == before["patterns"] + 1
    assert counted("topic") == before["topic"] + 1
    assert counted("emotion") == before["emotion"]

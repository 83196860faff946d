"""A student's crisis: it opens with the message, outlasts conversations, and a tutor closes it."""

from __future__ import annotations

import threading
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEntry
from analysis import services
from analysis.models import MessageAnalysis
from analysis.referee import Verdict
from analysis.results import CrisisResult
from conversations import crisis_state
from conversations.models import Conversation, CrisisState, Message, SessionState
from psichat.errors import Conflict, InvalidInput
from tests.cast import Cast, conversation_of
from tests.judged import judged
from tutoring import raising
from tutoring.models import Alert

LEVELS = ("none", "low", "moderate", "high", "imminent")
KINDS = ("suicidal_ideation",)


def heard(conversation: Conversation, level: str) -> Message:
    """A message of the student, understood as a sign of that level."""
    conversation.refresh_from_db()
    conversation.last_seq += 1
    conversation.save()
    message = Message.objects.create(
        conversation=conversation, seq=conversation.last_seq, sender="student", text="hola"
    )
    kinds = () if level in LEVELS[:2] else KINDS
    services.store(
        message_id=message.id, result=judged("hola", crisis=CrisisResult(level, kinds, 0.9))
    )
    return message


def verdict(level: str) -> Verdict:
    return Verdict(is_crisis=True, level=level, confidence=0.9, kinds=KINDS, reason="")


def facts(student_id: uuid.UUID) -> tuple[str, int]:
    state = crisis_state.current(student_id)
    assert state is not None
    return state.level, state.times


@pytest.mark.django_db
@pytest.mark.parametrize("level", LEVELS)
def test_it_opens_from_moderate_on(cast: Cast, level: str) -> None:
    conversation = conversation_of(cast.ana)
    heard(conversation, level)
    opens = level in LEVELS[2:]
    assert crisis_state.is_open(cast.ana.id) is opens
    assert not crisis_state.is_open(cast.bruno.id)
    if opens:
        state = CrisisState.objects.get()
        assert (state.student, state.level, state.times) == (cast.ana, level, 1)
        assert (state.conversation, state.closed_at) == (conversation, None)
    else:
        assert crisis_state.current(cast.ana.id) is None


@pytest.mark.django_db
def test_it_rises_and_never_falls_over_conversations(cast: Cast) -> None:
    first, second = conversation_of(cast.ana), conversation_of(cast.ana)
    heard(first, "moderate")
    heard(second, "imminent")
    assert facts(cast.ana.id) == ("imminent", 2)
    heard(first, "moderate")
    heard(second, "none")
    assert facts(cast.ana.id) == ("imminent", 3)
    assert CrisisState.objects.get().conversation == first


@pytest.mark.django_db
def test_the_same_analysis_counts_once(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    message = heard(conversation, "high")
    again = judged("hola", crisis=CrisisResult("high", KINDS, 0.9))
    services.store(message_id=message.id, result=again)
    assert facts(cast.ana.id) == ("high", 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "times"), [("low", 1), ("moderate", 1)])
def test_a_second_opinion_opens_or_raises_it(cast: Cast, before: str, times: int) -> None:
    message = heard(conversation_of(cast.ana), before)
    services.raise_crisis(message_id=message.id, verdict=verdict("imminent"))
    assert facts(cast.ana.id) == ("imminent", times)


@pytest.mark.django_db
def test_a_deleted_conversation_opens_it_all_the_same(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    message = heard(conversation, "low")
    conversation.refresh_from_db()
    conversation.deleted_at = conversation.created_at
    conversation.save()
    services.raise_crisis(message_id=message.id, verdict=verdict("high"))
    assert facts(cast.ana.id) == ("high", 1)


@pytest.mark.django_db
def test_it_is_stored_with_the_analysis_or_not_at_all(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise IntegrityError

    conversation = conversation_of(cast.ana)
    monkeypatch.setattr(raising, "raise_for", refuse)
    with pytest.raises(IntegrityError), transaction.atomic():
        heard(conversation, "high")
    assert not crisis_state.is_open(cast.ana.id)

    monkeypatch.undo()
    monkeypatch.setattr(crisis_state, "note", refuse)
    with pytest.raises(IntegrityError), transaction.atomic():
        heard(conversation, "high")
    assert not MessageAnalysis.objects.exists()
    assert not Alert.objects.exists()


@pytest.mark.django_db
def test_the_database_allows_one_open_crisis(cast: Cast) -> None:
    CrisisState.objects.create(student=cast.ana, level="high")
    with pytest.raises(IntegrityError), transaction.atomic():
        CrisisState.objects.create(student=cast.ana, level="high")
    CrisisState.objects.create(student=cast.bruno, level="high")


@pytest.mark.django_db(transaction=True)
def test_two_messages_at_once_make_one_crisis(cast: Cast) -> None:
    talks = [conversation_of(cast.ana) for _ in range(2)]
    both = threading.Barrier(2, timeout=30)
    faults: list[Exception] = []

    def tell(conversation: Conversation) -> None:
        try:
            both.wait()
            crisis_state.note(student_id=cast.ana.id, conversation_id=conversation.id, level="high")
        except Exception as exc:  # noqa: BLE001  # the test shows it
            faults.append(exc)
        finally:
            connection.close()

    threads = [threading.Thread(target=tell, args=(each,)) for each in talks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert faults == []
    assert CrisisState.objects.get().times == 2


@pytest.mark.django_db
def test_closing_calms_every_conversation(cast: Cast) -> None:
    talks = [conversation_of(cast.ana) for _ in range(2)] + [conversation_of(cast.bruno)]
    for talk in talks:
        heard(talk, "high")
        SessionState.objects.create(
            conversation=talk, data={"crisis": "high", "crisis_times": 2, "iteration": 1}
        )
    closed = crisis_state.close(student_id=cast.ana.id, by=cast.tomas, note=" Está en casa.\r\n ")
    assert (closed.closed_by, closed.closing_note) == (cast.tomas, "Está en casa.")
    assert closed.closed_at is not None
    assert not crisis_state.is_open(cast.ana.id)
    assert crisis_state.is_open(cast.bruno.id)
    memories = [SessionState.objects.get(conversation=talk).data for talk in talks]
    kept = {"crisis_times": 2, "iteration": 1}
    assert memories == [kept, kept, kept | {"crisis": "high"}]
    entry = AuditEntry.objects.get(action="crisis_closed")
    assert (entry.actor, entry.student, entry.detail) == (cast.tomas, cast.ana, {"times": 2})
    assert entry.object_id == str(closed.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("note", ["", "   \r\n", None, 7, "a" * 1001])
def test_a_closing_needs_its_note(cast: Cast, note: object) -> None:
    heard(conversation_of(cast.ana), "high")
    with pytest.raises(InvalidInput) as refusal:
        crisis_state.close(student_id=cast.ana.id, by=cast.tomas, note=note)
    assert list(refusal.value.errors or {}) == ["note"]
    assert crisis_state.is_open(cast.ana.id)
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_a_sign_that_was_not_seen_keeps_it_open(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    heard(conversation, "high")
    heard(conversation, "high")
    with pytest.raises(Conflict):
        crisis_state.close(student_id=cast.ana.id, by=cast.tomas, note="ok", seen=1)
    assert crisis_state.is_open(cast.ana.id)
    crisis_state.close(student_id=cast.ana.id, by=cast.tomas, note="ok", seen=2)
    with pytest.raises(Conflict):
        crisis_state.close(student_id=cast.ana.id, by=cast.alicia, note="ok")
    assert CrisisState.objects.get().closed_by == cast.tomas


@pytest.mark.django_db
def test_a_closing_is_taken_back(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    heard(conversation, "high")
    closed = crisis_state.close(student_id=cast.ana.id, by=cast.tomas, note="ok")
    crisis_state.reopen(state=closed, by=cast.tomas)
    crisis_state.reopen(state=closed, by=cast.tomas)
    state = CrisisState.objects.get()
    assert (state.closed_at, state.closed_by, state.closing_note) == (None, None, "")
    assert AuditEntry.objects.filter(action="crisis_reopened").count() == 1


@pytest.mark.django_db
def test_a_new_crisis_after_a_closing_is_its_own(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    heard(conversation, "imminent")
    old = crisis_state.close(student_id=cast.ana.id, by=cast.tomas, note="ok")
    heard(conversation, "moderate")
    assert facts(cast.ana.id) == ("moderate", 1)
    new = crisis_state.current(cast.ana.id)
    assert crisis_state.reopen(state=old, by=cast.tomas) == new
    assert crisis_state.latest(cast.ana.id) == new
    old.refresh_from_db()
    assert old.closed_at is not None
    assert not AuditEntry.objects.filter(action="crisis_reopened").exists()

"""Finishes what a dead process left behind; run every 15 seconds (`psichat/schedule.py`)."""

from __future__ import annotations

import structlog
from asgiref.sync import async_to_sync
from django.db import DatabaseError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from analysis import pipeline
from conversations import runner, turn_store
from conversations.broadcast import broadcast
from conversations.models import Message
from conversations.situation import recent_texts, said_at
from conversations.wire import event, message_dict

log = structlog.get_logger(__name__)

BATCH = 100


def sweep() -> dict[str, int]:
    """Analyse what has no analysis, and finish or mark the turns that nobody works on.

    Returns how many of each. Safe to run anywhere, at any time, twice at once.
    """
    return {"analysed": _analyse(), **_finish()}


def _analyse() -> int:
    """Messages whose turn died, or whose analysis could not be stored: the alert comes first."""
    old = timezone.now() - turn_store.LEASE
    missing = Message.objects.filter(
        sender=Message.Sender.STUDENT, analysis=None, created_at__lt=old
    ).order_by("created_at")[:BATCH]
    done = 0
    for message in missing:
        result = pipeline.analyse(message.text, recent_texts(message), said_at(message))
        done += turn_store.store_analysis(message, result)
    return done


def _finish() -> dict[str, int]:
    old = timezone.now() - turn_store.LEASE
    dead = (
        Message.objects.filter(sender=Message.Sender.STUDENT, done_at=None)
        .filter(Q(beat_at=None) | Q(beat_at__lt=old))
        .select_related("conversation__student")
        .order_by("created_at")[:BATCH]
    )
    counts = {"finished": 0, "marked": 0}
    for question in dead:
        if not turn_store.take_lease(question.id):
            continue
        if question.attempts >= turn_store.MAX_ATTEMPTS or _answered_since(question):
            _mark(question)
            counts["marked"] += 1
            continue
        language = question.conversation.student.language
        try:
            with override(language):
                async_to_sync(runner.resume)(question, language)
        except DatabaseError:
            log.exception("turn_not_resumed", message_id=str(question.id))
            continue
        counts["finished"] += 1
    if any(counts.values()):
        log.info("turns_swept", **counts)
    return counts


def _answered_since(question: Message) -> bool:
    """Whether the conversation went on without an answer to this question."""
    return (
        Message.objects.filter(
            conversation_id=question.conversation_id,
            sender__in=(Message.Sender.ASSISTANT, Message.Sender.TUTOR),
            seq__gt=question.seq,
        )
        .exclude(answers=question)
        .exists()
    )


def _mark(question: Message) -> None:
    """End the turn; an answer that had begun is marked, so that the page offers a retry."""
    answer = Message.objects.filter(answers=question).first()
    if answer is None or answer.status == Message.Status.COMPLETE:
        turn_store.end_without_answer(question)
        return
    turn_store.interrupt_answer(question, answer, answer.text)
    broadcast(
        question.conversation_id,
        event("complete", message=message_dict(answer), quick_replies=[], state={}),
    )

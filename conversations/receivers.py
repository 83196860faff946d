"""What conversations do when something happens below them."""

from __future__ import annotations

from typing import Any

import structlog
from kombu.exceptions import OperationalError

from analysis.events import message_analysed
from analysis.labels import CrisisLevel
from analysis.models import MessageAnalysis
from conversations import crisis_state, rolling, tasks
from conversations.events import turn_completed
from conversations.intake import lock
from conversations.models import Conversation
from conversations.turn import TurnRecord

log = structlog.get_logger(__name__)


def connect() -> None:
    message_analysed.connect(on_message_analysed, dispatch_uid="conversations.crisis")
    turn_completed.connect(on_turn_completed, dispatch_uid="conversations.rolling")


def on_message_analysed(
    analysis: MessageAnalysis, before: str = CrisisLevel.NONE, **_: Any
) -> None:
    """Open or raise the student's crisis, in the transaction that stores the analysis.

    The conversation is held first, as everywhere: whoever holds a crisis and then wants a
    conversation would wait for one who has the conversation and wants the crisis.
    """
    if not analysis.is_crisis:
        return
    conversation = lock(analysis.message.conversation_id, even_deleted=True)
    crisis_state.note(
        student_id=conversation.student_id,
        conversation_id=conversation.id,
        level=analysis.crisis_level,
        is_counted=CrisisLevel(before).rank >= CrisisLevel.MODERATE.rank,
    )


def on_turn_completed(record: TurnRecord, **_: Any) -> None:
    """Have the summary written once enough messages have left an answerer's sight.

    Where the broker is away it is written after a later turn.
    """
    conversation = (
        Conversation.objects.filter(messages=record.message_id)
        .only("last_seq", "rolling_upto")
        .first()
    )
    if conversation is None or not rolling.due(conversation):
        return
    try:
        tasks.summarise.delay(str(conversation.id))
    except OperationalError:
        log.warning("summary_not_queued", conversation_id=str(conversation.id))

"""Storing what was understood of a message."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from analysis.events import message_analysed
from analysis.models import MessageAnalysis
from analysis.results import Analysis


@transaction.atomic
def store(*, message_id: UUID, result: Analysis) -> MessageAnalysis:
    """Store `result` and tell the floors above within the same transaction.

    A receiver's failure undoes both, and is raised. What has been stored before stays, and
    nobody is told again.
    """
    known = MessageAnalysis.objects.filter(message_id=message_id).first()
    if known is not None:
        return known
    emotion = result.emotion
    row = MessageAnalysis.objects.create(
        message_id=message_id,
        emotion=emotion.label if emotion else "",
        emotion_confidence=emotion.confidence if emotion else 0,
        crisis_level=result.crisis.level,
        crisis_confidence=result.crisis.confidence,
        result=result.as_dict(),
        failed_layers=list(result.crisis.failed_layers),
    )
    message_analysed.send(sender=MessageAnalysis, analysis=row)
    return row

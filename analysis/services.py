"""Storing what was understood of a message."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from analysis.events import message_analysed
from analysis.labels import CrisisLevel
from analysis.models import MessageAnalysis
from analysis.referee import Verdict, level_after
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
        result=result.as_record(),
        failed_layers=list(result.crisis.failed_layers),
    )
    message_analysed.send(sender=MessageAnalysis, analysis=row)
    return row


@dataclass(frozen=True)
class Raised:
    """An analysis whose crisis level has risen, and the level that it had before."""

    analysis: MessageAnalysis
    before: str

    @property
    def is_news(self) -> bool:
        """Whether it is a crisis now and was none."""
        return CrisisLevel(self.before).rank < CrisisLevel.MODERATE.rank


@transaction.atomic
def raise_crisis(*, message_id: UUID, verdict: Verdict) -> Raised | None:
    """Keep the language model's `verdict` with the analysis; raise the level if it says so.

    A level never falls. Where it rises the floors above are told within the same transaction,
    with the level before. None when nothing rose, or when there is no analysis to raise.
    """
    row = MessageAnalysis.objects.select_for_update().filter(message_id=message_id).first()
    if row is None:
        return None
    before = CrisisLevel(row.crisis_level)
    level = CrisisLevel(level_after(before, verdict))
    rises = level.rank > before.rank
    said = verdict.as_dict() | {
        "before": {"level": before.value, "confidence": row.crisis_confidence}
    }
    crisis = dict(row.result["crisis"])
    if rises:
        row.crisis_level = level.value
        row.crisis_confidence = max(row.crisis_confidence, verdict.confidence)
        crisis |= {
            "level": level.value,
            "is_crisis": True,
            "kinds": list(dict.fromkeys([*verdict.kinds, *crisis["kinds"]])),
            "confidence": round(row.crisis_confidence, 4),
        }
    row.result = row.result | {"crisis": crisis, "referee": said}
    row.save(update_fields=["crisis_level", "crisis_confidence", "result"])
    if not rises:
        return None
    message_analysed.send(sender=MessageAnalysis, analysis=row, before=before.value)
    return Raised(row, before.value)


@transaction.atomic
def note_failed_layer(*, message_id: UUID, layer: str) -> None:
    """Keep with the analysis that a layer was asked and failed."""
    row = MessageAnalysis.objects.select_for_update().filter(message_id=message_id).first()
    if row is not None and layer not in row.failed_layers:
        row.failed_layers = [*row.failed_layers, layer]
        row.save(update_fields=["failed_layers"])

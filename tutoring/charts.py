"""The points of the emotion chart, for the script that draws it and the table beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from analysis.labels import CrisisLevel, Emotion
from analysis.models import MessageAnalysis


def feeling_points(rows: Iterable[MessageAnalysis]) -> list[dict[str, Any]]:
    """One point a message, in the order given: emotion, its confidence, level of crisis, words.

    Needs `message`. Messages that no emotion model has read are left out.
    """
    return [
        {
            "message": str(row.message_id),
            "seq": row.message.seq,
            "at": date_format(timezone.localtime(row.message.created_at), "SHORT_DATETIME_FORMAT"),
            "emotion": row.emotion,
            "word": str(Emotion(row.emotion).label),
            "confidence": round(row.emotion_confidence, 2),
            "crisis": str(CrisisLevel(row.crisis_level).label) if row.is_crisis else "",
        }
        for row in rows
        if row.emotion
    ]

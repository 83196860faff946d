"""How a person's messages feel over time: one figure for each, and their smoothed course.

The figure (valence) runs from -1, unpleasant, to 1, pleasant. It is the score of the sentiment
when a model read one, otherwise what the emotion's probabilities make of it: joy counts 1, anger,
disgust, fear and sadness -1, surprise and neutral 0. What a person corrected takes the place of
what the model read.

The course is an exponentially weighted moving average over messages (S. W. Roberts, Control chart
tests based on geometric moving averages, Technometrics 1 (1959) 239-250): the first message of a
segment is its own average, then `s = WEIGHT * v + (1 - WEIGHT) * s`. `WEIGHT` 0.3 is the upper end
of the 0.2 to 0.3 that is usual for such charts: about the last six messages count. A pause of more
than `BREAK` begins a new segment, which knows nothing of the one before: nobody knows how it was
in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from analysis.labels import Aspect, Emotion, Sentiment

METHOD = "ewma"
WEIGHT = 0.3
BREAK = timedelta(hours=24)
# A course that moved less than this from the beginning of its segment has no direction.
CLEAR = 0.2
FEWEST = 3

_OF_EMOTION = {
    Emotion.JOY: 1.0,
    Emotion.SADNESS: -1.0,
    Emotion.ANGER: -1.0,
    Emotion.FEAR: -1.0,
    Emotion.DISGUST: -1.0,
    Emotion.SURPRISE: 0.0,
    Emotion.NEUTRAL: 0.0,
}
_OF_SENTIMENT = {Sentiment.POSITIVE: 1.0, Sentiment.NEGATIVE: -1.0, Sentiment.NEUTRAL: 0.0}


@dataclass(frozen=True)
class Point:
    """One message: when, its valence, the average up to it, and its segment (0, 1, 2 …)."""

    key: str
    at: datetime
    valence: float
    smoothed: float
    segment: int


def valence(result: dict[str, Any], corrected: dict[str, str] | None = None) -> float | None:
    """From -1 to 1 for a stored result; None when neither sentiment nor emotion was read.

    `corrected` holds the labels that people gave, by aspect.
    """
    labels = corrected or {}
    if labels.get(Aspect.SENTIMENT) in _OF_SENTIMENT:
        return _OF_SENTIMENT[Sentiment(labels[Aspect.SENTIMENT])]
    if labels.get(Aspect.EMOTION) in _OF_EMOTION:
        return _OF_EMOTION[Emotion(labels[Aspect.EMOTION])]
    score = _part(result, "sentiment").get("score")
    if isinstance(score, int | float):
        return _bounded(float(score))
    emotion = _part(result, "emotion")
    scores = emotion.get("scores")
    if isinstance(scores, dict) and scores:
        return _bounded(
            sum(
                _OF_EMOTION[Emotion(name)] * float(p)
                for name, p in scores.items()
                if name in Emotion.values
            )
        )
    label = emotion.get("label")
    return _OF_EMOTION[Emotion(label)] if label in Emotion.values else None


def course(readings: Iterable[tuple[str, datetime, float]]) -> list[Point]:
    """The points of (key, time, valence), oldest first."""
    points: list[Point] = []
    for key, at, value in readings:
        last = points[-1] if points else None
        if last is None:
            points.append(Point(key, at, value, value, 0))
        elif at - last.at > BREAK:
            points.append(Point(key, at, value, value, last.segment + 1))
        else:
            smoothed = WEIGHT * value + (1 - WEIGHT) * last.smoothed
            points.append(Point(key, at, value, smoothed, last.segment))
    return points


def direction(points: Sequence[Point]) -> str:
    """`up`, `down` or `steady` over the last segment; empty with fewer than three messages."""
    segment = [point for point in points if point.segment == points[-1].segment] if points else []
    if len(segment) < FEWEST:
        return ""
    change = segment[-1].smoothed - segment[0].smoothed
    if abs(change) < CLEAR:
        return "steady"
    return "up" if change > 0 else "down"


def _part(result: dict[str, Any], name: str) -> dict[str, Any]:
    found = result.get(name)
    return found if isinstance(found, dict) else {}


def _bounded(value: float) -> float:
    return max(-1.0, min(1.0, value))

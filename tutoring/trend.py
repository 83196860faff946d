"""The course of a student's feelings as a drawing and a table with the same figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analysis import trend
from analysis.corrections import standing_labels
from analysis.labels import Aspect
from analysis.models import MessageAnalysis

# The drawing's own units: it is stretched to the place that the page gives it.
WIDTH, HEIGHT = 1000, 200
EDGE = 24
SHOWN = 60
FEELING = {Aspect.SENTIMENT, Aspect.EMOTION}


@dataclass(frozen=True)
class Row:
    """A message in drawing and table; `pause` says how long nothing came before it."""

    at: datetime
    valence: float
    smoothed: float
    corrected: bool
    crisis: bool
    x: float
    y: float
    smoothed_y: float
    pause: str


@dataclass(frozen=True)
class Trend:
    """`lines` are the paths of the segments' averages, `breaks` where between them time is missing;
    `direction` a sentence, empty when too little is known."""

    rows: list[Row]
    lines: list[str]
    breaks: list[float]
    direction: str

    @property
    def has_crisis(self) -> bool:
        return any(row.crisis for row in self.rows)

    @property
    def middle(self) -> float:
        return HEIGHT / 2


def trend_of(analyses: Sequence[MessageAnalysis]) -> Trend:
    """The course of the analyses (oldest first), of which the last 60 that have one are shown.

    Needs `message` and `corrections.with_standing`.
    """
    known = {}
    for row in analyses:
        labels = standing_labels(row)
        value = trend.valence(row.result, labels)
        if value is not None:
            known[str(row.pk)] = (row, value, bool(FEELING & labels.keys()))
    course = trend.course((key, row.message.created_at, v) for key, (row, v, _c) in known.items())
    points = course[-SHOWN:]
    places, breaks = _places(points)
    rows = [
        Row(
            at=point.at,
            valence=point.valence,
            smoothed=point.smoothed,
            corrected=known[point.key][2],
            crisis=known[point.key][0].is_crisis,
            x=x,
            y=_height(point.valence),
            smoothed_y=_height(point.smoothed),
            pause=_pause(points, index),
        )
        for index, (point, x) in enumerate(zip(points, places, strict=True))
    ]
    return Trend(rows, _lines(points, rows), breaks, _direction(course))


def _places(points: Sequence[trend.Point]) -> tuple[list[float], list[float]]:
    """Where the points stand, evenly, with a free place between segments, and where those are."""
    steps = []
    breaks = []
    at = 0
    for index, point in enumerate(points):
        if index and point.segment != points[index - 1].segment:
            breaks.append(at)
            at += 1
        steps.append(at)
        at += 1
    if at < 2:
        return [WIDTH / 2] * len(points), []
    width = (WIDTH - 2 * EDGE) / (at - 1)
    return (
        [round(EDGE + step * width, 1) for step in steps],
        [round(EDGE + step * width, 1) for step in breaks],
    )


def _height(value: float) -> float:
    """1 is at the top, -1 at the bottom."""
    return round(HEIGHT / 2 - value * (HEIGHT / 2 - EDGE), 1)


def _lines(points: Sequence[trend.Point], rows: Sequence[Row]) -> list[str]:
    paths: dict[int, list[str]] = {}
    for point, row in zip(points, rows, strict=True):
        paths.setdefault(point.segment, []).append(f"{row.x} {row.smoothed_y}")
    return ["M " + " L ".join(path) for path in paths.values() if len(path) > 1]


def _pause(points: Sequence[trend.Point], index: int) -> str:
    if not index or points[index].segment == points[index - 1].segment:
        return ""
    passed = points[index].at - points[index - 1].at
    if passed < timedelta(days=2):
        hours = passed // timedelta(hours=1)
        return ngettext("%(n)d hora sin mensajes", "%(n)d horas sin mensajes", hours) % {"n": hours}
    return ngettext("%(n)d día sin mensajes", "%(n)d días sin mensajes", passed.days) % {
        "n": passed.days
    }


def _direction(points: Sequence[trend.Point]) -> str:
    words = {
        "up": _("En su última conversación seguida, el ánimo va subiendo."),
        "down": _("En su última conversación seguida, el ánimo va bajando."),
        "steady": _("En su última conversación seguida, el ánimo se mantiene."),
    }
    return words.get(trend.direction(points), "")

"""What students say of the answers: thumbs by strategy, provider, prompt version and week (D4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncWeek

from accounts.models import Institution
from conversations.models import Rating
from conversations.trials import StrategySummary, summary_by_strategy

_UP = 4  # from here on a rating of 1 to 5 is a thumb up


@dataclass(frozen=True)
class Thumbs:
    """How many rated answers there are, and how many of them with a thumb up."""

    rated: int = 0
    up: int = 0

    @property
    def percent(self) -> int | None:
        """Thumbs up in a hundred; None without any rating."""
        return round(100 * self.up / self.rated) if self.rated else None


@dataclass(frozen=True)
class Feedback:
    """What helps, for a page: strategies most proposed first, the rest most rated first."""

    strategies: list[tuple[StrategySummary, Thumbs]]
    providers: list[tuple[str, Thumbs]]
    prompts: list[tuple[str, Thumbs]]
    weeks: list[tuple[date, Thumbs]]

    @property
    def is_empty(self) -> bool:
        return not (self.strategies or self.providers)


def feedback(institution: Institution | None, since: datetime) -> Feedback:
    """Of one institution, or of all for None; five queries."""
    of_strategies = dict(_by(institution, since, "message__strategy"))
    summaries = summary_by_strategy(institution, since)
    proposed = {summary.strategy for summary in summaries}
    rated_only = [
        StrategySummary(strategy, 0, 0, 0, 0, 0)  # proposed before the period, rated within it
        for strategy in of_strategies
        if strategy not in proposed
    ]
    return Feedback(
        strategies=[
            (summary, of_strategies.get(summary.strategy, Thumbs()))
            for summary in [*summaries, *rated_only]
        ],
        providers=_by(institution, since, "message__provider"),
        prompts=_by(institution, since, "message__prompt_version"),
        weeks=_by_week(institution, since),
    )


def _ratings(institution: Institution | None, since: datetime) -> QuerySet[Rating]:
    rows = Rating.objects.filter(message__isnull=False, created_at__gte=since)
    return rows if institution is None else rows.filter(conversation__institution=institution)


def _by(institution: Institution | None, since: datetime, field: str) -> list[tuple[str, Thumbs]]:
    rows = (
        _ratings(institution, since)
        .exclude(**{field: ""})
        .values_list(field)
        .annotate(rated=Count("id"), up=Count("id", Q(rating__gte=_UP)))
        .order_by("-rated", field)
    )
    return [(name, Thumbs(rated, up)) for name, rated, up in rows]


def _by_week(institution: Institution | None, since: datetime) -> list[tuple[date, Thumbs]]:
    rows = (
        _ratings(institution, since)
        .annotate(week=TruncWeek("created_at"))
        .values_list("week")
        .annotate(rated=Count("id"), up=Count("id", Q(rating__gte=_UP)))
        .order_by("week")
    )
    return [(week.date(), Thumbs(rated, up)) for week, rated, up in rows]

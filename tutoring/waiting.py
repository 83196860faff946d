"""How long an alert has waited, against the time in which somebody should have taken it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from tutoring.models import Alert
from tutoring.selectors import TARGET_MINUTES


@dataclass(frozen=True)
class Waiting:
    """Seconds waited, seconds allowed, and whether the clock still runs."""

    since: datetime
    seconds: int
    target_seconds: int
    running: bool

    @property
    def late(self) -> bool:
        return self.seconds > self.target_seconds

    @property
    def words(self) -> str:
        return duration(self.seconds)

    @property
    def target(self) -> str:
        return duration(self.target_seconds)


def waiting(alert: Alert, now: datetime | None = None) -> Waiting:
    """The clock of an alert: it stops when somebody takes it, or closes it untaken."""
    end = alert.acknowledged_at or alert.resolved_at
    spent: timedelta = (end or now or timezone.now()) - alert.created_at
    return Waiting(
        since=alert.created_at,
        seconds=max(0, int(spent.total_seconds())),
        target_seconds=TARGET_MINUTES[alert.priority] * 60,
        running=end is None,
    )


def duration(seconds: int) -> str:
    """«42 s», «4 min 32 s», «25 min», «2 h 5 min», «3 d 4 h»; the script says it the same way."""
    minutes, rest = divmod(seconds, 60)
    hours, days = minutes // 60, minutes // 1440
    if not minutes:
        return _("%(s)d s") % {"s": rest}
    if minutes < 10 and rest:
        return _("%(m)d min %(s)d s") % {"m": minutes, "s": rest}
    if not hours:
        return _("%(m)d min") % {"m": minutes}
    if not days:
        return _joined(_("%(h)d h") % {"h": hours}, minutes % 60, _("%(n)d min"))
    return _joined(_("%(d)d d") % {"d": days}, hours % 24, _("%(n)d h"))


def _joined(first: str, count: int, rest: str) -> str:
    return f"{first} {rest % {'n': count}}" if count else first

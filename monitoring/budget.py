"""What an institution may spend on outside models in a month, and the guard before each call.

`allows` is what `LLM_BUDGET_GUARD` names; `psichat.llm` asks it before every call but those for a
crisis, which no budget ends.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from accounts.answering import OWN_MACHINES
from accounts.models import Role, User
from monitoring.metrics import BUDGET_USED
from monitoring.models import Budget, ModelCall
from monitoring.prices import is_priced
from monitoring.tasks import tell_of_budget

log = structlog.get_logger(__name__)

WARNING_SHARE = Decimal("0.8")
# For so long a process believes what it has read; the overshoot is what is spent meanwhile.
REMEMBERED_SECONDS = 2.0


@dataclass(frozen=True)
class Standing:
    """US dollars spent in `month` (YYYY-MM) of what may be spent; `monthly` None: no limit."""

    month: str
    spent: Decimal
    monthly: Decimal | None

    @property
    def share(self) -> Decimal | None:
        """The part that is spent; 1 where nothing may be spent at all."""
        if self.monthly is None:
            return None
        return self.spent / self.monthly if self.monthly else Decimal(1)

    @property
    def is_ended(self) -> bool:
        return self.share is not None and self.share >= 1


_read: dict[uuid.UUID, tuple[float, Standing]] = {}


def allows(books: Mapping[str, str], purpose: str) -> bool:
    """Whether a call may be made now for the institution of `books`, to their provider and model.

    Not when the month's budget is spent, nor to a model without a price: such a budget could not
    be kept. A model on a machine of one's own costs nothing and may be asked always.
    """
    institution, provider = _institution(books), books.get("provider", "")
    if institution is None or provider in OWN_MACHINES:
        return True
    known = _read.get(institution)
    if known is None or time.monotonic() - known[0] > REMEMBERED_SECONDS:
        known = (time.monotonic(), standing(institution))
        _read[institution] = known
    if known[1].monthly is None:
        return True
    if known[1].is_ended:
        log.info("model_not_asked", reason="budget", purpose=purpose)
        return False
    model = books.get("model", "")
    if provider and not is_priced(provider, model, timezone.now().date()):
        log.warning("model_not_asked", reason="no price", purpose=purpose, model=model)
        return False
    return True


def standing(institution_id: uuid.UUID, at: datetime | None = None) -> Standing:
    """How the month of `at` (now) stands, by the institution's own calendar."""
    budget = (
        Budget.objects.select_related("institution").filter(institution_id=institution_id).first()
    )
    zone = ZoneInfo(budget.institution.time_zone if budget else settings.TIME_ZONE)
    begin, end = month_of(at or timezone.now(), zone)
    spent = ModelCall.objects.filter(
        institution_id=institution_id, created_at__gte=begin, created_at__lt=end
    ).aggregate(total=Sum("cost"))["total"]
    return Standing(
        month=f"{begin.astimezone(zone):%Y-%m}",
        spent=spent or Decimal(0),
        monthly=budget.monthly if budget else None,
    )


def month_of(moment: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first moments of that month and of the next one, in UTC."""
    local = moment.astimezone(zone)
    begin = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    year, month = (begin.year + 1, 1) if begin.month == 12 else (begin.year, begin.month + 1)
    return begin.astimezone(UTC), begin.replace(year=year, month=month).astimezone(UTC)


def mark(institution_id: uuid.UUID) -> None:
    """After a call was booked: tell once a month of 80 % and of 100 %, whoever comes first."""
    now = standing(institution_id)
    _read[institution_id] = (time.monotonic(), now)
    if now.share is None:
        return
    BUDGET_USED.labels(institution=str(institution_id)).set(float(now.share))
    for share, name in ((Decimal(1), "ended_for"), (WARNING_SHARE, "warned_for")):
        if now.share < share:
            continue
        is_first = (
            Budget.objects.filter(institution_id=institution_id)
            .exclude(**{name: now.month})
            .update(**{name: now.month})
        )
        if is_first:
            log.warning("budget_mark", institution=str(institution_id), mark=name)
            _tell(institution_id, int(share * 100))
        return


def _tell(institution_id: uuid.UUID, percent: int) -> None:
    admins = User.objects.filter(
        institution_id=institution_id, role=Role.ADMIN, is_active=True
    ).values_list("id", flat=True)
    for person in admins:
        transaction.on_commit(partial(tell_of_budget.delay, str(person), percent))


def forget() -> None:
    """Read every budget anew."""
    _read.clear()


def _institution(books: Mapping[str, str]) -> uuid.UUID | None:
    try:
        return uuid.UUID(books.get("institution", ""))
    except ValueError:
        return None

"""What a tutor sees of a student's crisis: since when, how grave, how often, how to close it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.forms import Form
from django.utils import timezone

from accounts.models import User
from conversations import crisis_state, safety_plan
from conversations.models import CrisisState
from tutoring.crisis_form import CloseCrisisForm
from tutoring.models import Alert

# As long as a closing was a slip and not a decision.
UNDO_FOR = timedelta(minutes=10)


@dataclass
class CrisisPanel:
    """Read only when the template asks. `refused` is the form that was not taken; `here` is where
    the tutor was.
    """

    student: User
    here: str
    refused: Form | None = None

    @cached_property
    def _latest(self) -> CrisisState | None:
        return crisis_state.latest(self.student.id)

    @property
    def state(self) -> CrisisState | None:
        """The open crisis."""
        return self._latest if self._latest and self._latest.closed_at is None else None

    @property
    def last(self) -> CrisisState | None:
        """The crisis that was closed last, while none is open."""
        return self._latest if self._latest and self._latest.closed_at else None

    @property
    def may_be_undone(self) -> bool:
        closed_at = self.last.closed_at if self.last else None
        return closed_at is not None and closed_at > timezone.now() - UNDO_FOR

    @cached_property
    def has_live_alert(self) -> bool:
        """Whether an alert of a crisis of this student is still open: then it comes first."""
        return Alert.objects.filter(
            student=self.student, family=Alert.Family.CRISIS, state__in=Alert.LIVE
        ).exists()

    @cached_property
    def shares_plan(self) -> bool:
        return bool(safety_plan.shared_by(self.student))

    @cached_property
    def form(self) -> Form:
        seen = {"seen": self.state.times} if self.state else {}
        return self.refused or CloseCrisisForm(initial=seen, auto_id="id_crisis_%s")

"""The panel with the analysis of the chosen message, and the way to its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from analysis.models import MessageAnalysis
from conversations.models import Conversation
from tutoring import case
from tutoring.forms import CorrectionForm
from tutoring.readings import Reading, readings


@dataclass
class AnalysisPanel:
    """One message's analysis among those of its conversation (`rows`, oldest first).

    `chosen_id` is what the address asked for, whatever it is; `form` was refused; `thanked` is
    the aspect corrected just now.
    """

    conversation: Conversation
    rows: list[MessageAnalysis]
    chosen_id: object = None
    form: CorrectionForm | None = None
    thanked: str = ""

    @cached_property
    def chosen(self) -> MessageAnalysis | None:
        """The analysis of the message asked for, else of the last one."""
        wanted = _uuid(self.chosen_id)
        if wanted:
            shown = next((row for row in self.rows if row.pk == wanted), None)
            asked = shown or case.one_feeling(self.conversation, wanted)
            if asked:
                return asked
        return self.rows[-1] if self.rows else None

    @cached_property
    def readings(self) -> list[Reading]:
        if self.chosen is None:
            return []
        return readings(self.chosen, form=self.form, thanked=self.thanked)

    @property
    def before(self) -> MessageAnalysis | None:
        return self._neighbour(-1)

    @property
    def after(self) -> MessageAnalysis | None:
        return self._neighbour(1)

    def _neighbour(self, step: int) -> MessageAnalysis | None:
        at = next((i for i, row in enumerate(self.rows) if row == self.chosen), None)
        if at is None or not 0 <= at + step < len(self.rows):
            return None
        return self.rows[at + step]


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None

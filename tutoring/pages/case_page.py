"""What the conversation page shows, read only when its template asks for it.

The page consists of panels, each a partial of its own that HTMX swaps: `speaker`, `alerts`,
`composer`, `side`, `notes`, `care`, `detail`, `cycle`, `analysis`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import access as people
from accounts.models import User
from analysis.models import MessageAnalysis
from conversations.models import Conversation, Message
from conversations.selectors import state_of
from psichat.errors import PsiChatError
from tutoring import access, case
from tutoring.charts import feeling_points
from tutoring.cycle import cycle_facts
from tutoring.forms import AssignForm, CareForm, DismissForm, MessageForm, NoteForm, ResolveForm
from tutoring.models import Alert, FollowUp, Intervention
from tutoring.pages.analysis_panel import AnalysisPanel
from tutoring.pages.common import changed, is_partial
from tutoring.pages.crisis_panel import CrisisPanel
from tutoring.trend import Trend, trend_of

PANELS = {
    "speaker": "tutoring/_speaker.html",
    "alerts": "tutoring/_alerts.html",
    "composer": "tutoring/_composer.html",
    "side": "tutoring/_side.html",
    "notes": "tutoring/_notes.html",
    "care": "tutoring/_care.html",
    "detail": "tutoring/_detail.html",
    "cycle": "tutoring/_cycle.html",
    "analysis": "tutoring/_analysis.html",
}


@dataclass
class AlertPanel:
    """A live alert with its forms; `opened` names the one that was refused."""

    alert: Alert
    resolve: Form
    dismiss: Form
    assign: Form
    opened: str


@dataclass
class CasePage:
    """One conversation for one tutor. `forms` holds those that were refused, by name."""

    user: User
    conversation: Conversation
    forms: dict[str, Form] = field(default_factory=dict)
    closed: Alert | None = None
    chosen_id: object = None
    thanked: str = ""
    before: int | None = None
    canned_number: int | None = None

    @property
    def student(self) -> User:
        return self.conversation.student

    @property
    def speaker(self) -> User | None:
        """The tutor who has the conversation."""
        return self.conversation.taken_over_by

    @property
    def is_mine(self) -> bool:
        return self.conversation.taken_over_by_id == self.user.id

    @property
    def may_write(self) -> bool:
        return (self.speaker is None or self.is_mine) and self.conversation.deleted_at is None

    @cached_property
    def courses(self) -> list[Any]:
        return list(self.student.courses.all())

    @cached_property
    def messages(self) -> list[Message]:
        return case.transcript(self.conversation, before=self.before)

    @cached_property
    def feelings(self) -> list[MessageAnalysis]:
        return case.feelings(self.conversation)

    @cached_property
    def points(self) -> list[dict[str, Any]]:
        return feeling_points(self.feelings)

    @cached_property
    def trend(self) -> Trend:
        return trend_of(self.feelings)

    @cached_property
    def analysis(self) -> AnalysisPanel:
        form: Any = self.forms.get("correction")
        return AnalysisPanel(
            self.conversation, self.feelings, self.chosen_id, form=form, thanked=self.thanked
        )

    @cached_property
    def crisis(self) -> CrisisPanel:
        here = reverse("tutor:conversation", args=[self.conversation.id])
        return CrisisPanel(self.student, here)

    @cached_property
    def alerts(self) -> list[AlertPanel]:
        return [self._panel(alert) for alert in case.live_alerts(self.conversation)]

    @cached_property
    def carers(self) -> list[User]:
        return list(people.carers(self.student).order_by("name"))

    @cached_property
    def other_alerts(self) -> list[Alert]:
        """The student's alerts but for the live ones of this conversation."""
        return [
            alert
            for alert in case.alerts_of(self.student)
            if not (alert.is_live and alert.conversation_id == self.conversation.id)
        ]

    @cached_property
    def conversations(self) -> list[Conversation]:
        return list(case.conversations_of(self.student))

    @cached_property
    def _done(self) -> list[Intervention]:
        return list(case.interventions_of(self.student))

    @property
    def notes(self) -> list[Intervention]:
        return [done for done in self._done if done.kind == Intervention.Kind.NOTE]

    @property
    def interventions(self) -> list[Intervention]:
        return [done for done in self._done if done.kind != Intervention.Kind.NOTE]

    @cached_property
    def follow_ups(self) -> list[FollowUp]:
        return list(case.follow_ups_of(self.student))

    @cached_property
    def cycle(self) -> list[tuple[str, str]]:
        return cycle_facts(state_of(self.conversation.id))

    @cached_property
    def canned(self) -> list[tuple[str, str]]:
        return case.canned_replies(self.user, self.student)

    @cached_property
    def message_form(self) -> Form:
        chosen = self.canned[self.canned_number - 1 :][:1] if self.canned_number else []
        fresh = MessageForm.fresh(text=chosen[0][1] if chosen else "")
        form = self.forms.get("message") or fresh
        form.fields["text"].label = _("Mensaje para %(name)s") % {"name": self.student.first_name}
        return form

    @cached_property
    def note_form(self) -> Form:
        return self.forms.get("note") or NoteForm(auto_id="id_note_%s")

    @cached_property
    def care_form(self) -> Form:
        return self.forms.get("care") or CareForm(auto_id="id_care_%s")

    def _panel(self, alert: Alert) -> AlertPanel:
        others = [carer for carer in self.carers if carer.id != alert.owner_id]
        known = {name: f"{name}-{alert.id}" for name in ("resolve", "dismiss", "assign")}
        return AlertPanel(
            alert=alert,
            resolve=self.forms.get(known["resolve"]) or ResolveForm(prefix=known["resolve"]),
            dismiss=self.forms.get(known["dismiss"]) or DismissForm(prefix=known["dismiss"]),
            assign=self.forms.get(known["assign"]) or AssignForm(others, prefix=known["assign"]),
            opened=next((name for name, key in known.items() if key in self.forms), ""),
        )


def of(user: User, conversation: Conversation, **fields: Any) -> CasePage:
    return CasePage(user=user, conversation=conversation, **fields)


def show(
    request: HttpRequest, page: CasePage, panel: str = "", *, status: int = 200, **said: Any
) -> HttpResponse:
    """The whole page, or one panel of it."""
    template = PANELS.get(panel, "tutoring/conversation.html")
    return render(request, template, {"page": page, **said}, status=status)


def refused(
    request: HttpRequest,
    page: CasePage,
    panel: str,
    forms: dict[str, Form],
    error: PsiChatError | None = None,
) -> HttpResponse:
    """The panel, or without HTMX the page, with what was typed and why it was not taken."""
    page.forms = forms
    status = error.status if error else 400
    said = {"error": error.detail} if error else {}
    return show(request, page, panel if is_partial(request) else "", status=status, **said)


def after(
    request: HttpRequest, page: CasePage, panel: str, done: str = "", *, query: str = ""
) -> HttpResponse:
    """What an action answers when it went well: its panel as it is now, or back to the page."""
    if is_partial(request):
        now = of(page.user, access.conversation(page.user, page.conversation.id))
        now.closed = page.closed
        return changed(show(request, now, panel, done=done))
    if done:
        messages.success(request, done)
    address = reverse("tutor:conversation", args=[page.conversation.id])
    return redirect(address + (f"?{query}" if query else ""))

"""What was promised for a day: overdue, today, later."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from psichat.errors import PsiChatError
from tutoring import access, interventions, selectors
from tutoring.forms import OutcomeForm
from tutoring.models import FollowUp
from tutoring.pages.common import add_error, carer_page, is_partial, today

PAGE = 50
DONE_SHOWN = 10


@require_GET
@carer_page
def follow_ups(request: HttpRequest, user: User) -> HttpResponse:
    """Those not yet done by when they are due, and the last that were done."""
    return _show(request, user)


@require_POST
@carer_page
def done(request: HttpRequest, user: User, follow_up_id: UUID) -> HttpResponse:
    """Mark one as done, with what came of it."""
    found = access.follow_up(user, follow_up_id)
    form = OutcomeForm(request.POST, auto_id=f"id_{found.id}_%s")
    try:
        if form.is_valid():
            if found.done_at is None:
                outcome = form.cleaned_data["outcome"]
                interventions.finish_follow_up(follow_up=found, outcome=outcome)
            sentence = _("Seguimiento hecho.")
            if is_partial(request):
                return _show(request, user, done=sentence)
            messages.success(request, sentence)
            return redirect("tutor:follow_ups")
    except PsiChatError as error:
        add_error(form, error)
    return _show(request, user, status=400, refused=(found, form))


def _show(
    request: HttpRequest,
    user: User,
    *,
    status: int = 200,
    refused: tuple[FollowUp, Form] | None = None,
    **said: Any,
) -> HttpResponse:
    start, end = today()
    page = Paginator(selectors.open_follow_ups(user), PAGE).get_page(request.GET.get("page"))
    groups: dict[str, list[tuple[FollowUp, Form]]] = {"overdue": [], "today": [], "later": []}
    for row in page:
        when = "overdue" if row.due_at < start else "today" if row.due_at < end else "later"
        form: Form = OutcomeForm(auto_id=f"id_{row.id}_%s")
        if refused and refused[0].id == row.id:
            form = refused[1]
        groups[when].append((row, form))
    context = {
        "page": page,
        "sections": [
            (_("Atrasados"), "overdue", groups["overdue"]),
            (_("Hoy"), "today", groups["today"]),
            (_("Próximos"), "later", groups["later"]),
        ],
        "finished": access.follow_ups(user)
        .exclude(done_at=None)
        .select_related("student", "tutor", "intervention")
        .order_by("-done_at")[:DONE_SHOWN],
        **said,
    }
    template = "tutoring/_follow_ups.html" if is_partial(request) else "tutoring/follow_ups.html"
    return render(request, template, context, status=status)

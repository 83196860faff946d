"""Closing a student's crisis, and taking that back; from the student's page or a conversation's."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import access as people
from accounts.models import User
from accounts.pages.common import safe_next
from conversations import crisis_state
from conversations.models import CrisisState
from psichat.errors import NotFound, PsiChatError
from tutoring.crisis_form import CloseCrisisForm
from tutoring.pages.common import add_error, carer_page, changed, is_partial
from tutoring.pages.crisis_panel import CrisisPanel


@require_http_methods(["GET", "POST"])
@carer_page
def crisis(request: HttpRequest, user: User, student_id: UUID) -> HttpResponse:
    """The panel, for HTMX; posted, it closes the crisis of the student with a note."""
    student = people.student(user, student_id)
    panel = CrisisPanel(student, _here(request, student))
    if request.method == "GET":
        return _show(request, panel) if is_partial(request) else redirect(panel.here)
    data = request.POST.copy()
    form = CloseCrisisForm(data, auto_id="id_crisis_%s")
    try:
        if form.is_valid():
            crisis_state.close(
                student_id=student.id,
                by=user,
                note=form.cleaned_data["note"],
                seen=form.cleaned_data["seen"],
            )
            return _done(request, panel, _("Cerraste la crisis."))
    except PsiChatError as error:
        add_error(form, error)
    panel.refused = form
    if panel.state is not None:  # whoever reads of the new sign here may close it
        data["seen"] = str(panel.state.times)
    return _show(request, panel, status=400)


@require_POST
@carer_page
def reopen(request: HttpRequest, user: User, student_id: UUID, state_id: int) -> HttpResponse:
    """Undo a closing."""
    student = people.student(user, student_id)
    state = CrisisState.objects.filter(pk=state_id, student=student).first()
    if state is None:
        raise NotFound
    crisis_state.reopen(state=state, by=user)
    return _done(request, CrisisPanel(student, _here(request, student)), _("Sigue abierta."))


def _here(request: HttpRequest, student: User) -> str:
    return safe_next(request) or reverse("tutor:student", args=[student.id])


def _show(request: HttpRequest, panel: CrisisPanel, status: int = 200) -> HttpResponse:
    """The panel for HTMX; else a page around it, so that nothing typed is lost."""
    template = "tutoring/_crisis.html" if is_partial(request) else "tutoring/crisis.html"
    return render(request, template, {"crisis": panel, "student": panel.student}, status=status)


def _done(request: HttpRequest, panel: CrisisPanel, sentence: str) -> HttpResponse:
    if not is_partial(request):
        messages.success(request, sentence)
        return redirect(panel.here)
    return changed(_show(request, panel))

"""What a tutor corrects of an analysis, from the conversation page (requirement C11)."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from analysis import corrections
from analysis.labels import Aspect
from analysis.models import MessageAnalysis
from conversations import access as conversations_access
from psichat.errors import InvalidInput, PsiChatError
from tutoring import access
from tutoring.forms import CorrectionForm
from tutoring.pages import case_page
from tutoring.pages.common import add_error, carer_page, is_partial


@require_POST
@carer_page
def correct(request: HttpRequest, user: User, message_id: UUID) -> HttpResponse:
    """Say what one aspect should have been."""
    analysis = conversations_access.analysis(user, message_id)
    aspect = request.POST.get("aspect", "")
    if aspect not in Aspect.values:
        return _show(request, user, analysis, error=InvalidInput())
    form = CorrectionForm(aspect, request.POST)
    try:
        if form.is_valid():
            corrections.correct(analysis=analysis, by=user, aspect=aspect, **form.cleaned_data)
            return _done(request, user, analysis, _("Gracias. Queda corregido."), thanked=aspect)
    except PsiChatError as error:
        add_error(form, error)
    return _show(request, user, analysis, form=form)


@require_POST
@carer_page
def undo(request: HttpRequest, user: User, message_id: UUID, correction_id: UUID) -> HttpResponse:
    """Take a correction back."""
    found = conversations_access.correction(user, message_id, correction_id)
    analysis = found.analysis
    try:
        corrections.withdraw(correction=found, by=user)
    except PsiChatError as error:
        return _show(request, user, analysis, error=error)
    return _done(request, user, analysis, _("Deshiciste la corrección."))


def _page(user: User, analysis: MessageAnalysis) -> case_page.CasePage:
    found = access.conversation(user, analysis.message.conversation_id)
    return case_page.of(user, found, chosen_id=analysis.pk)


def _show(
    request: HttpRequest,
    user: User,
    analysis: MessageAnalysis,
    *,
    form: CorrectionForm | None = None,
    error: PsiChatError | None = None,
) -> HttpResponse:
    """The panel with what was typed and why it was not taken."""
    forms: dict[str, Form] = {"correction": form} if form else {}
    return case_page.refused(request, _page(user, analysis), "analysis", forms, error=error)


def _done(
    request: HttpRequest, user: User, analysis: MessageAnalysis, done: str, *, thanked: str = ""
) -> HttpResponse:
    """The panel as it is now, with what a transcript must read again; or back to the page."""
    page = _page(user, analysis)
    if is_partial(request):
        page.thanked = thanked
        response = case_page.show(request, page, "analysis", done="" if thanked else done)
        response["HX-Trigger"] = json.dumps({"analysis-corrected": {"seq": analysis.message.seq}})
        return response
    messages.success(request, done)
    address = reverse("tutor:conversation", args=[page.conversation.id])
    return redirect(f"{address}?message={analysis.pk}#panel-analysis")

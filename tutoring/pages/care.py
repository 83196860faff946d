"""What a tutor does for a student, from the conversation page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from psichat.errors import Conflict, PsiChatError
from tutoring import access, interventions
from tutoring.forms import CareForm, MessageForm, NoteForm
from tutoring.models import Intervention
from tutoring.pages import case_page
from tutoring.pages.common import add_error, carer_page

Kind = Intervention.Kind


@require_POST
@carer_page
def message(request: HttpRequest, user: User, conversation_id: UUID) -> HttpResponse:
    """Write to the student; sent twice, it is stored once."""
    page = case_page.of(user, access.conversation(user, conversation_id))
    form = MessageForm(request.POST)
    try:
        if form.is_valid():
            if page.speaker and not page.is_mine:
                sentence = _("%(name)s está hablando con este estudiante.")
                raise Conflict(sentence % {"name": page.speaker.name})
            interventions.intervene(
                conversation=page.conversation,
                tutor=user,
                kind=Kind.MESSAGE,
                text=form.cleaned_data["text"],
                client_id=form.cleaned_data["client_id"],
            )
            return case_page.after(request, page, "composer")
    except PsiChatError as error:
        add_error(form, error)
    return case_page.refused(request, page, "composer", {"message": form})


@require_POST
@carer_page
def take_over(request: HttpRequest, user: User, conversation_id: UUID) -> HttpResponse:
    """Speak with the student oneself; the assistant falls silent."""
    page = case_page.of(user, access.conversation(user, conversation_id))
    try:
        if not page.is_mine:
            interventions.intervene(conversation=page.conversation, tutor=user, kind=Kind.TAKEOVER)
    except PsiChatError as error:
        return case_page.refused(request, page, "speaker", {}, error=error)
    return case_page.after(request, page, "speaker")


@require_POST
@carer_page
def release(request: HttpRequest, user: User, conversation_id: UUID) -> HttpResponse:
    """Give the conversation back to the assistant."""
    page = case_page.of(user, access.conversation(user, conversation_id))
    try:
        interventions.release(conversation=page.conversation, tutor=user)
    except PsiChatError as error:
        return case_page.refused(request, page, "speaker", {}, error=error)
    return case_page.after(request, page, "speaker")


@require_POST
@carer_page
def note(request: HttpRequest, user: User, conversation_id: UUID) -> HttpResponse:
    """Keep a private note; it leaves the alert as it is."""
    page = case_page.of(user, access.conversation(user, conversation_id))
    form = NoteForm(request.POST, auto_id="id_note_%s")
    try:
        if form.is_valid():
            interventions.intervene(
                conversation=page.conversation,
                tutor=user,
                kind=Kind.NOTE,
                text=form.cleaned_data["text"],
            )
            return case_page.after(request, page, "notes", _("Nota guardada."))
    except PsiChatError as error:
        add_error(form, error)
    return case_page.refused(request, page, "notes", {"note": form})


@require_POST
@carer_page
def intervene(request: HttpRequest, user: User, conversation_id: UUID) -> HttpResponse:
    """Note down a call, a meeting, a referral or a note, with its follow-up."""
    page = case_page.of(user, access.conversation(user, conversation_id))
    form = CareForm(request.POST, auto_id="id_care_%s")
    try:
        if form.is_valid():
            interventions.intervene(conversation=page.conversation, tutor=user, **form.cleaned_data)
            return case_page.after(request, page, "care", _("Intervención guardada."))
    except PsiChatError as error:
        add_error(form, error)
    return case_page.refused(request, page, "care", {"care": form})

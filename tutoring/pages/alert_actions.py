"""What a tutor does with an alert, from the queue or from its conversation."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.pages.common import safe_next
from psichat.errors import InvalidInput, PsiChatError
from tutoring import access, alerts
from tutoring.forms import AssignForm, CloseForm, DismissForm, ResolveForm
from tutoring.models import Alert
from tutoring.pages import case_page, queue
from tutoring.pages.common import add_error, carer_page, is_partial

SNOOZES = {"15": 15, "60": 60}


@require_POST
@carer_page
def acknowledge(request: HttpRequest, user: User, alert_id: UUID) -> HttpResponse:
    """Take an alert: the student reads that a person is there."""
    alert = access.alert(user, alert_id)
    try:
        alerts.acknowledge(alert=alert, by=user)
    except PsiChatError as error:
        return _back(request, user, alert, error=error)
    return _back(request, user, alert, done=_("Tomaste la alerta."))


@require_POST
@carer_page
def snooze(request: HttpRequest, user: User, alert_id: UUID) -> HttpResponse:
    """Put an alert off for 15 or 60 minutes; a new signal brings it back."""
    alert = access.alert(user, alert_id)
    minutes = SNOOZES.get(request.POST.get("minutes", ""))
    try:
        if minutes is None:
            raise InvalidInput(_("Se pospone por 15 o por 60 minutos."))
        until = timezone.now() + timedelta(minutes=minutes)
        alerts.snooze(alert=alert, by=user, until=until)
    except PsiChatError as error:
        return _back(request, user, alert, error=error)
    words = _("Pospuesta por %(n)d minutos. Vuelve antes si hay otra señal.")
    return _back(request, user, alert, done=words % {"n": minutes})


@require_POST
@carer_page
def reopen(request: HttpRequest, user: User, alert_id: UUID) -> HttpResponse:
    """Undo a closing."""
    alert = access.alert(user, alert_id)
    try:
        alerts.reopen(alert=alert, by=user)
    except PsiChatError as error:
        return _back(request, user, alert, error=error)
    return _back(request, user, alert, done=_("La alerta está abierta de nuevo."))


@require_POST
@carer_page
def assign(request: HttpRequest, user: User, alert_id: UUID) -> HttpResponse:
    """Hand an alert to another who looks after the student."""
    alert = access.alert(user, alert_id)
    page = case_page.of(user, access.conversation(user, alert.conversation_id))
    form = AssignForm(page.carers, request.POST, prefix=f"assign-{alert.id}")
    try:
        if form.is_valid():
            alerts.assign(alert=alert, by=user, tutor_id=form.cleaned_data["tutor_id"])
            return case_page.after(request, page, "alerts", _("Pasaste la alerta."))
    except PsiChatError as error:
        add_error(form, error)
    return case_page.refused(request, page, "alerts", {f"assign-{alert.id}": form})


@require_POST
@carer_page
def resolve(request: HttpRequest, user: User, alert_id: UUID) -> HttpResponse:
    """Close an alert as looked after."""
    alert = access.alert(user, alert_id)
    return _close(request, user, alert, ResolveForm(request.POST, prefix=f"resolve-{alert.id}"))


@require_POST
@carer_page
def dismiss(request: HttpRequest, user: User, alert_id: UUID) -> HttpResponse:
    """Close an alert as no cause for one."""
    alert = access.alert(user, alert_id)
    return _close(request, user, alert, DismissForm(request.POST, prefix=f"dismiss-{alert.id}"))


def _close(request: HttpRequest, user: User, alert: Alert, form: CloseForm) -> HttpResponse:
    page = case_page.of(user, access.conversation(user, alert.conversation_id))
    try:
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            if isinstance(form, ResolveForm):
                note = form.cleaned_data["note"]
                page.closed = alerts.resolve(alert=alert, by=user, reason=reason, note=note)
            else:
                page.closed = alerts.dismiss(alert=alert, by=user, reason=reason)
            return case_page.after(request, page, "alerts", query=f"closed={alert.id}")
    except PsiChatError as error:
        add_error(form, error)
    return case_page.refused(request, page, "alerts", {str(form.prefix): form})


def _back(
    request: HttpRequest,
    user: User,
    alert: Alert,
    *,
    done: str = "",
    error: PsiChatError | None = None,
) -> HttpResponse:
    """Where the form was: the queue with its filters, or the conversation."""
    address = safe_next(request) or reverse("tutor:queue")
    from_queue = address.split("?")[0] == reverse("tutor:queue")
    if is_partial(request) and from_queue:
        said = {"error": error.detail} if error else {"done": done}
        status = error.status if error else 200
        return queue.show(request, user, queue.filters_of(address), status=status, **said)
    if is_partial(request):
        page = case_page.of(user, access.conversation(user, alert.conversation_id))
        if error:
            return case_page.refused(request, page, "alerts", {}, error=error)
        return case_page.after(request, page, "alerts", done)
    if error:
        messages.error(request, error.detail)
    else:
        messages.success(request, done)
    return redirect(address)

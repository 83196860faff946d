"""One conversation as its tutors see it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts import audit
from accounts.models import User
from psichat.errors import NotFound
from tutoring import access, case
from tutoring.models import Alert
from tutoring.pages import case_page
from tutoring.pages.common import carer_page, is_partial

UNDO_MINUTES = 10


@require_GET
@carer_page
def conversation(request: HttpRequest, user: User, conversation_id: UUID) -> HttpResponse:
    """The page; for HTMX the panel in `part`, or with `since` the messages from that number on."""
    found = access.conversation(user, conversation_id)
    if is_partial(request) and "since" in request.GET:
        since = _number(request.GET.get("since")) or 1
        rows = case.messages_since(found, since)
        page = case_page.of(user, found)
        return render(request, "tutoring/_messages.html", {"page": page, "rows": rows})
    page = case_page.of(
        user,
        found,
        chosen_id=request.GET.get("message"),
        before=_number(request.GET.get("before")),
        canned_number=_number(request.GET.get("canned")),
    )
    if is_partial(request):
        return case_page.show(request, page, request.GET.get("part", ""))
    audit.record(actor=user, action="conversation_read", student=found.student, obj=found)
    page.closed = _just_closed(user, request.GET.get("closed"))
    return case_page.show(request, page)


def _number(value: str | None) -> int | None:
    """A message's number as an address carries it."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else None


def _just_closed(user: User, alert_id: str | None) -> Alert | None:
    """The alert that the person closed a moment ago, to offer the way back."""
    if not alert_id:
        return None
    try:
        alert = access.alert(user, alert_id)
    except NotFound:
        return None
    fresh = timezone.now() - timedelta(minutes=UNDO_MINUTES)
    return alert if alert.resolved_at and alert.resolved_at > fresh else None

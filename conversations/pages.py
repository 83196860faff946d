"""The student's chat page; it works at first load without JavaScript."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from asgiref.sync import async_to_sync
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.consent import consent_required
from accounts.models import User
from conversations import access, crisis_state, runner, selectors, services
from conversations.models import Conversation, Message, Rating, StrategyTrial
from conversations.safety import hotlines_for
from conversations.text import as_uuid, clean
from conversations.turn import Turn
from conversations.wire import message_dict, moment
from psichat.errors import NotAllowed, PsiChatError

RECENT = 50


@login_required
@consent_required
@require_http_methods(["GET", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """A fresh chat; without JavaScript its first message is posted here."""
    student = _student(request)
    if request.method == "POST":
        return _post(request, student, None)
    return render(request, "chat/page.html", _context(student, None))


@login_required
@consent_required
@require_http_methods(["GET", "POST"])
def conversation(request: HttpRequest, conversation_id: str) -> HttpResponse:
    """One conversation of the student."""
    student = _student(request)
    found = access.own_conversation(student, conversation_id)
    if request.method == "POST":
        return _post(request, student, found)
    return render(request, "chat/page.html", _context(student, found))


def _student(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not user.is_student:
        raise NotAllowed
    return user


def _post(request: HttpRequest, student: User, found: Conversation | None) -> HttpResponse:
    """Send a message the plain way; what was typed comes back with whatever refused it."""
    typed = request.POST.get("message", "")
    try:
        text = clean(typed)
        client_id = as_uuid(request.POST.get("client_id"), field="client_id")
        target = found or services.conversation_for(student=student, client_id=client_id)[0]
        turn = Turn(
            conversation_id=target.id,
            student_id=student.id,
            text=text,
            client_id=client_id,
            transport="page",
            language=student.language,
        )
        async_to_sync(runner.collect)(turn)
    except PsiChatError as error:
        messages.error(request, error.detail)
        context = _context(student, found) | {"typed": typed}
        return render(request, "chat/page.html", context, status=error.status)
    return redirect(reverse("chat:conversation", args=[target.id]) + "#ultimo")


def _context(student: User, found: Conversation | None) -> dict[str, Any]:
    institution = student.institution
    latest = selectors.latest_messages(found) if found else []
    tutor = found.taken_over_by if found else None
    state = selectors.state_of(found.id) if found else {}
    began = _block_began(found, state, latest) if found else None
    return {
        "conversation": found,
        "conversations": selectors.listed(student, {}).filter(last_seq__gt=0)[:RECENT],
        "chat_messages": [message_dict(message) for message in latest],
        "quick_replies": latest[-1].quick_replies if latest else [],
        "client_id": uuid.uuid4(),
        "state_dict": state,
        "ratings": services.own_ratings(found) if found else {},
        "rating_reasons": Rating.Reason.choices,
        "taken_over": {"name": tutor.name} if tutor else None,
        "hotlines": hotlines_for(student.country or institution.country),
        "crisis": crisis_state.current(student.id),
        "contact": {
            "name": institution.contact_name,
            "phone": institution.contact_phone,
            "email": institution.contact_email,
            "hours": institution.contact_hours,
        },
        "config": {
            "conversationId": str(found.id) if found else None,
            "lastSeq": found.last_seq if found else 0,
            "blockBegan": moment(began),
            "userName": student.first_name,
            "userId": str(student.id),
            "maxCharacters": settings.MESSAGE_MAX_CHARACTERS,
            "urls": {
                "home": reverse("chat:home"),
                "api": "/api/v1/chat/",
                "socket": "/ws/chat/",
                "serviceWorker": reverse("service_worker"),
                "login": reverse("accounts:login"),
            },
        },
    }


def _block_began(
    found: Conversation, state: dict[str, Any], latest: list[Message]
) -> datetime | None:
    """When the block that is running began, for a browser that was not there; else None.

    It is when the strategy was taken up; a block that goes on with something else began with the
    answer that said so.
    """
    pending = state.get("pending")
    if not isinstance(pending, dict) or pending.get("kind") != "running":
        return None
    taken = (
        StrategyTrial.objects.filter(
            conversation=found, outcome=StrategyTrial.Outcome.OPEN, accepted_at__isnull=False
        )
        .order_by("-accepted_at")
        .values_list("accepted_at", flat=True)
        .first()
    )
    answers = [one.created_at for one in latest if one.sender == Message.Sender.ASSISTANT]
    return taken or (answers[-1] if answers else None)

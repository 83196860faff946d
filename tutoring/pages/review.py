"""Reviewing what the crisis models said, message by message."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import audit
from accounts.models import User
from accounts.pages.common import safe_next
from analysis import corrections
from analysis.labels import Aspect, CrisisLevel
from analysis.models import Correction, MessageAnalysis
from conversations import access
from psichat.errors import NotFound, PsiChatError
from tutoring import review as selector
from tutoring.forms import ReviewFilter
from tutoring.pages.common import carer_page, is_partial
from tutoring.pages.queue import filters_of

PAGE = 10


@require_GET
@carer_page
def review(request: HttpRequest, user: User) -> HttpResponse:
    """What is left to review, a page of it with its context."""
    form = ReviewFilter(request.GET)
    chosen = form.chosen()
    page = Paginator(selector.waiting(user, **chosen), PAGE).get_page(request.GET.get("page"))
    rows: list[MessageAnalysis] = list(page.object_list)
    shown = Counter(row.message.conversation.student for row in rows)
    for student, number in shown.items():
        audit.record(actor=user, action="review_read", student=student, messages=number)
    labelled = _just_labelled(user, request.GET.get("labelled"))
    query = _without(request.GET, "page", "labelled")
    context = {
        "form": form,
        "filtered": bool(chosen.get("q")),
        "page": page,
        "items": selector.items(rows),
        "query": query,
        "here": reverse("tutor:review") + (f"?{query}" if query else ""),
        "labelled": labelled,
        "unalerted": selector.unalerted(labelled),
        "levels": CrisisLevel,
        **_tabs(user, chosen),
    }
    return render(request, "tutoring/review.html", context)


@require_POST
@carer_page
def label(request: HttpRequest, user: User, message_id: UUID) -> HttpResponse:
    """One word on one message; the stored analysis and its alert stay."""
    found = access.analysis(user, message_id)
    try:
        made = corrections.correct(
            analysis=found, by=user, aspect=Aspect.CRISIS, right=request.POST.get("right")
        )
    except PsiChatError as error:
        if is_partial(request):
            return _card(request, user, message_id, error=error)
        messages.error(request, error.detail)
        return redirect(_here(request))
    if is_partial(request):
        context = {
            "correction": made,
            "analysis": found,
            "unalerted": selector.unalerted(made),
            "here": _here(request),
        }
        return _answer(request, user, "tutoring/_review_done.html", context)
    here = _here(request)
    return redirect(f"{here}{'&' if '?' in here else '?'}labelled={made.id}")


@require_POST
@carer_page
def undo(request: HttpRequest, user: User, message_id: UUID, correction_id: UUID) -> HttpResponse:
    """Take one's word back: the message waits again."""
    found = access.correction(user, message_id, correction_id)
    try:
        corrections.withdraw(correction=found, by=user)
    except PsiChatError as error:
        if is_partial(request):
            return _card(request, user, message_id, error=error)
        messages.error(request, error.detail)
        return redirect(_here(request))
    if is_partial(request):
        return _card(request, user, message_id)
    messages.success(request, _("Deshiciste la revisión."))
    return redirect(_here(request))


def _card(
    request: HttpRequest, user: User, message_id: UUID, error: PsiChatError | None = None
) -> HttpResponse:
    """The message to review, with a refusal above it."""
    context = {
        "item": selector.items([selector.one(user, message_id)])[0],
        "here": _here(request),
        "error": error.detail if error else "",
        "levels": CrisisLevel,
    }
    status = error.status if error else 200
    return _answer(request, user, "tutoring/_review_card.html", context, status=status)


def _answer(
    request: HttpRequest,
    user: User,
    template: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A card with the counts as they are now."""
    chosen = ReviewFilter(filters_of(_here(request))).chosen()
    context = {"part": template, **context, **_tabs(user, chosen)}
    return render(request, "tutoring/_review_answer.html", context, status=status)


def _tabs(user: User, chosen: dict[str, Any]) -> dict[str, Any]:
    """The kinds as links with how many of each are left."""
    left = selector.counts(user)
    total = sum(left.values())
    kind, name = chosen.get("kind", ""), chosen.get("q", "")

    def query(wanted: str) -> str:
        values = QueryDict(mutable=True)
        values.update({key: value for key, value in (("kind", wanted), ("q", name)) if value})
        return values.urlencode()

    tabs = [("", _("Todo"), total)]
    tabs += [(each.value, str(each.label), left[each.value]) for each in selector.Kind]
    return {
        "left": total,
        "tabs": [(word, query(value), number, value == kind) for value, word, number in tabs],
    }


def _here(request: HttpRequest) -> str:
    """The page with its filters, as the form brought it along."""
    page = reverse("tutor:review")
    query = _without(filters_of(safe_next(request)), "labelled")
    return page + (f"?{query}" if query else "")


def _without(query: QueryDict, *names: str) -> str:
    plain = query.copy()
    for name in names:
        plain.pop(name, None)
    return plain.urlencode()


def _just_labelled(user: User, correction_id: str | None) -> Correction | None:
    """What the person said a moment ago, to offer the way back without scripts."""
    if not correction_id:
        return None
    try:
        made = Correction.objects.filter(by=user).get(id=correction_id)
        found = access.correction(user, made.analysis_id, made.id)
    except (NotFound, Correction.DoesNotExist, ValidationError):
        return None
    return found if found.stands else None

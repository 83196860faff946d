"""`/knowledge/try/`: what a question finds; `/knowledge/questions/`: what none has answered."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.pages.carers import carer_page, is_partial
from psichat import throttling
from psichat.errors import PsiChatError
from scraping import access, questions, selectors
from scraping.forms import TryForm
from scraping.matches import matches
from scraping.models import OpenQuestion
from scraping.pages.posting import posted
from scraping.passages import Found, Passage
from scraping.prose import prose
from scraping.search import look_for_carer, with_quotes

RESULTS = 8
PAGE = 50


@require_GET
@carer_page
def trial(request: HttpRequest, user: User) -> HttpResponse:
    """The box, and with `q` what is found for it; HTMX gets the results alone."""
    form = TryForm(request.GET if "q" in request.GET else None)
    context: dict[str, Any] = {
        "form": form,
        "open_questions": selectors.open_questions(user).count(),
    }
    status = 200
    if form.is_valid():
        question = form.cleaned_data["q"].replace("\x00", "")
        try:
            throttling.enforce("search", str(user.id))
            found = look_for_carer(question, institution_id=user.institution_id, k=RESULTS)
        except PsiChatError as error:
            context["error"], status = error.detail, error.status
        else:
            context |= {
                "found": found,
                "read_first": settings.SEARCH_RESULTS,
                "quote": _quote(found, question, user),
                "results": [_shown(passage, question) for passage in found.passages],
                "has_sources": bool(found.passages) or selectors.totals(user)["ready"] > 0,
            }
    template = "knowledge/_results.html" if is_partial(request) else "knowledge/try.html"
    return render(request, template, context, status=200 if is_partial(request) else status)


def _quote(found: Found, question: str, user: User) -> str:
    """The sentence that the assistant would quote first, of what it reads."""
    if not found.answered:
        return ""
    read = found.passages[: settings.SEARCH_RESULTS]
    quoted = with_quotes(question, read, institution_id=user.institution_id)
    ranked = sorted((q for passage in quoted for q in passage.quotes), key=lambda q: -q.score)
    return ranked[0].text if ranked else ""


def _shown(passage: Passage, question: str) -> tuple[Passage, str, list[tuple[int, int]]]:
    """A passage, the place in it that fits, and where the question's words stand there."""
    place = passage.snippet or passage.text
    text = prose(place) or place
    return passage, text, matches(text, question)


@require_GET
@carer_page
def open_questions(request: HttpRequest, user: User) -> HttpResponse:
    """What was asked and is in no page, the most asked first."""
    return _show(request, user, _asked(user, request.GET.get("dismissed")))


@posted("knowledge:questions")
@carer_page
def dismiss(request: HttpRequest, user: User, question_id: int) -> HttpResponse:
    """Put a question aside."""
    found = access.question(user, question_id)
    questions.dismiss(question=found)
    if is_partial(request):
        return _show(request, user, found)
    return redirect(f"{reverse('knowledge:questions')}?dismissed={found.id}")


@posted("knowledge:questions")
@carer_page
def restore(request: HttpRequest, user: User, question_id: int) -> HttpResponse:
    """Bring it back."""
    questions.restore(question=access.question(user, question_id))
    if is_partial(request):
        return _show(request, user)
    messages.success(request, _("La pregunta está de vuelta en la lista."))
    return redirect("knowledge:questions")


def _asked(user: User, question_id: str | None) -> OpenQuestion | None:
    """The question of that id if it is put aside, to offer the way back."""
    if not question_id or not question_id.isdecimal():
        return None
    rows = access.questions(user).filter(dismissed_at__isnull=False)
    return rows.filter(id=question_id[:18]).first()


def _show(request: HttpRequest, user: User, dismissed: OpenQuestion | None = None) -> HttpResponse:
    rows = selectors.open_questions(user)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "dismissed": dismissed,
        "open_questions": page.paginator.count,
    }
    template = "knowledge/_questions.html" if is_partial(request) else "knowledge/questions.html"
    return render(request, template, context)

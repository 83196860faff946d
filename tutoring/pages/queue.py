"""The queue: how many wait, who is worst, how long."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import User
from tutoring import selectors
from tutoring.forms import QueueFilter
from tutoring.models import Alert
from tutoring.pages.common import carer_page, is_partial, today

PAGE = 50


@require_GET
@carer_page
def queue(request: HttpRequest, user: User) -> HttpResponse:
    """The alerts that the person may see; HTMX gets the list alone."""
    return show(request, user, request.GET)


def show(
    request: HttpRequest,
    user: User,
    query: QueryDict,
    *,
    status: int = 200,
    **said: Any,
) -> HttpResponse:
    """The queue with the filters of `query`; `said` is what an action answers.

    `error` or `done`, a sentence.
    """
    form = QueueFilter(query)
    filters = form.chosen()
    rows: QuerySet[Alert] = selectors.queue(user, filters).prefetch_related("student__courses")
    start, end = today()
    due = selectors.due_counts(user, start, end)
    plain = query.copy()
    plain.pop("page", None)
    context = {
        "form": form,
        "filtered": bool(filters),
        "query": plain.urlencode(),
        "worst": selectors.most_urgent(user),
        "page": Paginator(rows, PAGE).get_page(query.get("page")),
        "counts": selectors.counts(user),
        "priorities": Alert.Priority.choices,
        "closed_today": selectors.closed_since(user, start),
        "due": due,
        "tabs": _tabs(filters),
        "here": reverse("tutor:queue") + (f"?{query.urlencode()}" if query else ""),
        **said,
    }
    template = "tutoring/_queue.html" if is_partial(request) else "tutoring/queue.html"
    return render(request, template, context, status=status)


def _tabs(filters: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """The usual filters as links: word, query, whether it is the chosen one."""
    tabs: list[tuple[str, str, dict[str, Any]]] = [
        (_("En curso"), "", {}),
        (_("Mías"), "?mine=on", {"mine": True}),
        (_("Pospuestas"), "?state=snoozed", {"state": "snoozed"}),
        (_("Cerradas"), "?state=resolved", {"state": "resolved"}),
        (_("Todas"), "?state=all", {"state": "all"}),
    ]
    return [(word, query, chosen == filters) for word, query, chosen in tabs]


def filters_of(address: str) -> QueryDict:
    """The filters in the address of a queue, such as a form's `next`."""
    return QueryDict(urlsplit(address).query)

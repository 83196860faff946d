"""`/knowledge/sources/<id>/`: one source, its pages, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.pages.carers import add_error, carer_page, is_partial
from accounts.pages.common import safe_next
from psichat.errors import NotFound, PsiChatError
from scraping import access, selectors
from scraping import sources as services
from scraping.forms import ChangeForm, PageFilter, point_at_error
from scraping.models import Page, Source
from scraping.pages import sources as listing
from scraping.pages.posting import posted

PAGE = 50
PARTS = {
    "row": "knowledge/_source.html",
    "head": "knowledge/_head.html",
    "pages": "knowledge/_pages.html",
}


@require_GET
@carer_page
def source(request: HttpRequest, user: User, source_id: UUID) -> HttpResponse:
    """The source; with `part` that part alone, as it is now."""
    found = selectors.source(user, source_id)
    return _show(request, found, PARTS.get(request.GET.get("part", "")))


@posted("knowledge:source", keep=True)
@carer_page
def start(request: HttpRequest, user: User, source_id: UUID) -> HttpResponse:
    """Read it, now or when its turn comes."""
    return _act(request, user, source_id, services.start)


@posted("knowledge:source", keep=True)
@carer_page
def stop(request: HttpRequest, user: User, source_id: UUID) -> HttpResponse:
    """Stop reading, or leave the queue."""
    return _act(request, user, source_id, services.stop)


@posted("knowledge:source", keep=True)
@carer_page
def change(request: HttpRequest, user: User, source_id: UUID) -> HttpResponse:
    """Its name, how many pages at most, and when it is read again."""
    found = selectors.source(user, source_id)
    form = ChangeForm(found, request.POST)
    if form.is_valid():
        try:
            services.change(source=access.source(user, source_id), by=user, **form.cleaned_data)
            messages.success(request, _("Cambios guardados."))
            return redirect("knowledge:source", source_id)
        except PsiChatError as error:
            add_error(form, error)
    point_at_error(form)
    return _show(request, found, None, status=400, change_form=form)


@posted("knowledge:source", keep=True)
@carer_page
def delete(request: HttpRequest, user: User, source_id: UUID) -> HttpResponse:
    """Delete it with its pages; for a minute it can come back."""
    services.delete(source=access.source(user, source_id), by=user)
    if is_partial(request):
        return listing.show(request, user, deleted=selectors.just_deleted(user, source_id))
    return redirect(f"{reverse('knowledge:sources')}?deleted={source_id}")


@posted("knowledge:sources")
@carer_page
def restore(request: HttpRequest, user: User, source_id: UUID) -> HttpResponse:
    """Take the deletion back."""
    found = access.deleted_source(user, source_id)
    try:
        services.restore(source=found, by=user)
        said: dict[str, Any] = {"done": _("La fuente está de vuelta.")}
    except NotFound:
        said = {"error": _("Ya no se puede deshacer: pasó más de un minuto.")}
    except PsiChatError as error:
        said = {"error": error.detail}
    if is_partial(request):
        return listing.show(request, user, **said)
    for sentence in said.values():
        messages.add_message(
            request, messages.ERROR if "error" in said else messages.SUCCESS, sentence
        )
    return redirect("knowledge:sources")


def _act(
    request: HttpRequest, user: User, source_id: UUID, service: Callable[..., Any]
) -> HttpResponse:
    """Call the service; the row or the head comes back, or the page from which it was called."""
    found = access.source(user, source_id)
    error = ""
    try:
        service(source=found, by=user)
    except PsiChatError as refused:
        error = refused.detail
    if is_partial(request):
        template = PARTS["head" if request.POST.get("part") == "head" else "row"]
        now = selectors.source(user, source_id)
        return _show(request, now, template, error=error)
    if error:
        messages.error(request, error)
    return redirect(safe_next(request) or reverse("knowledge:source", args=[source_id]))


def _show(
    request: HttpRequest, found: Source, template: str | None, *, status: int = 200, **said: Any
) -> HttpResponse:
    """The page of the source, or the part that `template` is."""
    context: dict[str, Any] = {"source": found, **said}
    if template != PARTS["row"]:
        context["counts"] = _counts(found)
    if template in {None, PARTS["pages"]}:
        filters = PageFilter(request.GET)
        chosen = filters.chosen()
        rows = selectors.pages(found, **chosen)
        query = request.GET.copy()
        for name in ("page", "part"):
            query.pop(name, None)
        context |= {
            "filters": filters,
            "chosen": chosen,
            "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
            "query": query.urlencode(),
        }
    if template is None:
        context.setdefault("change_form", ChangeForm(found))
    return render(request, template or "knowledge/source.html", context, status=status)


def _counts(found: Source) -> list[tuple[str, str, int]]:
    """State, its word and how many pages are in it, of those that occur."""
    counts = selectors.page_counts(found.id)
    return [
        (state.value, str(state.label), counts[state.value])
        for state in Page.State
        if counts.get(state.value)
    ]

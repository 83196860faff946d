"""A page's text as it was extracted (for tutors), and the reader for uploaded documents."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.pages.carers import carer_page
from accounts.pages.common import who
from scraping import access, selectors
from scraping.models import Page
from scraping.reading import Section, sections


@require_GET
@carer_page
def page(request: HttpRequest, user: User, page_id: UUID) -> HttpResponse:
    """The text of a page with the numbers of its passages."""
    found = access.page(user, page_id)
    context = {"page": found, "source": found.source, "sections": _sections(found)}
    return render(request, "knowledge/page.html", context)


@require_GET
@never_cache
@login_required
def document(request: HttpRequest, page_id: UUID) -> HttpResponse:
    """An uploaded document, for whoever an answer cites it to; `#p12` is its passage 12."""
    found = access.document(who(request), page_id)
    context = {"page": found, "source": found.source, "sections": _sections(found)}
    return render(request, "knowledge/document.html", context)


def _sections(page: Page) -> list[Section]:
    starts = [(passage.position, passage.start) for passage in selectors.passages(page)]
    key = f"{page.id}:{page.text_hash}:{page.chunked_hash}:{len(starts)}" if page.text_hash else ""
    return sections(page.text, starts, key=key)

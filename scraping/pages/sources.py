"""`/knowledge/`: the sources, how they get on, and adding one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.pages.carers import add_error, carer_page, is_partial
from psichat import throttling
from psichat.errors import NotFound, PsiChatError
from scraping import access, selectors
from scraping import sources as services
from scraping.crawl.preview import preview
from scraping.forms import AddressForm, UploadForm, point_at_error
from scraping.pages.posting import posted

PAGE = 50
# The example university has fewer, and all of them are read.
DEMO_PAGES = 120


@require_GET
@carer_page
def sources(request: HttpRequest, user: User) -> HttpResponse:
    """The list and the form; HTMX gets the list alone."""
    return show(request, user)


@posted("knowledge:sources")
@carer_page
def look(request: HttpRequest, user: User) -> HttpResponse:
    """What would be read from an address, before it is added."""
    form = AddressForm(request.POST)
    context: dict[str, Any] = {"form": form}
    status = 200
    if form.is_valid():
        try:
            throttling.enforce("preview", str(user.id))
            given = form.cleaned_data
            context["preview"] = preview(given["url"], max_pages=given["max_pages"])
        except PsiChatError as error:
            context["preview_error"], status = error.detail, error.status
    else:
        sentences = form.errors.get("url") or form.non_field_errors()
        context["preview_error"] = sentences[0] if sentences else _("Revisa las opciones.")
    if is_partial(request):
        return render(request, "knowledge/_preview.html", context)
    return show(request, user, status=status, **context)


@posted("knowledge:sources")
@carer_page
def add(request: HttpRequest, user: User) -> HttpResponse:
    """Add an address and begin to read it."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        point_at_error(form)
        return show(request, user, status=400, form=form)
    try:
        source = services.create(by=user, **form.cleaned_data)
        services.start(source=source, by=user)
    except PsiChatError as error:
        add_error(form, error)
        point_at_error(form)
        return show(request, user, status=error.status, form=form)
    messages.success(request, _("Fuente agregada. Puedes salir de esta página: se lee igual."))
    return redirect(f"{reverse('knowledge:sources')}#source-{source.id}")


@posted("knowledge:sources")
@carer_page
def upload(request: HttpRequest, user: User) -> HttpResponse:
    """Add files; those that can't be are named, the others are read."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, user, status=400, upload=form)
    added, status = 0, 400
    for file in form.cleaned_data["chosen"]:
        try:
            source = services.upload(by=user, file=file)
            services.start(source=source, by=user)
            added += 1
        except PsiChatError as error:
            status = error.status
            sentences = next(iter((error.errors or {}).values()), [error.detail])
            form.add_error("chosen", f"{file.name}: {sentences[0]}")
    if added:
        sentence = ngettext("%(n)d archivo agregado.", "%(n)d archivos agregados.", added)
        messages.success(request, sentence % {"n": added})
    if form.errors:
        return show(request, user, status=status, upload=form)
    return redirect("knowledge:sources")


def show(request: HttpRequest, user: User, *, status: int = 200, **parts: Any) -> HttpResponse:
    """The page; `parts` are the forms as they were filled in, a preview, what was said."""
    rows = selectors.sources(user)
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "totals": selectors.totals(user),
        "form": AddressForm(initial={"url": request.GET.get("url", "")[:2000]}),
        "upload": UploadForm(),
        "question": _question(user, request.GET.get("question")),
        "deleted": selectors.just_deleted(user, request.GET.get("deleted"))
        if "deleted" in request.GET
        else None,
        "undo_seconds": selectors.UNDO_SECONDS,
        "most_bytes": settings.KNOWLEDGE_FILE_BYTES,
        "most_megabytes": settings.KNOWLEDGE_FILE_BYTES // 1_048_576,
        "demo_site": settings.CRAWL_DEMO_SITE,
        "demo_pages": DEMO_PAGES,
        "open_questions": selectors.open_questions(user).count(),
        **parts,
    }
    template = "knowledge/_sources.html" if is_partial(request) else "knowledge/sources.html"
    return render(request, template, context, status=status)


def _question(user: User, question_id: str | None) -> str:
    """The open question for which a source is added."""
    if not question_id:
        return ""
    try:
        return access.question(user, question_id).text
    except NotFound:
        return ""

"""The example university's pages, its sitemap and its documents; 404 in production."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from scraping.demo_site import content

NEWS_AT_HOME = 3
DOCUMENTS = Path(__file__).parent / "documents"

View = Callable[..., HttpResponseBase]


def outside_production(view: View) -> View:
    """Only where the setting names the example site is there one."""

    @wraps(view)
    def guarded(request: HttpRequest, **arguments: str) -> HttpResponseBase:
        if not settings.CRAWL_DEMO_SITE:
            raise Http404
        return view(request, **arguments)

    return require_safe(guarded)


@outside_production
def page(request: HttpRequest, path: str = "") -> HttpResponseBase:
    if path in content.MOVED:
        return redirect("demo_site:page", path=content.MOVED[path], permanent=True)
    pages = content.pages()
    found = pages.get(path)
    if found is None:
        raise Http404
    news = content.in_section("noticias")
    response = render(
        request,
        _template(found),
        {
            "page": found,
            "canonical": request.build_absolute_uri(request.path),
            "sections": [pages[section] for section in content.SECTIONS],
            "section": pages.get(found.section),
            "siblings": content.in_section(found.section),
            "related": [pages[each] for each in found.related],
            "previous": pages.get(found.previous) if found.previous else None,
            "next": pages.get(found.next) if found.next else None,
            "news": news[:NEWS_AT_HOME],
        },
    )
    response.headers["Content-Language"] = found.lang
    return _unless_known(request, response, changed=int(found.changed_at.timestamp()))


@outside_production
def sitemap(request: HttpRequest) -> HttpResponseBase:
    listed = [page for page in content.pages().values() if not page.noindex]
    root = request.build_absolute_uri("/").rstrip("/")
    return render(
        request,
        "demo_site/sitemap.xml",
        {"pages": listed, "root": root},
        content_type="application/xml",
    )


@outside_production
def document(request: HttpRequest, name: str) -> HttpResponseBase:
    file = DOCUMENTS / f"{name}.pdf"
    if not file.is_file():
        raise Http404
    response = HttpResponse(file.read_bytes(), content_type="application/pdf")
    return _unless_known(request, response)


def _template(found: content.Page) -> str:
    if not found.path:
        return "demo_site/home.html"
    return f"demo_site/{'section' if found.is_section else found.layout}.html"


def _unless_known(
    request: HttpRequest, response: HttpResponse, changed: int | None = None
) -> HttpResponseBase:
    """The response with its ETag and day of change (seconds since 1970), or a 304 without body."""
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response.headers["ETag"] = etag
    if changed is not None:
        response.headers["Last-Modified"] = http_date(changed)
    return (
        get_conditional_response(request, etag=etag, last_modified=changed, response=response)
        or response
    )

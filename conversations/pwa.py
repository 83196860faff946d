"""What makes the chat installable and lets it open without a network."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def manifest(request: HttpRequest) -> HttpResponse:
    return render(request, "pwa/manifest.webmanifest", content_type="application/manifest+json")


def service_worker(request: HttpRequest) -> HttpResponse:
    """Served from the root, so that it may look after every page."""
    response = render(request, "pwa/sw.js", content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


def offline(request: HttpRequest) -> HttpResponse:
    """What the service worker shows for a page that it doesn't have."""
    return render(request, "offline.html")

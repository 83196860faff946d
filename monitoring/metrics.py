"""Prometheus metrics, for those who hold `METRICS_TOKEN` (or on one's own machine without it)."""

from __future__ import annotations

import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django_prometheus.exports import ExportToDjangoView
from prometheus_client import Counter, Gauge

from psichat.api import error_json
from psichat.errors import NotSignedIn

# `source` is where the text came from: `message`, what a student wrote.
INJECTION_ATTEMPTS = Counter(
    "psichat_injection_attempts", "Texts that tried to rule the assistant.", ["source"]
)
# `part` is a layer of the crisis detector, or another part of the analysis. An operator's alert.
BROKEN_PARTS = Counter(
    "psichat_analysis_failures", "Analyses that a part broke in; the others decided.", ["part"]
)
MODEL_CALLS = Counter(
    "psichat_model_calls",
    "Calls to language models, by what came of them.",
    ["provider", "model", "purpose", "outcome"],
)
MODEL_TOKENS = Counter(
    "psichat_model_tokens", "Tokens that went in and came out.", ["provider", "model", "kind"]
)
BUDGET_USED = Gauge(
    "psichat_budget_used", "The part of the month's budget that is spent.", ["institution"]
)


def metrics(request: HttpRequest) -> HttpResponse:
    """The exposition format; 401 without the token. Production without a token shows nothing."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and hmac.compare_digest(given.encode(), token.encode()):
        return ExportToDjangoView(request)
    if not token and not settings.PRODUCTION:
        return ExportToDjangoView(request)
    return error_json(NotSignedIn())

"""Which strategies helped and which answers were liked, in the Django admin, to be read."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.admin_scope import InstitutionScopedAdmin, administrator
from conversations.answers.embedded.content import load
from conversations.feedback import feedback
from conversations.models import StrategyTrial

PERIODS = (7, 30, 90)
_DEFAULT_PERIOD = 30


@admin.register(StrategyTrial)
class StrategyTrialAdmin(InstitutionScopedAdmin):
    change_list_template = "admin/conversations/trials.html"
    list_display = (
        "created_at",
        "strategy",
        "q2",
        "q3",
        "task",
        "feeling",
        "minutes",
        "chosen_by",
        "accepted_at",
        "outcome",
    )
    list_filter = ("outcome", "chosen_by", "q2", "q3", "task", "feeling")
    search_fields = ("strategy",)
    date_hierarchy = "created_at"
    list_per_page = 50
    show_full_result_count = False
    fields = (*list_display, "closed_at")
    readonly_fields = ("created_at",)


@require_safe
def what_helps(request: HttpRequest) -> HttpResponse:
    """The page «Qué ayuda»; `days` is one of `PERIODS`. An operator sees all institutions."""
    person = administrator(request)
    if person is None:
        raise PermissionDenied
    wanted = request.GET.get("days", "")
    days = next((period for period in PERIODS if str(period) == wanted), _DEFAULT_PERIOD)
    found = feedback(
        None if person.is_superuser else person.institution,
        timezone.now() - timedelta(days=days),
    )
    strategies = load(get_language() or "").strategies
    names = {slug: strategy.name for slug, strategy in strategies.items()}
    context = {
        **admin.site.each_context(request),
        "title": _("Qué ayuda"),
        "days": days,
        "periods": PERIODS,
        "found": found,
        "strategies": [
            (names.get(summary.strategy, summary.strategy), summary, thumbs)
            for summary, thumbs in found.strategies
        ],
    }
    return render(request, "admin/conversations/feedback.html", context)

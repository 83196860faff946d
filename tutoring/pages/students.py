"""The students whom a person looks after."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import access as people
from accounts import audit
from accounts.models import User
from conversations import safety_plan
from tutoring import access, case, selectors
from tutoring.charts import feeling_points
from tutoring.forms import StudentFilter
from tutoring.pages.common import carer_page
from tutoring.pages.crisis_panel import CrisisPanel
from tutoring.trend import trend_of

PAGE = 50
EMOTIONS_SHOWN = 30


@require_GET
@carer_page
def students(request: HttpRequest, user: User) -> HttpResponse:
    """The list, those with open alerts first."""
    form = StudentFilter(user, request.GET)
    chosen = form.chosen()
    page = Paginator(selectors.students(user, **chosen), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "filtered": any(chosen.values()),
        "query": query.urlencode(),
    }
    return render(request, "tutoring/students.html", context)


@require_GET
@carer_page
def student(request: HttpRequest, user: User, student_id: UUID) -> HttpResponse:
    """One student: conversations, alerts, what was done, and how they have felt."""
    found = people.student(user, student_id)
    audit.record(actor=user, action="student_read", student=found, obj=found)
    feelings = case.feelings_of(found)
    context = {
        "student": found,
        "courses": found.courses.all(),
        "conversations": case.conversations_of(found),
        "alerts": access.alerts(user)
        .filter(student=found)
        .select_related("owner")
        .order_by("-created_at")[:20],
        "crisis": CrisisPanel(found, request.path),
        "shared_plan": _shared_plan(user, found),
        "interventions": case.interventions_of(found),
        "follow_ups": case.follow_ups_of(found),
        "points": feeling_points(feelings[-EMOTIONS_SHOWN:]),
        "trend": trend_of(feelings),
    }
    return render(request, "tutoring/student.html", context)


def _shared_plan(user: User, student: User) -> list[tuple[safety_plan.Part, str]]:
    """The student's safety plan if they share it; that it was read is in the audit log."""
    parts = safety_plan.shared_by(student)
    if parts:
        audit.record(actor=user, action="safety_plan_read", student=student)
    return parts

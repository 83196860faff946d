"""Calls about what tutors do, and for whom."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import access as people
from accounts import audit
from accounts.access import signed_in
from accounts.models import User
from conversations.text import as_uuid
from conversations.wire import conversation_dict, moment
from psichat.api import TimeCursorPagination, as_moment, body_of
from tutoring import access, interventions, selectors
from tutoring.api import schema
from tutoring.models import Intervention
from tutoring.wire import alert_dict, follow_up_dict, intervention_dict


class Interventions(APIView):
    @extend_schema(request=schema.INTERVENTION_INPUT, responses={201: schema.INTERVENTION})
    def post(self, request: Request) -> Response:
        """Intervene: write, take over, or note a call, a meeting, a referral."""
        body = body_of(request)
        conversation = access.conversation(signed_in(request), body.get("conversation_id"))
        alert_id = body.get("alert_id")
        made = interventions.intervene(
            conversation=conversation,
            tutor=signed_in(request),
            kind=str(body.get("kind")),
            text=body.get("text") or "",
            alert=access.alert(signed_in(request), alert_id) if alert_id else None,
            follow_up_at=as_moment(body.get("follow_up_at"), field="follow_up_at"),
            client_id=as_uuid(body.get("client_id"), field="client_id"),
        )
        return Response(intervention_dict(made), status=status.HTTP_201_CREATED)


class TakeOver(APIView):
    @extend_schema(request=None, responses=schema.CONVERSATION)
    def post(self, request: Request, conversation_id: str) -> Response:
        """Speak with the student oneself; the assistant falls silent."""
        found = access.conversation(signed_in(request), conversation_id)
        if found.taken_over_by_id != signed_in(request).id:
            interventions.intervene(
                conversation=found, tutor=signed_in(request), kind=Intervention.Kind.TAKEOVER
            )
        found = access.conversation(signed_in(request), conversation_id)
        return Response(conversation_dict(found, with_student=True))


class Release(APIView):
    @extend_schema(request=None, responses=schema.CONVERSATION)
    def post(self, request: Request, conversation_id: str) -> Response:
        """Give the conversation back to the assistant."""
        found = access.conversation(signed_in(request), conversation_id)
        interventions.release(conversation=found, tutor=signed_in(request))
        found = access.conversation(signed_in(request), conversation_id)
        return Response(conversation_dict(found, with_student=True))


class ByName(TimeCursorPagination):
    ordering = ("name", "id")


class Students(APIView):
    @extend_schema(
        operation_id="tutor_students_list",
        parameters=schema.STUDENT_FILTERS,
        responses=schema.STUDENT_PAGE,
    )
    def get(self, request: Request) -> Response:
        """The students whom the person looks after."""
        user = people.require_carer(signed_in(request))
        query = request.query_params
        found = selectors.students(
            user,
            q=query.get("q", "").replace("\x00", "")[:100],
            course=as_uuid(query.get("course"), field="course"),
        ).order_by("name", "id")
        pages = ByName()
        rows = pages.paginate_queryset(found, request, view=self)
        return pages.get_paginated_response([_student(row) for row in rows or []])


class OneStudent(APIView):
    @extend_schema(responses=schema.STUDENT)
    def get(self, request: Request, student_id: str) -> Response:
        """One student with the newest alerts."""
        user = people.require_carer(signed_in(request))
        found = selectors.students(user).get(id=people.student(user, student_id).id)
        audit.record(actor=user, action="student_read", student=found, obj=found)
        recent = access.alerts(user).filter(student=found).select_related("student", "owner")
        return Response(
            _student(found)
            | {"alerts": [alert_dict(row) for row in recent.order_by("-created_at")[:20]]}
        )


class ByDueDate(TimeCursorPagination):
    ordering = ("due_at", "id")


class FollowUps(APIView):
    @extend_schema(responses=schema.FOLLOW_UP_PAGE)
    def get(self, request: Request) -> Response:
        """Follow-ups not yet done, the first due first."""
        found = access.follow_ups(signed_in(request)).filter(done_at=None)
        pages = ByDueDate()
        rows = pages.paginate_queryset(
            found.select_related("student", "intervention"), request, view=self
        )
        return pages.get_paginated_response([follow_up_dict(row) for row in rows or []])


def _student(row: User) -> dict[str, Any]:
    """Needs the annotations of `selectors.students`."""
    extra: Any = row
    return {
        "id": str(row.id),
        "name": row.name,
        "courses": [{"id": str(c.id), "name": c.name} for c in row.courses.all()],
        "last_message_at": moment(extra.last_message_at),
        "last_emotion": extra.last_emotion or None,
        "live_alerts": extra.live_alerts,
    }

"""Calls about alerts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import require_carer, signed_in
from conversations.text import as_uuid
from psichat.api import TimeCursorPagination, as_moment, body_of
from psichat.errors import InvalidInput
from tutoring import access, alerts, selectors
from tutoring.api import schema
from tutoring.models import Alert
from tutoring.wire import alert_dict


class ByUrgency(TimeCursorPagination):
    ordering: tuple[str, ...] = ("urgency", "created_at", "id")


class Alerts(APIView):
    @extend_schema(
        operation_id="tutor_alerts_list",
        parameters=schema.ALERT_FILTERS,
        responses=schema.ALERT_PAGE,
    )
    def get(self, request: Request) -> Response:
        """The alerts that the person may see, the most urgent and oldest first."""
        require_carer(signed_in(request))
        pages = ByUrgency()
        rows = pages.paginate_queryset(
            selectors.queue(signed_in(request), _filters(request)), request, view=self
        )
        return pages.get_paginated_response([alert_dict(row) for row in rows or []])


class OneAlert(APIView):
    @extend_schema(responses=schema.ALERT)
    def get(self, request: Request, alert_id: str) -> Response:
        return Response(alert_dict(access.alert(signed_in(request), alert_id)))


class Acknowledge(APIView):
    @extend_schema(request=None, responses=schema.ALERT)
    def post(self, request: Request, alert_id: str) -> Response:
        """Say that a person has seen it; the student reads so."""
        found = access.alert(signed_in(request), alert_id)
        return Response(alert_dict(alerts.acknowledge(alert=found, by=signed_in(request))))


class Assign(APIView):
    @extend_schema(request=schema.ASSIGN, responses=schema.ALERT)
    def post(self, request: Request, alert_id: str) -> Response:
        """Hand it to another who looks after the student."""
        found = access.alert(signed_in(request), alert_id)
        tutor_id = body_of(request).get("tutor_id")
        return Response(
            alert_dict(alerts.assign(alert=found, by=signed_in(request), tutor_id=tutor_id))
        )


class Resolve(APIView):
    @extend_schema(request=schema.RESOLVE, responses=schema.ALERT)
    def post(self, request: Request, alert_id: str) -> Response:
        """Close it as looked after."""
        found, body = access.alert(signed_in(request), alert_id), body_of(request)
        closed = alerts.resolve(
            alert=found, by=signed_in(request), reason=body.get("reason"), note=body.get("note")
        )
        return Response(alert_dict(closed))


class Dismiss(APIView):
    @extend_schema(request=schema.DISMISS, responses=schema.ALERT)
    def post(self, request: Request, alert_id: str) -> Response:
        """Close it as no cause for one."""
        found = access.alert(signed_in(request), alert_id)
        reason = body_of(request).get("reason")
        return Response(
            alert_dict(alerts.dismiss(alert=found, by=signed_in(request), reason=reason))
        )


def _filters(request: Request) -> dict[str, Any]:
    query = request.query_params
    state, priority = query.get("state", "all"), query.get("priority", "")
    if state not in {"all", "live", *Alert.State.values}:
        sentence = _("El estado es uno de: %(states)s.") % {"states": ", ".join(Alert.State.values)}
        raise InvalidInput(sentence, errors={"state": [sentence]})
    if priority not in {"", *Alert.Priority.values}:
        sentence = _("La prioridad es una de: %(priorities)s.") % {
            "priorities": ", ".join(Alert.Priority.values)
        }
        raise InvalidInput(sentence, errors={"priority": [sentence]})
    return {
        "state": state,
        "priority": priority,
        "student": as_uuid(query.get("student"), field="student"),
        "from": as_moment(query.get("from"), field="from"),
        "to": as_moment(query.get("to"), field="to"),
    }

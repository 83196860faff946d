"""Calls about conversations."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import audit
from accounts.access import signed_in
from conversations import access, selectors, services
from conversations.api import schema
from conversations.text import as_uuid
from conversations.wire import conversation_dict, public_state
from psichat.api import TimeCursorPagination, as_moment, body_of
from psichat.errors import InvalidInput


class ByLastMessage(TimeCursorPagination):
    ordering = ("-updated_at", "-id")


class Conversations(APIView):
    """The conversations that the person may see, and new ones."""

    @extend_schema(
        operation_id="chat_conversations_list",
        parameters=schema.LIST_FILTERS,
        responses=schema.CONVERSATION_PAGE,
    )
    def get(self, request: Request) -> Response:
        pages: CursorPagination = ByLastMessage()
        found = selectors.listed(signed_in(request), _filters(request))
        rows = pages.paginate_queryset(found, request, view=self)
        staff = signed_in(request).cares
        return pages.get_paginated_response(
            [conversation_dict(row, with_student=staff) for row in rows or []]
        )

    @extend_schema(request=schema.TITLE, responses={201: schema.CONVERSATION})
    def post(self, request: Request) -> Response:
        title = body_of(request).get("title")
        made = services.start_conversation(
            student=signed_in(request), title="" if title is None else title
        )
        return Response(conversation_dict(made), status=status.HTTP_201_CREATED)


class OneConversation(APIView):
    """Read, rename or delete one conversation."""

    @extend_schema(responses=schema.CONVERSATION)
    def get(self, request: Request, conversation_id: str) -> Response:
        found = access.conversation(signed_in(request), conversation_id)
        if signed_in(request).cares:
            audit.record(
                actor=signed_in(request),
                action="conversation_read",
                student=found.student,
                obj=found,
            )
        return Response(conversation_dict(found, with_student=signed_in(request).cares))

    @extend_schema(request=schema.TITLE, responses=schema.CONVERSATION)
    def patch(self, request: Request, conversation_id: str) -> Response:
        found = access.own_conversation(signed_in(request), conversation_id)
        services.rename(conversation=found, title=body_of(request).get("title"))
        return Response(conversation_dict(found))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, conversation_id: str) -> Response:
        services.delete(conversation=access.own_conversation(signed_in(request), conversation_id))
        return Response(status=status.HTTP_204_NO_CONTENT)


class Complete(APIView):
    @extend_schema(request=None, responses=schema.CONVERSATION)
    def post(self, request: Request, conversation_id: str) -> Response:
        """Close a conversation; the answer carries its summary."""
        found = access.own_conversation(signed_in(request), conversation_id)
        return Response(conversation_dict(services.complete(conversation=found)))


class ResetState(APIView):
    @extend_schema(request=None, responses=schema.STATE)
    def post(self, request: Request, conversation_id: str) -> Response:
        """Forget the motivation cycle; the answer is the new, empty state."""
        found = access.own_conversation(signed_in(request), conversation_id)
        return Response(public_state(services.reset_state(conversation=found)))


class History(APIView):
    @extend_schema(parameters=schema.HISTORY_QUERY, responses=schema.HISTORY)
    def get(self, request: Request) -> Response:
        """The messages after a seq, oldest first."""
        found = access.conversation(signed_in(request), request.query_params.get("conversation_id"))
        if signed_in(request).cares:
            audit.record(
                actor=signed_in(request),
                action="conversation_read",
                student=found.student,
                obj=found,
            )
        return Response(
            selectors.history(
                found.id,
                after=_whole(request, "after", 0, 0),
                limit=_whole(request, "limit", selectors.HISTORY_LIMIT, 1),
            )
        )


class Satisfaction(APIView):
    @extend_schema(request=schema.RATING_INPUT, responses={201: schema.RATING})
    def post(self, request: Request) -> Response:
        """Rate a conversation, or one answer of it."""
        body = body_of(request)
        rating = services.rate(
            conversation=access.own_conversation(signed_in(request), body.get("conversation_id")),
            rating=body.get("rating"),
            comment=body.get("comment") or "",
            reason=body.get("reason") or "",
            message_id=as_uuid(body.get("message_id"), field="message_id"),
        )
        return Response(
            {
                "conversation_id": str(rating.conversation_id),
                "message_id": str(rating.message_id) if rating.message_id else None,
                "rating": rating.rating,
                "reason": rating.reason,
                "comment": rating.comment,
            },
            status=status.HTTP_201_CREATED,
        )

    @extend_schema(parameters=schema.RATING_OF, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Take back the rating of a conversation, or of one answer of it."""
        query = request.query_params
        services.withdraw_rating(
            conversation=access.own_conversation(signed_in(request), query.get("conversation_id")),
            message_id=as_uuid(query.get("message_id"), field="message_id"),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


def _filters(request: Request) -> dict[str, Any]:
    query = request.query_params
    wanted = query.get("status", "")
    if wanted not in {"", "active", "completed"}:
        sentence = _("El estado es active o completed.")
        raise InvalidInput(sentence, errors={"status": [sentence]})
    return {
        "status": wanted,
        "from": as_moment(query.get("from"), field="from"),
        "to": as_moment(query.get("to"), field="to"),
        "student": as_uuid(query.get("student"), field="student"),
        "q": query.get("q", "").replace("\x00", "").strip()[:100],
    }


def _whole(request: Request, name: str, default: int, least: int) -> int:
    value = request.query_params.get(name, "")
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or len(value) > 9 or int(value) < least:
        sentence = _("Debe ser un número entero desde %(least)d.") % {"least": least}
        raise InvalidInput(sentence, errors={name: [sentence]})
    return int(value)

"""Calls about sources, their pages and search (contract «Knowledge»)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from accounts.access import require_carer, signed_in
from psichat import throttling
from psichat.api import TimeCursorPagination, body_of
from psichat.errors import InvalidInput
from scraping import access, selectors
from scraping import sources as services
from scraping.api import schema
from scraping.api.inputs import ChangeInput, CreateInput, SearchInput, StartInput
from scraping.models import Page
from scraping.search import look_for_carer
from scraping.wire import page_dict, passage_dict, source_dict


def _read(serializer: type[Serializer[Any]], given: Any) -> dict[str, Any]:
    read = serializer(data=given)
    read.is_valid(raise_exception=True)
    data: dict[str, Any] = read.validated_data
    return data


class Configs(APIView):
    @extend_schema(operation_id="configs_list", tags=["knowledge"], responses=schema.CONFIG_LIST)
    def get(self, request: Request) -> Response:
        """The sources of the institution, the newest first."""
        pages = TimeCursorPagination()
        rows = access.sources(signed_in(request))
        found = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response([source_dict(row) for row in found or []])

    @extend_schema(
        operation_id="configs_create",
        tags=["knowledge"],
        request=CreateInput,
        responses={201: schema.CONFIG},
    )
    def post(self, request: Request) -> Response:
        """Add an address; it is read when it is started."""
        user = require_carer(signed_in(request))
        made = services.create(by=user, **_read(CreateInput, body_of(request)))
        return Response(source_dict(made), status=status.HTTP_201_CREATED)


class OneConfig(APIView):
    @extend_schema(operation_id="configs_read", tags=["knowledge"], responses=schema.CONFIG)
    def get(self, request: Request, config_id: str) -> Response:
        """How a source stands."""
        return Response(source_dict(access.source(signed_in(request), config_id)))

    @extend_schema(
        operation_id="configs_change",
        tags=["knowledge"],
        request=ChangeInput,
        responses=schema.CONFIG,
    )
    def patch(self, request: Request, config_id: str) -> Response:
        """Change its name, its limit or its schedule."""
        user = signed_in(request)
        found = access.source(user, config_id)
        services.change(source=found, by=user, **_read(ChangeInput, body_of(request)))
        return Response(source_dict(access.source(user, config_id)))

    @extend_schema(operation_id="configs_delete", tags=["knowledge"], responses={204: None})
    def delete(self, request: Request, config_id: str) -> Response:
        """Delete it with all that was read from it."""
        user = signed_in(request)
        services.delete(source=access.source(user, config_id), by=user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class ByOrder(TimeCursorPagination):
    ordering = ("depth", "order", "id")


class ConfigPages(APIView):
    @extend_schema(
        operation_id="configs_pages",
        tags=["knowledge"],
        parameters=schema.PAGE_FILTERS,
        responses=schema.PAGE_LIST,
    )
    def get(self, request: Request, config_id: str) -> Response:
        """The pages of a source in the order in which they are read."""
        found = access.source(signed_in(request), config_id)
        state = request.query_params.get("state", "")
        if state not in {"", *Page.State.values}:
            sentence = _("El estado es uno de: %(states)s.") % {
                "states": ", ".join(Page.State.values)
            }
            raise InvalidInput(sentence, errors={"state": [sentence]})
        q = request.query_params.get("q", "").replace("\x00", "")[:200]
        pages = ByOrder()
        rows = pages.paginate_queryset(selectors.pages(found, state=state, q=q), request, view=self)
        return pages.get_paginated_response([page_dict(row) for row in rows or []])


class Start(APIView):
    @extend_schema(
        operation_id="scraping_start",
        tags=["knowledge"],
        request=schema.START_INPUT,
        responses={202: schema.STARTED},
    )
    def post(self, request: Request) -> Response:
        """Read a source now; 409 while another of the same owner is read."""
        user = require_carer(signed_in(request))
        found = access.source(user, _read(StartInput, body_of(request))["config_id"])
        task_id = services.start(source=found, by=user, queue_up=False)
        return Response(
            {"task_id": task_id, "message": _("La lectura empezó.")},
            status=status.HTTP_202_ACCEPTED,
        )


class Search(APIView):
    @extend_schema(
        operation_id="knowledge_search",
        tags=["knowledge"],
        parameters=schema.SEARCH,
        responses=schema.FOUND,
    )
    def get(self, request: Request) -> Response:
        """The passages that come nearest to a question; what is personal in it is left out."""
        user = require_carer(signed_in(request))
        given = _read(SearchInput, request.query_params)
        throttling.enforce("search", str(user.id))
        found = look_for_carer(given["q"], institution_id=user.institution_id, k=given["k"])
        return Response(
            {
                "results": [passage_dict(passage) for passage in found.passages],
                "answered": found.answered,
                "confidence": found.confidence,
            }
        )

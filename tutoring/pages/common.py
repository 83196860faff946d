"""What the tutors' pages share: who may open them, in which time zone, and how errors come back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts import access
from accounts.models import User
from psichat.errors import NotAllowed, PsiChatError

Arguments = ParamSpec("Arguments")
CarerView = Callable[Concatenate[HttpRequest, User, Arguments], HttpResponse]


def carer_page(
    view: CarerView[Arguments],
) -> Callable[Concatenate[HttpRequest, Arguments], HttpResponse]:
    """For tutors and administrators alone; times are those of their institution."""

    @never_cache
    @login_required
    @wraps(view)
    def page(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        user = request.user
        if not isinstance(user, User):
            raise NotAllowed
        access.require_carer(user)
        with timezone.override(ZoneInfo(user.institution.time_zone)):
            return view(request, user, *args, **kwargs)

    return page


def is_partial(request: HttpRequest) -> bool:
    """Whether HTMX asks, which wants a part of the page."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.history_restore_request


def today() -> tuple[datetime, datetime]:
    """The beginning and the end of this day, where the person is."""
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return start, start + timedelta(days=1)


def add_error(form: Form, error: PsiChatError) -> None:
    """Put a service's refusal beside the fields that it names, or above the form."""
    for field, sentences in (error.errors or {}).items():
        form.add_error(field if field in form.fields else None, sentences)
    if not error.errors:
        form.add_error(None, error.detail)


def changed(response: HttpResponse) -> HttpResponse:
    """Tell the page that care has changed, so that its other parts are read again."""
    response["HX-Trigger"] = "care-changed"
    return response

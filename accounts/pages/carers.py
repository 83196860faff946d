"""What the pages of tutors and administrators share: who may open them, how errors return."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
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


def add_error(form: BaseForm, error: PsiChatError) -> None:
    """Put a service's refusal beside the fields that it names, or above the form."""
    for field, sentences in (error.errors or {}).items():
        form.add_error(field if field in form.fields else None, sentences)
    if not error.errors:
        form.add_error(None, error.detail)

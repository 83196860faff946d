"""Going back, in the Django admin: to an earlier version or to what came with the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.admin_scope import administrator
from accounts.models import User
from conversations.catalogue import editing
from conversations.models import ContentVersion
from psichat.errors import InvalidInput


def reset(
    page: admin.ModelAdmin, request: HttpRequest, entry: editing.Entry | None
) -> HttpResponse:
    """Ask whether `entry` goes back to what came with the program; POST does it."""
    came = editing.shipped_data(entry) if entry is not None else None
    if entry is None or came is None:
        raise Http404
    return _asked(
        page,
        request,
        entry,
        came,
        title=_("Volver al texto original"),
        do=lambda person: editing.reset(entry=entry, by=person),
    )


def restore(
    page: admin.ModelAdmin, request: HttpRequest, version: ContentVersion | None
) -> HttpResponse:
    """Ask whether an entry goes back to `version`; POST does it."""
    entry = editing.entry_of(version) if version is not None else None
    if version is None or entry is None:
        raise Http404
    return _asked(
        page,
        request,
        entry,
        version.data,
        title=_("Volver a esta versión"),
        do=lambda person: editing.restore(version=version, by=person),
    )


def _asked(
    page: admin.ModelAdmin,
    request: HttpRequest,
    entry: editing.Entry,
    data: dict[str, Any],
    *,
    title: str,
    do: Callable[[User], editing.Entry],
) -> HttpResponse:
    person = administrator(request)
    if person is None or not page.has_view_permission(request):
        raise PermissionDenied
    address = reverse(f"admin:conversations_{entry._meta.model_name}_change", args=[entry.pk])
    if request.method == "POST":
        try:
            do(person)
        except InvalidInput as exc:
            found = [text for texts in (exc.errors or {}).values() for text in texts]
            messages.error(request, " ".join(found) or exc.detail)
        else:
            messages.success(request, _("Listo: dice otra vez lo de entonces."))
        return redirect(address)
    now = editing.data_of(entry)
    context = {
        **admin.site.each_context(request),
        "title": title,
        "entry": entry,
        "opts": entry._meta,
        "address": address,
        "rows": [
            (_name_of(entry, name), _text(now[name]), _text(value))
            for name, value in data.items()
            if now[name] != value
        ],
    }
    return render(request, "admin/conversations/content_confirm.html", context)


def _name_of(entry: editing.Entry, name: str) -> str:
    return next(
        (str(field.verbose_name) for field in entry._meta.fields if field.name == name), name
    )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return _("sí") if value else _("no")
    return ", ".join(value) if isinstance(value, list) else str(value)

"""A page in the admin on how the models' providers are, and a way to try one again at once."""

from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.admin_scope import administrator
from psichat import llm


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The state of each configured model; POST with `model` (operators) closes its breaker."""
    person = administrator(request)
    if person is None:
        raise PermissionDenied
    if request.method == "POST":
        if not person.is_superuser:
            raise PermissionDenied
        wanted = request.POST.get("model", "")
        known = {state.ref.label: state.ref for state in llm.states()}
        if wanted in known:
            llm.reset(known[wanted])
            said = _("%(model)s se vuelve a probar desde ahora.") % {"model": wanted}
            messages.success(request, said)
        else:
            messages.error(request, _("Ese modelo no está configurado."))
        return redirect("admin:monitoring_modelcall_providers")
    context = {
        **admin.site.each_context(request),
        "title": _("Estado de los modelos"),
        "states": llm.states(),
        "can_reset": person.is_superuser,
    }
    return render(request, "admin/monitoring/providers.html", context)

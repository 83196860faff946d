"""The page of a student's own safety plan; it is saved part by part, without scripts too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.consent import consent_required
from accounts.models import User
from conversations import safety_plan
from conversations.models import SafetyPlan
from conversations.safety import hotlines_for
from psichat.errors import NotFound

SHARE = {"1": True, "0": False}
TOO_LONG = gettext_lazy(
    "Esta parte lleva hasta %(limit_value)d caracteres y tiene %(show_value)d. Lo que escribiste "
    "sigue aquí: acórtala un poco y guarda otra vez."
)


class PartField(forms.CharField):
    """Lines as they are stored: a line break counts once, as the browser counts it."""

    def to_python(self, value: Any) -> str:
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        return str(super().to_python(text) or "")


class PlanForm(forms.Form):
    """One field for each part. What it said at first comes along hidden, so that a page that stood
    open elsewhere overwrites only what was changed in it.
    """

    def __init__(self, data: Any = None, *, plan: SafetyPlan | None = None) -> None:
        super().__init__(
            data, initial={name: getattr(plan, name, "") for name in safety_plan.NAMES}
        )
        for part in safety_plan.PARTS:
            self.fields[part.name] = PartField(
                label=part.title,
                required=False,
                max_length=safety_plan.CHARACTERS,
                error_messages={"max_length": TOO_LONG},
                show_hidden_initial=True,
                widget=forms.Textarea(
                    attrs={
                        "rows": 3,
                        "dir": "auto",
                        "maxlength": safety_plan.CHARACTERS,
                        "aria-describedby": f"{part.name}-help {part.name}-error",
                    }
                ),
            )

    @property
    def rows(self) -> list[tuple[safety_plan.Part, Any]]:
        """Each part with its field, for the template."""
        return [(part, self[part.name]) for part in safety_plan.PARTS]

    def changes(self) -> dict[str, str]:
        """The parts that were sent, changed and can be stored; call after `is_valid`."""
        return {
            name: self.cleaned_data[name]
            for name in self.changed_data
            if name in self.cleaned_data and name in self.data
        }


@login_required
@consent_required
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Read the plan, or save the parts that were changed. A part that can't be saved comes back
    with what was typed, and holds up no other.
    """
    student = _student(request)
    kept = safety_plan.of(student)
    if request.method == "GET":
        return _show(request, student, kept, PlanForm(plan=kept))
    form = PlanForm(request.POST, plan=kept)
    is_valid = form.is_valid()
    share = SHARE.get(request.POST.get("share", ""))
    parts = form.changes()
    if parts or share is not None:
        kept = safety_plan.save(student=student, parts=parts, is_shared=share)
    if request.accepts("text/html"):
        if not is_valid:
            return _show(request, student, kept, form, status=400)
        messages.success(request, _said(share))
        part = request.POST.get("part", "")
        anchor = f"#{part}" if part in safety_plan.NAMES else ""
        return redirect(reverse("chat:plan") + anchor)
    errors: ErrorDict = form.errors
    return JsonResponse({"errors": errors}, status=200 if is_valid else 400)


@login_required
@consent_required
@require_POST
def delete(request: HttpRequest) -> HttpResponse:
    """Take the plan away for good."""
    safety_plan.delete(student=_student(request))
    messages.success(request, _("Tu plan se borró. Puedes empezar otro cuando quieras."))
    return redirect("chat:plan")


def _student(request: HttpRequest) -> User:
    """For everybody else there is no such page."""
    user = request.user
    if not isinstance(user, User) or not user.is_student:
        raise NotFound
    return user


def _said(share: bool | None) -> str:
    if share is None:
        return _("Tu plan está guardado.")
    if share:
        return _("Desde ahora lo puede leer quien te acompaña.")
    return _("Desde ahora lo lees solo tú.")


def _show(
    request: HttpRequest, student: User, kept: SafetyPlan | None, form: PlanForm, status: int = 200
) -> HttpResponse:
    institution = student.institution
    context = {
        "form": form,
        "plan": kept,
        "hotlines": hotlines_for(student.country or institution.country),
        "contact": {
            "name": institution.contact_name,
            "phone": institution.contact_phone,
            "email": institution.contact_email,
            "hours": institution.contact_hours,
        },
    }
    return render(request, "chat/plan.html", context, status=status)

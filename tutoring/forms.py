"""The forms of the tutors' pages."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import access
from accounts.models import Course, User
from analysis.aspects import options
from analysis.corrections import COMMENT_CHARACTERS
from tutoring.models import Alert, Intervention
from tutoring.review import Kind
from tutoring.words import DISMISSED_BECAUSE, RESOLVED_BECAUSE

OTHER = "other"
WRITE = {"rows": 3, "dir": "auto", "maxlength": 2000}


class QueueFilter(forms.Form):
    """Which alerts the queue shows; an unknown value counts as none."""

    q = forms.CharField(
        label=gettext_lazy("Nombre"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    state = forms.ChoiceField(label=gettext_lazy("Estado"), required=False)
    priority = forms.ChoiceField(label=gettext_lazy("Prioridad"), required=False)
    mine = forms.BooleanField(label=gettext_lazy("Solo las mías"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state: Any = self.fields["state"]
        state.choices = [
            ("", _("En curso")),
            *Alert.State.choices,
            ("snoozed", _("Pospuestas")),
            ("all", _("Todas")),
        ]
        priority: Any = self.fields["priority"]
        priority.choices = [("", _("Todas")), *Alert.Priority.choices]

    def chosen(self) -> dict[str, Any]:
        """The filters as `selectors.queue` takes them."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


class StudentFilter(forms.Form):
    """Which students the list shows."""

    q = forms.CharField(
        label=gettext_lazy("Nombre"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    course = forms.ModelChoiceField(
        label=gettext_lazy("Curso"),
        queryset=Course.objects.none(),
        required=False,
        empty_label=gettext_lazy("Todos"),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        course: Any = self.fields["course"]
        course.queryset = access.courses(user)

    def chosen(self) -> dict[str, Any]:
        self.full_clean()
        course = self.cleaned_data.get("course")
        return {"q": self.cleaned_data.get("q", ""), "course": course.id if course else None}


class ReviewFilter(forms.Form):
    """Which messages wait for a review; an unknown kind counts as none."""

    q = forms.CharField(
        label=gettext_lazy("Nombre"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(required=False, choices=Kind.choices, widget=forms.HiddenInput)

    def chosen(self) -> dict[str, Any]:
        """The filters as `review.waiting` takes them."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


class CloseForm(forms.Form):
    """Why an alert is closed: one of the common reasons, or one's own words."""

    because: tuple[Any, ...] = RESOLVED_BECAUSE

    reason = forms.ChoiceField(
        label=gettext_lazy("Motivo"), required=False, widget=forms.RadioSelect
    )
    own_reason = forms.CharField(
        label=gettext_lazy("Otro motivo"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason: Any = self.fields["reason"]
        reason.choices = [(str(text), text) for text in self.because]
        reason.choices += [(OTHER, _("Otro motivo"))]

    def clean(self) -> dict[str, Any]:
        """`reason` becomes the sentence to keep."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen, own = cleaned.get("reason", ""), cleaned.get("own_reason", "")
        if chosen == OTHER and not own:
            self.add_error("own_reason", _("Escribe el motivo."))
        elif not chosen and not own and not self.errors:
            self.add_error("reason", _("Elige el motivo del cierre o escríbelo."))
        elif chosen in {"", OTHER}:
            cleaned["reason"] = own
        return cleaned


class ResolveForm(CloseForm):
    note = forms.CharField(
        label=gettext_lazy("Nota (opcional)"),
        help_text=gettext_lazy("La lee el equipo de tutoría; el estudiante no."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=WRITE),
    )


class DismissForm(CloseForm):
    because = DISMISSED_BECAUSE


class AssignForm(forms.Form):
    """Whom to hand an alert to."""

    tutor_id = forms.ChoiceField(label=gettext_lazy("Pasar a"))

    def __init__(self, carers: list[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tutor: Any = self.fields["tutor_id"]
        tutor.choices = [("", "—"), *((str(carer.id), carer.name) for carer in carers)]


class MessageForm(forms.Form):
    """A tutor's message; `client_id` makes that sending it twice stores it once.

    The text's length is the service's business, which names how much it is over.
    """

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Tu mensaje"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    @classmethod
    def fresh(cls, text: str = "") -> MessageForm:
        """A form for a message not yet sent, perhaps with a prepared text."""
        return cls(initial={"client_id": uuid.uuid4(), "text": text})


class NoteForm(forms.Form):
    """A private note."""

    text = forms.CharField(
        label=gettext_lazy("Nueva nota"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class CareForm(forms.Form):
    """A call, a meeting or a referral, with what was agreed and when to look after it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Qué hiciste"),
        choices=[
            (kind.value, kind.label)
            for kind in (
                Intervention.Kind.CALL,
                Intervention.Kind.MEETING,
                Intervention.Kind.REFERRAL,
                Intervention.Kind.NOTE,
            )
        ],
    )
    text = forms.CharField(
        label=gettext_lazy("Qué se acordó"), required=False, widget=forms.Textarea(attrs=WRITE)
    )
    follow_up_at = forms.DateTimeField(
        label=gettext_lazy("Seguimiento (opcional)"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class OutcomeForm(forms.Form):
    """What came of a follow-up."""

    outcome = forms.CharField(
        label=gettext_lazy("Qué resultó"), required=False, widget=forms.Textarea(attrs=WRITE)
    )


class CorrectionForm(forms.Form):
    """What an analysis should have said of `aspect`; its ids are its own on a page of seven."""

    right = forms.ChoiceField(label=gettext_lazy("Lo correcto es"))
    comment = forms.CharField(
        label=gettext_lazy("Comentario (opcional)"),
        required=False,
        max_length=COMMENT_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto", "maxlength": COMMENT_CHARACTERS}),
    )

    def __init__(self, aspect: str, data: Any = None) -> None:
        super().__init__(data, auto_id=f"id_{aspect}_%s")
        self.aspect = aspect
        right: Any = self.fields["right"]
        right.choices = [("", _("Elige…")), *options(aspect)]

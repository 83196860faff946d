"""The form that closes a student's crisis."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from conversations.crisis_state import NOTE_CHARACTERS
from tutoring.forms import WRITE


class CloseCrisisForm(forms.Form):
    """Why a crisis is over; `seen` is how many signs of it its tutor knew of."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Por qué se cierra"),
        help_text=gettext_lazy(
            "Cómo está y qué queda acordado. La lee el equipo de tutoría; el estudiante no."
        ),
        required=False,
        widget=forms.Textarea(attrs=WRITE | {"maxlength": NOTE_CHARACTERS}),
    )

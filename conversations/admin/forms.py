"""The forms of strategies and wordings: every rule of `catalogue.checks`, said beside its field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conversations.answers.embedded.files import spoken
from conversations.catalogue import checks, shipped, values
from conversations.models import Strategy, Wording

Choices = list[tuple[str, Any]]


def _choices(known: Mapping[str, Any], more: Iterable[str] = ()) -> Choices:
    return [*known.items(), *((value, value) for value in more if value not in known)]


class SeveralField(forms.MultipleChoiceField):
    """Several values of a list as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: Any, *, help_text: Any = "") -> None:
        super().__init__(label=label, required=False, help_text=help_text)


class StrategyForm(forms.ModelForm):
    """All that a strategy says. On a new one, also its key and language."""

    tasks = SeveralField(_("Tareas"))
    phases = SeveralField(_("Fases"), help_text=_("Sin ninguna marcada sirve en todas."))
    feelings = SeveralField(_("Sentimientos"), help_text=_("Con cuáles se prefiere."))
    topics = SeveralField(_("Temas"), help_text=_("En qué temas se prefiere."))

    class Meta:
        model = Strategy
        fields = ("slug", "language", "is_active", *shipped.STRATEGY_FIELDS)
        widgets = {
            name: forms.Textarea(attrs={"rows": 6, "cols": 90}) for name in shipped.LINES
        } | {"source": forms.TextInput(attrs={"size": 90})}
        help_texts = {
            "why": _("Una frase por línea; se dice una de ellas."),
            "source": _("De dónde viene en la literatura."),
        } | {
            f"steps_{size}": _("Un paso por línea: «3: qué hacer». Los minutos deben sumar bien.")
            for size in (10, 15, 25, 45)
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = spoken(self.instance.language or "")
        for name, choices in (
            ("tasks", _choices(values.TASKS, shipped.nouns(language))),
            ("phases", _choices(values.PHASES)),
            ("feelings", _choices(values.FEELINGS)),
            ("topics", _choices({}, shipped.topics(language))),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        blank: dict[str, Any] = dict.fromkeys(shipped.STRATEGY_FIELDS, "")
        said = blank | {name: [] for name in shipped.LISTS} | cleaned
        language = str(cleaned.get("language") or self.instance.language)
        _add_errors(self, checks.strategy_errors(said, language))
        return cleaned


class WordingForm(forms.ModelForm):
    """The lines of one situation."""

    class Meta:
        model = Wording
        fields = ("lines",)
        widgets = {"lines": forms.Textarea(attrs={"rows": 14, "cols": 110})}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        wording = self.instance
        _add_errors(
            self, checks.wording_errors(wording.key, wording.language, cleaned.get("lines", ""))
        )
        return cleaned


def _add_errors(form: forms.ModelForm, errors: checks.Errors) -> None:
    """Beside what Django found by itself: a field with an error has enough of one."""
    for name, found in errors.items():
        if name not in form.errors:
            form.add_error(name, [*found])

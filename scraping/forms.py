"""The forms of the knowledge pages; whether an address is good is for the services to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scraping.models import Page, Source
from scraping.models.sources import MOST_PAGES

QUESTION_CHARACTERS = 300
# What the file chooser offers; what is read is decided by `scraping.extract`.
FILE_ENDINGS = ".pdf,.docx,.md,.markdown,.txt"


def point_at_error(form: forms.Form) -> None:
    """Let the first field that was filled in wrongly have the focus when the page opens."""
    for bound in form:
        if bound.errors:
            bound.field.widget.attrs["autofocus"] = True
            return


def _name_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Nombre"),
        help_text=gettext_lazy(
            "Para reconocerla en la lista. Sin nombre, se muestra la dirección."
        ),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={"max_length": gettext_lazy("El nombre tiene como máximo 200 caracteres.")},
    )


def _max_pages_field() -> forms.IntegerField:
    told = format_lazy(gettext_lazy("Escribe un número del 1 al {most}."), most=MOST_PAGES)
    return forms.IntegerField(
        label=gettext_lazy("Páginas como máximo"),
        min_value=1,
        max_value=MOST_PAGES,
        initial=50,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), told),
    )


def _schedule_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Volver a leer"),
        choices=Source.Schedule.choices,
        initial=Source.Schedule.MANUAL,
    )


class AddressForm(forms.Form):
    """An address to read, as a person types it."""

    url = forms.CharField(
        label=gettext_lazy("Dirección"),
        max_length=2000,
        widget=forms.TextInput(
            attrs={
                "type": "url",
                "inputmode": "url",
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "placeholder": "https://",
            }
        ),
    )
    name = _name_field()
    max_pages = _max_pages_field()
    schedule = _schedule_field()

    @property
    def has_options(self) -> bool:
        """Whether something in the folded part is to be seen: an error, or a choice."""
        options = ("name", "max_pages", "schedule")
        return any(self[option].errors for option in options) or bool(
            self.is_bound and set(options) & set(self.changed_data)
        )


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files; clean gives a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data]
        one = super().clean
        return [one(file, initial) for file in files or [None]]


class UploadForm(forms.Form):
    """Files to read, as sources of their own."""

    chosen = FilesField(
        label=gettext_lazy("Archivos"),
        widget=ManyFiles(attrs={"accept": FILE_ENDINGS}),
        error_messages={
            "required": gettext_lazy("Elige un archivo."),
            "empty": gettext_lazy("El archivo está vacío."),
        },
    )


class ChangeForm(forms.Form):
    """The settings of a source; of a file, its name alone."""

    name = _name_field()
    max_pages = _max_pages_field()
    schedule = _schedule_field()

    def __init__(self, source: Source, *args: Any, **kwargs: Any) -> None:
        initial = {
            "name": source.name,
            "max_pages": source.max_pages,
            "schedule": source.schedule,
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        if source.kind == Source.Kind.FILE:
            del self.fields["max_pages"], self.fields["schedule"]
            self.fields["name"].help_text = _("Sin nombre, se muestra el del archivo.")


class PageFilter(forms.Form):
    """Which pages of a source are shown; an unknown state counts as none."""

    q = forms.CharField(
        label=gettext_lazy("Título o dirección"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    state = forms.ChoiceField(label=gettext_lazy("Estado"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state: Any = self.fields["state"]
        state.choices = [("", _("Todos")), *Page.State.choices]

    def chosen(self) -> dict[str, str]:
        """The filters as `selectors.pages` takes them."""
        self.full_clean()
        return {
            name: value.replace("\x00", "") for name, value in self.cleaned_data.items() if value
        }


class TryForm(forms.Form):
    """A question to try."""

    q = forms.CharField(
        label=gettext_lazy("Una pregunta, como la haría un estudiante"),
        max_length=QUESTION_CHARACTERS,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "dir": "auto"}),
        error_messages={"required": gettext_lazy("Escribe una pregunta.")},
    )

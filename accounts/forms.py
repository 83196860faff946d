"""Forms of the account pages. What is allowed is decided by the services that they are given to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from accounts import passwords
from accounts.countries import Country
from accounts.models import User
from accounts.registration import clean_name
from psichat.errors import InvalidInput

# In our own words; the policy itself is AUTH_PASSWORD_VALIDATORS.
PASSWORD_HINT = _("Al menos 10 caracteres; ni solo números, ni muy usada, ni parecida a tu nombre.")
COUNTRIES = [("", _("Prefiero no decirlo")), *Country.choices]


def show(form: forms.Form, error: InvalidInput) -> None:
    """Put the errors of a service beside the fields that they name."""
    for field, sentences in (error.errors or {}).items():
        for sentence in sentences:
            form.add_error(field if field in form.fields else None, sentence)


class LoginForm(forms.Form):
    email = forms.CharField(
        label=_("Correo"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Contraseña"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Código de seis cifras"),
        max_length=16,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )


class RegisterForm(forms.Form):
    name = forms.CharField(
        label=_("Nombre"),
        max_length=150,
        help_text=_("Como quieres que te llamemos. Lo verán tus tutores."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True}),
    )
    email = forms.CharField(
        label=_("Correo"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Contraseña"),
        max_length=256,
        strip=False,
        help_text=PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    country = forms.ChoiceField(
        label=_("País"),
        choices=COUNTRIES,
        required=False,
        help_text=_("Para mostrarte los teléfonos de ayuda de donde vives."),
    )


class ResetForm(forms.Form):
    email = forms.EmailField(
        label=_("Correo"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )


class ProfileForm(forms.ModelForm):
    country = forms.ChoiceField(
        label=_("País"),
        choices=COUNTRIES,
        required=False,
        help_text=_("Para mostrarte los teléfonos de ayuda de donde vives."),
    )

    class Meta:
        model = User
        fields = ("name", "country", "language")
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    def clean_name(self) -> str:
        name = clean_name(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Escribe tu nombre, de hasta 150 caracteres."))
        return name


class NewPasswordForm(SetPasswordForm):
    """For those who come by a link from a mail."""

    because = "reset"

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields["new_password1"].help_text = PASSWORD_HINT

    def save(self, commit: bool = True) -> User:  # Django's signature
        user: User = self.user
        passwords.set_password(
            user=user, password=self.cleaned_data["new_password1"], because=self.because
        )
        return user


class OwnPasswordForm(forms.Form):
    """The password of who is signed in, before a step that somebody else must not take."""

    password = forms.CharField(
        label=_("Tu contraseña actual"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, data: object = None) -> None:
        self.user = user
        super().__init__(data)  # type: ignore[arg-type]  # a form's data

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("Esa no es tu contraseña actual."))
        return password


class ChangePasswordForm(NewPasswordForm):
    because = "changed"
    password = OwnPasswordForm.base_fields["password"]
    field_order = ("password", "new_password1", "new_password2")
    clean_password = OwnPasswordForm.clean_password

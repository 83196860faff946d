"""Registering oneself: always as a student (requirement A1)."""

from __future__ import annotations

import unicodedata

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import Institution, Role, User
from psichat.errors import InvalidInput, Unavailable

# Invisible marks that turn the direction of text, with which a name could pass for another.
_DIRECTION_MARKS = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean_name(name: str) -> str:
    """`name` without control characters and direction marks, with single spaces."""
    visible = (
        " " if unicodedata.category(c) == "Cc" else c for c in name if c not in _DIRECTION_MARKS
    )
    return " ".join("".join(visible).split())


def register_student(
    *, name: str, email: str, password: str, country: str = "", language: str = "es"
) -> User:
    """A new student of the first institution.

    `InvalidInput` names each field that is wrong: `name`, `email` (malformed, or of somebody
    already, in any case of letters), `password` (policy). `Unavailable` without an institution.
    """
    institution = Institution.objects.order_by("created_at").first()
    if institution is None:
        raise Unavailable
    user = User(
        institution=institution,
        name=clean_name(name),
        email=email.strip().lower(),
        role=Role.STUDENT,
        country=country,
        language=language,
    )
    problems = _problems(user, password)
    if not problems:
        user.set_password(password)
        try:
            with transaction.atomic():
                user.save(force_insert=True)
                audit.record(actor=user, action="registered", obj=user)
        except IntegrityError:
            problems = {"email": [_taken()]}
    if problems:
        raise InvalidInput(errors=problems)
    return user


def _problems(user: User, password: str) -> dict[str, list[str]]:
    problems: dict[str, list[str]] = {}
    if not 1 <= len(user.name) <= 150:
        problems["name"] = [_("Escribe tu nombre, de hasta 150 caracteres.")]
    try:
        validate_email(user.email)
        if len(user.email) > 254:
            problems["email"] = [_("El correo es demasiado largo.")]
        elif User.objects.filter(email=user.email).exists():
            problems["email"] = [_taken()]
    except ValidationError:
        problems["email"] = [_("Escribe un correo válido, como nombre@universidad.edu.")]
    try:
        validate_password(password, user)
    except ValidationError as exc:
        problems["password"] = list(exc.messages)
    return problems


def _taken() -> str:
    return _("Ya hay una cuenta con este correo. Inicia sesión o recupera tu contraseña.")

"""What a person may send: 1 to 2,000 characters after trimming (requirement B4)."""

from __future__ import annotations

import unicodedata
import uuid

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from psichat.errors import InvalidInput

_KEPT = {"\n", "\t"}
# Cc: control characters; Cs: halves of surrogate pairs, which no encoding can carry.
_DROPPED_CATEGORIES = {"Cc", "Cs"}


def clean(value: object, *, field: str = "message") -> str:
    """The text as it is stored; `InvalidInput` names `field` when it can't be."""
    if not isinstance(value, str):
        raise _refused(field, _("Escribe un texto."))
    unified = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        c for c in unified if c in _KEPT or unicodedata.category(c) not in _DROPPED_CATEGORIES
    ).strip()
    if not any(unicodedata.category(c)[0] not in {"Z", "C"} for c in kept):
        raise _refused(field, _("El mensaje está vacío. Escribe algo y vuelve a enviarlo."))
    limit = settings.MESSAGE_MAX_CHARACTERS
    if len(kept) > limit:
        over = len(kept) - limit
        raise _refused(
            field,
            ngettext(
                "El mensaje pasa por %(over)d carácter del máximo de %(limit)d. Acórtalo un poco.",
                "El mensaje pasa por %(over)d caracteres del máximo de %(limit)d. "
                "Puedes dividirlo en dos.",
                over,
            )
            % {"over": over, "limit": limit},
        )
    return kept


def as_uuid(value: object, *, field: str) -> uuid.UUID | None:
    """`value` as a UUID, None when absent; `InvalidInput` names `field` otherwise."""
    if value is None or value == "":
        return None
    if isinstance(value, uuid.UUID):
        return value
    try:
        return uuid.UUID(value if isinstance(value, str) else "")
    except ValueError as exc:
        raise _refused(field, _("Debe ser un identificador UUID.")) from exc


def _refused(field: str, sentence: str) -> InvalidInput:
    return InvalidInput(sentence, errors={field: [sentence]})

"""Which language model answers an institution's students (requirement D1), and who may be asked."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from psichat import llm
from psichat.llm import ModelRef
from psichat.providers import EMBEDDED

# Providers whose models run on machines of one's own; what the others are told leaves the house.
OWN_MACHINES = frozenset({"ollama", "huggingface"})
_FORM = re.compile(r"embedded|[a-z][a-z0-9_]*(?::[^\s,]+)?(?:,\s*[a-z][a-z0-9_]*(?::[^\s,]+)?)*")


def check_model_choice(value: str) -> None:
    """Raises `ValidationError` unless `value` has the form of a choice of models."""
    if not _FORM.fullmatch(value):
        raise ValidationError(
            _("Escribe embedded, o proveedor:modelo; varios, separados por comas y en su orden.")
        )


class AnswerChoice(models.Model):
    """An institution's own choice of models; empty for that of the settings."""

    answer_model = models.CharField(
        _("modelo que responde"),
        max_length=200,
        blank=True,
        validators=[check_model_choice],
        help_text=_(
            "Vacío: el de la configuración. «embedded»: nada sale de esta máquina. Si no, "
            "proveedor:modelo, y tras una coma los de reserva; cada proveedor debe estar "
            "configurado en el servidor."
        ),
    )

    class Meta:
        abstract = True


def leaves(ref: ModelRef) -> bool:
    """Whether what this model is asked goes to another company."""
    return ref.provider not in OWN_MACHINES


def leaves_the_house(choice: str) -> bool:
    """Whether anything that students write goes, masked, to a model outside: one that answers, or
    the one that turns their questions into vectors for the search.
    """
    return searches_outside(choice) or any(leaves(ref) for ref in llm.chain(choice))


def searches_outside(choice: str) -> bool:
    """Whether an institution with that choice of models lets questions be turned into vectors by
    the provider outside that the settings name, if they name one.
    """
    own = {EMBEDDED, *OWN_MACHINES}
    return choice != EMBEDDED and settings.EMBEDDING_PROVIDER not in own

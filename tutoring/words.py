"""Words of tutoring for people: kinds of alert, steps, common reasons."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy, override

from analysis.labels import CrisisKind
from tutoring.models import Alert

_KINDS = {
    **dict(CrisisKind.choices),
    "human_requested": gettext_lazy("Pide hablar con una persona"),
    "toxicity_insult": gettext_lazy("Mensaje con insultos"),
    "toxicity_hate": gettext_lazy("Mensaje con odio hacia un grupo"),
    "toxicity_harassment": gettext_lazy("Mensaje con acoso hacia alguien"),
    "toxicity_sexual": gettext_lazy("Mensaje con contenido sexual"),
}
_STEPS = {
    "raised": gettext_lazy("Se creó"),
    "joined": gettext_lazy("Nueva señal"),
    "rose": gettext_lazy("Subió de gravedad"),
    "acknowledged": gettext_lazy("La tomó"),
    "assigned": gettext_lazy("La pasó a"),
    "in_progress": gettext_lazy("Empezó a atender"),
    "snoozed": gettext_lazy("La pospuso"),
    "resolved": gettext_lazy("La cerró"),
    "dismissed": gettext_lazy("La descartó"),
    "reopened": gettext_lazy("La reabrió"),
}
RESOLVED_BECAUSE = (
    gettext_lazy("Conversamos y está a salvo"),
    gettext_lazy("Quedó acompañamiento de su familia o red cercana"),
    gettext_lazy("Derivación a salud o bienestar"),
    gettext_lazy("Servicios de urgencia intervinieron"),
    gettext_lazy("Acordamos un plan para sus estudios"),
)
# The one reason that does not say that there was no crisis.
DISMISSED_FOR_ANOTHER = gettext_lazy("Se atiende en otra alerta")
DISMISSED_BECAUSE = (
    gettext_lazy("Era una exageración o una broma"),
    gettext_lazy("Hablaba de una tarea, una lectura o un juego"),
    gettext_lazy("Contaba algo del pasado que ya superó"),
    DISMISSED_FOR_ANOTHER,
)


def kind_word(alert: Alert) -> str:
    """«Ideación suicida», «Pide hablar con una persona»."""
    return str(_KINDS.get(alert.kind, alert.kind))


def step_word(action: str) -> str:
    """What happened to an alert, in words."""
    return str(_STEPS.get(action, action))


def signed(value: float) -> str:
    """«+0,35», «−0,20», «0,00»."""
    rounded = round(value, 2)
    text = number_format(abs(rounded), decimal_pos=2)
    sign = "+" if rounded > 0 else "\N{MINUS SIGN}" if rounded < 0 else ""
    return sign + text


def in_every_language(text: Any) -> list[str]:
    """A lazy text as each person's language has it, for what was stored in the writer's own."""
    found = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.append(str(text))
    return found

"""Words of tutoring for people: kinds of alert, steps, the state of the cycle, common reasons."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

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

_FEELINGS = {
    "aburrimiento": gettext_lazy("aburrimiento"),
    "frustracion": gettext_lazy("frustración"),
    "ansiedad_error": gettext_lazy("ansiedad o miedo a equivocarse"),
    "dispersion_rumiacion": gettext_lazy("dispersión"),
    "baja_autoeficacia": gettext_lazy("siente que no puede"),
    "neutral": gettext_lazy("tranquilidad"),
    "positivo": gettext_lazy("ánimo positivo"),
    "otro": gettext_lazy("otro"),
}
_TASKS = {
    "ensayo": gettext_lazy("ensayo"),
    "esquema": gettext_lazy("esquema"),
    "borrador": gettext_lazy("borrador"),
    "lectura_tecnica": gettext_lazy("lectura técnica"),
    "resumen": gettext_lazy("resumen"),
    "resolver_problemas": gettext_lazy("resolver problemas"),
    "protocolo_lab": gettext_lazy("protocolo de laboratorio"),
    "mcq": gettext_lazy("prueba de alternativas"),
    "presentacion": gettext_lazy("presentación"),
    "coding": gettext_lazy("programar"),
    "bugfix": gettext_lazy("arreglar código"),
    "proofreading": gettext_lazy("corregir un texto"),
    "proyecto": gettext_lazy("proyecto"),
    "otro": gettext_lazy("otra"),
}
_DEADLINES = {
    "hoy": gettext_lazy("hoy"),
    "<24h": gettext_lazy("mañana"),
    "esta_semana": gettext_lazy("esta semana"),
    ">1_semana": gettext_lazy("en más de una semana"),
}
_PHASES = {
    "ideacion": gettext_lazy("buscando ideas"),
    "planificacion": gettext_lazy("planificando"),
    "ejecucion": gettext_lazy("haciéndola"),
    "revision": gettext_lazy("revisando"),
}
_FOCUS = {
    "promotion": gettext_lazy("lo que puede lograr (promoción)"),
    "prevention": gettext_lazy("evitar errores (prevención)"),
}
_CONSTRUAL = {
    "up": gettext_lazy("el para qué"),
    "down": gettext_lazy("el cómo"),
    "mixed": gettext_lazy("primero el para qué, luego el cómo"),
}


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


def cycle_facts(state: dict[str, Any]) -> list[tuple[str, str]]:
    """The state of the motivation cycle as label and value; what is not known is left out."""
    slots = state.get("slots")
    slots = slots if isinstance(slots, dict) else {}
    block = slots.get("tiempo_bloque") or state.get("time_block")
    rounds = state.get("iteration")
    found = (
        (_("Sentimiento al inicio"), _word(_FEELINGS, state.get("first_feeling"))),
        (_("Sentimiento ahora"), _word(_FEELINGS, state.get("feeling"))),
        (_("Tarea"), _word(_TASKS, slots.get("tipo_tarea"))),
        (_("Ramo"), _word({}, slots.get("ramo"))),
        (_("Plazo"), _word(_DEADLINES, slots.get("plazo"))),
        (_("Fase"), _word(_PHASES, slots.get("fase"))),
        (
            _("Tiempo disponible"),
            ngettext("%(n)d minuto", "%(n)d minutos", block) % {"n": block}
            if isinstance(block, int) and block
            else "",
        ),
        (_("Enfoque"), _word(_FOCUS, state.get("focus"))),
        (_("Conversan sobre"), _word(_CONSTRUAL, state.get("q3"))),
        (_("Rondas"), str(rounds) if isinstance(rounds, int) and rounds else ""),
    )
    return [(label, value) for label, value in found if value]


def _word(words: dict[str, Any], value: object) -> str:
    return str(words.get(value, value)) if isinstance(value, str) and value else ""

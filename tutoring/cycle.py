"""The state of a conversation's motivation cycle (requirements B6 and D4), in words for carers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from conversations.answers.embedded.content import load

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
_DEMANDS = {"A": gettext_lazy("creativa"), "B": gettext_lazy("analítica")}
_LEVELS = {
    "up": gettext_lazy("por qué"),
    "down": gettext_lazy("cómo"),
    "mixed": gettext_lazy("primero por qué, luego cómo"),
}
_FOCUS = {
    "promotion": gettext_lazy("promoción"),
    "prevention": gettext_lazy("prevención"),
}
_EVALUATIONS = {
    "helped": gettext_lazy("le sirvió"),
    "partly": gettext_lazy("avanzó a medias"),
    "stuck": gettext_lazy("no avanzó"),
    "refused": gettext_lazy("pidió otra"),
}
_MOMENTS = {
    "strategy": gettext_lazy("decide si toma la estrategia"),
    "running": gettext_lazy("trabaja en el bloque"),
    "exercise": gettext_lazy("hace un ejercicio"),
}


def cycle_facts(state: dict[str, Any]) -> list[tuple[str, str]]:
    """The state as label and value, in the order of the cycle; what is not known is left out.

    Codes that have no word here are left out as well, and so is all that the assistant keeps for
    itself. Empty when the two have not begun.
    """
    slots = _mapping(state.get("slots"))
    content = load(get_language() or "es")
    strategy = content.strategies.get(_text(state.get("last_strategy")))
    done = [content.exercises.get(_text(one)) for one in _sequence(state.get("exercises"))]
    found = (
        (_("Saludo"), _("ya se saludaron") if state.get("greeted") is True else ""),
        (_("Sentimiento al inicio"), _word(_FEELINGS, state.get("first_feeling"))),
        (_("Sentimiento ahora"), _word(_FEELINGS, state.get("feeling"))),
        (_("Tarea"), _word(_TASKS, slots.get("tipo_tarea"))),
        (_("Ramo"), _text(slots.get("ramo"))),
        (_("Plazo"), _word(_DEADLINES, slots.get("plazo"))),
        (_("Fase"), _word(_PHASES, slots.get("fase"))),
        (_("Tiempo disponible"), _minutes(slots.get("tiempo_bloque"))),
        (_("Enfoque"), _approach(state)),
        (_("Última estrategia"), strategy.name if strategy else ""),
        (_("Bloque"), _minutes(state.get("time_block"))),
        (_("Ahora"), _word(_MOMENTS, _mapping(state.get("pending")).get("kind"))),
        (_("Último bloque"), _word(_EVALUATIONS, state.get("last_evaluation"))),
        (_("Rondas sin avance"), _rounds(state.get("iteration"))),
        (_("Ejercicios hechos"), ", ".join(one.label for one in done if one)),
    )
    return [(label, value) for label, value in found if value]


def _approach(state: dict[str, Any]) -> str:
    """Q2, Q3 and the focus: «creativa · por qué · promoción»."""
    parts = (
        _word(_DEMANDS, state.get("q2")),
        _word(_LEVELS, state.get("q3")),
        _word(_FOCUS, state.get("focus")),
    )
    return " · ".join(part for part in parts if part)


def _word(words: dict[str, Any], code: object) -> str:
    return str(words.get(_text(code), ""))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _sequence(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _minutes(value: object) -> str:
    number = _number(value)
    return ngettext("%(n)d minuto", "%(n)d minutos", number) % {"n": number} if number else ""


def _rounds(value: object) -> str:
    return str(_number(value) or "")

"""A student's own plan for hard moments (requirement D10).

Its seven parts are those of B. Stanley and G. K. Brown, «Safety Planning Intervention: A Brief
Intervention to Mitigate Suicide Risk», Cognitive and Behavioral Practice 19 (2012) 256-264; the
seventh, what one cares about, is of their later template. The words are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from conversations.models import SafetyPlan

CHARACTERS = 1000


@dataclass(frozen=True)
class Part:
    """One part of the plan: `name` is the model's field."""

    name: str
    title: Any
    help: Any
    example: Any


PARTS = (
    Part(
        "signs",
        _("Señales de que viene un mal momento"),
        _("Lo que piensas, sientes, haces o notas en el cuerpo cuando empieza."),
        _("dejo de contestar mensajes, duermo mal, se me aprieta el pecho, todo me da igual."),
    ),
    Part(
        "alone",
        _("Lo que me ayuda sin nadie más"),
        _("Cosas que puedes hacer en cualquier momento para que pasen los minutos."),
        _("caminar con música, darme una ducha, dibujar, soltar el aire despacio diez veces."),
    ),
    Part(
        "places",
        _("Personas y lugares que me distraen"),
        _("No hace falta hablar de lo que pasa; basta con estar en otra cosa y con gente cerca."),
        _("la biblioteca, la plaza, cocinar con mi hermano, escribirle a Dani sobre la serie."),
    ),
    Part(
        "people",
        _("A quién le pido ayuda"),
        _("Con su número, para no tener que buscarlo. También lo que le dirías."),
        _("mi tía Rosa, 9 1234 5678; Leo, del curso: «¿puedes venir o llamarme?»."),
    ),
    Part(
        "professionals",
        _("Profesionales y servicios"),
        _(
            "Quien te atiende, el servicio de tu institución, una línea de ayuda. Las de tu país "
            "están al final."
        ),
        _("la psicóloga de bienestar, martes y jueves; la urgencia que me queda más cerca."),
    ),
    Part(
        "surroundings",
        _("Cómo hago más seguro mi lugar"),
        _("Qué alejas o le pides a alguien que guarde, y dónde no conviene quedarte a solas."),
        _("mi hermana guarda lo que no quiero tener cerca; me quedo donde haya alguien."),
    ),
    Part(
        "reasons",
        _("Lo que me importa"),
        _("Personas, animales, planes, cosas pequeñas que te sostienen. Vale cualquiera."),
        _("mi perra, terminar el dibujo, el recital de marzo, el desayuno del domingo."),
    ),
)
NAMES = tuple(part.name for part in PARTS)


def of(student: User) -> SafetyPlan | None:
    """The student's plan, or None when there is none."""
    return SafetyPlan.objects.filter(student=student).first()


def shared_by(student: User) -> list[tuple[Part, str]]:
    """What who looks after the student may read: the parts that are filled in, or nothing.

    Whoever calls has asked `accounts.access` for the student before.
    """
    plan = SafetyPlan.objects.filter(student=student, is_shared=True).first()
    if plan is None:
        return []
    texts = ((part, str(getattr(plan, part.name))) for part in PARTS)
    return [(part, text) for part, text in texts if text]


@transaction.atomic
def save(*, student: User, parts: Mapping[str, str], is_shared: bool | None = None) -> SafetyPlan:
    """Keep those parts and leave the others as they are; `is_shared` too where it is given.

    `parts` are texts by the name of their part, each of at most 1,000 characters.
    """
    changes: dict[str, Any] = {name: parts[name] for name in NAMES if name in parts}
    if is_shared is not None:
        changes["is_shared"] = is_shared
    plan, _made = SafetyPlan.objects.update_or_create(student=student, defaults=changes)
    return plan


def delete(*, student: User) -> None:
    """The plan is gone, for whoever it was shared with as well; again does no harm."""
    SafetyPlan.objects.filter(student=student).delete()

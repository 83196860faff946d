"""The invented people and conversations of `manage.py sample_data`.

Each step has the minutes before now at which it happened. What the assistant says, the analyses
and the alerts are not written here: they come from the real turn.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

COURSES = (("MUE-1", "Taller de Escritura Académica"), ("MUE-2", "Cálculo I"))


@dataclass(frozen=True)
class Step:
    """`what` is `says` (the student) or something that the tutor does."""

    minutes: float
    what: str
    text: str = ""
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """One student with one conversation."""

    name: str
    course: str
    steps: tuple[Step, ...]


CASES = (
    Case(
        "Camila Herrera",
        "MUE-1",
        (
            Step(21, "says", "Hola, no pude entregar el informe y siento que le fallé a todos"),
            Step(16, "says", "llevo semanas sin dormir bien, todo me pesa"),
            Step(7, "says", "la verdad ya no quiero seguir viviendo"),
        ),
    ),
    Case(
        "Diego Morales",
        "MUE-2",
        (
            Step(30, "says", "Estoy perdido con las integrales por partes, la prueba es mañana"),
            Step(26, "corrects", "exams_grades", {"aspect": "topic"}),
            Step(24, "says", "tengo 40 minutos ahora"),
            Step(12, "says", "quiero hablar con una persona"),
        ),
    ),
    Case(
        "Sofía Castro",
        "MUE-1",
        (
            Step(58, "says", "me fue pésimo en la presentación, se rieron de mí"),
            Step(52, "says", "anoche me volví a cortar y nadie en mi casa lo sabe"),
            Step(51, "corrects", "high", {"aspect": "crisis", "comment": "Hay que llamar hoy."}),
            Step(50, "take"),
            Step(47, "take_over"),
            Step(
                46,
                "writes",
                "Hola Sofía, soy Marcela, de tu equipo de tutoría. Gracias por contarlo. "
                "¿Estás a salvo en este momento? ¿Hay alguien contigo?",
            ),
            Step(43, "says", "sí, gracias por escribirme"),
            Step(
                42,
                "writes",
                "Gracias a ti por confiar. ¿Hay alguien de tu familia que esté cerca ahora?",
            ),
        ),
    ),
    Case(
        "Matías Rivas",
        "MUE-2",
        (
            Step(190, "says", "no puedo concentrarme en la guía"),
            Step(182, "says", "mi papá me pegó otra vez anoche y me da miedo volver a la casa"),
            Step(178, "take"),
            Step(
                165,
                "call",
                "Hablamos por teléfono. Hoy duerme donde su tía. Bienestar lo recibe mañana a las "
                "diez y lo acompaña a hacer la denuncia si él lo decide.",
                {"follow_up_hours": 20},
            ),
            Step(20, "snooze"),
        ),
    ),
    Case(
        "Fernanda Lagos",
        "MUE-1",
        (
            Step(300, "says", "a veces pienso que sería mejor no despertar"),
            Step(296, "take"),
            Step(290, "take_over"),
            Step(289, "writes", "Hola Fernanda, soy Marcela. Te leo. ¿Qué pasó hoy?"),
            Step(284, "says", "terminé con mi pareja y se me juntó con los exámenes"),
            Step(270, "release"),
            Step(
                262,
                "referral",
                "Primera hora con psicología el jueves a las 11:00. Su mamá viaja hoy y se queda "
                "con ella hasta el domingo.",
                {"follow_up_hours": 3},
            ),
            Step(
                255,
                "resolve",
                "Derivación a salud o bienestar",
                {"note": "Plan de seguridad hecho con ella; tiene mi número."},
            ),
        ),
    ),
    Case(
        "Joaquín Tapia",
        "MUE-2",
        (
            Step(150, "says", "necesito hablar con una persona de tutoría"),
            Step(149, "says", "ah, ya encontré el horario de la biblioteca, gracias"),
            Step(140, "dismiss", "Ya encontró lo que buscaba"),
        ),
    ),
    Case(
        "Antonia Vera",
        "MUE-1",
        (
            Step(1500, "says", "¡Me saqué un 6,5 en el ensayo! Gracias por la ayuda"),
            Step(
                1490,
                "meeting",
                "Nos juntamos a celebrar la nota y a planificar el próximo trabajo.",
                {"follow_up_hours": -16},
            ),
            Step(95, "says", "Tengo que hacer un resumen de lectura para esta semana"),
            Step(90, "says", "tengo 30 minutos y estoy planificando"),
        ),
    ),
)

CANNED = (
    (
        "Saludo",
        "Hola {nombre}, soy {tutor}, de tu equipo de tutoría. Te leí y estoy aquí contigo.",
    ),
    ("¿Estás a salvo?", "{nombre}, ¿estás a salvo en este momento? ¿Hay alguien contigo?"),
    (
        "Ofrecer una llamada",
        "¿Te parece si hablamos por teléfono? Dime un número y una hora que te acomode.",
    ),
    (
        "Despedida",
        "Gracias por confiar, {nombre}. Te escribo pronto; si algo cambia, usa «Ayuda ahora».",
    ),
)

"""The slots of the study task (`labels.md`, Slots), by the embedded extractor."""

from __future__ import annotations

import random
from datetime import datetime

import pytest

from analysis.results import Slots
from analysis.slots import extract_slots

pytestmark = pytest.mark.pure

NOW = datetime(2026, 11, 18, 15, 0)  # noqa: DTZ001 - a Wednesday, on the writer's wall


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Estoy súper frustrada con mi ensayo de filosofía, es para mañana",
            Slots("frustracion", "ensayo", "filosofía", "<24h"),
        ),
        (
            "toy re ancioza x el parsial de kimica del viernes",
            Slots("ansiedad_error", "otro", "química", "esta_semana"),
        ),
        (
            "MAÑANA TENGO CERTAMEN DE CÁLCULO Y NO ENTIENDO NADA",
            Slots(None, "otro", "cálculo", "<24h"),
        ),
        (
            "pasado mañana tengo prueba de alternativas de biología",
            Slots(None, "mcq", "biología", "esta_semana"),
        ),
        (
            "no me compila el código en python y vence a medianoche",
            Slots(None, "bugfix", None, "hoy"),
        ),
        (
            "qué lata leer el capítulo 3 de sociología para el lunes",
            Slots("aburrimiento", "lectura_tecnica", "sociología", "esta_semana"),
        ),
        (
            "tengo que entregar hoy el protocolo de laboratorio",
            Slots(None, "protocolo_lab", None, "hoy"),
        ),
        (
            "estoy revisando la ortografía del informe",
            Slots(None, "proofreading", None, None, "revision"),
        ),
        ("no sé por dónde empezar la tesis", Slots(None, "proyecto", None, None, "ideacion")),
        ("voy por la mitad del resumen", Slots(None, "resumen", None, None, "ejecucion")),
        (
            "ensayo de Diseño Instruccional para dos semanas más",
            Slots(None, "ensayo", "diseño instruccional", ">1_semana"),
        ),
        (
            "ya entregué el ensayo, ahora me falta el informe de química para el viernes",
            Slots(None, "otro", "química", "esta_semana"),
        ),
        ("me siento incapaz con cálculo", Slots("baja_autoeficacia", None, "cálculo")),
        ("hola", Slots()),
        ("jaja", Slots()),
    ],
)
def test_a_message_gives_exactly_these_slots(text: str, expected: Slots) -> None:
    assert extract_slots(text, NOW) == expected


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("25 min", 25),
        ("tengo media hora", 30),
        ("tengo hora y media", 90),
        ("puedo dedicarle un par de horas", 120),
        ("un cuarto de hora", 15),
        ("me quedan tres cuartos de hora", 45),
        ("tengo treinta y cinco minutos", 35),
        ("dispongo de 1 h 30", 90),
        ("no tengo más de 15 minutos", 15),
        ("hoy tengo dos horas libres", 120),
        ("llevo 3 horas con esto", None),
        ("hace dos horas que estoy aquí", None),
        ("la prueba dura 90 minutos", None),
        ("tengo una presentación de 15 minutos", None),
        ("en 20 minutos entro a clases", None),
        ("dormí 4 horas", None),
        ("tengo 3 horas de clases", None),
    ],
)
def test_minutes_are_working_time_available_from_now(text: str, minutes: int | None) -> None:
    assert extract_slots(text, NOW).tiempo_bloque == minutes


@pytest.mark.parametrize(
    ("text", "plazo"),
    [
        ("es para hoy", "hoy"),
        ("en 3 horas tengo que entregar", "hoy"),
        ("quedan 5 horas", "hoy"),
        ("es para esta noche", "hoy"),
        ("era para ayer", "hoy"),
        ("el ensayo es para mañana", "<24h"),
        ("el 19 de noviembre tengo el examen", "<24h"),
        ("el 20 de noviembre tengo el examen", "esta_semana"),
        ("tengo prueba el viernes", "esta_semana"),
        ("faltan 2 días para la entrega", "esta_semana"),
        ("en una semana es la prueba", ">1_semana"),
        ("el 15/12 entrego el proyecto", ">1_semana"),
        ("es para la próxima semana", ">1_semana"),
        ("no es para mañana, es para el viernes", "esta_semana"),
        ("mañana viajo a mi casa, el ensayo es para el viernes", "esta_semana"),
        ("mañana viajo a mi casa", None),
        ("por la mañana estudio mejor", None),
        ("esta mañana me fue mal en la prueba", None),
        ("hoy no dormí nada", None),
        ("gracias, hasta mañana", None),
    ],
)
def test_the_deadline_is_that_of_the_task(text: str, plazo: str | None) -> None:
    assert extract_slots(text, NOW).plazo == plazo


@pytest.mark.parametrize(
    ("text", "sentimiento"),
    [
        ("no estoy nerviosa", "neutral"),
        ("estoy tranquila", "neutral"),
        ("estaba tranquila pero ahora estoy muy ansiosa", "ansiedad_error"),
        ("no puedo concentrarme, me distraigo con el celular", "dispersion_rumiacion"),
        ("estoy feliz, me fue bien", "positivo"),
        ("extraño mucho a mi familia", "otro"),
        ("mi amiga está frustrada con su tesis", None),
        ("¿cuándo es la entrega?", None),
    ],
)
def test_the_feeling_is_the_writers_own(text: str, sentimiento: str | None) -> None:
    assert extract_slots(text, NOW).sentimiento == sentimiento


def test_any_text_is_read_without_an_error() -> None:
    letters = (
        "aáñ ¿?¡!.,;:\n\t0123456789'\"\\()[]{}ßİ日本語😭\u200b\u0301 mañana para el de 25 min hora"
    )
    chance = random.Random(7)
    for length in (0, 1, 2, 60, 2000):
        for _ in range(40):
            text = "".join(chance.choice(letters) for _ in range(length))
            assert isinstance(extract_slots(text), Slots)


@pytest.mark.parametrize(
    "text", [None, 7, b"es para hoy", ["ensayo"], {"text": "ensayo"}, "", " \n "]
)
def test_what_is_no_message_has_no_slots(text: object) -> None:
    assert extract_slots(text) == Slots()


@pytest.mark.parametrize(
    "text",
    ["\ud800 ensayo \udfff", "e\u0301" * 900, "\x00" * 50, "١٢ horas", "9" * 1500 + " horas"],
)
def test_odd_characters_raise_nothing(text: str) -> None:
    assert isinstance(extract_slots(text, NOW), Slots)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("ensayo de historia del arte", "historia del arte"),
        ("mañana tengo parcial de química orgánica", "química orgánica"),
        ("la guía de mates es para hoy", "matemáticas"),
        ("tengo prueba de sosiolojia", "sociología"),
        ("no es el ensayo de historia, es el de economía", "economía"),
        ("una tarea en Excel para mañana", None),
        ("leer un paper en inglés", None),
        ("tomamos mate mientras hacía la tarea", None),
        ("el profe de cálculo es simpático", None),
    ],
)
def test_the_subject_is_spelt_normally(text: str, subject: str | None) -> None:
    assert extract_slots(text).ramo == subject


@pytest.mark.parametrize(
    "text",
    [
        "¿cuándo publican las notas?",
        "¿cuántas páginas suele tener un ensayo académico?",
        "¿en qué aula se toman los exámenes?",
        "ayer entregué todo y hoy descanso",
        "mi hermana anda ansiosa con su parcial",
        "el examen estuvo largo, pero bien hecho",
    ],
)
def test_what_is_no_task_of_the_writer_has_no_slots(text: str) -> None:
    assert extract_slots(text) == Slots()

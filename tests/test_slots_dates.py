"""Deadlines by the person's own calendar, and without one (`labels.md`, plazo)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from analysis.slots import extract_slots

pytestmark = pytest.mark.pure

SANTIAGO = ZoneInfo("America/Santiago")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, SUNDAY = (
    datetime(2026, 11, day, 15, 0, tzinfo=SANTIAGO) for day in (16, 17, 18, 19, 22)
)


@pytest.mark.parametrize(
    ("now", "text", "plazo"),
    [
        (None, "tengo que entregar el ensayo el jueves", "esta_semana"),
        (TUESDAY, "tengo que entregar el ensayo el jueves", "esta_semana"),
        (WEDNESDAY, "tengo que entregar el ensayo el jueves", "<24h"),
        (THURSDAY, "tengo que entregar el ensayo el jueves", "hoy"),
        (THURSDAY, "tengo que entregar el ensayo el jueves que viene", ">1_semana"),
        (WEDNESDAY, "el examen es el lunes", "esta_semana"),
        (SUNDAY, "el examen es el lunes", "<24h"),
        (WEDNESDAY, "el examen es el lunes que viene", "esta_semana"),
        (MONDAY, "el examen es el lunes que viene", ">1_semana"),
        (MONDAY, "el examen es el otro martes", ">1_semana"),
        (None, "el examen es el otro martes", ">1_semana"),
        (MONDAY, "el examen es el viernes de la próxima semana", ">1_semana"),
        (None, "el examen es el próximo miércoles", "esta_semana"),
        (WEDNESDAY, "la prueba es el 19", "<24h"),
        (WEDNESDAY, "la prueba es el 18 de noviembre", "hoy"),
        (WEDNESDAY, "el proyecto se entrega a fin de mes", ">1_semana"),
        (datetime(2026, 11, 27, 9, 0, tzinfo=SANTIAGO), "se entrega a fin de mes", "esta_semana"),
        (None, "el proyecto se entrega a fin de mes", ">1_semana"),
    ],
)
def test_a_date_is_counted_on_the_persons_calendar(
    now: datetime | None, text: str, plazo: str
) -> None:
    assert extract_slots(text, now).plazo == plazo


def test_the_day_is_that_of_the_persons_time_zone() -> None:
    """At half past one in Madrid it is Thursday; in Santiago, at the same moment, Wednesday."""
    moment = datetime(2026, 11, 19, 0, 30, tzinfo=ZoneInfo("UTC"))
    text = "el informe es para el jueves"
    assert extract_slots(text, moment.astimezone(ZoneInfo("Europe/Madrid"))).plazo == "hoy"
    assert extract_slots(text, moment.astimezone(SANTIAGO)).plazo == "<24h"


@pytest.mark.parametrize(
    "text",
    [
        "mi hermana tiene que entregar su tesis mañana",
        "mi compañero de piso tiene un examen el jueves",
        "los jueves tengo clase de coro",
        "mañana no hay clases",
        "el viernes pasado rendí el parcial",
        "buen finde!!",
        "el profesor publica las notas el viernes",
    ],
)
def test_the_date_of_something_else_is_no_deadline(text: str) -> None:
    assert extract_slots(text, WEDNESDAY).plazo is None


@pytest.mark.parametrize(
    ("text", "plazo"),
    [
        ("no, mañana no, el ensayo es el viernes", "esta_semana"),
        ("ya no es el viernes, es a fin de mes", ">1_semana"),
        ("la entrega no es hoy, la pasaron al lunes", "esta_semana"),
        ("el ensayo no se entrega esta semana sino la próxima", ">1_semana"),
        ("vence en dos horas", "hoy"),
        ("me quedan dos horas para el resumen", None),
        ("me quedan dos horas para entregar el resumen", "hoy"),
    ],
)
def test_a_correction_and_the_hours_left(text: str, plazo: str | None) -> None:
    assert extract_slots(text).plazo == plazo


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("tengo media horita", 30),
        ("tengo hora y cuarto", 75),
        ("dispongo de dos horas y media", 150),
        ("solo tengo 3/4 de hora", 45),
        ("me quedan veinticinco minutitos", 25),
        ("tengo cuarenta y cinco min", 45),
        ("tngo 15min antes d entrar", 15),
        ("llevo dos horas con el ensayo y todavía tengo una hora más", 60),
        ("tengo lo que dura un recreo", None),
        ("tengo un ratito", None),
        ("no puede pasar de diez minutos", None),
        ("tardé cuarenta minutos en el metro", None),
        ("la clase dura dos horas", None),
    ],
)
def test_a_duration_in_words(text: str, minutes: int | None) -> None:
    assert extract_slots(text).tiempo_bloque == minutes

"""Slots over a conversation: what stays, what a message corrects, what another task drops."""

from __future__ import annotations

import pytest

from analysis.results import Slots
from analysis.slots import extract_slots, merged


def said(*messages: str) -> Slots:
    known = Slots()
    for message in messages:
        known = merged(known, extract_slots(message), message)
    return known


def test_what_is_not_said_stays_and_the_rest_fills_in() -> None:
    assert said(
        "estoy frustrada con mi ensayo de filosofía", "es para mañana", "tengo media hora"
    ) == Slots("frustracion", "ensayo", "filosofía", "<24h", None, 30)


def test_a_later_message_corrects_a_value() -> None:
    assert said("mi ensayo es para mañana", "no, es para el viernes").plazo == "esta_semana"


def test_a_correction_of_the_type_keeps_the_deadline() -> None:
    assert said(
        "tengo que entregar un ensayo de historia mañana",
        "me equivoqué, no es un ensayo, es un resumen",
    ) == Slots(None, "resumen", "historia", "<24h")


def test_another_task_drops_what_belonged_to_the_one_before() -> None:
    first = "estoy nerviosa, voy por la mitad del ensayo de historia para mañana y tengo 30 minutos"
    assert said(first, "ahora quiero hacer los ejercicios de química") == Slots(
        "ansiedad_error", "resolver_problemas", "química"
    )


def test_another_subject_is_another_task() -> None:
    assert said("la guía de ejercicios de álgebra es para hoy", "y la de física") == Slots(
        None, None, "física"
    )


def test_a_vague_name_is_the_task_already_known() -> None:
    assert said("tengo un ensayo de historia", "el trabajo es para mañana") == Slots(
        None, "ensayo", "historia", "<24h"
    )


def test_a_vague_name_may_become_exact() -> None:
    assert said("tengo que entregar un trabajo mañana", "es un ensayo de ética") == Slots(
        None, "ensayo", "ética", "<24h"
    )


def test_an_examination_after_an_essay_is_another_task() -> None:
    assert said("mi ensayo es para mañana", "y tengo que estudiar para un examen") == Slots(
        None, "otro"
    )


@pytest.mark.parametrize("message", ["", "hola", "jaja", "😭", "¿a qué hora abre la biblioteca?"])
def test_small_talk_changes_nothing(message: str) -> None:
    known = Slots("positivo", "ensayo", "ética", "hoy", "revision", 20)
    assert merged(known, extract_slots(message), message) == known

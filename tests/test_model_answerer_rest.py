"""An answer that broke off gets the rest of the plan; a reply is read a second time by a model."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from analysis.pipeline import analyse
from analysis.results import Slots
from conversations.answers.base import Answer
from conversations.answers.embedded.turn import count_words
from conversations.answers.model import completed, rest_after, with_model_slots
from conversations.answers.model.citations import Marks, citations
from conversations.answers.model.continuing import Fresh
from conversations.answers.model.length import Short
from psichat.llm import ModelRef
from tests.fake_models import GEMINI, FakeModels, Reply
from tests.fake_models import models as models
from tests.model_stage import ENROLMENT, GRANTS, PLAN, question


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first call imports the provider's library, on whatever machine."""
    monkeypatch.setattr("conversations.answers.model.slots.TIMEOUT_SECONDS", 30.0)


# --- the rest -----------------------------------------------------------------------------------
def test_the_rest_is_what_was_not_said_yet() -> None:
    said = "Un ensayo para mañana pesa, y tiene sentido que te trabes."
    assert rest_after(said, PLAN) == (
        "\n\nPrueba con 25 minutos así:\n1. Escribe tres ideas sueltas (10 min).\n"
        "2. Ordénalas en una frase cada una (15 min).\n\n¿Empezamos con eso?"
    )


def test_other_words_for_the_same_count_as_said_and_a_broken_sentence_is_left_open() -> None:
    said = "Tiene sentido que un ensayo para mañana pese y te trabe. Lo que harí"
    rest = rest_after(said, PLAN)
    assert rest.startswith("…\n\nPrueba con 25 minutos")
    assert "tiene sentido" not in rest


def test_a_question_that_was_put_is_not_put_again() -> None:
    said = (
        "Un ensayo para mañana pesa, y tiene sentido que te trabes. ¿Te parece si vamos de a poco?"
    )
    assert "?" not in rest_after(said, PLAN)
    assert "1. Escribe tres ideas" in rest_after(said, PLAN)


def test_steps_and_question_come_before_the_rest_where_room_is_short() -> None:
    said = " ".join(["palabra"] * 116) + "."
    rest = rest_after(said, PLAN)
    assert "2. Ordénalas en una frase cada una (15 min)." in rest
    assert rest.endswith("¿Empezamos con eso?")
    assert "tiene sentido" not in rest
    assert count_words(said + rest) <= 140


def test_nothing_is_added_to_what_is_long_enough_or_whole() -> None:
    assert rest_after(" ".join(["palabra"] * 140) + ".", PLAN) == ""
    assert rest_after(PLAN.text, PLAN) == ""
    assert rest_after("", replace(PLAN, text="Aquí estoy.")) == "Aquí estoy."


def test_the_citations_of_a_broken_answer_are_found_again() -> None:
    said = "El plazo va del 3 al 7 de marzo [1]. Luego"
    plan = Answer(
        text="La beca se pide en abril [1].",
        state={},
        citations=({"title": "Becas", "url": "u", "quote": "q"},),
    )
    whole = completed(said, plan, (GRANTS, ENROLMENT))
    assert whole.text == f"{said}…\n\nLa beca se pide en abril."
    assert [each["url"] for each in whole.citations] == [ENROLMENT.url]
    assert whole.fallback
    assert completed("Sin marcas.", plan, (GRANTS,)).citations == plan.citations


@pytest.mark.parametrize(
    ("said", "pieces", "new"),
    [
        ("Hola. Vamos", ["Hola", ". Vamos", " juntos."], " juntos."),
        ("Hola. Vamos", ["juntos."], " juntos."),
        ("Hola.", ["\n\n1. Abre el texto."], "\n\n1. Abre el texto."),
        ("Hola", [", ¿vamos?"], ", ¿vamos?"),
        ("Hola. Vamos", ["Hola."], ""),
        ("Hola ", ["vamos"], "vamos"),
    ],
)
def test_what_was_said_is_not_said_again(said: str, pieces: list[str], new: str) -> None:
    fresh = Fresh(said)
    assert "".join([*map(fresh.feed, pieces), fresh.close()]) == new


# --- length and marks ---------------------------------------------------------------------------
def test_a_numbered_step_is_not_cut_from_its_number() -> None:
    short = Short()
    lines = [
        f"{n}. Escribe una frase con lo que recuerdes del tema de hoy.\n" for n in range(1, 20)
    ]
    text = "".join([*map(short.feed, lines), short.close()])
    assert text == "".join(lines[:11])
    assert short.is_full


def test_marks_are_numbered_as_they_come_wherever_they_are_cut() -> None:
    text = "Primero [2, 1]. Luego [2]. Nada [7][0]. Lista [x] y [1]."
    expected = "Primero [1][2]. Luego [1]. Nada. Lista [x] y [2]."
    for size in range(1, 9):
        marks = Marks((GRANTS, ENROLMENT))
        cut = [text[at : at + size] for at in range(0, len(text), size)]
        assert "".join([*map(marks.feed, cut), marks.close()]) == expected
        assert marks.cited == [ENROLMENT, GRANTS]


def test_a_mark_after_the_full_stop_belongs_to_the_sentence_before() -> None:
    found = citations("Piden un certificado de ingresos. [1] Suerte.", [GRANTS])
    assert found[0]["quote"] == "Hace falta un certificado de ingresos."


# --- slots --------------------------------------------------------------------------------------
WAITS = {"greeted": True, "pending": {"kind": "question", "id": "minutes"}}
REPLY = "lo que dura el recreo largo, más o menos"
READ: dict[str, Any] = {
    "sentimiento": "frustracion",
    "tipo_tarea": None,
    "ramo": None,
    "plazo": None,
    "fase": None,
    "tiempo_bloque": 30,
}


async def test_a_model_reads_the_slot_that_was_asked_for(models: FakeModels) -> None:
    models.says(READ)
    request = question(REPLY, state=WAITS)
    found = await with_model_slots(request)
    assert found.analysis.slots == replace(request.analysis.slots or Slots(), tiempo_bloque=30)
    assert (found.text, found.state) == (request.text, request.state)
    assert len(models.asked) == 1


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("25 minutos, no más que eso", WAITS),
        ("no sé bien", WAITS),
        (REPLY, {"pending": {"kind": "strategy", "id": "tres_ideas"}}),
        (REPLY, {"pending": {"kind": "question", "id": "chat_best"}}),
        (REPLY, {}),
    ],
)
async def test_a_model_is_not_asked_where_it_cannot_help(
    text: str, state: dict[str, Any], models: FakeModels
) -> None:
    request = question(text, state=state)
    assert await with_model_slots(request) is request
    assert await with_model_slots(question(REPLY, state=WAITS), models=()) is not None
    assert models.asked == []


async def test_what_a_model_gets_wrong_changes_nothing(models: FakeModels) -> None:
    models.says(Reply(status=400), {"tiempo_bloque": "mucho"}, READ | {"tiempo_bloque": None})
    for _ in range(3):
        request = question(REPLY, state=WAITS)
        assert await with_model_slots(request, models=(ModelRef(*GEMINI),)) is request
    assert len(models.asked) == 3


def test_the_reply_of_these_tests_says_no_minutes_to_the_extractor() -> None:
    slots = analyse(REPLY).slots
    assert slots is not None
    assert slots.tiempo_bloque is None

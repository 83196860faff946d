"""A language model says the plan of the turn; state, chips and strategy stay the plan's."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from conversations.answers import prompts
from conversations.answers.base import Said
from conversations.answers.embedded.turn import count_words
from conversations.answers.model import LanguageModelAnswerer, outgoing
from psichat.llm import ModelError, ModelRef
from tests.fake_models import GEMINI
from tests.fake_streams import Cut, FakeStreams, Status
from tests.fake_streams import streams as streams
from tests.model_stage import ENROLMENT, GRANTS, PLAN, answered, planned, question

TEXT = "Me trabé con el ensayo de filosofía que es para mañana, no sé por dónde partir."


def told(streams: FakeStreams) -> tuple[str, list[tuple[str, str]]]:
    """The system prompt of the last request, and the talk that followed it."""
    body = streams.asked[-1].body
    system = "".join(part["text"] for part in body["systemInstruction"]["parts"])
    talk = [(turn["role"], turn["parts"][0]["text"]) for turn in body["contents"]]
    return system, talk


async def test_the_plan_is_said_in_the_words_of_the_model(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned(monkeypatch)
    streams.streams(["Tu ensayo ", "tiene arreglo. ", "¿Vamos con ", "las tres ideas?"])

    shown, whole = await answered(question(TEXT))

    assert shown == "Tu ensayo tiene arreglo. ¿Vamos con las tres ideas?"
    assert whole == replace(plan, text=shown, prompt_version=prompts.of("es").version)
    assert re.fullmatch(r"v1-[0-9a-f]{8}", whole.prompt_version)


async def test_the_prompt_holds_mode_level_time_slots_and_draft(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(monkeypatch)
    await answered(question(TEXT))

    system, talk = told(streams)
    assert "- Modo: analítico" in system
    assert "- Nivel de detalle: el cómo" in system
    assert "- Foco: lo que se cuida" in system
    assert "- Tiempo de este bloque: 25 minutos." in system
    assert "- tarea: ensayo\n- ramo: filosofía\n- plazo: <24h" in system
    assert "2. Ordénalas en una frase cada una (15 min)." in system
    assert "Conservas los pasos del borrador" in system
    assert "Terminas con la pregunta del borrador" in system
    assert talk == [("user", TEXT)]


@pytest.mark.parametrize(("greeted", "is_told"), [(False, True), (True, False)])
async def test_the_first_answer_introduces_the_program(
    greeted: bool, is_told: bool, streams: FakeStreams, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(monkeypatch)
    await answered(question(TEXT, state={"greeted": greeted}))
    system, _talk = told(streams)
    assert ("dices que eres un programa" in system) is is_told


async def test_english_prompts_for_an_english_conversation(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(monkeypatch)
    streams.streams(["Your essay can be mended. Shall we begin with three ideas?"])
    shown, _whole = await answered(question("I am stuck with my essay.", language="en"))
    system, _talk = told(streams)
    assert shown == "Your essay can be mended. Shall we begin with three ideas?"
    assert "You always answer in English." in system
    assert "español" not in system


async def test_the_talk_takes_turns_and_begins_with_the_student(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    planned(monkeypatch)
    settings.HISTORY_TO_ANSWERER = 5
    history = (
        Said("student", "esto ya no se ve"),
        Said("assistant", "¿Qué tarea es?"),
        Said("system", "La conversación sigue."),
        Said("student", "un ensayo"),
        Said("student", "de filosofía"),
        Said("tutor", "Te leo mañana."),
        Said("assistant", "¿Para cuándo es?"),
    )
    await answered(question("es para mañana mismo", history=history, summary="Estudia filosofía."))

    system, talk = told(streams)
    assert talk == [
        ("user", "…"),
        ("model", "¿Qué tarea es?"),
        ("user", "un ensayo\n\nde filosofía"),
        (
            "model",
            "Una persona del equipo de tutoría escribió: Te leo mañana.\n\n¿Para cuándo es?",
        ),
        ("user", "es para mañana mismo"),
    ]
    assert "<resumen>\nEstudia filosofía.\n</resumen>" in system


# --- what leaves --------------------------------------------------------------------------------
async def test_nothing_personal_is_on_the_wire_and_the_values_come_back(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(monkeypatch, replace(PLAN, text="Ana, vamos paso a paso. ¿Empezamos?"))
    streams.streams(["Vamos, [PER", "SON_2", "]. ¿Le escribes a [EMAIL", "_1] hoy?"])
    request = question(
        "Me llamo Anita Fuentealba, mi correo es ana.rojas@example.edu y mi celular "
        "+56 9 8765 4321.",
        history=(
            Said("student", "en la lista salgo como anita fuentealba y no como Ana Rojas"),
            Said("assistant", "Cuéntame más, Ana."),
        ),
        summary="Ana Rojas vive en Av. Los Leones 1234, depto 56, Providencia.",
    )

    shown, whole = await answered(request)

    raw = streams.asked[-1].raw.casefold()
    personal = ("ana rojas", "rojas", "ana.rojas", "example.edu", "8765", "fuentealba", "1234")
    assert [each for each in personal if each in raw] == []
    assert shown == "Vamos, Ana. ¿Le escribes a ana.rojas@example.edu hoy?"
    assert whole.withheld == ""


async def test_a_text_that_cannot_be_masked_does_not_leave(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(monkeypatch)

    def broken(*_: Any) -> Any:
        raise RuntimeError("Ana Rojas")

    monkeypatch.setattr("analysis.pii.masking.find", broken)
    with pytest.raises(outgoing.CannotLeave) as caught:
        await answered(question(TEXT))
    assert isinstance(caught.value, ModelError)
    assert "Ana" not in repr(caught.value.__cause__)
    assert streams.asked == []


# --- when it goes wrong -------------------------------------------------------------------------
async def test_a_model_that_fails_at_once_is_the_callers_business(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(monkeypatch)
    streams.plays(Status(400))
    with pytest.raises(ModelError):
        await answered(question(TEXT))


async def test_a_model_that_breaks_off_raises_after_what_it_said(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(monkeypatch)
    streams.streams(["Tu ensayo tiene arreglo. ", "Vamos"])
    streams.plays(Cut())
    said: list[str] = []

    async def read() -> None:
        async for piece in LanguageModelAnswerer(ModelRef(*GEMINI)).stream(question(TEXT)):
            said.append(str(piece))

    with pytest.raises(ModelError):
        await read()
    assert "Tu ensayo tiene arreglo. ".startswith("".join(said))


async def test_the_next_model_goes_on_where_the_other_broke_off(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(monkeypatch)
    said = "Tu ensayo tiene arreglo."
    streams.streams(["Tu ensayo tiene", " arreglo. Escribe tres ideas. ", "¿Empezamos?"])

    shown, whole = await answered(question(TEXT), said)

    system, _talk = told(streams)
    assert f"<dicho>\n{said}\n</dicho>" in system
    assert shown == " Escribe tres ideas. ¿Empezamos?"
    assert whole.text == said + shown
    assert whole.strategy == PLAN.strategy


# --- length, question, citations ----------------------------------------------------------------
async def test_an_answer_ends_with_its_140th_word_at_a_sentence(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(monkeypatch)
    sentences = [f"Esta es la frase número {n} de una respuesta larga. " for n in range(40)]
    streams.streams(sentences)
    shown, whole = await answered(question(TEXT))
    body = whole.text.removesuffix("\n\n¿Empezamos con eso?")
    assert count_words(whole.text) <= 140
    assert body == "".join(sentences[:13]).strip()
    assert whole.text != body
    assert shown.strip() == whole.text


async def test_the_question_of_the_plan_arrives_all_the_same(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(monkeypatch)
    streams.streams(["Escribe tres ideas sueltas ahora mismo."])
    _shown, whole = await answered(question(TEXT))
    assert whole.text == "Escribe tres ideas sueltas ahora mismo.\n\n¿Empezamos con eso?"


async def test_what_the_model_cites_is_quoted_word_for_word(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(monkeypatch, replace(PLAN, strategy="", move="answer", text="Te cuento. ¿Te sirve?"))
    streams.streams(
        ["Puedes inscribirte del 3 al 7 de marzo [", "2", "]. Lo demás no consta [5]. ¿Va?"]
    )
    request = question("¿Hasta qué fecha inscribo mis ramos?", passages=(GRANTS, ENROLMENT))

    _shown, whole = await answered(request)

    assert whole.text == "Puedes inscribirte del 3 al 7 de marzo [1]. Lo demás no consta. ¿Va?"
    assert whole.citations == (
        {
            "title": "Inscripción de ramos",
            "url": "https://sur.example/inscripcion",
            "quote": "El plazo va del 3 al 7 de marzo.",
        },
    )


async def test_without_a_mark_nothing_is_claimed(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(monkeypatch, replace(PLAN, citations=({"title": "x", "url": "y", "quote": "z"},)))
    streams.streams(["Eso se hace en el portal. ¿Va?"])
    _shown, whole = await answered(question("¿Dónde inscribo mis ramos?", passages=(ENROLMENT,)))
    assert whole.citations == ()

"""The embedded answerer, message by message."""

from __future__ import annotations

import asyncio
import copy
import json
from datetime import UTC, datetime
from string import Formatter
from typing import Any

import pytest

from analysis.results import Analysis, CrisisResult, EmotionResult, Slots
from analysis.slots import extract_slots
from conversations.answers.base import Answer, AnswerRequest, Said
from conversations.answers.embedded import EmbeddedAnswerer, compose, wants_human
from conversations.answers.embedded import strategy as rules
from conversations.answers.embedded.content import load
from conversations.answers.embedded.picker import sentences
from conversations.answers.embedded.turn import MOST_CHIPS, count_words

NOW = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
NO_CRISIS = CrisisResult("none", (), 1.0)
STORY = "Estoy súper frustrada con mi ensayo de filosofía, es para mañana"


def ask(
    text: str,
    state: dict[str, Any] | None = None,
    *,
    conversation: str = "c1",
    crisis: CrisisResult = NO_CRISIS,
    emotion: EmotionResult | None = None,
    name: str = "",
    language: str = "es",
) -> Answer:
    return compose(
        AnswerRequest(
            conversation_id=conversation,
            text=text,
            analysis=Analysis(emotion=emotion, crisis=crisis, slots=extract_slots(text, NOW)),
            history=(),
            state=state or {},
            now=NOW,
            student_name=name,
            language=language,
        )
    )


def talk(*texts: str, conversation: str = "c1") -> Answer:
    answer = Answer(text="", state={})
    for text in texts:
        answer = ask(text, answer.state, conversation=conversation)
    return answer


def labels(answer: Answer) -> list[str]:
    return [chip.label for chip in answer.quick_replies]


@pytest.mark.parametrize("conversation", [str(n) for n in range(10)])
def test_the_first_answer_to_the_story(conversation: str) -> None:
    answer = ask(STORY, conversation=conversation)
    assert "un programa" in answer.text
    assert "súper frustrada con tu ensayo de filosofía" in answer.text
    assert "es para mañana" in answer.text
    assert "1. " in answer.text
    assert "10 minutos" in answer.text
    assert labels(answer) == ["10 min", "15 min", "25 min", "45 min", "Otra opción"]
    assert answer.text.rstrip().endswith("?")
    assert (answer.state["q2"], answer.state["q3"], answer.state["focus"]) == (
        "B",
        "down",
        "prevention",
    )
    assert answer.state["slots"] == {
        "sentimiento": "frustracion",
        "tipo_tarea": "ensayo",
        "ramo": "filosofía",
        "plazo": "<24h",
    }


def test_what_is_known_is_not_asked_again() -> None:
    answer = talk(STORY, "25 min")
    assert "?" not in answer.text
    assert "25 minutos" in answer.text
    assert answer.state["time_block"] == 25
    assert labels(answer)[0] == "Empiezo"


def test_the_thesis_of_an_essay_is_no_new_task() -> None:
    first = ask(STORY)
    second = ask("todavía no tengo ni la tesis, me bloqueo", first.state)
    assert second.state["slots"]["tipo_tarea"] == "ensayo"
    assert second.state["slots"]["plazo"] == "<24h"
    assert "fecha" not in second.text


def test_ten_minutes_take_the_block_already_shown() -> None:
    answer = talk(STORY, "10 min")
    assert answer.state["pending"] == {"kind": "running", "id": ""}
    assert len(answer.state["tried"]) == 1


def test_another_option_is_another_strategy() -> None:
    answer = talk(STORY, "25 min", "otra opción")
    assert len(set(answer.state["tried"])) == 2
    assert answer.state["iteration"] == 1


def test_after_three_rounds_the_block_shrinks_and_the_level_flips() -> None:
    answer = talk(STORY, "45 min", "otra opción", "otra opción", "más corto", "otra opción")
    assert answer.state["iteration"] == 3
    assert answer.state["exercises"] == ["grounding"]
    then = ask("sigo igual", answer.state)
    assert then.state["time_block"] <= 12
    assert then.state["q3"] == "up"


def test_the_cycle_to_its_end() -> None:
    started = talk(STORY, "25 min", "empiezo")
    assert "25 minutos" in started.text
    done = ask("ya terminé", started.state)
    assert done.state["last_evaluation"] == "helped"
    assert labels(done) == ["Otro bloque", "Una pausa", "Lo dejo aquí"]
    stopped = ask("Lo dejo aquí", done.state)
    assert stopped.state["pending"] is None
    assert "?" not in stopped.text


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({}, ("A", "down", "promotion")),
        ({"tipo_tarea": "mcq"}, ("B", "down", "prevention")),
        ({"tipo_tarea": "ensayo", "plazo": "<24h"}, ("B", "down", "prevention")),
        ({"tipo_tarea": "ensayo", "fase": "ideacion"}, ("A", "up", "promotion")),
        ({"tipo_tarea": "ensayo", "fase": "planificacion"}, ("A", "mixed", "promotion")),
        ({"tipo_tarea": "ensayo", "fase": "ejecucion"}, ("A", "mixed", "promotion")),
        ({"tipo_tarea": "proyecto", "fase": "revision"}, ("B", "down", "prevention")),
        (
            {"tipo_tarea": "resumen", "fase": "planificacion", "plazo": "hoy"},
            ("A", "down", "promotion"),
        ),
    ],
)
def test_the_rules_of_fit(slots: dict[str, Any], expected: tuple[str, str, str]) -> None:
    assert rules.fit(slots) == expected


@pytest.mark.parametrize("minutes", [10, 15, 25, 45])
def test_the_steps_of_every_strategy_add_up(minutes: int) -> None:
    strategies = load("es").strategies
    assert len(strategies) >= 18
    for strategy in strategies.values():
        text = rules.steps(strategy, minutes)
        assert sum(int(part.split(" min")[0]) for part in text.split("(")[1:]) == minutes
        assert strategy.source


def test_the_request_is_left_as_it_was() -> None:
    state = talk(STORY).state
    before = copy.deepcopy(state)
    ask("25 min", state)
    assert state == before
    json.dumps(state)


def test_foreign_entries_of_the_state_are_kept_and_broken_ones_survived() -> None:
    broken = {"used": "x", "slots": [], "topics": {"a": 1, "b": {}}, "pending": {}, "chips": [[]]}
    answer = ask("hola", {"human_requested": True, **broken})
    assert answer.state["human_requested"] is True
    assert answer.text


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("extraño mucho a mi mamá", "homesick"),
        ("me siento re sola acá", "loneliness"),
        ("mi novio me dejó", "breakup"),
        ("nadie de mi grupo responde", "group"),
        ("mi profe me humilló en clases", "teacher"),
        ("peleé con mis papás", "family"),
        ("falleció mi abuelo", "grief"),
        ("reprobé el ramo", "failed_exam"),
        ("me fue pésimo en la prueba", "failed_exam"),
        ("no soy capaz", "self_doubt"),
        ("no he dormido nada", "tired"),
        ("no me alcanza la plata", "money"),
        ("quiero dejar la carrera", "leave_degree"),
        ("la plataforma no funciona", "technology"),
        ("aprobé cálculo!!", "good_news"),
        ("estoy muy triste", "low_mood"),
        ("estoy furiosa", "anger"),
        ("tengo demasiadas cosas que hacer", "overload"),
        ("tengo mucho miedo al examen oral", "nerves"),
        ("tengo un examen el martes", "exam"),
        ("siempre dejo todo para el final", "procrastination"),
        ("qué lata estudiar", "boredom"),
        ("no me concentro con el celular", "focus"),
        ("tengo que entregar un informe mañana", "deadline"),
    ],
)
def test_what_a_message_is_about(text: str, topic: str) -> None:
    assert ask(text).state["topic"] == topic


def test_listening_is_respected_until_ideas_are_asked_for() -> None:
    answer = talk("estoy triste", "no sé", "no quiero consejos", "es que todo me cuesta")
    assert answer.state["topics"]["low_mood"]["ideas"] == 0
    assert ask("qué puedo hacer?", answer.state).state["topics"]["low_mood"]["ideas"] == 1


def test_an_idea_that_is_wanted_is_made_concrete() -> None:
    idea = talk("mi grupo no hace nada", "qué puedo hacer?")
    assert idea.state["pending"]["kind"] == "idea"
    assert ask("me sirve", idea.state).state["pending"]["kind"] == "then"


@pytest.mark.parametrize("text", ["eres un robot?", "estoy hablando con una persona?", "qué eres"])
def test_it_says_that_it_is_a_program_whenever_asked(text: str) -> None:
    assert "programa" in ask(text).text
    assert "programa" in talk("hola", "estoy triste", text).text


def test_it_promises_no_secrecy() -> None:
    answer = ask("quién lee esto?")
    assert "tutor" in answer.text
    assert "secreto" not in answer.text.lower()


def test_an_aside_keeps_what_was_waited_for() -> None:
    asked = talk(STORY)
    aside = ask("eres un robot?", asked.state)
    assert aside.quick_replies == asked.quick_replies
    assert "25 minutos" in ask("25 min", aside.state).text


def test_subject_matter_is_not_invented() -> None:
    answer = ask("qué es la mitosis?")
    assert any(word in answer.text for word in ("certeza", "seguridad", "no está entre", "mal"))
    assert "apuntes" in answer.text or "docente" in answer.text or "correo" in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "asdfghjkl",
        "hello, can you help me please?",
        "مرحبا كيف حالك",
        "???",
        "...",
        "😭",
        "5",
        "a" * 2000,
    ],
)
def test_odd_input_is_answered_kindly(text: str) -> None:
    answer = ask(text)
    assert answer.text
    assert 2 <= len(answer.quick_replies) <= 4


def test_the_name_is_used_once() -> None:
    answer = ask("hola", name="Camila Rojas")
    assert "Camila" in answer.text
    assert "Rojas" not in answer.text


def test_another_language_falls_back_to_spanish() -> None:
    assert ask(STORY, language="qu") == ask(STORY)


def test_the_emotion_of_the_model_colours_the_answer_when_words_do_not() -> None:
    scores = {"anger": 0.8}
    first = talk("mi grupo no hace nada", "solo quiero contarlo")
    answer = ask(
        "llegaron tarde otra vez con la mitad del trabajo sin hacer",
        first.state,
        emotion=EmotionResult("anger", 0.8, scores),
    )
    expected = [*load("es").lines["emotion_anger"], *load("es").lines["quote"]]
    assert any(line.split("{")[0][:12] in answer.text for line in expected)


def test_after_a_crisis_it_stays_gentle_until_the_student_leads() -> None:
    crisis = CrisisResult("high", ("suicidal_ideation",), 0.9)
    first = ask("ya no quiero seguir viviendo", crisis=crisis)
    assert first.state["crisis"]
    assert first.state["last_strategy"] is None
    later = ask("no sé qué hacer, todo me cuesta", first.state)
    assert later.state["last_strategy"] is None
    assert "minutos:" not in later.text
    led = ask("igual tengo un ensayo para mañana", later.state)
    assert led.state["crisis_led"] is True
    assert led.state["last_strategy"] is not None


def test_a_crisis_noted_by_the_caller_counts() -> None:
    answer = ask("estoy cansada", {"crisis": "high", "crisis_times": 1})
    assert answer.state["last_strategy"] is None
    assert answer.state["topic"] is None
    assert answer.state["crisis_times"] == 1


def test_saying_one_is_not_safe_brings_the_numbers() -> None:
    answer = ask("No me siento a salvo", {"crisis": "high"})
    assert "Ayuda ahora" in answer.text or "emergencia" in answer.text


def test_no_sentence_twice_even_in_a_long_conversation() -> None:
    state: dict[str, Any] = {}
    said: list[str] = []
    texts = ["estoy triste", "no sé", "ok", "gracias", "otra opción", "jaja", "sí", "no", "hola"]
    for number in range(40):
        answer = ask(texts[number % len(texts)], state)
        assert answer.text.strip()
        assert count_words(answer.text) <= 140
        state = answer.state
        new = sentences(answer.text)
        assert not set(new) & set(said)
        said += new


def test_the_stream_is_the_answer_in_small_pieces() -> None:
    request = AnswerRequest(
        conversation_id="c9",
        text=STORY,
        analysis=Analysis(emotion=None, crisis=NO_CRISIS, slots=Slots()),
        history=(Said("student", "hola"),),
        state={},
        now=NOW,
    )

    async def collect() -> list[str | Answer]:
        return [piece async for piece in EmbeddedAnswerer().stream(request)]

    *pieces, last = asyncio.run(collect())
    assert isinstance(last, Answer)
    assert "".join(str(piece) for piece in pieces) == last.text
    assert all(1 <= len(str(piece).split()) <= 4 for piece in pieces)


def test_the_content_is_whole() -> None:
    content = load("es")
    fields = set(
        "name adj adj_cap noun task due when minutes quote mirror mirror_cap several earlier "
        "service reach title first strategy".split()
    )
    used = {
        name
        for lines in [*content.lines.values(), *(t.mirror for t in content.topics.values())]
        for line in lines
        for _, name, _, _ in Formatter().parse(line)
        if name
    }
    assert used <= fields
    for topic in content.topics.values():
        assert set(topic.questions) <= content.questions.keys()
        assert len(topic.mirror) >= 3
        assert topic.kind == "study" or (len(topic.ideas) >= 3 and len(topic.listen) >= 3)
    for question in content.questions.values():
        assert 2 <= len(question.chips) <= MOST_CHIPS
        assert all(text.count("?") == 1 for text in question.texts)
    assert all(wants_human(chip.text) for chip in [content.chips["human"]])

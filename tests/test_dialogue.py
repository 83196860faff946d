"""The embedded answerer as somebody to talk to: hearing, remembering, adjusting, knowing limits."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from analysis.pipeline import analyse
from conversations.answers.base import Answer, AnswerRequest, Said
from conversations.answers.embedded import compose
from conversations.answers.embedded.content import load
from conversations.answers.embedded.mirroring import mirrored
from conversations.answers.embedded.turn import count_words

NOW = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)


class Talk:
    """A conversation that goes on, turn by turn, through the real analysis."""

    def __init__(self, conversation: str = "d1", **known: Any) -> None:
        self.conversation, self.known = conversation, known
        self.state: dict[str, Any] = {}
        self.history: list[Said] = []

    def say(self, *texts: str) -> Answer:
        answer = Answer("", {})
        for text in texts:
            answer = compose(
                AnswerRequest(
                    conversation_id=self.conversation,
                    text=text,
                    analysis=analyse(text, (), NOW),
                    history=tuple(self.history[-10:]),
                    state=self.state,
                    now=NOW,
                    **self.known,
                )
            )
            self.state = answer.state
            self.history += [Said("student", text), Said("assistant", answer.text)]
        return answer


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("es que mi mamá está sola allá", "tu mamá está sola allá"),
        (
            "mis papás me comparan todo el día con mi hermano",
            "tus papás te comparan todo el día con tu hermano",
        ),
        ("no puedo dejar de llorar", "no puedes dejar de llorar"),
        ("todavía me cuesta levantarme", "todavía te cuesta levantarte"),
        ("le dije que se quedara conmigo", "le dijiste que se quedara contigo"),
        ("hablé con una compañera hoy", "hablaste con una compañera hoy"),
        ("empecé a leer el capítulo", "empezaste a leer el capítulo"),
        ("busqué en mi carpeta", "buscaste en tu carpeta"),
        ("leí todo el libro", "leíste todo el libro"),
        ("mi mamá se vino a quedar conmigo", "tu mamá se vino a quedar contigo"),
        ("Lo de la plata es lo que más me preocupa", "lo de la plata es lo que más te preocupa"),
        ("ahora veo sus fotos en mi pieza", "ves sus fotos en tu pieza"),
    ],
)
def test_a_clause_is_given_back_in_the_second_person(said: str, heard: str) -> None:
    assert mirrored(said) == heard


@pytest.mark.parametrize(
    "said",
    [
        "soy la más tonta del curso",  # not to be stated
        "nadie me quiere en mi casa",
        "dijo que soy una pesada",
        "quisiera que me ayudara",
        "era como mi mamá",  # first or third person
        "creo que lo de la plata",  # no sentence of its own
        "¿qué hago con mi tarea?",
        "me puedes ayudar con tu respuesta",
        "mi correo es ana@example.com",
        "en la noche",
        "",
        "camino a mi casa me tropiezo",  # a verb that is not known
    ],
)
def test_what_is_not_sure_or_hurts_is_not_given_back(said: str) -> None:
    assert mirrored(said) is None


def test_no_chip_of_ours_is_taken_for_a_crisis() -> None:
    content = load("es")
    texts = {chip.text for question in content.questions.values() for chip in question.chips}
    texts |= {chip.text for chip in content.chips.values()}
    texts |= set(content.names["topic"].values())
    assert [text for text in sorted(texts) if analyse(text, (), NOW).crisis.is_crisis] == []


def test_minutes_change_the_size_and_not_the_plan() -> None:
    talk = Talk()
    first = talk.say("tengo que entregar un ensayo de historia mañana")
    second = talk.say("25")
    assert first.strategy == second.state["last_strategy"]
    assert second.strategy == ""
    assert second.state["tried"] == [first.strategy]
    assert second.state["time_block"] == 25
    assert "(25 min)" not in second.text
    assert "25 minutos" in second.text


def test_half_done_is_asked_what_was_missing() -> None:
    talk = Talk()
    talk.say("tengo que entregar un ensayo de historia mañana", "25 min", "empiezo")
    half = talk.say("a medias")
    assert half.state["last_evaluation"] == "partly"
    assert half.move == "evaluate"
    assert half.state["pending"] == {"kind": "question", "id": "half_missing"}
    clear = talk.say("Me faltó claridad")
    assert clear.state["pending"] == {"kind": "running", "id": ""}


def test_three_rounds_without_improvement_change_the_whole() -> None:
    talk = Talk()
    talk.say("estoy frustrada con los ejercicios de física, son para el martes", "45 min")
    talk.say("empiezo", "no pude nada", "Era mucho", "empiezo", "no pude nada")
    before = talk.state["q3"]
    third = talk.say("empiezo", "no pude nada")
    assert third.state["iteration"] == 3
    assert third.state["pending"] == {"kind": "exercise", "id": "grounding"}
    assert [chip.label for chip in third.quick_replies][:2] == ["Siguiente", "Todos los pasos"]
    after = talk.say("todos", "sigo igual")
    assert after.state["time_block"] in range(10, 13)
    assert {before, after.state["q3"]} == {"down", "up"}


@pytest.mark.parametrize(
    ("story", "exercise"),
    [
        ("tengo mucha ansiedad por la prueba de física del martes", "breathing"),
        ("estoy frustrada con la guía de física del martes", "grounding"),
        ("qué aburrimiento el resumen de física del martes", "relevance"),
        ("me distraigo todo el rato con el resumen de física del martes", "cognitive_defusion"),
        ("no soy capaz de hacer el resumen de física del martes", "self_compassion"),
    ],
)
def test_the_exercise_is_the_one_for_the_feeling(story: str, exercise: str) -> None:
    talk = Talk()
    talk.say(story)
    talk.state |= {"topic": "deadline", "pending": {"kind": "running", "id": ""}, "iteration": 2}
    talk.state |= {"last_strategy": "x", "time_block": 25}
    assert talk.say("no pude nada").state["exercises"] == [exercise]


def test_an_exercise_goes_step_by_step() -> None:
    talk = Talk()
    talk.say("estoy frustrada con los ejercicios de física, son para el martes", "45 min")
    talk.state |= {"iteration": 2, "pending": {"kind": "running", "id": ""}}
    first = talk.say("no pude nada")
    assert "1. " in first.text
    assert "2. " not in first.text
    second = talk.say("siguiente")
    assert second.text.startswith("2. ")
    assert second.state["pending"] == {"kind": "exercise", "id": "grounding"}
    assert second.move == "exercise:grounding"
    rest = talk.say("todos los pasos")
    assert "3. " in rest.text
    assert "2. " not in rest.text
    assert talk.say("mejor").strategy


def test_no_exercise_is_offered_after_a_refusal() -> None:
    talk = Talk()
    talk.say("tengo una prueba de química mañana", "no quiero ejercicios de respiración")
    assert talk.state["no_exercises"] is True
    talk.state |= {"iteration": 2, "last_strategy": "x", "pending": {"kind": "running", "id": ""}}
    assert talk.say("no pude nada").state["exercises"] == []


def test_a_task_set_aside_is_taken_up_again() -> None:
    talk = Talk()
    talk.say("tengo que traducir un texto de latín para el martes", "me da ansiedad", "40 minutos")
    other = talk.say("además tengo una prueba de lógica mañana")
    assert "latín" in other.text
    assert other.state["slots"]["ramo"] == "lógica"
    back = talk.say("volvamos a lo de latín")
    assert back.state["slots"]["ramo"] == "latín"
    assert back.state["set_aside"][0]["slots"]["ramo"] == "lógica"


def test_how_it_began_is_recalled_once() -> None:
    talk = Talk()
    talk.say("me da mucha ansiedad el ensayo de historia de mañana", "25 min", "empiezo")
    assert "ansiedad" in talk.say("ya terminé").text
    assert "ansiedad" not in talk.say("otro bloque", "empiezo", "ya terminé").text


def test_it_picks_up_after_a_farewell() -> None:
    talk = Talk()
    talk.say("tengo que entregar un ensayo de historia mañana", "25 min", "empiezo", "chao")
    back = talk.say("hola de nuevo")
    assert back.move == "greet"
    assert back.state["pending"] == {"kind": "question", "id": "back_task"}
    assert talk.say("bien").state["last_evaluation"] == "helped"


def test_a_long_story_is_heard_as_several_things() -> None:
    answer = Talk().say(
        "este semestre ha sido un desastre: mi papá perdió el trabajo y no nos alcanza la plata, "
        "peleé con mi mejor amiga y ya no me habla, y además reprobé el ramo de física que era "
        "el que más me importaba, no sé cómo contarlo en la casa"
    )
    assert "la plata" in answer.text
    assert answer.move == "ask:overview_first"
    assert answer.strategy == ""
    assert "La plata" in [chip.label for chip in answer.quick_replies]


def test_who_writes_little_reads_little() -> None:
    talk = Talk()
    talk.say("ensayo", "mañana", "15", "ok", "ya")
    assert talk.state["register"]["mean"] <= 30
    assert count_words(talk.say("dale").text) <= 90


def test_work_is_not_pushed_on_grief() -> None:
    talk = Talk()
    answer = talk.say("murió mi abuela el domingo", "tengo una entrega el viernes y no puedo")
    assert answer.strategy == ""
    assert not answer.move.startswith("ask:")
    assert "Quiero avanzar igual" in [chip.label for chip in answer.quick_replies]


def test_no_advice_means_none() -> None:
    talk = Talk()
    talk.say("solo quiero desahogarme, no me des consejos")
    for text in ("mi papá me grita todos los días", "ayer me trató de floja", "eso"):
        assert talk.say(text).move in {"listen", "ask:family_what", "ask:family_place"}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("haceme el ensayo de historia entero", "limit"),
        ("¿crees que tengo depresión?", "limit"),
        ("¿qué pastilla me tomo?", "limit"),
        ("¿qué nota se sacó Martina en el parcial?", "limit"),
        ("¿qué es una derivada?", "how_to_go_about"),
        ("¿cuándo vence la beca?", "how_to_go_about"),
        ("¿dónde pido el certificado de alumno regular?", "how_to_go_about"),
    ],
)
def test_it_says_what_it_can_not_do(asked: str, says: str) -> None:
    answer = Talk().say(asked)
    assert answer.move == says
    assert answer.strategy == ""
    assert answer.citations == ()


def test_the_support_service_is_named_where_it_helps() -> None:
    contact = {"name": "Bienestar", "phone": "600 1", "email": "", "hours": ""}
    assert "600 1" in Talk(contact=contact).say("¿cuándo vence la beca?").text
    assert "Bienestar" in Talk(contact=contact).say("¿crees que tengo depresión?").text


def test_an_open_crisis_of_another_conversation_is_spoken_of_once() -> None:
    talk = Talk(in_crisis=True)
    first = talk.say("hola, tengo una prueba de biología mañana")
    assert first.move == "care"
    assert first.strategy == ""
    assert first.state["pending"] == {"kind": "question", "id": "crisis_now"}
    second = talk.say("mejor, gracias")
    assert second.strategy == ""
    assert "Ver lo de los estudios" in [chip.label for chip in second.quick_replies]
    third = talk.say("ver lo de los estudios")
    assert third.strategy
    care = set(load("es").lines["care.elsewhere"])
    assert sum(line.split(",")[0] in turn.text for turn in talk.history for line in care) == 1


def test_a_second_crisis_ends_the_work_again() -> None:
    talk = Talk()
    talk.state = {"crisis": "high", "crisis_times": 1}
    assert talk.say("tengo un ensayo para mañana").strategy
    talk.state |= {"crisis_times": 2}
    after = talk.say("no sé")
    assert after.move == "care"
    assert after.strategy == ""


def test_a_friend_in_danger_is_asked_about() -> None:
    talk = Talk()
    talk.state = {"crisis": "high", "crisis_times": 1}
    talk.history = [Said("student", "mi amiga me dijo que se quiere matar")]
    assert talk.say("no sé qué hacer").state["asked"] == ["crisis_friend"]


def test_what_worked_before_is_taken_into_account() -> None:
    story = "tengo que entregar un resumen de historia mañana"
    by_rules = {Talk(f"s{n}").say(story).strategy for n in range(20)}
    often = min(by_rules)
    known: dict[str, Any] = {"helped": dict.fromkeys(load("es").strategies, (0, 9))}
    known["helped"][often] = (9, 9)
    answers = [Talk(f"s{n}", **known).say(story) for n in range(20)]
    chosen = [a.strategy for a in answers if a.chosen_by == "experience"]
    assert chosen
    assert set(chosen) == {often}

"""Impersonal questions are answered once; nothing of a student gets into the cache or out of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.cache import cache as store

from analysis.labels import Emotion
from analysis.pipeline import analyse
from conversations.answers import cache
from conversations.answers.base import Answer, AnswerRequest, Said
from tests.fake_streams import FakeStreams
from tests.fake_streams import streams as streams
from tests.model_stage import BOOKS, ENROLMENT, GRANTS, answered, planned, question

TEXT = "¿Cuándo son las inscripciones de ramos?"
PLAN = Answer(
    text="No tengo esa fecha. ¿Qué parte te falta?",
    state={"greeted": True, "pending": {"kind": "question", "id": "academic_part"}},
    move="passages",
)
SAID = "Del 3 al 7 de marzo, en el portal [1]."
SHOWN = f"{SAID}\n\n¿Qué parte te falta?"


def key(request: AnswerRequest, plan: Answer = PLAN, **other: str) -> str | None:
    given = {"model": "google_genai:gemini-test", "prompt_version": "v1-0"} | other
    return cache.key_of(request, plan, **given)


def hits() -> float:
    return cache.ANSWER_CACHE.labels(outcome="hit")._value.get()


async def test_the_second_to_ask_gets_the_same_answer_without_a_call(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(monkeypatch, PLAN)
    streams.streams([SAID])
    first = question(TEXT, passages=(ENROLMENT,))
    other = question(
        "cuando son las  inscripciones de ramos??",
        passages=(ENROLMENT,),
        student_name="Bruno",
        books=BOOKS | {"student": "9", "conversation": "8"},
    )
    before = hits()

    answers = [await answered(first), await answered(other)]

    assert len(streams.asked) == 1
    assert hits() == before + 1
    assert [shown for shown, _whole in answers] == [SHOWN, SHOWN]
    assert answers[0][1] == answers[1][1]
    assert answers[1][1].citations[0]["quote"] == "El plazo va del 3 al 7 de marzo."
    assert answers[1][1].state == PLAN.state


async def test_such_a_question_goes_out_without_the_conversation(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(monkeypatch, PLAN)
    streams.streams([SAID])
    history = (Said("student", "me separé y vivo con mi abuela"), Said("assistant", "Lo siento."))
    await answered(question(TEXT, history=history, summary="Vive con su abuela."))
    system = streams.asked[0].body["systemInstruction"]["parts"][0]["text"]
    assert "abuela" not in str(streams.asked[0].body)
    assert PLAN.text not in system
    assert len(streams.asked[0].body["contents"]) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"language": "en"},
        {"books": BOOKS | {"institution": "2"}},
        {"passages": (ENROLMENT,)},
        {"passages": (GRANTS,)},
    ],
)
def test_another_language_institution_or_passage_is_another_question(other: dict[str, Any]) -> None:
    keys = {key(question(TEXT)), key(question(TEXT, **other))}
    assert None not in keys
    assert len(keys) == 2


def test_another_model_or_prompt_is_another_question() -> None:
    keys = {
        key(question(TEXT)),
        key(question(TEXT), model="ollama:llama3.1"),
        key(question(TEXT), prompt_version="v2-0"),
        key(question("¿Qué es una derivada?")),
    }
    assert None not in keys
    assert len(keys) == 4


@pytest.mark.parametrize(
    "text",
    [
        "¿Cuándo son mis inscripciones de ramos?",
        "Tengo un ensayo, ¿cuándo son las inscripciones?",
        "¿Cuándo son las inscripciones? Escribe a ana@example.edu",
        "¿Qué trámites se hacen hoy en la secretaría?",
        "¿y cuándo son esas inscripciones?",
        "Estoy triste, ¿cuándo son las inscripciones de ramos?",
        "¿Cómo estás?",
        "quiero morirme, ¿cuándo son las inscripciones?",
    ],
)
def test_what_is_of_one_student_has_no_key(text: str) -> None:
    assert key(question(text)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"in_crisis": True},
        {"books": {}},
        {"state": {}},
    ],
)
def test_a_crisis_or_a_first_message_has_no_key(fields: dict[str, Any]) -> None:
    assert key(question(TEXT)) is not None
    assert key(question(TEXT, **fields)) is None


def test_a_feeling_or_a_part_that_broke_has_no_key() -> None:
    found = analyse(TEXT)
    assert found.emotion is not None
    sad = replace(found, emotion=replace(found.emotion, label=Emotion.SADNESS))
    blind = replace(found, crisis=replace(found.crisis, failed_layers=("model",)))
    for analysis in (sad, blind, replace(found, pii=None), replace(found, slots=None)):
        assert key(question(TEXT, analysis=analysis)) is None


@pytest.mark.parametrize(
    "plan",
    [
        replace(PLAN, strategy="tres_ideas"),
        replace(PLAN, move="strategy"),
        replace(PLAN, move="ask:minutes"),
        replace(PLAN, move="idea:how"),
        replace(PLAN, state={"pending": {"kind": "running", "id": ""}}),
    ],
)
def test_a_turn_of_the_cycle_has_no_key(plan: Answer) -> None:
    assert key(question(TEXT), plan) is None


async def test_a_withheld_answer_is_not_kept(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(monkeypatch, PLAN)
    streams.streams(["Mira https://otra.example.net/guia y listo, ahí está todo lo que buscas."])
    for _ in range(2):
        _shown, whole = await answered(question(TEXT))
        assert whole.withheld == "link"
    assert len(streams.asked) == 2


async def test_what_is_too_large_or_not_ours_is_not_used() -> None:
    found = key(question(TEXT))
    assert found is not None
    await cache.keep(found, replace(PLAN, text="a" * cache.MOST_CHARACTERS))
    assert await cache.recall(found) is None
    for entry in (b"x", "{", "[]", '{"text": "a"}', '{"text": "a", "citations": [1]}'):
        store.set(found, entry)
        assert await cache.recall(found) is None
    await cache.keep(found, PLAN)
    assert await cache.recall(found) == cache.Kept(PLAN.text, ())


async def test_without_a_cache_the_model_is_asked(
    streams: FakeStreams, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "psichat.cache.ForgivingRedisCache",
            "LOCATION": "redis://127.0.0.1:9/0",
            "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
        }
    }
    planned(monkeypatch, PLAN)
    streams.streams([SAID])
    for _ in range(2):
        shown, _whole = await answered(question(TEXT, passages=(ENROLMENT,)))
        assert shown == SHOWN
    assert len(streams.asked) == 2

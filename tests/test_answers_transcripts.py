"""The scripted conversations: what must hold in every one, whatever the variants chosen.

They are played through the real analysis, so what is tested is what students get.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import pytest

from conversations.answers.embedded.content import load
from conversations.answers.embedded.picker import sentences
from conversations.answers.embedded.turn import MOST_CHIPS, MOST_WORDS, count_words
from conversations.answers.transcripts import Exchange, Script, play, scripts

pytestmark = pytest.mark.django_db

SCRIPTS = scripts()
SEEDS = ("1", "2", "3")
LONGEST_LABEL = 28
_QUOTED = re.compile(r"«[^»]*»")
_ENGLISH = re.compile(
    r"\b(?:the|you|your|and|with|what|how|this|that|are|is|please|feel|help|thanks|not|to)\b",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    r"te prometo|queda entre nosotr|no (?:le )?dir[eé] a nadie|secreto entre", re.IGNORECASE
)
_DIAGNOSES = re.compile(r"\b(?:depresi[oó]n|trastorno|TDAH|s[ií]ndrome|patolog)\w*", re.IGNORECASE)
_GENDERED = re.compile(
    r"\b(?:bienvenid[oa]|est[aá]s list[oa]|cansad[oa]s?|tranquil[oa])\b", re.IGNORECASE
)
_BROKEN = re.compile(r"[{}]|  |\bNone\b|\.\.|,,| ,|«»|\bde el\b|\ba el\b|: es:|lo de lo de")
_STATE = {
    "greeted", "iteration", "first_feeling", "feeling", "slots", "q2", "q3", "focus",
    "time_block", "last_strategy", "last_evaluation",
}  # fmt: skip
_EVALUATIONS = {None, "helped", "partly", "stuck"}
# Requirement D3, written down a second time.
_ANALYTICAL = set(
    "proofreading mcq protocolo_lab resolver_problemas bugfix lectura_tecnica resumen".split()
)


@lru_cache(maxsize=512)
def conversation(name: str, seed: str) -> tuple[Exchange, ...]:
    return tuple(play(SCRIPTS[name], seed))


def own_words(exchange: Exchange) -> str:
    return _QUOTED.sub("", exchange.answer.text)


def answered(name: str, seed: str) -> list[Exchange]:
    """The turns that the answerer wrote; a crisis and a wish for a person have fixed texts."""
    return [exchange for exchange in conversation(name, seed) if not exchange.fixed]


def expected_fit(slots: dict[str, Any], iteration: int) -> tuple[str, str, str]:
    task, phase, due = slots.get("tipo_tarea"), slots.get("fase"), slots.get("plazo")
    q2, q3 = "A", "down"
    if task in _ANALYTICAL:
        q2 = "B"
    if phase == "revision" or due in {"hoy", "<24h"}:
        q2 = "B"
    if phase in {"ideacion", "planificacion"}:
        q2, q3 = "A", "up"
    if phase == "revision" or due in {"hoy", "<24h"}:
        q3 = "down"
    if task == "ensayo" and phase in {"planificacion", "ejecucion"}:
        q3 = "mixed"
    if iteration >= 3:
        q3 = {"down": "up", "up": "down", "mixed": "down"}[q3]
    return q2, q3, "promotion" if q2 == "A" else "prevention"


def test_there_are_enough_scripts() -> None:
    assert len(SCRIPTS) >= 34
    assert all(8 <= len(script.student) <= 20 for script in SCRIPTS.values())


def test_a_crisis_is_seen_only_where_there_is_one() -> None:
    for name, script in SCRIPTS.items():
        fixed = [
            x.said for x in conversation(name, "1") if x.fixed and "crisis_times" in x.answer.state
        ]
        in_the_middle = name in {"crisis_en_medio", "crisis_al_comienzo", "crisis_de_una_amiga"}
        assert bool(fixed) == in_the_middle, (name, fixed, script.student[0])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_conversation_keeps_the_rules(name: str, seed: str) -> None:
    for exchange in answered(name, seed):
        text, own = exchange.answer.text, own_words(exchange)
        assert text.strip()
        assert count_words(text) <= MOST_WORDS
        assert own.count("¿") == own.count("?") <= 1, text
        assert not _ENGLISH.search(own), text
        assert not _PROMISES.search(text), text
        assert not _DIAGNOSES.search(own), text
        assert not _BROKEN.search(text), text
        if not re.search(r"\b(?:cansad|tranquil)[oa]", exchange.said.lower()):
            assert not _GENDERED.search(own), text


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_no_sentence_is_said_twice(name: str, seed: str) -> None:
    said: list[str] = []
    for exchange in answered(name, seed):
        new = sentences(exchange.answer.text)
        assert len(new) == len(set(new))
        assert not set(new) & set(said), exchange.answer.text
        said += new


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_question_is_asked_once(name: str, seed: str) -> None:
    asked = conversation(name, seed)[-1].answer.state["asked"]
    assert len(asked) == len(set(asked))
    questions = [
        question
        for exchange in answered(name, seed)
        for question in re.findall(r"¿[^?]*\?", own_words(exchange))
    ]
    assert len(questions) == len(set(questions))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_what_is_known_of_the_task_is_not_asked(name: str, seed: str) -> None:
    known: dict[str, Any] = {}
    for exchange in answered(name, seed):
        slot = {"ask:deadline": "plazo", "ask:minutes": "tiempo_bloque"}.get(exchange.answer.move)
        after = exchange.answer.state["slots"]
        if slot:
            assert slot not in after, (exchange.said, known)
        known = after


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_proposal_follows_the_rules_of_fit(name: str, seed: str) -> None:
    strategies = load("es").strategies
    for exchange in answered(name, seed):
        answer = exchange.answer
        if not answer.strategy:
            continue
        state = answer.state
        fit = expected_fit(state["slots"], state["iteration"])
        assert (state["q2"], state["q3"], state["focus"]) == fit, exchange.said
        proposed = strategies[answer.strategy]
        assert proposed.q2 == fit[0], (exchange.said, proposed.id)
        assert proposed.q3 == fit[1] or "mixed" in {proposed.q3, fit[1]}, proposed.id
        assert answer.chosen_by in {"rules", "experience", "exploration"}
        assert answer.move == "strategy"
        assert state["last_strategy"] == answer.strategy
        minutes = [int(found) for found in re.findall(r"\((\d+) min\)\.", answer.text)]
        assert sum(minutes) == state["time_block"]
        if state["iteration"] >= 3:
            assert state["time_block"] <= 12


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_what_the_conversation_remembers(name: str, seed: str) -> None:
    for number, exchange in enumerate(conversation(name, seed)):
        state, before = exchange.answer.state, conversation(name, seed)[:number]
        if exchange.fixed and not any(x.answer.move for x in before):
            continue
        assert set(state) >= _STATE
        assert state["last_evaluation"] in _EVALUATIONS
        if not exchange.fixed:
            assert exchange.answer.move


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_the_chips(name: str, seed: str) -> None:
    for exchange in answered(name, seed):
        replies = exchange.answer.quick_replies
        assert 2 <= len(replies) <= MOST_CHIPS, exchange.answer.text
        assert all(len(chip.label) <= LONGEST_LABEL and chip.text for chip in replies)
        assert len({chip.label for chip in replies}) == len(replies)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_it_greets_once_and_says_what_it_is(name: str, seed: str) -> None:
    greetings = [
        number
        for number, exchange in enumerate(conversation(name, seed))
        if "PsiChat" in exchange.answer.text and "programa" in exchange.answer.text
    ]
    assert len(greetings) <= 1
    first = conversation(name, seed)[0]
    if not first.fixed and name != "inyeccion":
        assert "un programa" in first.answer.text.lower(), first.answer.text


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", [name for name in SCRIPTS if name.startswith(("crisis", "desp"))])
def test_no_work_is_pushed_in_or_after_a_crisis(name: str, seed: str) -> None:
    script: Script = SCRIPTS[name]
    open_since: int | None = 0 if script.in_crisis else None
    led = False
    for number, exchange in enumerate(conversation(name, seed)):
        if exchange.fixed:
            open_since, led = number, False
            assert not exchange.answer.strategy
            continue
        if open_since is None:
            continue
        led = led or bool(
            re.search(r"ensayo|prueba|\d+ min|estudi|viernes|entreg", exchange.said.lower())
        )
        if not led:
            assert not exchange.answer.strategy, exchange.said
            assert "minutos:" not in exchange.answer.text
            assert not exchange.answer.move.startswith(("ask:minutes", "ask:deadline", "ask:task"))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_citations_are_literal(name: str, seed: str) -> None:
    passages = {passage.url: passage.text for passage in SCRIPTS[name].passages}
    for exchange in answered(name, seed):
        for citation in exchange.answer.citations:
            assert set(citation) == {"title", "url", "quote"}
            assert citation["quote"] in passages[citation["url"].partition("#")[0]]
            assert citation["quote"] in exchange.answer.text
            assert "instrucciones" not in citation["quote"]


def test_a_question_that_the_pages_answer_is_answered_from_them() -> None:
    first, second, third, *_ = conversation("tramites_con_paginas", "1")
    assert "30 de noviembre a las 18:00" in first.answer.text
    assert "portal de asuntos estudiantiles" in second.answer.text
    assert first.answer.move == second.answer.move == "passages"
    assert third.answer.move == "how_to_go_about"
    assert third.answer.citations == ()
    assert not any("todo el mundo" in x.answer.text for x in (first, second, third))


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_same_requests_give_the_same_answers(name: str) -> None:
    again = tuple(play(SCRIPTS[name], "1"))
    assert [x.answer for x in again] == [x.answer for x in conversation(name, "1")]


def test_other_conversations_are_worded_differently() -> None:
    script = SCRIPTS["ensayo_manana"]
    first = {next(iter(play(script, str(seed)))).answer.text for seed in range(12)}
    assert len(first) >= 8

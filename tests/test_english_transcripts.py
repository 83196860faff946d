"""The scripted conversations in English: the rules of the Spanish ones hold in them too.

They are played through the real analysis.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from conversations.answers.embedded.content import load
from conversations.answers.embedded.picker import sentences
from conversations.answers.embedded.turn import MOST_CHIPS, MOST_WORDS, count_words
from conversations.answers.transcripts import Exchange, play, scripts

pytestmark = pytest.mark.django_db

SCRIPTS = scripts("en")
SEEDS = ("1", "2", "3")
LONGEST_LABEL = 28
WITH_CRISIS = {"crisis_in_the_middle"}
_QUOTED = re.compile(r"“[^”]*”")
_SPANISH = re.compile(
    r"[áéíóúñ¿¡«»]|\b(?:el|los|las|una|que|para|por|tu|tus|muy|minutos|hoy|mañana|paso|empiezo)\b",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"\b(?:ensayo|resumen|proyecto|borrador|examen|prueba|esta_semana|frustracion|ansiedad)\b|1_semana"
)
_PROMISES = re.compile(r"\bI promise\b|between us|won't tell anyone|our secret", re.IGNORECASE)
_DIAGNOSES = re.compile(r"\b(?:depression|disorder|ADHD|syndrome|patholog)\w*", re.IGNORECASE)
_GENDERED = re.compile(r"\b(?:guys|girl|boy|sir|madam|ladies|gentlemen)\b", re.IGNORECASE)
_CHEERS = re.compile(r"!|\b(?:awesome|amazing job|you've got this|you rock)\b", re.IGNORECASE)
_BROKEN = re.compile(
    r"[{}]|  |\bNone\b|\.\.|,,| ,|“”|\b(?:your your|the the|is is|it it|of of)\b|\byou am\b"
    r"|\byou's\b"
)


@lru_cache(maxsize=512)
def conversation(name: str, seed: str) -> tuple[Exchange, ...]:
    return tuple(play(SCRIPTS[name], seed))


def answered(name: str, seed: str) -> list[Exchange]:
    """The turns that the answerer wrote; a crisis and a wish for a person have fixed texts."""
    return [exchange for exchange in conversation(name, seed) if not exchange.fixed]


def own_words(exchange: Exchange) -> str:
    return _QUOTED.sub("", exchange.answer.text)


def test_there_are_enough_scripts() -> None:
    assert len(SCRIPTS) >= 10
    assert all(8 <= len(script.student) <= 18 for script in SCRIPTS.values())
    assert {script.language for script in SCRIPTS.values()} == {"en"}


def test_a_crisis_is_seen_only_where_there_is_one() -> None:
    for name in SCRIPTS:
        fixed = [
            x.said for x in conversation(name, "1") if x.fixed and "crisis_times" in x.answer.state
        ]
        assert bool(fixed) == (name in WITH_CRISIS), (name, fixed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_conversation_keeps_the_rules(name: str, seed: str) -> None:
    for exchange in answered(name, seed):
        text, own = exchange.answer.text, own_words(exchange)
        assert text.strip()
        assert count_words(text) <= MOST_WORDS
        asked = own.count("?") - ("sad? " in own)  # the maths book of the joke
        assert asked <= 1, text
        said = own.replace("Bienestar Estudiantil", "")
        assert not _SPANISH.search(said), text
        assert not _LABELS.search(text), text
        assert not _PROMISES.search(text), text
        assert not _DIAGNOSES.search(own), text
        assert not _GENDERED.search(own), text
        assert not _CHEERS.search(own), text
        assert not _BROKEN.search(text), text


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
    for exchange in answered(name, seed):
        slot = {"ask:deadline": "plazo", "ask:minutes": "tiempo_bloque"}.get(exchange.answer.move)
        assert slot not in exchange.answer.state["slots"], exchange.said


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_the_chips(name: str, seed: str) -> None:
    for exchange in answered(name, seed):
        replies = exchange.answer.quick_replies
        assert 2 <= len(replies) <= MOST_CHIPS, exchange.answer.text
        assert all(len(chip.label) <= LONGEST_LABEL and chip.text for chip in replies)
        assert not any(_SPANISH.search(f"{chip.label} {chip.text}") for chip in replies)
        assert len({chip.label for chip in replies}) == len(replies)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_it_says_once_what_it_is(name: str, seed: str) -> None:
    introductions = [
        number
        for number, exchange in enumerate(conversation(name, seed))
        if "PsiChat" in exchange.answer.text and "program" in exchange.answer.text
    ]
    assert introductions == [0]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_proposal_is_an_english_strategy_with_all_its_minutes(name: str, seed: str) -> None:
    strategies = load("en").strategies
    for exchange in answered(name, seed):
        answer = exchange.answer
        if answer.strategy:
            assert answer.strategy in strategies
            minutes = [int(found) for found in re.findall(r"\((\d+) min\)\.", answer.text)]
            assert sum(minutes) == answer.state["time_block"]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_first_answer_gives_the_students_words_back(seed: str) -> None:
    first = conversation("essay_tomorrow", seed)[0].answer
    assert "really frustrated with your philosophy essay" in first.text
    assert "it is due tomorrow" in first.text
    assert first.state["slots"] == {
        "sentimiento": "frustracion",
        "tipo_tarea": "ensayo",
        "ramo": "philosophy",
        "plazo": "<24h",
    }


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_same_requests_give_the_same_answers(name: str) -> None:
    again = tuple(play(SCRIPTS[name], "1"))
    assert [x.answer for x in again] == [x.answer for x in conversation(name, "1")]

"""The scripted conversations: what must hold in every one, whatever the variants chosen."""

from __future__ import annotations

import re

import pytest

from conversations.answers.embedded.picker import sentences
from conversations.answers.embedded.turn import MOST_WORDS, count_words
from conversations.answers.transcripts import Exchange, play, scripts

SCRIPTS = scripts()
SEEDS = ("1", "2", "3", "4")
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


def conversation(name: str, seed: str) -> list[Exchange]:
    return list(play(name, SCRIPTS[name], seed))


def test_there_are_enough_scripts() -> None:
    assert len(SCRIPTS) >= 12
    assert all(len(lines) == 10 for lines in SCRIPTS.values())


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_conversation_keeps_the_rules(name: str, seed: str) -> None:
    said: list[str] = []
    for number, exchange in enumerate(conversation(name, seed)):
        text = exchange.answer.text
        assert text.strip()
        assert count_words(text) <= MOST_WORDS
        own = _QUOTED.sub("", text)
        assert own.count("¿") == own.count("?") <= 1
        assert not _ENGLISH.search(own)
        assert not _PROMISES.search(text)
        assert not _DIAGNOSES.search(own)
        if not re.search(r"\b(?:cansad|tranquil)[oa]", exchange.said.lower()):
            assert not _GENDERED.search(own)
        repeated = [sentence for sentence in sentences(text) if sentence in said]
        assert not repeated
        said += sentences(text)
        replies = exchange.answer.quick_replies
        assert len(replies) in {0, 2, 3, 4}
        assert all(len(chip.label) <= LONGEST_LABEL and chip.text for chip in replies)
        assert len({chip.label for chip in replies}) == len(replies)
        if number == 0 and not exchange.answer.state["crisis"]:
            assert "un programa" in text


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_question_is_asked_once(name: str, seed: str) -> None:
    exchanges = conversation(name, seed)
    asked = exchanges[-1].answer.state["asked"]
    assert len(asked) == len(set(asked))
    questions = [
        question
        for exchange in exchanges
        for question in re.findall(r"¿[^?]*\?", _QUOTED.sub("", exchange.answer.text))
    ]
    assert len(questions) == len(set(questions))


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_same_requests_give_the_same_answers(name: str) -> None:
    assert [x.answer for x in conversation(name, "7")] == [
        x.answer for x in conversation(name, "7")
    ]


def test_other_conversations_are_worded_differently() -> None:
    first = {conversation("ensayo_manana", str(seed))[0].answer.text for seed in range(12)}
    assert len(first) >= 8

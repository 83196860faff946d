"""What earlier messages add: slow decline, repetition, a farewell after a clear word."""

from __future__ import annotations

import pytest

from analysis.crisis.combine import with_trend
from analysis.crisis.detector import detect
from analysis.crisis.parting import is_parting
from analysis.labels import CrisisLevel
from analysis.normalise import normalise

NONE, LOW, MODERATE, HIGH, IMMINENT = CrisisLevel
CLEAR = "ya no quiero seguir viviendo, quiero matarme"
WEAK = "soy una basura, no valgo nada"
PLAIN = "¿a qué hora abre la biblioteca?"


def level(text: str, *recent: str) -> CrisisLevel:
    return CrisisLevel(detect(normalise(text), recent).level)


@pytest.mark.parametrize(
    ("level", "earlier", "raised"),
    [
        (NONE, [HIGH], MODERATE),
        (LOW, [MODERATE], MODERATE),
        (MODERATE, [NONE, MODERATE], HIGH),
        (HIGH, [MODERATE], HIGH),
        (IMMINENT, [HIGH], IMMINENT),
        (NONE, [LOW, LOW], NONE),
        (NONE, [], NONE),
        (NONE, [HIGH, NONE, NONE, NONE, NONE, NONE], NONE),
    ],
)
def test_a_farewell_after_a_clear_word(
    level: CrisisLevel, earlier: list[CrisisLevel], raised: CrisisLevel
) -> None:
    assert with_trend(level, earlier, parting=True) is raised


@pytest.mark.parametrize(
    "text",
    [
        "gracias por todo, cuídense mucho",
        "le regalé mi guitarra a mi hermano",
        "ya no los voy a necesitar",
        "ya lo decidí, por fin estoy tranquila",
        "ya dejé todo en orden",
        "no me esperen",
    ],
)
def test_parting(text: str) -> None:
    assert is_parting(normalise(text).text)


@pytest.mark.parametrize(
    "text",
    [
        "gracias por todo, hasta mañana",
        "adiós, nos vemos el lunes",
        "gracias por todo, ya pedí hora con la psicóloga",
        "regalé mis apuntes porque me mudo",
        "le di mi opinión al profe",
        PLAIN,
    ],
)
def test_not_parting(text: str) -> None:
    assert not is_parting(normalise(text).text)


def test_a_farewell_counts_only_after_a_clear_word() -> None:
    farewell = "gracias por todo, le di mi guitarra a mi hermano"
    alone = level(farewell)
    after = detect(normalise(farewell), [CLEAR])

    assert level(farewell, PLAIN) is alone
    assert CrisisLevel(after.level).rank >= max(alone.rank, MODERATE.rank)
    assert after.kinds


def test_distress_that_comes_back_is_looked_at() -> None:
    alone = level(WEAK)

    assert alone.rank >= LOW.rank
    assert level(WEAK, WEAK, PLAIN, WEAK).rank >= MODERATE.rank
    assert level(PLAIN, WEAK, WEAK) is level(PLAIN)


def test_no_earlier_message_makes_a_plain_one_a_crisis() -> None:
    assert level(PLAIN, CLEAR, CLEAR, CLEAR) is level(PLAIN)

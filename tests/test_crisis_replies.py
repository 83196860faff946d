"""Ordinary replies within a conversation are no crisis: what students write between two steps."""

from __future__ import annotations

import pytest

from analysis import pipeline

REPLIES = [
    *("ya lo hice", "eso ya lo hice", "ya lo mandé", "ya tengo una frase", "ya terminé"),
    *("lo voy a hacer mañana", "lo voy a hacer hoy", "esta noche lo hago", "ya lo intenté antes"),
    *("es para hoy en la noche", "es para mañana y no tengo nada", "ya volví", "un día más"),
    *("no sé si pedirle perdón", "ya les dije y nada", "me da rabia que no vean lo que hago"),
]


@pytest.mark.parametrize("text", ["…", ".", "...", "?", "¿?!", "-", " · "])
def test_what_has_no_word_is_no_crisis(text: str) -> None:
    assert pipeline.analyse(text, []).crisis.level == "none"


@pytest.mark.parametrize("text", REPLIES)
def test_a_reply_to_a_step_is_no_crisis(text: str) -> None:
    assert not pipeline.analyse(text, []).crisis.is_crisis


@pytest.mark.parametrize(
    "text",
    [
        "ya lo hice, me tomé todas las pastillas",
        "lo voy a hacer esta noche y nadie me va a encontrar",
        "ya escribí la carta de despedida para mi mamá",
        "ya lo intenté antes y esta vez no voy a fallar",
        "no aguanto un día más con vida",
    ],
)
def test_the_same_words_about_dying_are_one(text: str) -> None:
    assert pipeline.analyse(text, []).crisis.is_crisis

"""Words as the search compares them."""

from __future__ import annotations

import pytest

from scraping.search.asked import MOST_CHARACTERS, read
from scraping.search.words import fold, language_of, ngrams, stem_list, stems

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Matrícula", "matricula"),
        ("AÑO", "ano"),
        ("pingüino", "pinguino"),
        ("Straße", "straße"),
        ("ﬁn", "fin"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("inscripción de ramos", "INSCRIPCION RAMO", "es"),
        ("las becas", "beca", "es"),
        ("solicitudes", "solicitud", "es"),
        ("scholarships", "a scholarship", "en"),
        ("inscrições", "inscrição", "pt"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str, language: str) -> None:
    assert stems(one, language) == stems(other, language) != ""


def test_stop_words_are_left_out_and_order_is_kept() -> None:
    assert stem_list("¿Qué hago si me quedo sin plata para la U en 2026?", "es") == [
        "qued",
        "plat",
        "2026",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("¿cómo pido la beca?", "es"),
        ("what do I do if I lose my card", "en"),
        ("onde fica a biblioteca e quais são os horários", "pt"),
        ("beca", "es"),
        ("", "es"),
    ],
)
def test_language_of_a_question(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_language_without_a_stemmer_is_taken_for_spanish() -> None:
    assert stems("becas", "de") == stems("becas", "es")


def test_ngrams_have_the_bounds_of_the_word() -> None:
    assert ngrams("beca") == ["_bec", "beca", "eca_"]
    assert ngrams("u") == ["_u_"]


@pytest.mark.parametrize("question", ["", "   ", "¿?", "🙂🙂", "\x00", "—…"])
def test_what_has_no_word_is_no_question(question: str) -> None:
    assert read(question) is None


def test_a_question_is_bounded_and_on_one_line() -> None:
    asked = read("beca\n\x00 de  comida " + "x" * 5_000)
    assert asked is not None
    assert asked.text.startswith("beca de comida xxx")
    assert len(asked.text) == MOST_CHARACTERS
    assert asked.stems == ("bec", "com")
    assert asked.words == ("beca", "comida")

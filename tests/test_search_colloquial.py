"""What students call otherwise than pages do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scraping.search import colloquial
from scraping.search.asked import read
from scraping.search.colloquial import MOST, meant
from scraping.search.words import fold

LINES = [
    line
    for line in Path(colloquial.__file__)
    .with_name("colloquial.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if line.strip() and not line.startswith("#")
]


def words_for(text: str) -> set[str]:
    return {word for each in meant(text) for word in each.words}


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("¿qué hago si me quedo sin plata?", "emergencia"),
        ("ando sin LUCAS", "dinero"),
        ("donde dejo la bici", "bicicletas"),
        ("puedo congelar el semestre", "suspensión"),
        ("necesito sicologo", "psicológica"),
        ("i'm broke", "ayuda"),
    ],
)
def test_students_words_bring_those_of_pages(said: str, word: str) -> None:
    found = {fold(each)[:6] for each in words_for(said)}
    assert fold(word)[:6] in found, found


def test_what_is_called_alike_brings_nothing() -> None:
    assert meant("¿dónde está la sala 204?") == ()
    assert meant("") == ()


def test_short_forms_of_the_keyboard_are_read() -> None:
    assert words_for("no tengo plata pa pagar") == words_for("no tengo plata para pagar") != set()


def test_the_longest_phrase_stands_for_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [("plata", ("dinero",)), ("plata del almuerzo", ("alimentación",))]
    monkeypatch.setattr(colloquial, "_lines", lambda: iter(lines))
    colloquial._list.cache_clear()
    try:
        assert words_for("la plata del almuerzo") == {"alimentación"}
        assert words_for("la plata") == {"dinero"}
        assert words_for("la plata del almuerzo y otra plata") == {"alimentación", "dinero"}
    finally:
        colloquial._list.cache_clear()


def test_a_question_has_its_own_words_once_and_not_too_many_others() -> None:
    own = "me quedé sin plata, necesito dinero y una beca de emergencia"
    assert not {"dinero", "beca", "emergencia"} & words_for(own)
    everything = " ".join(line.rsplit(" : ", 1)[0].replace("*", "") for line in LINES)
    assert sum(len(each.words) for each in meant(everything)) == MOST


def test_a_question_knows_which_of_its_words_are_said_otherwise() -> None:
    asked = read("ando sin lucas")
    assert asked is not None
    assert "diner" in dict(asked.same)["luc"]
    assert not set(asked.beside_stems) & set(asked.stems)
    assert asked.in_words_of_pages.startswith("ando sin lucas (")
    plain = read("horario de la biblioteca central")
    assert plain is not None
    assert plain.beside == ()
    assert plain.in_words_of_pages == plain.text


def test_the_list_is_well_formed() -> None:
    seen: dict[str, str] = {}
    for line in LINES:
        left, separator, right = line.rpartition(" : ")
        assert separator, line
        assert right.split(), line
        for said in (each.strip() for each in left.split(",")):
            assert re.fullmatch(r"[^\W_]+\*?(?: [^\W_]+\*?)*", said), (said, line)
            assert said not in seen, (said, line, seen[said])
            seen[said] = line

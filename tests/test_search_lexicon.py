"""The terms in memory: the same whether they came at once or one by one."""

from __future__ import annotations

import random

import pytest

from scraping.search import bm25
from scraping.search.fields import Text
from scraping.search.lexicon import Lexicon
from scraping.search.memory import Kept
from scraping.search.reading import Reading

pytestmark = pytest.mark.pure

TEXTS = (
    "La beca de alimentación cubre el almuerzo en el casino.",
    "La biblioteca presta libros por una semana; la multa es diaria.",
    "El casino abre de lunes a viernes.",
    "Beca de emergencia: cuando la familia pierde su ingreso.",
    "La atención psicológica es gratuita.",
    "Beca, beca y más beca.",
)


def text(number: int, said: str | None = None, title: str = "") -> Text:
    return Text(number, title, "", said or TEXTS[number % len(TEXTS)], "es")


@pytest.fixture
def lexicon() -> Lexicon:
    return Lexicon().changed([text(number) for number in range(len(TEXTS))], ())


def test_best_first_by_bm25(lexicon: Lexicon) -> None:
    # Thrice is more than once, of equals the earlier first, and what has neither word is not there.
    assert Reading(lexicon).best_by_stems(["bec"], 10) == [5, 0, 3]
    assert Reading(lexicon).best_by_stems(["bec", "casin"], 2) == [0, 5]
    assert Reading(lexicon).best_by_stems(["nad"], 10) == []
    assert lexicon.stem_idf("bec") == pytest.approx(bm25.idf(6, 3))


def test_misspelt_words_are_found_by_their_pieces(lexicon: Lexicon) -> None:
    asked = Lexicon().changed([text(0, "vivlioteca")], ())
    assert Reading(lexicon).best_by_grams(list(asked.grams), 1) == [1]
    assert lexicon.alike("vivlioteca", 1) == ["biblioteca"]
    assert lexicon.alike("xyzzy", 1) == []


def test_a_word_in_the_title_weighs_more() -> None:
    found = Lexicon().changed(
        [text(1, "La beca se pide aquí, otra cosa"), text(2, "Se pide aquí, otra cosa", "Beca")], ()
    )
    assert Reading(found).best_by_stems(["bec"], 2) == [2, 1]


def test_one_by_one_is_the_same_as_at_once() -> None:
    chance = random.Random(5)
    there: dict[int, Text] = {}
    grown = Lexicon()
    for number in range(120):
        gone = [old for old in there if chance.random() < 0.05]
        there = {old: one for old, one in there.items() if old not in gone}
        there[number] = text(number)
        grown = grown.changed([there[number]], gone)
    whole = Lexicon().changed(list(there.values()), ())
    assert grown.count == whole.count == len(there)
    assert grown.mean_stems == pytest.approx(whole.mean_stems)
    for stem in ("bec", "casin", "bibliotec"):
        assert grown.having(stem) == whole.having(stem)
        assert Reading(grown).best_by_stems([stem], 200) == Reading(whole).best_by_stems(
            [stem], 200
        )
    for gram in ("_bec", "casi"):
        assert grown.gram_idf(gram) == pytest.approx(whole.gram_idf(gram))
        assert Reading(grown).best_by_grams([gram], 200) == Reading(whole).best_by_grams(
            [gram], 200
        )
    # Few pieces, and the room of the vanished is used again.
    assert len(grown.stems.pieces) <= 5
    assert len(grown.ids) <= len(there) / 0.75 + 1


def test_who_reads_an_older_one_keeps_it(lexicon: Lexicon) -> None:
    later = lexicon.changed([text(9, "Otra beca")], [5])
    assert Reading(lexicon).best_by_stems(["bec"], 10) == [5, 0, 3]
    assert Reading(later).best_by_stems(["bec"], 10) == [9, 0, 3]


def test_a_snippet_with_another_text_replaces_itself(lexicon: Lexicon) -> None:
    later = lexicon.changed([text(5, "Ya no habla de eso.")], [5])
    assert Reading(later).best_by_stems(["bec"], 10) == [0, 3]
    assert later.count == len(TEXTS)


def test_institutions_that_were_not_searched_for_long_are_let_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = Kept(most=10)
    sizes = {"a": 6, "b": 4, "c": 3}

    def follow(self: object, institution_id: str) -> Lexicon:
        found = Lexicon().changed([text(number) for number in range(sizes[institution_id])], ())
        monkeypatch.setattr(self, "lexicon", found)
        return found

    monkeypatch.setattr("scraping.search.memory._Held.follow", follow)
    for name in ("a", "b", "a", "c"):
        kept.lexicon(name)
    assert list(kept._held) == ["a", "c"]

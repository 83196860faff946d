"""Which sentences of the passages found are quoted, and where the link opens."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from scraping.passages import Near, Passage
from scraping.search import quoting
from scraping.search.asked import Asked, read
from scraping.search.deadlines import next_deadline
from scraping.search.evaluation import Item
from scraping.search.quote_learning import Example, fit
from scraping.search.quoting import asks_what_to_do, quoted

pytestmark = pytest.mark.pure

TEXT = """## Préstamos

La biblioteca presta libros a toda la comunidad. Cada préstamo dura catorce días.

| Sala | Horario de la sala |
| --- | --- |
| Silencio | 8:00 a 21:30 |

- La multa por atraso es de $500 por día.
"""
PAGE = Passage(title="Biblioteca", url="https://u.example/biblio/#prestamos:~:text=algo", text=TEXT)


def best(question: str, *passages: Passage) -> str:
    found = [quote for one in quoted(question, passages or (PAGE,)) for quote in one.quotes]
    return max(found, key=lambda quote: quote.score).text


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("¿cuánto es la multa por atraso?", "La multa por atraso es de $500 por día."),
        ("cuanto dura un préstamo", "Cada préstamo dura catorce días."),
        ("horario de la sala de silencio", "Silencio: 8:00 a 21:30"),
        ("¿la biblioteca presta libros?", "La biblioteca presta libros a toda la comunidad."),
    ],
)
def test_the_sentence_that_answers_is_first(question: str, quote: str) -> None:
    assert best(question) == quote


def test_a_row_of_several_columns_is_read_with_their_names() -> None:
    table = (
        "| Período | Central | Costanera | Nota |\n| --- | --- | --- | --- |\n"
        "| Clases, **sábado** | 9:00 a 14:00 | cerrada |  |\n| Feriados | | | |"
    )
    (found,) = quoted("horario de la biblioteca el sábado", (replace(PAGE, text=table),))
    (quote,) = found.quotes
    assert quote.text == "Clases, sábado: Central 9:00 a 14:00, Costanera cerrada"
    assert quote.url.endswith(":~:text=Clases%2C%20s%C3%A1bado")
    # Of cells that others have too none is taken to open the page at.
    again = f"{table}\n| Exámenes | 9:00 a 14:00 | cerrada | Clases, sábado y domingo |"
    (found,) = quoted("horario de la biblioteca en exámenes", (replace(PAGE, text=again),))
    assert found.quotes[0].url.endswith(":~:text=Clases%2C%20s%C3%A1bado%20y%20domingo")
    # A piece of a table that lost its head is read as it stands.
    (found,) = quoted("horario sábado", (replace(PAGE, text=table.splitlines()[2]),))
    assert found.quotes[0].text == "Clases, sábado: 9:00 a 14:00, cerrada"


def test_headings_heads_of_tables_and_long_sentences_are_no_quotes() -> None:
    page = replace(PAGE, text=f"{TEXT}\n{'La sala y su horario ' * 12}.\n\nLa sala.")
    (found,) = quoted("horario de la sala", (page,))
    texts = [quote.text for quote in found.quotes]
    assert "Sala: Horario de la sala" not in texts
    assert all(text != "Préstamos" and 2 <= len(text.split()) <= 45 for text in texts)


def test_a_quote_opens_its_page_at_itself() -> None:
    (found,) = quoted("horario de la sala de silencio", (PAGE,))
    links = {quote.text: quote.url for quote in found.quotes}
    assert links["Silencio: 8:00 a 21:30"].endswith(
        "/biblio/#prestamos:~:text=8%3A00%20a%2021%3A30"
    )
    upload = replace(PAGE, url="/knowledge/documents/1/#p3")
    (found,) = quoted("horario de la sala", (upload,))
    assert {quote.url for quote in found.quotes} == {upload.url}


def test_the_place_that_the_search_found_is_preferred() -> None:
    one, other = "La beca se pide en marzo.", "La beca se pide en abril."
    near = (Near(one, -2.0, -0.08), Near(other, 0.0, 0.0))
    page = replace(PAGE, text=f"{one} {other}", snippet=other, near=near)
    assert best("¿en qué mes se pide la beca?", page) == other
    turned = replace(page, snippet=one, near=(Near(one, 0.0, 0.0), Near(other, -2.0, -0.08)))
    assert best("¿en qué mes se pide la beca?", turned) == one


def test_another_word_for_the_same_counts() -> None:
    text = "El casino abre a las doce horas. El arancel se paga en diez cuotas."
    assert best("como pago la u", replace(PAGE, text=text)) == text.split(". ")[1]


def test_addresses_and_times_do_not_end_a_sentence() -> None:
    text = "Se envía a imprimir@u.example antes de las 9.30 horas. ¿Y después? Cuesta $60 por hoja."
    (found,) = quoted("¿adónde se envía lo que quiero imprimir?", (replace(PAGE, text=text),))
    texts = {quote.text for quote in found.quotes}
    assert texts == {text.partition(" ¿")[0], "Cuesta $60 por hoja."}


def test_a_question_without_words_changes_nothing() -> None:
    assert quoted("¿?", (PAGE,)) == (PAGE,)


def test_the_weights_are_made_from_what_people_marked() -> None:
    stored = json.loads(quoting.ARTIFACT.read_text(encoding="utf-8"))
    (_one, values), *_rest = quoting.weighable(_asked("la multa"), (PAGE,), 0)
    assert set(stored["weights"]) == set(values)
    assert not any("test" in name for name in stored["made_from"])
    assert quoting.weights()["place_fused"] > 0


def _asked(text: str) -> Asked:
    asked = read(text)
    assert asked is not None
    return asked


def test_what_sets_the_answers_apart_is_learnt() -> None:
    def example(number: int) -> Example:
        answers = np.array([at == number % 4 for at in range(4)])
        noise = np.array([[(number * 7 + at * 3) % 5] for at in range(4)], dtype=float)
        values = np.hstack([answers[:, np.newaxis].astype(float), noise])
        return Example(str(number), ("tells", "noise"), values, answers, ("a", "a", "b", "b"))

    weights, figures = fit([example(number) for number in range(40)])
    assert weights["tells"] > 10 * abs(weights["noise"])
    assert figures == {"first": 1.0, "quoted": 1.0}
    nothing = replace(example(1), answers=np.zeros(4, dtype=np.bool_))
    with pytest.raises(ValueError, match="no sentence"):
        fit([nothing])


def test_marked_pieces_are_heard_whatever_their_marks() -> None:
    item = Item("¿cuánto?", frozenset(), ("$1.200 por día", "Sin recargo"))
    assert item.is_said_by("La multa: $1.200, por DÍA")
    assert item.is_said_by("sin recargo.")
    assert not item.is_said_by("$1.200 por diámetro")


TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("said", "next_one"),
    [
        (["Cierre 4 de diciembre de 2026.", "Cierre 30 de abril de 2027."], 0),
        (["El plazo venció el 3 de marzo de 2026.", "Se recibe hasta el 30 de abril."], 1),
        (["Abre el 4 de diciembre de 2026.", "El casino abre temprano."], None),
        (["Hasta el 31 de febrero de 2027.", "Hasta las 16:00."], None),
        (["Applications close on 18 December 2026."], 0),
    ],
)
def test_the_next_deadline(said: list[str], next_one: int | None) -> None:
    assert next_deadline(said, TODAY) == (None if next_one is None else said[next_one])


@pytest.mark.parametrize(
    ("question", "is_it"),
    [("¿qué hago si me quedo sin plata?", True), ("¿cuánto dinero da la beca?", False)],
)
def test_who_asks_what_to_do(question: str, is_it: bool) -> None:
    assert asks_what_to_do(question) == is_it

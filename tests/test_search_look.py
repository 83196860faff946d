"""What is found for a question: the order, what is fresh, what is hidden, what fails."""

from __future__ import annotations

from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scraping.models import Index, Page
from scraping.passages import Found
from scraping.search import lexical, look, look_for_carer
from scraping.vectors import StoreUnavailable
from tests.cast import Cast
from tests.search_stage import Library, Meaning, forget
from tests.search_stage import model as model

GRANT = "La beca de emergencia ayuda a quien perdió su ingreso. Se pide en el portal."
LUNCH = "La tarjeta de alimentación paga el almuerzo. Se carga cada mes en el casino."
LOAN = "Cada préstamo dura una semana. La multa por atraso es de 500 pesos por día."
MIND = "La primera hora con una psicóloga es gratuita. Se agenda por correo."
HOME = "La residencia recibe a estudiantes de otras regiones. Hay 120 camas."


@pytest.fixture
def library(cast: Cast, model: Meaning) -> Library:
    made = Library(cast.south)
    made.page("beca", "Beca de emergencia", GRANT)
    made.page("casino", "Alimentación", LUNCH)
    made.page("biblioteca", "Biblioteca", LOAN)
    made.page("animo", "Apoyo psicológico", MIND)
    made.page("residencia", "Residencia universitaria", HOME)
    made.embed()
    return made


@pytest.fixture(params=["memory", "database"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Candidates from memory, and from PostgreSQL's full text where that is the database."""
    if request.param == "database":
        monkeypatch.setattr(lexical, "MOST_IN_MEMORY", 0)
    return str(request.param)


def paths(found: Found) -> list[str]:
    """The pages of the passages, best first."""
    return [passage.url.partition(".edu/")[2].partition("#")[0] for passage in found.passages]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("¿cómo pido la beca de emergencia?", "beca"),
        ("multas por atraso en los préstamos", "biblioteca"),
        ("PSICOLOGA GRATUITA", "animo"),
        ("me quedé sin lucas", "beca"),  # by the list of students' words
        ("recidencia univercitaria", "residencia"),  # by pieces of words
        ("where can I get a money grant?", "beca"),  # by meaning alone
        ("'; DROP TABLE scraping_snippet; -- beca & | ! :*", "beca"),
        ("almuerzo", "casino"),
    ],
)
def test_the_page_that_fits_is_first(library: Library, question: str, first: str) -> None:
    found = look(question, institution_id=library.institution.pk, k=3)
    assert paths(found)[0] == first
    assert 0 < found.confidence <= 1
    scores = [passage.score for passage in found.passages]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert all(
        set(passage.scores) == {"lexical", "ngrams", "semantic"}
        and all(0 <= score <= 1 for score in passage.scores.values())
        for passage in found.passages
    )


def test_a_passage_says_where_it_is(library: Library) -> None:
    passage = look("beca de emergencia", institution_id=library.institution.pk, k=1).passages[0]
    page = Page.objects.get(url_hash="beca")
    assert passage.title == "Beca de emergencia"
    assert passage.url.startswith(f"{page.url}#:~:text=La%20beca%20de%20emergencia%20ayuda")
    assert passage.text == GRANT
    assert passage.snippet in GRANT
    assert (passage.page_id, passage.source_id) == (str(page.pk), str(page.source_id))


def test_a_page_of_an_upload_opens_in_its_reader(library: Library) -> None:
    page = library.page("archivo", "Reglamento", "El reglamento de convivencia prohíbe fumar.")
    Page.objects.filter(pk=page.pk).update(url="")
    found = look("¿prohíben fumar?", institution_id=library.institution.pk, k=1)
    assert found.passages[0].url == f"/knowledge/documents/{page.pk}/#p0"


@pytest.mark.usefixtures("way")
def test_as_many_as_asked_for(library: Library) -> None:
    institution_id = library.institution.pk
    assert len(look("beca", institution_id=institution_id).passages) == 4  # SEARCH_RESULTS
    assert len(look("beca", institution_id=institution_id, k=2).passages) == 2
    assert len(look("beca", institution_id=institution_id, k=500).passages) == 5


@pytest.mark.parametrize("question", ["", " ", "🙂", "¿?"])
def test_no_question_finds_nothing(library: Library, question: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert look(question, institution_id=library.institution.pk) == Found()
    assert len(queries) == 0


@pytest.mark.usefixtures("way")
def test_a_long_question_is_cut(library: Library, model: Meaning) -> None:
    found = look("beca " + "palabra " * 2_000, institution_id=library.institution.pk, k=1)
    assert paths(found) == ["beca"]
    assert len(model.asked[0]) <= 2_000


@pytest.mark.usefixtures("way")
def test_where_nothing_was_read_nothing_is_found(cast: Cast, model: Meaning) -> None:
    assert look("beca", institution_id=cast.south.pk) == Found()
    assert look("beca", institution_id=uuid4()) == Found()


@pytest.mark.usefixtures("way")
def test_pages_of_another_institution_are_never_found(library: Library, cast: Cast) -> None:
    other = Library(cast.north, "norte")
    other.page("beca", "Beca de emergencia", "La beca de emergencia del norte.")
    other.embed()
    south = look("beca de emergencia", institution_id=library.institution.pk, k=100)
    north = look("beca de emergencia", institution_id=cast.north.pk, k=100)
    assert {passage.source_id for passage in south.passages} == {str(library.source.pk)}
    assert {passage.source_id for passage in north.passages} == {str(other.source.pk)}


@pytest.mark.usefixtures("way")
def test_what_another_process_writes_is_found_at_once(library: Library) -> None:
    institution_id = library.institution.pk
    assert paths(look("carné de deportes", institution_id=institution_id, k=1)) != ["gimnasio"]
    page = library.page("gimnasio", "Gimnasio", "El carné de deportes se retira en el gimnasio.")
    assert paths(look("carné de deportes", institution_id=institution_id, k=1)) == ["gimnasio"]
    library.write(page, "Cerrado por obras hasta agosto.")
    found = look("carné de deportes", institution_id=institution_id, k=5)
    assert not any("carné" in passage.text for passage in found.passages)
    library.remove(page)
    assert "gimnasio" not in paths(look("gimnasio cerrado", institution_id=institution_id, k=9))


@pytest.mark.usefixtures("way")
def test_a_deleted_source_is_hidden_even_before_anything_is_told(library: Library) -> None:
    institution_id = library.institution.pk
    look("beca", institution_id=institution_id)
    type(library.source).objects.filter(pk=library.source.pk).update(deleted_at="2026-01-01T00Z")
    cache.clear()
    assert look("beca", institution_id=institution_id) == Found()


def test_the_same_question_is_looked_up_once(library: Library, model: Meaning) -> None:
    first = look("beca de emergencia", institution_id=library.institution.pk)
    again = look("  beca de\nemergencia ", institution_id=library.institution.pk)
    assert again == first
    assert len(model.asked) == 1


@pytest.mark.usefixtures("way")
def test_without_the_model_words_alone_are_compared(library: Library, model: Meaning) -> None:
    model.is_broken = True
    found = look("multa por atraso", institution_id=library.institution.pk, k=2)
    assert paths(found)[0] == "biblioteca"
    assert all(passage.scores["semantic"] == 0 for passage in found.passages)
    model.is_broken = False  # and nobody waits for a cache to forget the failure
    found = look("multa por atraso", institution_id=library.institution.pk, k=2)
    assert found.passages[0].scores["semantic"] > 0


def test_without_the_store_words_alone_are_compared(library: Library) -> None:
    with patch("scraping.search.semantic.store_for") as store_for:
        store_for.return_value.outside = False
        store_for.return_value.nearest.side_effect = StoreUnavailable("no")
        found = look("multa por atraso", institution_id=library.institution.pk, k=1)
    assert paths(found) == ["biblioteca"]


def test_without_an_index_words_alone_are_compared(library: Library) -> None:
    Index.objects.all().delete()
    found = look("multa por atraso", institution_id=library.institution.pk, k=1)
    assert paths(found) == ["biblioteca"]


def test_a_model_outside_is_asked_only_where_it_may_be(library: Library, model: Meaning) -> None:
    model.outside = True
    found = look("me quedé sin lucas", institution_id=library.institution.pk, outside=False)
    assert model.asked == []
    assert all(passage.scores["semantic"] == 0 for passage in found.passages)
    look("me quedé sin lucas", institution_id=library.institution.pk, outside=True)
    assert len(model.asked) == 1
    assert model.asked[0].startswith("me quedé sin lucas (dinero")


def test_what_a_carer_pastes_leaves_without_personal_data(
    library: Library, model: Meaning, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.outside = True
    pasted = "soy ana@example.edu, RUT 12.345.678-5, ¿cómo pido la beca de emergencia?"
    found = look_for_carer(pasted, institution_id=library.institution.pk)
    assert paths(found)[0] == "beca"
    assert "beca de emergencia" in model.asked[0]
    assert "ana" not in model.asked[0]
    assert "678" not in model.asked[0]
    model.asked.clear()
    monkeypatch.setattr("scraping.search.impersonal", lambda _text: None)
    found = look_for_carer("otra vez, ¿cómo pido la beca?", institution_id=library.institution.pk)
    assert paths(found)[0] == "beca"
    assert model.asked == []


def test_what_pages_do_not_answer_is_told(library: Library) -> None:
    far = "¿quién ganó el mundial de fútbol de Qatar?"
    assert look(far, institution_id=library.institution.pk).passages != ()
    assert not look(far, institution_id=library.institution.pk).answered


def test_a_page_in_the_language_of_the_question_comes_first(cast: Cast, model: Meaning) -> None:
    made = Library(cast.south)
    made.page("en/wifi", "Wifi", "The eduroam wifi is in all rooms.", language="en")
    made.page("es/wifi", "Wifi", "El wifi eduroam está en todas las salas.", language="es")
    made.embed()
    wanted = {"¿cómo uso el wifi eduroam?": "es/wifi", "how do I use eduroam wifi": "en/wifi"}
    for question, first in wanted.items():
        assert paths(look(question, institution_id=cast.south.pk))[0] == first


@pytest.mark.usefixtures("way")
def test_copies_of_a_page_stand_for_one(library: Library) -> None:
    library.page("noticias/2026/beca", "Beca de emergencia", GRANT)
    library.page("b", "Beca de emergencia", GRANT)
    library.page("2025", "Beca de emergencia", GRANT.replace("portal", "portal 2025"))
    library.embed()
    found = look("beca de emergencia", institution_id=library.institution.pk, k=3)
    assert paths(found)[0] == "b"
    # Another year makes another text.
    assert "2025" in paths(found)
    assert "noticias/2026/beca" not in paths(found)


@pytest.mark.usefixtures("way")
def test_neighbours_on_a_page_are_one_passage(library: Library) -> None:
    body = [
        f"La práctica número {n} se inscribe con la jefatura de carrera. " * 6 for n in range(30)
    ]
    library.page("practica", "Práctica", "\n\n".join(body))
    found = look("inscribir práctica", institution_id=library.institution.pk, k=4)
    texts = [p.text for p in found.passages if "practica" in p.url]
    assert 1 <= len(texts) <= 2
    assert len(set(texts)) == len(texts)
    assert all(len(text) <= 2_000 for text in texts)
    assert all(passage.snippet in passage.text for passage in found.passages)


def test_another_process_begins_with_nothing_in_memory(library: Library) -> None:
    before = look("beca de emergencia", institution_id=library.institution.pk)
    forget()
    cache.clear()
    assert look("beca de emergencia", institution_id=library.institution.pk) == before

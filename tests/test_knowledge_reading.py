"""A source's pages, texts as extracted, the reader of documents, trying, open questions."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from scraping import selectors
from scraping.models import OpenQuestion, Page
from scraping.pages import trying
from scraping.passages import Found, Passage
from scraping.reading import sections
from tests.cast import Cast
from tests.source_rows import (
    GRANT,
    at_work,
    browser,
    file_of,
    page_of,
    passages_of,
    ready,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


# --- one source ---------------------------------------------------------------------------------
def test_every_page_says_its_state_and_why(cast: Cast) -> None:
    source = ready(cast.tomas, reason="only_one", discovered=3)
    page_of(source)
    page_of(source, "viejo", state="failed", reason="not_found", title="", text="", text_hash="")
    page_of(source, "ajeno", state="skipped", reason="type", reason_detail="video/mp4", depth=2)
    html = text_of(browser(cast.tomas).get(f"/knowledge/sources/{source.id}/"))
    for words in (
        "Lista, con un aviso",
        "Solo se encontró una página",
        "Si esperabas más, agrega la página que enlaza a las demás",
        "La página no existe (404).",
        "Es de un tipo que no se lee: video/mp4.",
        "a 2 pasos",
        "sur.<wbr>example/<wbr>viejo",
    ):
        assert words in html


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"becas", "viejo"}),
        ("state=failed", {"viejo"}),
        ("q=BECA", {"becas"}),
        ("q=viejo&state=done", set()),
        ("state=nonsense", {"becas", "viejo"}),
    ],
)
def test_pages_are_filtered(cast: Cast, query: str, shown: set[str]) -> None:
    source = ready(cast.tomas)
    page_of(source)
    page_of(source, "viejo", state="failed", title="Cerrada")
    html = text_of(browser(cast.tomas).get(f"/knowledge/sources/{source.id}/?{query}"))
    listed = html[html.index('id="pages"') :]
    assert {name for name in ("becas", "viejo") if f"sur.example/{name}<" in listed} == shown


def test_a_part_of_the_page_comes_alone(cast: Cast) -> None:
    source = at_work(cast.tomas)
    client = browser(cast.tomas)
    for part, mark in (("row", "<li"), ("head", "<section"), ("pages", "<div")):
        html = text_of(client.get(f"/knowledge/sources/{source.id}/?part={part}", headers=HTMX))
        assert html.strip().startswith(mark)


def test_many_pages_are_read_in_few_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    source = ready(cast.tomas)
    for number in range(60):
        page_of(source, str(number), order=number)
    client = browser(cast.tomas)
    # session, person, institution; source, with its place; counts by state; number, page of pages
    with django_assert_num_queries(8):
        html = text_of(client.get(f"/knowledge/sources/{source.id}/"))
    assert "Página 1 de 2" in html


# --- texts --------------------------------------------------------------------------------------
def test_a_page_is_shown_as_extracted_with_its_passages(cast: Cast) -> None:
    page = page_of(ready(cast.tomas))
    passages_of(page, "# Beca", "## Plazo")
    html = text_of(browser(cast.tomas).get(f"/knowledge/pages/{page.id}/"))
    first, second = html.index('id="p0"'), html.index('id="p1"')
    assert first < html.index("<strong>beca de emergencia</strong>") < second
    assert second < html.index("<h3>Plazo</h3>")
    assert "Pasaje 1<" in html
    assert "Pasaje 2<" in html
    assert "· español" in html
    assert 'href="https://sur.example/becas"' in html


def test_what_a_page_holds_does_nothing_in_ours() -> None:
    nasty = (
        "# <script>alert(1)</script>\n\n[x](javascript:alert(2)) <img src=x onerror=alert(3)>\n\n"
        "![y](https://elsewhere.example/y.png)\n\n<div id='p0'>uno</div>\n"
    )
    (section,) = sections(nasty, [(0, 0)])
    assert "<script" not in section.html
    assert "<img" not in section.html
    assert "<div" not in section.html
    assert 'href="javascript' not in section.html
    assert "&lt;script&gt;" in section.html


def test_passages_that_begin_inside_a_block_open_its_section() -> None:
    text = "Antes.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n- uno\n- dos\n\nFin.\n"
    places = [(0, text.index("| 1")), (1, text.index("| 3")), (2, text.index("- dos"))]
    found = sections(text, places)
    assert [section.positions for section in found] == [(), (0, 1), (2,)]
    assert found[1].html.count("<tr>") == 3  # one table still, with its head
    assert "<p>Fin.</p>" in found[2].html
    assert sections("", []) == []


def test_headings_stand_with_the_passage_below_them() -> None:
    text = "# Becas\n\nAntes.\n\n## Verano\n\n### Plazo\n\nEn enero.\n"
    found = sections(text, [(0, text.index("Antes")), (1, text.index("En enero"))])
    assert [section.positions for section in found] == [(0,), (1,)]
    assert "<h2>Becas</h2>" in found[0].html
    assert "Verano" not in found[0].html
    assert found[1].html.index("Verano") < found[1].html.index("Plazo")


def test_a_very_long_text_is_plain_and_whole() -> None:
    text = "Un párrafo con **marcas** y <b>.\n\n" * 12_000
    found = sections(text, [(0, 0), (1, text.index("Un", 40))])
    assert [section.positions for section in found] == [(0,), (1,)]
    assert sum(section.html.count("<p>") for section in found) == 12_000
    assert "**marcas** y &lt;b&gt;" in found[0].html


def test_an_uploaded_document_is_read_by_everybody_of_its_institution(cast: Cast) -> None:
    page = page_of(file_of(cast.tomas), title="Reglamento")
    passages_of(page, "# Beca", "## Plazo")
    address = reverse("knowledge:document", args=[page.id])
    for person in (cast.ana, cast.teresa, cast.alicia):
        html = text_of(browser(person).get(address))
        assert 'id="p1"' in html
        assert "beca de emergencia" in html
    for person in (cast.omar, cast.olga, cast.oriana):
        assert browser(person).get(address).status_code == 404


def test_pages_of_a_site_and_deleted_documents_are_not_read_so(cast: Cast) -> None:
    web = page_of(ready(cast.tomas))
    gone = page_of(file_of(cast.tomas, deleted_at=web.fetched_at))
    for page in (web, gone):
        assert browser(cast.ana).get(f"/knowledge/documents/{page.id}/").status_code == 404
    assert browser(cast.ana).get(f"/knowledge/pages/{web.id}/").status_code == 403


# --- trying -------------------------------------------------------------------------------------
def finding(monkeypatch: pytest.MonkeyPatch, found: Found) -> list[Any]:
    asked: list[Any] = []

    def look(question: str, **options: Any) -> Found:
        asked.append((question, options))
        return found

    monkeypatch.setattr(trying, "look_for_carer", look)
    return asked


def test_a_question_shows_what_it_finds_and_how(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    passage = Passage(
        title="Becas <b>",
        url="https://sur.example/becas#:~:text=pedir",
        text="Antes. Puedes pedir la beca de emergencia. Después.",
        snippet="Puedes pedir la beca de emergencia.",
        heading="Ayudas › Becas",
        score=0.81,
        scores={"semantic": 0.9, "lexical": 0.4},
    )
    asked = finding(monkeypatch, Found((passage,), answered=True, confidence=0.874))
    html = text_of(browser(cast.tomas).get("/knowledge/try/", {"q": "¿Qué becas hay?"}))
    ((question, options),) = asked
    assert (question, options["institution_id"]) == ("¿Qué becas hay?", cast.south.id)
    for words in (
        "El asistente respondería con esto (seguridad: 87 %).",
        'Citaría primero: <q dir="auto">Puedes pedir la beca de emergencia.</q>',
        "Becas &lt;b&gt;",
        "Ayudas › Becas",
        ">Puedes pedir la <mark>beca</mark> de emergencia.<",
        "Antes. Puedes pedir la beca de emergencia. Después.",
        'value="90" aria-label="Por significado"',
        'value="40" aria-label="Por palabras"',
    ):
        assert words in html


def test_what_the_assistant_reads_is_told_from_what_only_comes_near(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.SEARCH_RESULTS = 2
    table = "| Menú | Precio |\n| --- | --- |\n| Vegano | **$2.900** |"
    named = [Passage(title=f"P{n}", url="https://sur.example/", text=table) for n in range(3)]
    finding(monkeypatch, Found(tuple(named), answered=True, confidence=0.9))
    html = text_of(browser(cast.tomas).get("/knowledge/try/", {"q": "¿menú vegano?"}))
    assert html.index("P1") < html.index("Hasta aquí lee el asistente.") < html.index("P2")
    assert "<mark>Vegano</mark>: $2.900" in html
    assert "---" not in html
    finding(monkeypatch, Found(tuple(named[:2]), answered=True, confidence=0.9))
    html = text_of(browser(cast.tomas).get("/knowledge/try/", {"q": "¿menú vegano?"}))
    assert "Hasta aquí" not in html


def test_what_the_assistant_would_say_with_a_reservation_is_told(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    passage = Passage(title="Becas", url="https://sur.example/", text="La beca se pide en marzo.")
    finding(monkeypatch, Found((passage,), answered=True, confidence=0.45))
    html = text_of(browser(cast.tomas).get("/knowledge/try/", {"q": "¿becas?"}, headers=HTMX))
    assert "como lo más cercano, sin asegurarlo (seguridad: 45 %)." in html
    assert "respondería con esto" not in html


def test_what_is_not_there_is_said(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(cast.tomas)
    finding(monkeypatch, Found((), answered=False, confidence=0.08))
    html = text_of(browser(cast.tomas).get("/knowledge/try/", {"q": "¿almuerzo?"}, headers=HTMX))
    assert "El asistente diría que no lo encuentra (seguridad: 8 %)." in html
    assert "<html" not in html


def test_without_sources_it_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    finding(monkeypatch, Found())
    html = text_of(browser(cast.tomas).get("/knowledge/try/", {"q": "¿almuerzo?"}))
    assert "Aún no hay nada leído en qué buscar." in html


def test_an_empty_question_asks_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = finding(monkeypatch, Found())
    assert "Escribe una pregunta." in text_of(browser(cast.tomas).get("/knowledge/try/?q=+"))
    assert asked == []


# --- asked and not answered ---------------------------------------------------------------------
def test_open_questions_come_by_how_often_they_were_asked(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    rare = OpenQuestion.objects.create(institution=cast.south, text="¿rara?", key="a")
    often = OpenQuestion.objects.create(institution=cast.south, text="¿común?", key="b", times=5)
    OpenQuestion.objects.create(institution=cast.north, text="¿ajena?", key="a")
    client = browser(cast.tomas)
    # session, person, institution; how many, the questions
    with django_assert_num_queries(5):
        html = text_of(client.get("/knowledge/questions/"))
    assert html.index("¿común?") < html.index("¿rara?")
    assert "5 veces" in html
    assert "¿ajena?" not in html
    assert f"/knowledge/?question={often.id}#add" in html

    client.post(f"/knowledge/questions/{rare.id}/dismiss/", headers=HTMX)
    assert f"question-{rare.id}" not in text_of(client.get("/knowledge/questions/"))
    said = text_of(client.get(f"/knowledge/questions/?dismissed={rare.id}"))
    assert "Quitaste «¿rara?» de la lista." in said
    client.post(f"/knowledge/questions/{rare.id}/restore/")
    assert f"question-{rare.id}" in text_of(client.get("/knowledge/questions/"))


def test_nobody_else_dismisses_a_question(cast: Cast) -> None:
    asked = OpenQuestion.objects.create(institution=cast.south, text="¿dónde?", key="a")
    address = f"/knowledge/questions/{asked.id}/dismiss/"
    assert browser(cast.olga).post(address).status_code == 404
    assert browser(cast.ana).post(address).status_code == 403
    assert OpenQuestion.objects.get().dismissed_at is None


def test_texts_are_not_read_for_lists(cast: Cast) -> None:
    """A list of fifty pages must not carry fifty texts."""
    source = ready(cast.tomas)
    page_of(source)
    (row,) = selectors.pages(source)
    assert "text" in row.get_deferred_fields()
    assert Page.objects.get().text == GRANT

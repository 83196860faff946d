"""The knowledge pages: the list, adding, starting, stopping, deleting and the way back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from psichat.errors import Conflict
from scraping.crawl.preview import Preview
from scraping.models import OpenQuestion, Source
from scraping.pages import sources as listing
from tests.cast import Cast
from tests.source_rows import (
    at_work,
    browser,
    file_of,
    page_of,
    ready,
    source_of,
    waiting,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ADDRESS = {"url": "https://sur.example/becas/", "max_pages": "20", "schedule": "weekly"}


@pytest.fixture(autouse=True)
def no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is crawled here: what a start queues stays in the queue."""
    monkeypatch.setattr("scraping.tasks.crawl.delay", lambda *_: None)
    monkeypatch.setattr("scraping.tasks.crawl.apply_async", lambda *_, **__: None)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


# --- the list -----------------------------------------------------------------------------------
def test_the_list_says_how_each_source_stands(cast: Cast) -> None:
    ready(cast.tomas, "https://sur.example/lista/", name="Bienestar")
    at_work(cast.tomas, "https://sur.example/leyendo/", now_reading="https://sur.example/becas/a")
    waiting(cast.tomas, "https://sur.example/espera/", minutes=2)
    second = waiting(cast.tomas, "https://sur.example/espera-2/", minutes=1)
    source_of(cast.teresa, "https://sur.example/rota/", status="FAILED", reason="robots")
    source_of(cast.olga, "https://norte.example/", name="De otra institución")
    html = text_of(browser(cast.tomas).get("/knowledge/"))
    for words in (
        "5 fuentes",
        "Bienestar",
        "Lista",
        "Leyendo páginas",
        'max="20" value="7"',
        "sur.example/becas/a",
        "Espera su turno: hay 1 antes.",
        "El archivo robots.txt del sitio pide no leerla.",
    ):
        assert words in html
    row = html[html.index(f'id="source-{second.id}"') :]
    assert "Espera su turno: hay 2 antes." in row
    assert "De otra institución" not in html


def test_after_a_stop_the_list_counts_the_pages_that_are_kept(cast: Cast) -> None:
    source = ready(cast.tomas, reason="stopped", fetched=1, run=2)
    for number in range(3):
        page_of(source, f"leida-{number}", run=1)
    page_of(source, "omitida", state="skipped", text="", text_hash="")
    html = text_of(browser(cast.tomas).get("/knowledge/"))
    assert "<dt>Páginas</dt><dd>3</dd>" in html


def test_those_at_work_come_first(cast: Cast) -> None:
    old = at_work(cast.tomas, created_at=timezone.now() - timedelta(days=3))
    new = ready(cast.tomas, "https://sur.example/nueva/")
    html = text_of(browser(cast.tomas).get("/knowledge/"))
    assert html.index(str(old.id)) < html.index(str(new.id))


def test_an_empty_list_explains_and_offers_the_example(cast: Cast, settings: Any) -> None:
    settings.CRAWL_DEMO_SITE = "http://localhost:8000/universidad/"
    html = text_of(browser(cast.tomas).get("/knowledge/"))
    assert "Aún no hay fuentes" in html
    assert "Probar con la universidad de ejemplo" in html
    settings.CRAWL_DEMO_SITE = ""
    assert "universidad de ejemplo" not in text_of(browser(cast.tomas).get("/knowledge/"))


def test_the_list_is_read_in_few_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    client = browser(cast.tomas)
    for number in range(12):
        ready(cast.tomas, f"https://sur.example/{number}/")
    waiting(cast.tomas, "https://sur.example/espera/")
    # session, person, institution; totals, open questions, number of sources, a page of sources
    with django_assert_num_queries(7):
        client.get("/knowledge/")


# --- adding -------------------------------------------------------------------------------------
def test_an_address_is_added_and_started(cast: Cast) -> None:
    answer = browser(cast.tomas).post("/knowledge/add/", {**ADDRESS, "name": "Becas"})
    (source,) = Source.objects.all()
    assert answer.status_code == 302
    assert answer["Location"] == f"/knowledge/#source-{source.id}"
    assert (source.owner, source.institution, source.name) == (cast.tomas, cast.south, "Becas")
    assert (source.max_pages, source.schedule) == (20, "weekly")
    assert source.status == "PROCESSING"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"url": ""}, "Este campo es requerido."),
        ({"url": "ftp://sur.example/"}, "Solo se leen direcciones que empiezan con http"),
        ({"url": "https://ana:clave@sur.example/"}, "La dirección lleva un usuario o una clave."),
        ({"max_pages": "0"}, "Escribe un número del 1 al 5000."),
        ({"max_pages": "5001"}, "Escribe un número del 1 al 5000."),
        ({"max_pages": "muchas"}, "Escribe un número del 1 al 5000."),
        ({"name": "x" * 201}, "El nombre tiene como máximo 200 caracteres."),
        ({"schedule": "hourly"}, "Escoja una opción válida"),
    ],
)
def test_what_can_not_be_added_is_said_beside_its_field(
    cast: Cast, given: dict[str, str], sentence: str
) -> None:
    answer = browser(cast.tomas).post("/knowledge/add/", ADDRESS | given)
    assert answer.status_code == 400
    assert sentence in text_of(answer)
    assert not Source.objects.exists()


def test_the_same_address_twice_is_refused(cast: Cast) -> None:
    browser(cast.tomas).post("/knowledge/add/", ADDRESS)
    answer = browser(cast.teresa).post("/knowledge/add/", ADDRESS)
    assert answer.status_code == 409
    assert Source.objects.count() == 1


def test_an_address_without_a_scheme_is_one_of_the_web(cast: Cast) -> None:
    browser(cast.tomas).post("/knowledge/add/", ADDRESS | {"url": "sur.example/becas"})
    assert Source.objects.get().url.startswith("https://sur.example/becas")


def test_files_are_added_and_the_refused_one_is_named(cast: Cast) -> None:
    files = [
        SimpleUploadedFile("reglamento.md", b"# Reglamento\n\nTexto."),
        SimpleUploadedFile("foto.exe", b"MZ"),
    ]
    answer = browser(cast.tomas).post("/knowledge/upload/", {"chosen": files})
    assert answer.status_code == 400
    assert "foto.exe: " in text_of(answer)
    assert [source.file_name for source in Source.objects.all()] == ["reglamento.md"]


def test_no_file_is_no_upload(cast: Cast) -> None:
    answer = browser(cast.tomas).post("/knowledge/upload/", {})
    assert (answer.status_code, "Elige un archivo." in text_of(answer)) == (400, True)


# --- the preview --------------------------------------------------------------------------------
SEEN = Preview(
    "https://sur.example/", title="Vida estudiantil", links=12, sitemap_pages=80, found=85, delay=2
)


def test_the_preview_says_what_would_be_read(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def look(url: str, **options: Any) -> Preview:
        asked.append((url, options))
        return SEEN

    monkeypatch.setattr(listing, "preview", look)
    answer = browser(cast.tomas).post("/knowledge/preview/", ADDRESS, headers=HTMX)
    html = text_of(answer)
    assert asked == [("https://sur.example/becas/", {"max_pages": 20})]
    assert "<html" not in html
    for words in ("Vida estudiantil", "12 a otras páginas", "80 páginas", "una página cada 2 s"):
        assert words in html
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("seen", "sentence"),
    [
        (Preview("https://sur.example/", links=12, sitemap_pages=9, found=15), "unas 15 páginas"),
        (Preview("https://sur.example/", links=12, found=13), "al menos 13 páginas, y las que"),
        (
            Preview("https://sur.example/", sitemap_pages=9, sitemap_is_partial=True, found=10),
            "al menos 10 páginas, y las que",
        ),
        (Preview("https://sur.example/", sitemap_pages=90, found=91), "Hay al menos 91: si las"),
        (Preview("https://sur.example/", found=1), "1 página<"),
    ],
)
def test_the_preview_says_how_many_at_least(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, seen: Preview, sentence: str
) -> None:
    monkeypatch.setattr(listing, "preview", lambda _url, **_: seen)
    html = text_of(browser(cast.tomas).post("/knowledge/preview/", ADDRESS, headers=HTMX))
    assert sentence in html


def test_the_preview_says_why_it_can_not_be_read(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "preview", lambda url, **_: Preview(url, "robots"))
    # Without scripts the whole page comes back, with what was typed in it.
    html = text_of(browser(cast.tomas).post("/knowledge/preview/", ADDRESS))
    assert "El archivo robots.txt del sitio pide no leerla." in html
    assert "Pide a quien administra el sitio" in html
    assert 'value="https://sur.example/becas/"' in html


def test_looking_too_often_is_held_back(
    cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"preview": (1, 60)}
    monkeypatch.setattr(listing, "preview", lambda _url, **__: SEEN)
    client = browser(cast.tomas)
    assert client.post("/knowledge/preview/", ADDRESS).status_code == 200
    again = client.post("/knowledge/preview/", ADDRESS)
    assert (again.status_code, "Vas muy rápido" in text_of(again)) == (429, True)
    assert "Vas muy rápido" in text_of(client.post("/knowledge/preview/", ADDRESS, headers=HTMX))


# --- what is done with a source -----------------------------------------------------------------
def test_starting_and_stopping_bring_the_row(cast: Cast) -> None:
    source = ready(cast.tomas)
    client = browser(cast.tomas)
    html = text_of(client.post(f"/knowledge/sources/{source.id}/start/", headers=HTMX))
    assert "Leyendo páginas" in html
    assert "<html" not in html
    html = text_of(client.post(f"/knowledge/sources/{source.id}/stop/", headers=HTMX))
    source.refresh_from_db()
    assert source.stop_requested or source.status != "PROCESSING"


def test_a_refusal_stands_in_the_row(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: Any) -> None:
        raise Conflict("No ahora.")

    source = ready(cast.tomas)
    monkeypatch.setattr("scraping.sources.start", refuse)
    monkeypatch.setattr("scraping.pages.source.services.start", refuse)
    client = browser(cast.tomas)
    html = text_of(client.post(f"/knowledge/sources/{source.id}/start/", headers=HTMX))
    assert "No ahora." in html
    answer = client.post(f"/knowledge/sources/{source.id}/start/", {"next": "/knowledge/"})
    assert (answer.status_code, answer["Location"]) == (302, "/knowledge/")
    assert "No ahora." in text_of(client.get("/knowledge/"))


def test_deleting_can_be_undone_for_a_minute(cast: Cast) -> None:
    source = ready(cast.tomas, name="Bienestar")
    page_of(source)
    client = browser(cast.tomas)
    answer = client.post(f"/knowledge/sources/{source.id}/delete/")
    assert answer["Location"] == f"/knowledge/?deleted={source.id}"
    html = text_of(client.get(answer["Location"]))
    assert "Borraste «Bienestar»" in html
    assert f"source-{source.id}" not in html
    assert client.get(f"/knowledge/sources/{source.id}/").status_code == 404

    html = text_of(client.post(f"/knowledge/sources/{source.id}/restore/", headers=HTMX))
    assert "La fuente está de vuelta." in html
    assert f"source-{source.id}" in html

    client.post(f"/knowledge/sources/{source.id}/delete/")
    Source.objects.update(deleted_at=timezone.now() - timedelta(seconds=61))
    late = client.post(f"/knowledge/sources/{source.id}/restore/", headers=HTMX)
    assert "pasó más de un minuto" in text_of(late)
    assert "Borraste" not in text_of(client.get(f"/knowledge/?deleted={source.id}"))


def test_another_institution_deletes_and_restores_nothing(cast: Cast) -> None:
    source = ready(cast.tomas)
    for action in ("delete", "start", "stop", "change", "restore"):
        answer = browser(cast.olga).post(f"/knowledge/sources/{source.id}/{action}/")
        assert answer.status_code == 404
    source.refresh_from_db()
    assert (source.deleted_at, source.status) == (None, "COMPLETED")


def test_a_source_of_another_tutor_is_read_and_not_changed(cast: Cast) -> None:
    source = ready(cast.tomas)
    client = browser(cast.teresa)
    html = text_of(client.get(f"/knowledge/sources/{source.id}/"))
    assert "puedes verla, no cambiarla" in html
    assert "/delete/" not in html
    assert "/delete/" not in text_of(client.get("/knowledge/"))
    for action in ("start", "stop", "change"):
        answer = client.post(f"/knowledge/sources/{source.id}/{action}/", ADDRESS, headers=HTMX)
        assert "puedes verla, no cambiarla" in text_of(answer)
    assert client.post(f"/knowledge/sources/{source.id}/delete/").status_code == 403
    source.refresh_from_db()
    assert (source.deleted_at, source.status, source.max_pages) == (None, "COMPLETED", 50)


def test_students_do_nothing_here(cast: Cast) -> None:
    source = ready(cast.tomas)
    for address in ("add/", "upload/", "preview/", f"sources/{source.id}/delete/"):
        assert browser(cast.ana).post(f"/knowledge/{address}", ADDRESS).status_code == 403
    assert Source.objects.get().deleted_at is None


# --- settings -----------------------------------------------------------------------------------
def test_settings_are_changed(cast: Cast) -> None:
    source = ready(cast.tomas)
    given = {"name": "Nuevo", "max_pages": "7", "schedule": "daily"}
    client = browser(cast.alicia)
    answer = client.post(f"/knowledge/sources/{source.id}/change/", given)
    assert (answer.status_code, answer["Location"]) == (302, f"/knowledge/sources/{source.id}/")
    source.refresh_from_db()
    assert (source.name, source.max_pages, source.schedule) == ("Nuevo", 7, "daily")
    refused = client.post(
        f"/knowledge/sources/{source.id}/change/", given | {"max_pages": "99999", "name": "Otro"}
    )
    assert refused.status_code == 400
    source.refresh_from_db()
    assert (source.name, source.max_pages) == ("Nuevo", 7)


def test_of_a_file_only_its_name_is_changed(cast: Cast) -> None:
    source = file_of(cast.tomas)
    client = browser(cast.tomas)
    assert "Volver a leer" not in text_of(client.get(f"/knowledge/sources/{source.id}/"))
    client.post(f"/knowledge/sources/{source.id}/change/", {"name": "Reglamento"})
    source.refresh_from_db()
    assert source.name == "Reglamento"


def test_a_source_is_added_for_an_open_question(cast: Cast) -> None:
    asked = OpenQuestion.objects.create(institution=cast.south, text="¿dónde almuerzo?", key="k")
    address = f"/knowledge/?question={asked.id}"
    assert "¿dónde almuerzo?" in text_of(browser(cast.tomas).get(address))
    assert "¿dónde almuerzo?" not in text_of(browser(cast.olga).get(address))
    assert browser(cast.tomas).get("/knowledge/?question=x&deleted=x").status_code == 200

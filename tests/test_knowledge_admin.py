"""What is known, in the Django admin: read by its administrators, changed by nobody."""

from __future__ import annotations

from typing import Any

import pytest

from scraping.models import Index, OpenQuestion, Source, Vector
from tests.cast import Cast
from tests.source_rows import browser, page_of, passages_of, ready, source_of

pytestmark = pytest.mark.django_db


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_sources_and_pages_are_read_and_not_changed(cast: Cast) -> None:
    source = source_of(cast.tomas, status="FAILED", reason="robots", name="Becas")
    page = page_of(source)
    ready(cast.olga, "https://norte.example/", name="De otra institución")
    client = browser(cast.alicia)
    listed = text_of(client.get("/admin/scraping/source/"))
    assert "El archivo robots.txt del sitio pide no leerla." in listed
    assert "De otra institución" not in listed
    assert "Becas" in text_of(client.get("/admin/scraping/page/?state__exact=done&q=becas"))
    for path in (f"source/{source.id}", f"page/{page.id}"):
        shown = client.get(f"/admin/scraping/{path}/change/")
        assert shown.status_code == 200
        assert 'name="_save"' not in text_of(shown)
        assert client.post(f"/admin/scraping/{path}/change/", {"name": "x"}).status_code == 403
        assert client.post(f"/admin/scraping/{path}/delete/", {"post": "yes"}).status_code == 403
    assert Source.objects.get(id=source.id).name == "Becas"


def test_pages_are_listed_in_few_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    source = ready(cast.tomas)
    for number in range(20):
        page_of(source, str(number))
    client = browser(cast.alicia)
    # session, person; number, languages of the filter, a page of pages with their sources; 2 of
    # Django's permissions
    with django_assert_num_queries(7):
        client.get("/admin/scraping/page/")


def test_open_questions_can_be_removed_by_their_own_administrator(cast: Cast) -> None:
    asked = OpenQuestion.objects.create(institution=cast.south, text="¿dónde?", key="a")
    address = f"/admin/scraping/openquestion/{asked.id}/delete/"
    assert browser(cast.oriana).post(address, {"post": "yes"}).status_code == 302
    assert OpenQuestion.objects.exists()
    browser(cast.alicia).post(address, {"post": "yes"})
    assert not OpenQuestion.objects.exists()


def test_the_operator_alone_sees_how_a_migration_gets_on(cast: Cast) -> None:
    index = Index.objects.create(embedder="embedded:e5", store="embedded")
    first, _second = passages_of(page_of(ready(cast.tomas)), "# Beca", "## Plazo")
    made = Vector.objects.create(index=index, snippet=first, content_hash=first.content_hash)
    address = "/admin/scraping/index/"
    assert browser(cast.alicia).get(address).status_code == 403
    cast.alicia.is_superuser = True
    cast.alicia.save()
    assert "1 / 2 (50 %)" in text_of(browser(cast.alicia).get(address))
    # The vector of what stood there before is none of what stands there now.
    Vector.objects.filter(pk=made.pk).update(content_hash="old")
    assert "0 / 2 (0 %)" in text_of(browser(cast.alicia).get(address))

"""The knowledge pages for the wrong person, with the wrong input, and twice."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, reverse

from accounts.models import AuditEntry
from scraping import urls
from scraping.models import OpenQuestion, Source
from tests.cast import Cast
from tests.source_rows import at_work, browser, file_of, page_of, ready

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
# What is opened; everything else is posted.
OPENED = {"sources", "try", "questions", "source", "page", "document"}


@pytest.fixture(autouse=True)
def no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a start queues stays in the queue."""
    monkeypatch.setattr("scraping.tasks.crawl.delay", lambda *_: None)
    monkeypatch.setattr("scraping.tasks.crawl.apply_async", lambda *_, **__: None)


def addresses(source: Source, question: OpenQuestion, **more: Any) -> dict[str, str]:
    """Every address of the pages by its name, filled in."""
    known = {"source_id": source.id, "question_id": question.id, "page_id": uuid.uuid4()} | more
    found = {}
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        wanted = pattern.pattern.regex.groupindex
        found[str(pattern.name)] = reverse(
            f"knowledge:{pattern.name}", kwargs={name: known[name] for name in wanted}
        )
    return found


@pytest.fixture
def posted(cast: Cast) -> dict[str, str]:
    """The addresses that change something, of a source and a question of the south."""
    question = OpenQuestion.objects.create(institution=cast.south, text="¿dónde?", key="k")
    everything = addresses(ready(cast.tomas), question)
    return {name: at for name, at in everything.items() if name not in OPENED}


def test_nothing_is_changed_by_opening_an_address(cast: Cast, posted: dict[str, str]) -> None:
    """A form that was refused leaves the browser there: it is led back to where the form is."""
    source = Source.objects.get()
    page = f"/knowledge/sources/{source.id}/"
    led = dict.fromkeys(posted, "/knowledge/")
    led |= dict.fromkeys(("start", "stop", "change", "delete"), page)
    led |= dict.fromkeys(("question_dismiss", "question_restore"), "/knowledge/questions/")
    before = AuditEntry.objects.count()
    client = browser(cast.tomas)
    for name, at in posted.items():
        answer = client.get(at)
        assert (name, answer.status_code, answer.headers.get("Location")) == (name, 302, led[name])
        assert client.put(at).status_code == 405
    after = Source.objects.get()
    assert (after.deleted_at, after.status, after.name) == (None, "COMPLETED", "")
    assert OpenQuestion.objects.get().dismissed_at is None
    assert AuditEntry.objects.count() == before


def test_the_language_is_switched_where_a_form_was_refused(cast: Cast) -> None:
    client = browser(cast.tomas)
    for at in ("upload/", "add/", f"sources/{ready(cast.tomas).id}/change/"):
        refused = client.post(f"/knowledge/{at}", {"max_pages": "0"})
        assert refused.status_code == 400
        assert f'name="next" value="/knowledge/{at}"' in refused.content.decode()
        switched = {"language": "en", "next": f"/knowledge/{at}"}
        answer = client.post("/i18n/setlang/", switched, follow=True)
        assert (answer.status_code, 'lang="en"' in answer.content.decode()) == (200, True)


@pytest.mark.parametrize(
    ("who", "status"), [(None, 302), ("ana", 403), ("omar", 403), ("olga", 404)]
)
def test_the_wrong_person_changes_nothing(
    cast: Cast, posted: dict[str, str], who: str | None, status: int
) -> None:
    client = browser(getattr(cast, who)) if who else Client()
    before = AuditEntry.objects.count()
    own = {"add", "upload", "preview"} if who == "olga" else set()  # those she may do at home
    for name, at in posted.items():
        if name not in own:
            answer = client.post(at, {"url": "https://sur.example/x/"})
            assert (name, answer.status_code) == (name, status)
    source = Source.objects.get()
    assert (source.deleted_at, source.status, source.name) == (None, "COMPLETED", "")
    assert OpenQuestion.objects.get().dismissed_at is None
    assert AuditEntry.objects.count() == before


def test_a_forged_form_is_refused(cast: Cast, posted: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.tomas, backend="django.contrib.auth.backends.ModelBackend")
    assert {client.post(at).status_code for at in posted.values()} == {403}
    assert Source.objects.get().deleted_at is None


@pytest.mark.parametrize(
    "path",
    [
        "?page=0&question=99999999999999999999&deleted=%00",
        "?page=x&url=javascript:alert(1)",
        "try/?q=%00",
        "try/?q=" + "á" * 301,
        "questions/?page=-1&dismissed=" + "9" * 40,
        "questions/?dismissed=²",
    ],
)
def test_odd_addresses_are_pages_all_the_same(cast: Cast, path: str) -> None:
    answer = browser(cast.tomas).get(f"/knowledge/{path}")
    assert answer.status_code == 200
    assert 'href="javascript' not in answer.content.decode()


@pytest.mark.parametrize("query", ["state=nada", "page=99", "q=%00", "part=nada", "q=" + "x" * 300])
def test_odd_filters_show_the_source(cast: Cast, query: str) -> None:
    source = ready(cast.tomas)
    page_of(source)
    answer = browser(cast.tomas).get(f"/knowledge/sources/{source.id}/?{query}")
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "given", [{"url": "https://[::1", "max_pages": "5"}, {"url": "a\x00b"}, {"url": "x" * 3000}]
)
def test_addresses_that_are_none_have_the_focus(cast: Cast, given: dict[str, str]) -> None:
    base = {"max_pages": "5", "schedule": "manual"}
    answer = browser(cast.tomas).post("/knowledge/add/", base | given)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert not Source.objects.exists()
    field = html[html.index('name="url"') :].partition(">")[0]
    assert "autofocus" in field
    assert 'aria-invalid="true"' in field


def test_an_upload_that_is_there_already_says_where(cast: Cast) -> None:
    client = browser(cast.tomas)
    for expected in (302, 409):
        file = SimpleUploadedFile("reglamento.md", b"# Reglamento\n\nTexto.")
        answer = client.post("/knowledge/upload/", {"chosen": file})
        assert answer.status_code == expected
    assert "reglamento.md: Ya está entre las fuentes." in answer.content.decode()
    assert Source.objects.count() == 1


def test_starting_and_stopping_twice(cast: Cast) -> None:
    source = at_work(cast.tomas)
    client = browser(cast.tomas)
    html = client.post(f"/knowledge/sources/{source.id}/start/", headers=HTMX).content.decode()
    assert "Esta fuente ya se está leyendo." in html
    stop = f"/knowledge/sources/{source.id}/stop/"
    for _ in range(2):
        html = client.post(stop, headers=HTMX).content.decode()
        assert "Deteniéndose" in html
        assert 'formaction="' not in html
    assert AuditEntry.objects.filter(action="source_stopped").count() <= 2


def test_deleting_and_coming_back_twice(cast: Cast) -> None:
    source = file_of(cast.tomas)
    client = browser(cast.tomas)
    at = f"/knowledge/sources/{source.id}"
    assert [client.post(f"{at}/delete/").status_code for _ in range(2)] == [302, 404]
    assert [client.post(f"{at}/restore/").status_code for _ in range(2)] == [302, 404]
    source.refresh_from_db()
    assert source.deleted_at is None


def test_putting_a_question_aside_twice(cast: Cast, posted: dict[str, str]) -> None:
    client = browser(cast.tomas)
    for name, is_aside in [("question_dismiss", True), ("question_restore", False)]:
        for _ in range(2):
            assert client.post(posted[name], headers=HTMX).status_code == 200
            assert (OpenQuestion.objects.get().dismissed_at is not None) == is_aside


def test_the_way_back_is_offered_to_the_institution_alone(cast: Cast) -> None:
    source = ready(cast.tomas, name="Secreta")
    browser(cast.tomas).post(f"/knowledge/sources/{source.id}/delete/")
    for person, seen in [(cast.alicia, True), (cast.olga, False)]:
        html = browser(person).get(f"/knowledge/?deleted={source.id}").content.decode()
        assert ("Secreta" in html) == seen

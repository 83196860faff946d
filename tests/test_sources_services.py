"""What tutors do with sources: add, start, stop, change, delete, bring back (F1, F9)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry, User
from psichat.errors import Conflict, InvalidInput, NotAllowed, NotFound, PsiChatError
from scraping import progress, revision, sources, tasks
from scraping.crawl import purge, queue
from scraping.index import chunking
from scraping.models import Page, Snippet, Source
from tests.cast import Cast

pytestmark = pytest.mark.django_db

URL = "https://uni.example/becas"
TEXT = "# Becas\n\nLa beca de emergencia cubre tres meses de arriendo para estudiantes.\n"


@pytest.fixture(autouse=True)
def quiet(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(progress, "tell", lambda _source_id: None)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources for which a crawl was sent to the queue."""
    found: list[str] = []
    monkeypatch.setattr(tasks.crawl, "apply_async", lambda args, **_: found.append(args[0]))
    monkeypatch.setattr(tasks.crawl, "delay", found.append)
    monkeypatch.setattr(tasks.embed, "delay", lambda: None)
    return found


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


def file(name: str = "becas.md", body: bytes = TEXT.encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


# --- adding
def test_create(cast: Cast) -> None:
    source = sources.create(by=cast.tomas, url=" UNI.example/becas#x ", name=" Becas\n 2026 ")
    assert source.url == URL
    assert (source.name, source.max_pages, source.schedule) == ("Becas 2026", 50, "manual")
    assert (source.owner, source.institution) == (cast.tomas, cast.south)
    assert (source.status, source.requested_at) == ("PENDING", None)
    assert actions() == ["source_added"]


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "La dirección no es válida."),
        ("hola", "La dirección no es válida."),
        ("file:///etc/passwd", "Solo se leen direcciones que empiezan con http:// o https://."),
        (
            "https://ana:clave@uni.example/",
            "La dirección lleva un usuario o una clave. Quítalos y prueba de nuevo.",
        ),
        ("http://127.0.0.1:8000/", "La dirección es de una red privada, y esas no se leen."),
        ("http://0x7f.1/", "La dirección es de una red privada, y esas no se leen."),
        ("http://[::1]/", "La dirección es de una red privada, y esas no se leen."),
        ("http://169.254.169.254/x", "La dirección es de una red privada, y esas no se leen."),
        ("http://localhost/", "La dirección es de una red privada, y esas no se leen."),
    ],
)
def test_addresses_that_are_refused_at_once(cast: Cast, url: str, sentence: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        sources.create(by=cast.tomas, url=url)
    assert caught.value.errors == {"url": [sentence]}
    assert not Source.objects.exists()
    assert actions() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("max_pages", pages) for pages in (0, 5001, True)),
        ("schedule", "hourly"),
        ("name", "x" * 201),
    ],
)
def test_wrong_settings_are_named(cast: Cast, field: str, value: Any) -> None:
    with pytest.raises(InvalidInput) as caught:
        sources.create(by=cast.tomas, url=URL, **{field: value})
    assert list(caught.value.errors or {}) == [field]
    source = sources.create(by=cast.tomas, url=URL)
    with pytest.raises(InvalidInput):
        sources.change(by=cast.tomas, source=source, **{field: value})


def test_the_same_address_twice(cast: Cast) -> None:
    sources.create(by=cast.tomas, url=URL, name="Becas")
    for same in (URL, "http://www.uni.example/becas/?utm_source=x"):
        with pytest.raises(Conflict) as caught:
            sources.create(by=cast.teresa, url=same)
        assert caught.value.detail == "Esa dirección ya está: «Becas»."
    assert sources.create(by=cast.olga, url=URL).institution == cast.north
    assert Source.objects.count() == 2


# --- turns
def test_one_processing_for_each_owner_and_the_others_wait(
    cast: Cast, sent: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    one, two, three = (
        sources.create(by=cast.tomas, url=f"https://uni.example/{n}") for n in range(3)
    )
    other = sources.create(by=cast.teresa, url="https://uni.example/other")
    with django_capture_on_commit_callbacks(execute=True):
        for source in (one, two, three, other):
            sources.start(by=cast.teresa if source == other else cast.tomas, source=source)
    assert sent == [str(one.id), str(other.id)]
    assert _statuses() == {one.id: "PROCESSING", other.id: "PROCESSING"} | {
        source.id: "PENDING" for source in (two, three)
    }
    with pytest.raises(Conflict):
        sources.start(by=cast.tomas, source=one)
    with pytest.raises(Conflict):
        sources.start(by=cast.tomas, source=two, queue_up=False)

    Source.objects.filter(id=one.id).update(status="COMPLETED")
    assert tasks.begin_waiting() == [str(two.id)]
    assert tasks.begin_waiting() == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.filter(id=three.id).update(status="PROCESSING")


def test_a_lost_race_for_the_turn_waits(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers begin two sources of one owner at the same moment."""
    one, two = (sources.create(by=cast.tomas, url=f"https://uni.example/{n}") for n in range(2))
    for source in (one, two):
        queue.ask(source.id)
    assert queue.claim(one.id)
    assert not queue.claim(one.id)
    assert not queue.claim(two.id)
    two.refresh_from_db()
    assert two.status == "PENDING"
    assert two.requested_at is not None


def _statuses() -> dict[Any, str]:
    return dict(Source.objects.values_list("id", "status"))


def test_stop(cast: Cast, sent: list[str], django_capture_on_commit_callbacks: Any) -> None:
    at_work = a_source(cast.tomas, status="PROCESSING", stage="crawling", run=1)
    sources.stop(by=cast.tomas, source=at_work)
    at_work.refresh_from_db()
    assert (at_work.stop_requested, at_work.reason_detail) == (True, "Tomás Silva")

    with django_capture_on_commit_callbacks(execute=True):
        waiting = a_source(cast.teresa, requested_at=timezone.now())
        sources.stop(by=cast.alicia, source=waiting)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.requested_at) == ("PENDING", None)

    read = a_source(cast.alicia, status="PROCESSING", stage="embedding", run=1)
    Page.objects.create(source=read, url_hash="x", state="done")
    sources.stop(by=cast.alicia, source=read)
    read.refresh_from_db()
    assert (read.status, read.reason, read.stage) == ("COMPLETED", "stopped", "")
    assert actions() == ["source_stopped"] * 3
    sources.stop(by=cast.alicia, source=read)
    assert len(actions()) == 3


def a_source(owner: User, **values: Any) -> Source:
    number = Source.objects.count()
    url = f"https://uni.example/s{number}"
    return Source.objects.create(institution=owner.institution, owner=owner, url=url, **values)


# --- changing
def test_change(cast: Cast) -> None:
    finished = timezone.now() - timedelta(days=1)
    source = a_source(cast.tomas, finished_at=finished)
    changed = sources.change(by=cast.tomas, source=source, name="Becas", schedule="weekly")
    assert (changed.name, changed.schedule, changed.max_pages) == ("Becas", "weekly", 50)
    assert changed.next_run_at == finished + timedelta(days=7)
    assert sources.change(by=cast.tomas, source=changed, schedule="manual").next_run_at is None
    assert actions() == ["source_changed"] * 2
    sources.change(by=cast.tomas, source=changed, schedule="manual")
    assert len(actions()) == 2


@pytest.mark.parametrize("who", ["teresa", "ana", "olga"])
@pytest.mark.parametrize("what", ["start", "stop", "change", "delete", "restore"])
def test_who_may_not(cast: Cast, who: str, what: str) -> None:
    user = getattr(cast, who)
    source = a_source(cast.tomas)
    with pytest.raises(NotFound if who == "olga" else NotAllowed):
        getattr(sources, what)(by=user, source=source)
    unchanged = Source.objects.get()
    assert (unchanged.status, unchanged.requested_at, unchanged.deleted_at) == (
        "PENDING",
        None,
        None,
    )
    assert actions() == []


def test_an_administrator_may_change_all_and_a_student_adds_none(cast: Cast) -> None:
    source = a_source(cast.tomas)
    assert sources.change(by=cast.alicia, source=source, name="Otra").name == "Otra"
    with pytest.raises(NotAllowed):
        sources.create(by=cast.ana, url=URL)
    with pytest.raises(NotAllowed):
        sources.upload(by=cast.ana, file=file())


# --- deleting
@pytest.fixture
def read(cast: Cast) -> Source:
    """A source with a page that is in the index."""
    source = sources.create(by=cast.tomas, url=URL)
    Source.objects.update(status="COMPLETED", run=1)
    page = Page.objects.create(
        source=source, url=URL, url_hash="x", state="done", text=TEXT, text_hash="t"
    )
    assert chunking.rebuild(page) > 0
    source.refresh_from_db()
    return source


def test_delete_and_restore(
    cast: Cast, read: Source, sent: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    number = revision.current(cast.south.id)
    sources.delete(by=cast.tomas, source=read)
    assert Source.objects.get().deleted_at is not None
    assert not Snippet.objects.exists()
    assert revision.current(cast.south.id) > number
    assert purge.purge() == 0

    with django_capture_on_commit_callbacks(execute=True):
        sources.restore(by=cast.tomas, source=read)
    found = Source.objects.get()
    assert (found.deleted_at, found.status) == (None, "COMPLETED")
    assert Snippet.objects.count() == found.chunks > 0
    assert actions()[1:] == ["source_deleted", "source_restored"]


def test_a_deletion_is_final_after_a_minute(cast: Cast, read: Source, sent: list[str]) -> None:
    sources.delete(by=cast.tomas, source=read)
    Source.objects.update(deleted_at=timezone.now() - timedelta(seconds=61))
    with pytest.raises(NotFound):
        sources.restore(by=cast.tomas, source=read)
    Source.objects.update(deleted_at=timezone.now() - timedelta(seconds=70))
    assert tasks.purge_deleted() == 1
    assert not Source.objects.exists()
    assert not Page.objects.exists()


def test_the_file_goes_with_its_source(cast: Cast, tmp_path: Path) -> None:
    source = sources.upload(by=cast.tomas, file=file())
    sources.delete(by=cast.tomas, source=source)
    Source.objects.update(deleted_at=timezone.now() - timedelta(seconds=70))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] != []
    assert purge.purge() == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_deleting_makes_room_for_the_same_address(cast: Cast, read: Source) -> None:
    sources.delete(by=cast.tomas, source=read)
    sources.create(by=cast.tomas, url=URL)
    with pytest.raises(Conflict):
        sources.restore(by=cast.tomas, source=read)
    read.refresh_from_db()
    assert read.deleted_at is not None


def test_deleting_one_at_work_lets_the_next_begin(
    cast: Cast, sent: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    at_work = a_source(cast.tomas, status="PROCESSING", stage="crawling", run=1, worker="w")
    waiting = a_source(cast.tomas, requested_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        sources.delete(by=cast.tomas, source=at_work)
    assert sent == [str(waiting.id)]
    assert _statuses() == {at_work.id: "FAILED", waiting.id: "PROCESSING"}


def test_errors_are_of_the_domain(cast: Cast) -> None:
    """Every refusal has a sentence for the person."""
    with pytest.raises(PsiChatError) as caught:
        sources.start(by=cast.teresa, source=a_source(cast.tomas))
    assert caught.value.body()["detail"] == (
        "Esta fuente la agregó otra persona; puedes verla, no cambiarla."
    )

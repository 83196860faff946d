"""Ways in which a crawl ends: stopped, deleted, of a file, by command, and by the tasks."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError

from scraping import sources, tasks
from scraping.crawl import queue, run
from scraping.crawl.asking import Asker
from scraping.crawl.reading import Beside
from scraping.fetch.client import Fetcher
from scraping.index import work
from scraping.management.commands import crawl as command
from scraping.models import Page, Snippet, Source
from tests.cast import Cast
from tests.crawl_site import Answer, CrawlSite, page
from tests.crawl_stage import a_source, begin, crawl, crawl_whole, done, go_on, states
from tests.crawl_stage import site as site

pytestmark = pytest.mark.django_db

LINKS = tuple(f"/p{n}" for n in range(8))


@pytest.fixture
def source(cast: Cast, site: CrawlSite) -> Source:
    site.pages = {"/": page("Inicio", *LINKS), **{path: page(path) for path in LINKS}}
    return a_source(cast.tomas, site.url)


# --- stopped
def test_stopped_at_work_keeps_what_was_read(
    source: Source, site: CrawlSite, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "BEAT_SECONDS", 0)
    begin(source)
    original = Asker.next_page

    def stop_at_third(self: Asker) -> float:
        if site.times("/p0") and not site.times("/p1"):
            sources.stop(by=cast.alicia, source=source)
        return original(self)

    monkeypatch.setattr(Asker, "next_page", stop_at_third)
    source = go_on(source)

    assert (source.stage, source.reason) == ("embedding", "stopped")
    assert source.reason_detail == "Alicia Mora"
    assert done(source, site) == {"/", "/p0", "/p1"}
    assert states(source, site)["/p5"] == ("skipped", "stopped")


def test_stopped_while_it_waits_ends_at_once(source: Source, site: CrawlSite, cast: Cast) -> None:
    site.pages = {"/": Answer(status=503)}
    begin(source)
    assert run.work(source.id)
    sources.stop(by=cast.tomas, source=source)
    assert run.work(source.id) is None
    source.refresh_from_db()
    assert (source.status, source.reason, source.reason_detail) == (
        "FAILED",
        "stopped",
        "Tomás Silva",
    )


def test_a_second_run_that_is_stopped_forgets_nothing(
    source: Source, site: CrawlSite, cast: Cast
) -> None:
    crawl_whole(source)
    snippets = set(Snippet.objects.values_list("id", flat=True))
    begin(source)
    run.work(source.id, seconds=0)  # the start page waits
    sources.stop(by=cast.tomas, source=source)
    source = go_on(source)
    assert set(Snippet.objects.values_list("id", flat=True)) == snippets
    assert done(source, site) == {"/", *LINKS}
    source = crawl(source) if source.status == "FAILED" else source
    assert source.reason == ""


def test_deleted_at_work(source: Source, site: CrawlSite, cast: Cast) -> None:
    """The worker notices when it writes next, and leaves everything as it is."""
    begin(source)

    original = Fetcher.get

    def deleted_meanwhile(self: Fetcher, url: str, **values: Any) -> Any:
        fetched = original(self, url, **values)
        if url == site.at("/p1"):
            sources.delete(by=cast.tomas, source=source)
        return fetched

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Fetcher, "get", deleted_meanwhile)
        patched.setattr(run, "BEAT_SECONDS", 0)
        assert run.work(source.id) is None
    assert site.asked[-1] == "/p1"
    assert not Snippet.objects.exists()
    source.refresh_from_db()
    assert (source.status, source.worker) == ("COMPLETED", "")


# --- files
def test_an_uploaded_file_is_read(
    cast: Cast, site: CrawlSite, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    text = "# Beca de emergencia\n\nCubre tres meses de arriendo. Se pide en línea en marzo.\n"
    file = SimpleUploadedFile("beca.md", text.encode())
    source = crawl(sources.upload(by=cast.tomas, file=file))
    assert (source.stage, source.reason, source.fetched) == ("embedding", "", 1)
    found = Page.objects.get()
    assert (found.state, found.title) == ("done", "Beca de emergencia")
    assert "tres meses" in found.text
    assert source.chunks == Snippet.objects.count() > 0


def test_a_broken_file_says_why(cast: Cast, site: CrawlSite, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile("beca.pdf", b"%PDF-1.7 and nothing more")
    source = crawl(sources.upload(by=cast.tomas, file=file))
    assert (source.status, source.reason) == ("FAILED", "unreadable")


def test_a_lost_file_says_why(cast: Cast, site: CrawlSite, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    source = sources.upload(by=cast.tomas, file=SimpleUploadedFile("b.md", b"# Beca"))
    Path(source.file.path).unlink()
    source = crawl(source)
    assert (source.status, source.reason) == ("FAILED", "unreadable")


# --- tasks
def test_the_tasks_bring_a_source_to_its_end(
    source: Source,
    site: CrawlSite,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """From a person's click to a source that is ready, and the next in the queue after it."""
    monkeypatch.setattr(work, "embed_pending", lambda *_: False)
    monkeypatch.setattr(work, "complete_sources", _at_embedding)
    site.pages["/second"] = page("Segunda")
    second = a_source(cast.tomas, site.at("/second"))
    with django_capture_on_commit_callbacks(execute=True):
        sources.start(by=cast.tomas, source=source)
        sources.start(by=cast.tomas, source=second)
    rows = dict(Source.objects.values_list("id", "status"))
    assert rows == {source.id: "COMPLETED", second.id: "COMPLETED"}
    assert set(site.asked) >= {"/", *LINKS, "/second"}


def _at_embedding() -> list[Any]:
    return list(Source.objects.filter(stage="embedding").values_list("id", flat=True))


def test_take_up_begins_what_waits_and_what_is_due(
    source: Source, monkeypatch: pytest.MonkeyPatch, cast: Cast
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(tasks.crawl, "delay", sent.append)
    queue.ask(source.id)
    due = a_source(cast.teresa, "https://uni.example/", next_run_at="2026-01-01T00:00Z")
    counts = tasks.take_up()
    assert counts == {"due": 1, "begun": 2, "woken": 0}
    assert sorted(sent) == sorted([str(source.id), str(due.id)])
    assert tasks.take_up() == {"due": 0, "begun": 0, "woken": 0}


# --- the command
@pytest.fixture
def told(
    site: CrawlSite, cast: Cast, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> Callable[..., str]:
    """Call the command without vectors; returns what it says."""

    def finish(*_: Any) -> bool:
        Source.objects.filter(stage="embedding").update(status="COMPLETED", stage="")
        return False

    monkeypatch.setattr(work, "embed_pending", finish)
    # Processes beside this one would not see the test's own transaction; they need not.
    monkeypatch.setattr(command, "processes", lambda: 0)
    monkeypatch.setattr(time, "sleep", lambda _: None)

    def call(*arguments: str) -> str:
        call_command("crawl", *arguments, "--institution", "sur")
        return str(capsys.readouterr().out)

    return call


def test_command(source: Source, site: CrawlSite, told: Callable[..., str]) -> None:
    Source.objects.all().delete()
    said = told(site.url, "--max-pages", "5")
    made = Source.objects.get()
    assert (made.status, made.fetched, made.max_pages, made.owner) == ("COMPLETED", 5, 5, None)
    assert re.match(r"5 páginas leídas, \d+ pasajes\.", said)
    told(site.url, "--max-pages", "20")
    again = Source.objects.get()
    assert (again.run, again.fetched) == (2, 9)


def test_command_fails_with_the_reason(site: CrawlSite, told: Callable[..., str]) -> None:
    site.pages = {"/": Answer(status=403)}
    with pytest.raises(CommandError, match=r"El sitio no deja leer esta página \(403\)\."):
        told(site.url)
    with pytest.raises(CommandError, match="La dirección no es válida"):
        told("hola")
    with pytest.raises(CommandError, match="--max-pages is 0"):
        told(site.url, "--max-pages", "0")
    with pytest.raises(CommandError, match="--institution"):
        call_command("crawl", site.url)


def test_command_interrupted_is_mended_by_the_next(
    source: Source, site: CrawlSite, told: Callable[..., str]
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(command, "_let_progress_end", interrupt)
        original = Asker.next_page

        def at_third(self: Asker) -> float:
            if site.times("/p1"):
                raise KeyboardInterrupt
            return original(self)

        patched.setattr(Asker, "next_page", at_third)
        with pytest.raises(SystemExit) as caught:
            told(site.url)
    assert caught.value.code == 130
    assert Source.objects.get().status == "PROCESSING"
    told(site.url)
    made = Source.objects.get()
    assert (made.status, made.run, made.fetched) == ("COMPLETED", 1, 9)
    assert site.twice == []


@pytest.mark.django_db(transaction=True)
def test_reading_in_processes_beside(source: Source, site: CrawlSite) -> None:
    begin(source)
    with Beside(processes=1) as readers:
        assert run.work(source.id, readers=readers) is None
    assert done(source, site) == {"/", *LINKS}
    assert site.twice == []

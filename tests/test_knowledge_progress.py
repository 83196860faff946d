"""Telling how a source gets on: to whom, how often, and that the last state arrives."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from psichat import live
from scraping import progress
from scraping.models import Source
from tests.cast import Cast
from tests.source_rows import at_work, page_of

pytestmark = pytest.mark.django_db(transaction=True)


class Clock:
    """Time that passes when the test says so; timers run when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.timers: list[tuple[float, Any, tuple[Any, ...]]] = []

    def monotonic(self) -> float:
        return self.now

    def run(self) -> None:
        timers, self.timers = self.timers, []
        for wait, work, args in timers:
            self.now += wait
            thread = threading.Thread(target=work, args=args)
            thread.start()
            thread.join()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()

    class Timer:
        def __init__(self, wait: float, work: Any, args: tuple[Any, ...]) -> None:
            self.start = lambda: made.timers.append((wait, work, args))

    monkeypatch.setattr("scraping.progress.time.monotonic", made.monotonic)
    monkeypatch.setattr("scraping.progress.threading.Timer", Timer)
    return made


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    sent: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(live, "send", lambda group, event: sent.append((group, event)))
    progress._told_at.clear()
    progress._waiting.clear()
    yield sent
    progress._told_at.clear()
    progress._waiting.clear()


def test_the_institutions_tutors_are_told_all_they_show(
    cast: Cast, clock: Clock, told: list[Any]
) -> None:
    source = at_work(cast.tomas, now_reading="https://sur.example/becas")
    page_of(source)
    page_of(source, "otra", state="waiting")
    progress.tell(source.id)
    ((group, event),) = told
    assert group == f"knowledge.{cast.south.id}"
    assert event["type"] == "source"
    data = event["data"]
    assert data["id"] == str(source.id)
    assert (data["status"], data["stage"]) == ("PROCESSING", "crawling")
    assert data["progress"] == {
        "discovered": 20,
        "fetched": 5,
        "failed": 1,
        "chunks": 0,
        "embedded": 0,
    }
    assert data["pages"] == {"done": 1, "waiting": 1}
    assert data["now_reading"] == "https://sur.example/becas"
    assert (data["sentence"], data["deleted"]) == ("", False)


def test_a_hundred_changes_are_two_events_and_the_last_state_arrives(
    cast: Cast, clock: Clock, told: list[Any]
) -> None:
    source = at_work(cast.tomas)
    for fetched in range(100):
        Source.objects.filter(id=source.id).update(fetched=fetched)
        progress.tell(source.id)
    assert [event["data"]["progress"]["fetched"] for _group, event in told] == [0]
    assert len(clock.timers) == 1
    Source.objects.filter(id=source.id).update(status="FAILED", stage="", reason="robots")
    progress.tell(source.id)
    clock.run()
    assert len(told) == 2
    data = told[-1][1]["data"]
    assert (data["status"], data["progress"]["fetched"]) == ("FAILED", 99)
    assert data["error"] == "El archivo robots.txt del sitio pide no leerla."
    # What comes at once after it waits again.
    progress.tell(source.id)
    assert (len(told), len(clock.timers)) == (2, 1)


def test_sources_do_not_hold_each_other_back(cast: Cast, clock: Clock, told: list[Any]) -> None:
    progress.tell(at_work(cast.tomas).id)
    progress.tell(at_work(cast.olga).id)
    assert [group for group, _event in told] == [
        f"knowledge.{cast.south.id}",
        f"knowledge.{cast.north.id}",
    ]


def test_nothing_is_told_that_did_not_happen(cast: Cast, clock: Clock, told: list[Any]) -> None:
    source = at_work(cast.tomas)
    with transaction.atomic():
        progress.tell(source.id)
        transaction.set_rollback(True)
    assert told == []
    with transaction.atomic():
        Source.objects.filter(id=source.id).update(fetched=6)
        progress.tell(source.id)
        assert told == []
    assert told[0][1]["data"]["progress"]["fetched"] == 6


def test_it_never_raises(
    cast: Cast, clock: Clock, told: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise DatabaseError

    source = at_work(cast.tomas)
    monkeypatch.setattr("scraping.progress.selectors.page_counts", broken)
    progress.tell(source.id)
    progress.tell(Source(id=cast.south.id).id)  # there is no such source
    assert told == []

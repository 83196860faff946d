"""The content that came with the program, in the database, and what staff changed laid over it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from accounts.models import AuditEntry
from conversations.answers.embedded import content, files
from conversations.answers.embedded.building import Overlay
from conversations.answers.embedded.content import load
from conversations.catalogue import checks, current, editing, shipped, sync
from conversations.models import ContentVersion, Strategy, Wording
from psichat.errors import InvalidInput
from tests.cast import Cast

SLUG = "esqueleto_minimo"


@pytest.fixture(autouse=True)
def own_words() -> Iterator[None]:
    """Nothing of another test is laid over the files, before and after."""
    current.forget()
    yield
    current.forget()


@pytest.fixture
def synchronised(db: None) -> None:
    sync.sync()


def strategy(language: str = "es") -> Strategy:
    return Strategy.objects.get(slug=SLUG, language=language)


def wording(key: str = "thanks") -> Wording:
    return Wording.objects.get(key=key, language="es")


def ship(monkeypatch: pytest.MonkeyPatch, newer: dict[str, shipped.Data]) -> None:
    """Let a newer program say these Spanish lines."""
    real = shipped.wordings
    monkeypatch.setattr(
        shipped, "wordings", lambda language: newer if language == "es" else real(language)
    )


# --- the files ----------------------------------------------------------------------------------
@pytest.mark.parametrize("language", sorted(files.languages()))
def test_all_that_is_shipped_keeps_to_the_rules_of_the_admin(language: str) -> None:
    strategies, wordings = shipped.strategies(language), shipped.wordings(language)
    assert len(strategies) >= 40
    assert len(wordings) >= 400
    broken = {
        key: errors
        for key, data in wordings.items()
        if (errors := checks.wording_errors(key, language, data["lines"]))
    } | {
        slug: errors
        for slug, data in strategies.items()
        if (errors := checks.strategy_errors(data, language))
    }
    assert broken == {}


@pytest.mark.parametrize("language", sorted(files.languages()))
def test_every_line_has_one_address_and_can_be_changed(language: str) -> None:
    raw = files.read(language)
    found = list(files.places(raw))
    keys = [place.key for place in found]
    assert len(keys) == len(set(keys))
    assert max(len(key) for key in keys) <= (Wording._meta.get_field("key").max_length or 0)
    assert {"thanks", "intro.named", "question.minutes", "care.stay", "validate.soon"} <= {*keys}
    assert {"topic.exam.mirror", "topic.grief.ideas.0.say", "exercise.breathing.steps"} <= {*keys}
    for place in found:
        place.put(("¡Otra!",))
    assert {place.lines for place in files.places(raw)} == {("¡Otra!",)}


def test_a_language_without_its_files_speaks_spanish() -> None:
    assert files.spoken("fr") == "es"
    assert load("fr") is load("es")


def test_what_is_laid_over_is_said_and_the_rest_stays() -> None:
    before = load("es")
    wordings = {
        "thanks": ("De nada, de verdad.",),
        "question.minutes": ("¿Cuánto rato?",),
        "topic.grief.ideas.0.say": ("Respira.",),
        "exercise.breathing.close": ("Vuelve.",),
        "no.such.place": ("Nada.",),
    }
    changed = content.install("es", Overlay(wordings, {SLUG: None}))
    content.install("es", Overlay())
    assert changed.lines["thanks"] == ("De nada, de verdad.",)
    assert changed.questions["minutes"].texts == ("¿Cuánto rato?",)
    assert changed.questions["minutes"].chips == before.questions["minutes"].chips
    assert changed.topics["grief"].ideas[0].say == "Respira."
    assert changed.topics["grief"].ideas[0].then == before.topics["grief"].ideas[0].then
    assert changed.exercises["breathing"].close == ("Vuelve.",)
    assert set(before.strategies) - set(changed.strategies) == {SLUG}
    assert load("es").lines == before.lines


# --- into the database --------------------------------------------------------------------------
def test_all_is_brought_in_once(synchronised: None) -> None:
    assert Wording.objects.filter(language="es").count() == len(shipped.wordings("es"))
    assert editing.data_of(strategy()) == {**shipped.strategies("es")[SLUG], "is_active": True}
    assert wording().lines.splitlines() == [*load("es").lines["thanks"]]
    assert sync.sync() == {"added": 0, "renewed": 0, "removed": 0}


def test_a_newer_program_renews_what_nobody_edited(
    synchronised: None, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    editing.change(entry=wording("farewell"), data={"lines": "¡Chao!"}, by=cast.alicia)
    newer = dict(shipped.wordings("es"))
    newer["thanks"] = {"lines": "De nada."}
    newer["farewell"] = {"lines": "Adiós."}
    newer["brand_new"] = {"lines": "Nueva."}
    del newer["joke"]
    ship(monkeypatch, newer)
    assert sync.sync() == {"added": 1, "renewed": 1, "removed": 1}
    assert (wording().lines, wording("farewell").lines) == ("De nada.", "¡Chao!")
    assert wording("brand_new").lines == "Nueva."
    assert not Wording.objects.filter(language="es", key="joke").exists()
    assert sync.sync() == {"added": 0, "renewed": 0, "removed": 0}


def test_an_edit_while_it_is_renewed_stays(
    synchronised: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = dict(shipped.wordings("es")) | {"thanks": {"lines": "De nada."}}
    ship(monkeypatch, newer)
    digest = shipped.digest

    def edited_meanwhile(data: dict[str, Any]) -> str:
        Wording.objects.filter(key="thanks").update(lines="Mía.", is_edited=True)
        return digest(data)

    monkeypatch.setattr(shipped, "digest", edited_meanwhile)
    sync.sync()
    assert wording().lines == "Mía."


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_bring_each_entry_in_once() -> None:
    Strategy.objects.all().delete()
    Wording.objects.all().delete()
    both = threading.Barrier(2)
    failed: list[Exception] = []

    def process() -> None:
        both.wait()
        try:
            sync.sync()
        except DatabaseError as exc:
            failed.append(exc)
        finally:
            connection.close()

    threads = [threading.Thread(target=process) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert Wording.objects.filter(language="es").count() == len(shipped.wordings("es"))
    assert Strategy.objects.filter(language="es").count() == len(shipped.strategies("es"))


def test_migrating_brings_it_in_but_not_to_a_schema_of_yesterday(
    db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []
    monkeypatch.setattr(sync, "sync", lambda: called.append("sync"))
    executor = MigrationExecutor(connection)
    yesterday = executor.loader.project_state([("conversations", "0002_hotlines")]).apps
    sync.after_migrate(apps=apps)
    assert called == []  # the tests do without
    settings.CATALOGUE_AFTER_MIGRATE = True
    sync.after_migrate(apps=yesterday)
    sync.after_migrate(apps=apps, using="elsewhere")
    assert called == []
    sync.after_migrate(apps=apps)
    sync.after_migrate()  # the database was emptied
    assert called == ["sync", "sync"]


# --- out of the database ------------------------------------------------------------------------
def test_a_change_is_seen_and_looked_for_now_and_then_only(
    synchronised: None, cast: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    def looks(every: float) -> None:
        monkeypatch.setattr(current, "LOOK_EVERY_SECONDS", every)
        current.refresh()

    before = load("es")
    # two for the stamp, and two for what differs in each language
    with django_assert_num_queries(2 + 2 * len(files.languages())):
        looks(every=0)
    assert load("es") is before
    editing.change(entry=wording(), data={"lines": "¡De nada!"}, by=cast.alicia)
    with django_assert_num_queries(0):
        looks(every=1000)
    assert load("es") is before
    looks(every=0)
    changed = load("es")
    assert changed.lines["thanks"] == ("¡De nada!",)
    assert changed.strategies == before.strategies
    with django_assert_num_queries(2):
        looks(every=0)
    assert load("es") is changed


def test_strategies_changed_added_and_out_of_use(synchronised: None, cast: Cast) -> None:
    data = {**shipped.strategies("es")[SLUG], "name": "Mi esqueleto"}
    editing.change(entry=strategy(), data={"name": "Mi esqueleto"}, by=cast.alicia)
    editing.add_strategy(entry=Strategy(slug="nueva", language="es", **data), by=cast.alicia)
    other = Strategy.objects.get(slug="parrafo_feo", language="es")
    editing.change(entry=other, data={"is_active": False}, by=cast.alicia)
    current.refresh(now=True)
    found = load("es").strategies
    assert found[SLUG].name == "Mi esqueleto"
    assert found["nueva"].sizes == found[SLUG].sizes
    assert "parrafo_feo" not in found
    editing.reset(entry=other, by=cast.alicia)
    current.refresh(now=True)
    assert "parrafo_feo" in load("es").strategies


def test_a_broken_database_leaves_the_words_as_they_are(
    synchronised: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise DatabaseError

    before = load("es")
    monkeypatch.setattr(current, "_stamp", broken)
    current.refresh(now=True)
    assert load("es") is before


def test_a_row_that_nobody_could_have_saved_is_left_out(synchronised: None) -> None:
    Strategy.objects.filter(slug=SLUG).update(steps_10="sin minutos", is_edited=True)
    current.refresh(now=True)
    assert load("es").strategies[SLUG].sizes[10][0].minutes == 3


@pytest.mark.django_db(transaction=True)
async def test_looking_again_is_off_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[str] = []
    monkeypatch.setattr(current, "refresh", lambda: threads.append(threading.current_thread().name))
    await current.keep_fresh()
    assert len(threads) == 1
    assert threads != [threading.main_thread().name]
    monkeypatch.setattr(current, "is_due", lambda: False)
    await current.keep_fresh()
    assert len(threads) == 1


# --- editing ------------------------------------------------------------------------------------
def test_a_change_keeps_what_was_there_with_who(synchronised: None, cast: Cast) -> None:
    old = wording().lines
    new = editing.change(entry=wording(), data={"lines": " Uno. \r\n\r\n Dos."}, by=cast.alicia)
    assert isinstance(new, Wording)
    assert (new.lines, new.version, new.is_edited) == ("Uno.\nDos.", 2, True)
    kept = ContentVersion.objects.get()
    assert (kept.kind, kept.key, kept.version, kept.data) == (
        "wording",
        "thanks",
        1,
        {"lines": old},
    )
    assert kept.changed_by == cast.alicia
    entry = AuditEntry.objects.get(action="wording_changed")
    assert (entry.actor, entry.object_id) == (cast.alicia, str(new.pk))
    assert entry.detail == {"key": "thanks", "language": "es", "version": 2, "fields": ["lines"]}
    editing.change(entry=new, data={"lines": "Uno.\nDos."}, by=cast.alicia)
    assert ContentVersion.objects.count() == 1


def test_back_to_a_version_and_back_to_the_program(synchronised: None, cast: Cast) -> None:
    editing.change(entry=strategy(), data={"name": "Uno"}, by=cast.alicia)
    editing.change(entry=strategy(), data={"name": "Dos", "is_active": False}, by=cast.oriana)
    second = ContentVersion.objects.get(version=2)
    editing.restore(version=second, by=cast.alicia)
    assert (strategy().name, strategy().is_active, strategy().version) == ("Uno", True, 4)
    editing.reset(entry=strategy(), by=cast.alicia)
    assert (strategy().name, strategy().is_edited) == ("Esqueleto mínimo", False)
    names = [version.data["name"] for version in ContentVersion.objects.order_by("version")]
    assert names == ["Esqueleto mínimo", "Uno", "Dos", "Uno"]
    actions = AuditEntry.objects.order_by("id").values_list("action", flat=True)
    assert [*actions] == ["strategy_changed"] * 2 + ["content_restored", "content_reset"]


def test_what_did_not_come_with_the_program_cannot_go_back_to_it(cast: Cast) -> None:
    data = shipped.strategies("es")[SLUG]
    own = editing.add_strategy(entry=Strategy(slug="mia", language="es", **data), by=cast.alicia)
    with pytest.raises(InvalidInput, match="invalid"):
        editing.reset(entry=own, by=cast.alicia)
    assert own.is_edited
    version = ContentVersion(kind="wording", key="gone", language="es", version=1, data={})
    with pytest.raises(InvalidInput):
        editing.restore(version=version, by=cast.alicia)


def test_what_the_rules_refuse_is_not_stored(synchronised: None, cast: Cast) -> None:
    for entry, data in (
        (wording(), {"lines": "  "}),
        (strategy(), {"steps_10": "3: haz esto."}),
    ):
        with pytest.raises(InvalidInput) as refused:
            editing.change(entry=entry, data=data, by=cast.alicia)
        assert set(refused.value.errors or {}) == set(data)
    assert not ContentVersion.objects.exists()
    assert not Strategy.objects.exclude(version=1).exists()

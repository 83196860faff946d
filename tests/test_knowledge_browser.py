"""The knowledge pages in a browser: progress as it happens, deleting and the way back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from scraping import progress
from scraping.models import Source
from tests.cast import Cast
from tests.source_rows import at_work, page_of, ready
from tests.test_story import in_thread
from tests.test_tutor_live import Enter, online
from tests.test_tutor_live import enter as enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def everything_told(transactional_db: None) -> Iterator[None]:
    """What is still to be told to the screens is told before the test's rows go."""
    yield
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.join()


def change(source: Source, **values: Any) -> None:
    """What a worker does: write, and tell."""
    Source.objects.filter(id=source.id).update(**values)
    in_thread(progress._send, source.id)


def test_progress_is_seen_as_it_happens(cast: Cast, enter: Enter) -> None:
    source = at_work(cast.tomas, name="Becas", max_pages=50)
    page = enter(cast.teresa, "/knowledge/")
    online(page)
    row = page.locator(f"#source-{source.id}")
    bar = row.get_by_role("progressbar", name="Avance de Becas")
    expect(bar).to_have_js_property("value", 7)
    change(source, fetched=11, discovered=30, now_reading="https://www.sur.example/ayudas/a%C3%B1o")
    expect(bar).to_have_js_property("value", 13)
    expect(bar).to_have_js_property("max", 30)
    expect(row).to_contain_text("13 de 30 páginas")
    expect(row).to_contain_text("sur.example/ayudas/año")

    change(source, stage="embedding", chunks=40, embedded=10, now_reading="")
    expect(row).to_contain_text("10 de 40 pasajes")
    expect(page.locator("#announcer")).to_have_text("")
    change(source, status="COMPLETED", stage="", embedded=40, finished_at=timezone.now())
    expect(row.locator(".badge")).to_have_text("Lista")
    expect(row.get_by_role("progressbar")).to_have_count(0)
    expect(page.locator("#announcer")).to_have_text("Becas: Lista")

    # What somebody else adds appears by itself.
    other = ready(cast.alicia, "https://sur.example/otra/", name="Otra fuente")
    in_thread(progress._send, other.id)
    expect(page.locator(".sources")).to_contain_text("Otra fuente")


def test_without_the_socket_what_is_at_work_is_asked_for(cast: Cast, enter: Enter) -> None:
    source = at_work(cast.tomas)
    page = enter(cast.tomas, "about:blank")
    page.clock.install()
    page.route_web_socket("**/ws/tutor/", lambda socket: socket.close())
    page.goto(f"/knowledge/sources/{source.id}/")
    expect(page.locator("#live-state")).to_have_attribute("data-state", "offline")
    Source.objects.filter(id=source.id).update(status="COMPLETED", stage="", fetched=17)
    page_of(source)
    page.clock.run_for(5_000)
    expect(page.locator("#source-head .badge")).to_have_text("Lista")
    page.clock.run_for(5_000)
    expect(page.locator("#pages")).to_contain_text("sur.example/becas")


def test_a_deletion_is_asked_once_and_undone(cast: Cast, enter: Enter) -> None:
    source = ready(cast.tomas, name="Becas")
    page = enter(cast.tomas, "/knowledge/")
    page.get_by_label("Borrar Becas").press("Enter")
    assert Source.objects.get().deleted_at is None
    page.get_by_role("button", name="Sí, borrar").click()
    expect(page.locator("#sources-said")).to_contain_text("Borraste «Becas»")
    expect(page.locator(f"#source-{source.id}")).to_have_count(0)
    expect(page.get_by_role("button", name="Deshacer")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#source-{source.id}")).to_be_visible()
    expect(page.locator(f"#start-{source.id}")).to_be_focused()
    assert Source.objects.get().deleted_at is None


@pytest.mark.parametrize("path", ["", "sources/{}/"], ids=["list", "source"])
def test_the_focus_stays_where_somebody_acts(
    cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr("scraping.tasks.crawl.apply_async", lambda *_, **__: None)
    source = ready(cast.tomas, name="Becas")
    page = enter(cast.tomas, f"/knowledge/{path.format(source.id)}")
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    online(page)
    page.locator(f"#start-{source.id}").press("Enter")
    expect(page.locator(f"#stop-{source.id}")).to_be_focused()
    # It ends by itself, under the fingers of whoever stands there.
    change(source, status="COMPLETED", stage="", worker="", lease_until=None)
    expect(page.locator(f"#start-{source.id}")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator(f"#stop-{source.id}").press("Enter")
    expect(page.locator(".badge").first).to_have_text("Deteniéndose")
    assert complaints == []


def test_a_large_file_is_sent_and_one_too_large_is_not(
    cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scraping.tasks.crawl.apply_async", lambda *_, **__: None)
    page = enter(cast.tomas, "/knowledge/")
    text = b"# Reglamento\n\n" + b"Una frase del reglamento. " * 40_000  # a megabyte
    page.get_by_label("Elige archivos").set_input_files(
        {"name": "reglamento.md", "mimeType": "text/markdown", "buffer": text}
    )
    page.get_by_role("button", name="Subir y leer").click()
    expect(page.locator(".sources")).to_contain_text("reglamento.md")
    expect(page.locator("#toasts")).to_contain_text("1 archivo agregado.")
    assert Source.objects.get().pages.get().size == len(text)

    page.locator("[data-upload]").evaluate("form => { form.dataset.most = 1048575 }")
    page.get_by_label("Elige archivos").set_input_files(
        {"name": "otro.md", "mimeType": "text/markdown", "buffer": text + text}
    )
    expect(page.get_by_role("alert")).to_contain_text("«otro.md» es demasiado grande")
    page.get_by_role("button", name="Subir y leer").click()
    expect(page.get_by_role("button", name="Subir y leer")).to_be_enabled()
    assert Source.objects.count() == 1


def test_axe_finds_nothing(cast: Cast, enter: Enter) -> None:
    at_work(cast.tomas, now_reading="https://sur.example/" + "a" * 200)
    source = ready(cast.tomas, "https://sur.example/x/", reason="only_one", name="Sin-cortes" * 15)
    done = page_of(source)
    page_of(source, "b" * 100, state="failed", reason="not_found")
    page = enter(cast.tomas, "about:blank")
    found = {}
    views: list[tuple[str, Literal["dark", "light"], int]] = [
        ("", "dark", 360),
        (f"sources/{source.id}/", "light", 360),
        (f"pages/{done.id}/", "dark", 1280),
    ]
    for path, scheme, width in views:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"/knowledge/{path}")
        violations = Axe().run(page).response["violations"]
        wider = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if violations or wider:
            names = [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in violations]
            found[path] = (names, wider)
    assert found == {}

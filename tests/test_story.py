"""The main story in a real browser: a student on two screens, and her tutor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accounts.models import Consent, User
from conversations.models import Conversation, Message
from tests.cast import Cast, conversation_of
from tests.factories import PASSWORD
from tests.servers import ThreadServer
from tests.test_turn import run
from tutoring.models import Alert, Intervention

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 360, "height": 740}
FRUSTRATED = "Estoy súper frustrada con mi ensayo de filosofía, es para mañana"
CRISIS = "ya no quiero seguir viviendo"

Enter = Callable[..., Page]


@pytest.fixture
def enter(
    cast: Cast, server: ThreadServer, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Enter]:
    """A page of a browser of its own, in which that person has signed in through the form."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def sign_in(user: User | None, path: str = "/", **options: Any) -> Page:
        context = browser.new_context(**{**browser_context_args, **options}, base_url=server.url)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{path}: {error}"))
        page.on(
            "console",
            lambda message: (
                faults.append(f"{path}: {message.text}")
                if "Content Security Policy" in message.text
                else None
            ),
        )
        if user is not None:
            page.goto("/accounts/login/")
            page.get_by_label("Correo").fill(user.email)
            page.get_by_label("Contraseña", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Entrar").click()
            page.wait_for_url(lambda url: "/login" not in url)
        page.goto(path)
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert faults == []


def write(page: Page, text: str) -> None:
    page.get_by_label("Tu mensaje").fill(text)
    page.keyboard.press("Enter")


def in_thread(work: Callable[..., Any], *arguments: Any) -> None:
    """Do it on a thread without the event loop that the browser's driver leaves in this one."""

    def do() -> None:
        work(*arguments)
        connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(do).result()


def bubble(page: Page, text: str | re.Pattern[str]) -> Any:
    return page.locator(".bubble").filter(has_text=text)


def online(page: Page) -> None:
    expect(page.locator("#status")).to_have_attribute("data-state", "online")


def test_from_the_first_visit_to_the_closed_alert(cast: Cast, enter: Enter, settings: Any) -> None:
    settings.ANSWER_PACE_SECONDS = 0.02

    # Ana signs in, reads and accepts the notice, and writes.
    Consent.objects.filter(user=cast.ana).delete()
    ana = enter(cast.ana)
    expect(ana).to_have_url(re.compile("/accounts/consent/"))
    ana.get_by_role("button", name=re.compile("acepto$")).click()
    expect(ana).to_have_url(re.compile("/chat/$"))
    online(ana)
    write(ana, FRUSTRATED)
    expect(bubble(ana, FRUSTRATED)).to_be_visible()
    expect(ana.locator(".bubble--assistant").first).to_be_visible()
    expect(ana.locator("#quick-replies button").first).to_be_visible()
    ana.wait_for_url(re.compile(r"/chat/[0-9a-f-]{36}/"))
    conversation = Conversation.objects.get()

    # The same conversation on her phone.
    phone = enter(cast.ana, f"/chat/{conversation.id}/", viewport=PHONE)
    online(phone)
    expect(bubble(phone, FRUSTRATED)).to_have_count(1)
    answer = conversation.messages.get(sender="assistant").text
    first_words = re.compile(re.escape(answer.split(".")[0][:40]))
    expect(bubble(phone, first_words)).to_have_count(1)

    # Her tutor has the queue open; then the crisis.
    tomas = enter(cast.tomas, "/tutor/")
    expect(tomas.locator(".queue__row")).to_have_count(0)
    write(ana, CRISIS)
    safety = ana.get_by_role("link", name=re.compile(r"\*4141"))
    expect(safety.first).to_be_visible()
    expect(bubble(phone, CRISIS)).to_have_count(1)
    row = tomas.locator(".queue__row").filter(has_text="Ana Rojas")
    expect(row).to_be_visible(timeout=2_000)
    expect(row).to_contain_text("seguir viviendo")
    expect(row).to_contain_text("Crítica")
    expect(tomas).to_have_title(re.compile(r"\(1\)"))

    # The tutor takes it; Ana sees that a person is there.
    row.get_by_role("button", name=re.compile("Tomar|Atender")).click()
    expect(bubble(ana, re.compile("Tomás, de tu equipo de tutoría"))).to_be_visible()
    tomas.goto(f"/tutor/conversations/{conversation.id}/")
    expect(tomas.locator(".emotion").first).to_be_visible()
    expect(tomas.locator("mark.evidence").first).to_be_visible()

    # Takes over: the assistant is silent, the tutor's words are a person's.
    tomas.get_by_role("button", name="Tomar la conversación").click()
    expect(ana.locator("#takeover")).to_be_visible()
    expect(ana.locator("#takeover")).to_contain_text("Tomás")
    write(ana, "hola, gracias por leerme")
    expect(tomas.locator(".bubble").filter(has_text="gracias por leerme")).to_be_visible()
    tomas.get_by_label(re.compile("Mensaje para")).fill("Hola Ana, soy Tomás. Estoy contigo.")
    tomas.get_by_role("button", name="Enviar").click()
    words = ana.locator(".bubble--tutor").filter(has_text="Estoy contigo")
    expect(words).to_be_visible()
    expect(words).to_contain_text("Tomás Silva")
    expect(phone.locator(".bubble--tutor").filter(has_text="Estoy contigo")).to_have_count(1)
    answered = Message.objects.filter(sender="assistant", answers__text__contains="leerme")
    assert not answered.exists()

    # Gives back, notes what was agreed, closes the alert with a reason.
    tomas.get_by_role("button", name="Devolver la conversación").click()
    expect(ana.locator("#takeover")).to_be_hidden()
    tomas.get_by_text("Anotar una llamada, reunión o derivación").click()
    care = tomas.locator("#panel-care")
    care.get_by_label("Qué se acordó").fill("La llamé; esta noche está con su hermana.")
    care.get_by_role("button", name="Guardar").click()
    expect(tomas.locator(".toast--success").first).to_be_visible()
    assert Alert.objects.get().state == "in_progress"
    assert sorted(Intervention.objects.values_list("kind", flat=True)) == [
        "call",
        "message",
        "takeover",
    ]
    alerts = tomas.locator("#panel-alerts")
    alerts.get_by_text("Cerrar", exact=True).click()
    alerts.get_by_role("button", name="Cerrar la alerta").click()
    expect(alerts.locator(".field__error").first).to_be_visible()
    assert Alert.objects.get().state == "in_progress"
    closing = alerts.locator("form").filter(has_text="Cerrar la alerta")
    closing.locator("input[type=text]").fill("Acompañada por su familia")
    alerts.get_by_role("button", name="Cerrar la alerta").click()
    expect(alerts).to_contain_text("Sin alertas abiertas")
    closed = Alert.objects.get()
    assert (closed.state, closed.reason) == ("resolved", "Acompañada por su familia")


def test_what_is_typed_without_a_network_is_kept_and_sent_once(
    cast: Cast, enter: Enter, settings: Any
) -> None:
    student = cast.ana
    conversation = conversation_of(student)
    page = enter(student, f"/chat/{conversation.id}/")
    online(page)
    write(page, "hola")
    expect(page.locator(".bubble--assistant")).to_have_count(1)

    page.context.set_offline(True)
    expect(page.locator("#status")).not_to_have_attribute("data-state", "online")
    write(page, "escribo sin red")
    expect(bubble(page, "escribo sin red")).to_be_visible()
    assert not Message.objects.filter(text="escribo sin red").exists()

    page.context.set_offline(False)
    online(page)
    expect(page.locator(".bubble--assistant")).to_have_count(2, timeout=20_000)
    expect(bubble(page, "escribo sin red")).to_have_count(1)
    assert Message.objects.filter(text="escribo sin red").count() == 1


def test_a_draft_survives_a_reload(cast: Cast, enter: Enter, settings: Any) -> None:
    student = cast.ana
    page = enter(student, f"/chat/{conversation_of(student).id}/")
    online(page)
    page.get_by_label("Tu mensaje").fill("a medio escribir")
    page.reload()
    expect(page.get_by_label("Tu mensaje")).to_have_value("a medio escribir")


def test_the_chat_works_without_javascript(cast: Cast, enter: Enter, settings: Any) -> None:
    student = cast.ana
    page = enter(student, "/chat/", java_script_enabled=False)
    page.get_by_label("Tu mensaje").fill("¿Me ayudas con la semana?")
    page.get_by_role("button", name="Enviar").click()
    expect(page.locator(".bubble--student")).to_have_count(1)
    expect(page.locator(".bubble--assistant")).to_have_count(1)
    page.get_by_text("Ayuda ahora").first.click()
    expect(page.get_by_role("link", name=re.compile(r"\*4141")).first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(
    cast: Cast, enter: Enter, settings: Any, scheme: str, width: int
) -> None:
    student = cast.ana
    conversation = conversation_of(student)
    for text in (FRUSTRATED, CRISIS):
        in_thread(run, conversation, text)
    view = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    visitor = enter(None, "/accounts/login/", **view)
    ana = enter(student, f"/chat/{conversation.id}/", **view)
    online(ana)
    tomas = enter(cast.tomas, "/tutor/", **view)
    pages = [
        *((visitor, path) for path in ("/accounts/login/", "/accounts/register/",
                                       "/accounts/password/forgotten/")),
        *((ana, path) for path in (f"/chat/{conversation.id}/", "/chat/", "/accounts/me/",
                                   "/accounts/consent/", "/nada/")),
        *((tomas, path) for path in ("/tutor/", f"/tutor/conversations/{conversation.id}/",
                                     "/tutor/students/", f"/tutor/students/{student.id}/",
                                     "/tutor/follow-ups/")),
    ]  # fmt: skip
    found = {}
    for page, path in pages:
        page.goto(path)
        violations = Axe().run(page).response["violations"]
        if violations:
            found[path] = [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in violations]
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if overflow > 0:
            found.setdefault(path, []).append(("wider than the screen", [overflow]))
    assert found == {}

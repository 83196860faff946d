"""The tutors' pages in a browser: live, still under the pointer, and without scripts."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from conversations.models import Conversation, Message
from tests.cast import Cast, conversation_of, token
from tests.servers import ThreadServer
from tests.tutor_stage import alert_of, page_of, says
from tutoring.models import Alert, Intervention

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CRISIS = "ya no quiero seguir viviendo"
Enter = Callable[..., Page]
Write = Callable[[Conversation, str], None]


@pytest.fixture
def enter(
    cast: Cast, server: ThreadServer, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Enter]:
    """A page of somebody signed in; a fault of its scripts fails the test."""
    faults: list[str] = []
    contexts = []

    def open_page(user: User, path: str, **options: Any) -> Page:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        name = django_settings.SESSION_COOKIE_NAME
        context = browser.new_context(**{**browser_context_args, **options}, base_url=server.url)
        contexts.append(context)
        value = client.cookies[name].value
        context.add_cookies([{"name": name, "value": value, "url": server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def online(page: Page) -> None:
    expect(page.locator("#live-state")).to_have_attribute("data-state", "online")


@pytest.fixture
def write(server: ThreadServer) -> Write:
    """A student sends a message, from another device."""

    def send(conversation: Conversation, text: str) -> None:
        body = {"message": text, "conversation_id": str(conversation.id)}
        bearer = f"Bearer {token(conversation.student)}"
        request = urllib.request.Request(  # noqa: S310
            f"{server.url}/api/v1/chat/send",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Authorization": bearer},
        )
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            assert answer.status == 200

    return send


def test_nothing_moves_under_the_pointer(cast: Cast, enter: Enter, write: Write) -> None:
    first = alert_of(conversation_of(cast.bruno), "critical")
    page = enter(cast.tomas, "/tutor/")
    online(page)
    row = page.locator(f"#alert-{first.id}")
    row.hover()
    before = row.bounding_box()

    write(conversation_of(cast.ana), CRISIS)
    expect(page.locator("#queue-held")).to_have_text("1 alerta nueva — mostrar")
    expect(page.locator("#arrivals .queue__row")).to_contain_text("Ana Rojas")
    expect(page).to_have_title(re.compile(r"^\(2\) Alertas"))
    expect(page.locator("#announcer")).to_have_text("Alerta crítica: Ana Rojas")
    assert row.bounding_box() == before
    expect(page.locator("#queue-list .queue__row")).to_have_count(1)

    page.locator("#queue-held button").click()
    expect(page.locator("#queue-list .queue__row")).to_have_count(2)
    expect(page.locator("#arrivals")).to_be_hidden()


def test_an_alert_taken_by_another_changes_in_place(cast: Cast, enter: Enter) -> None:
    alert = alert_of(conversation_of(cast.ana))
    tomas, alicia = enter(cast.tomas, "/tutor/"), enter(cast.alicia, "/tutor/")
    online(tomas)
    online(alicia)
    alicia.get_by_role("button", name="Tomar la alerta de Ana Rojas").click()
    expect(tomas.locator(f"#alert-{alert.id}")).to_contain_text("Vista · Alicia Mora")
    expect(tomas.get_by_role("button", name="Tomar la alerta de Ana Rojas")).to_have_count(0)
    expect(tomas).to_have_title(re.compile("^Alertas"))


def test_without_the_socket_the_queue_says_so_and_polls(
    cast: Cast, enter: Enter, write: Write
) -> None:
    page = enter(cast.tomas, "about:blank")
    page.route_web_socket("**/ws/tutor/", lambda socket: socket.close())
    page.goto("/tutor/")
    expect(page.locator("#live-state")).to_contain_text("actualizo cada 5 s")
    write(conversation_of(cast.ana), CRISIS)
    expect(page.locator(".queue__row")).to_contain_text("Ana Rojas", timeout=8_000)


def test_the_transcript_grows_and_a_double_click_sends_once(cast: Cast, enter: Enter) -> None:
    talk = conversation_of(cast.ana)
    says(talk, "hola")
    page = enter(cast.tomas, page_of(talk))
    online(page)
    page.get_by_label("Mensaje para Ana").fill("Te leo, Ana")
    page.get_by_role("button", name="Enviar").dblclick()
    expect(page.locator(".turn--tutor")).to_have_count(1)
    expect(page.get_by_label("Mensaje para Ana")).to_have_value("")
    assert Message.objects.filter(sender="tutor").count() == 1

    alicia = enter(cast.alicia, page_of(talk))
    alicia.get_by_role("button", name="Tomar la conversación").click()
    expect(page.locator("#panel-speaker")).to_contain_text("Alicia Mora")
    expect(page.locator("#panel-composer")).to_contain_text("Alicia Mora tiene la conversación")


def test_what_a_tutor_types_survives_what_others_do(cast: Cast, enter: Enter, write: Write) -> None:
    talk = conversation_of(cast.ana)
    write(talk, CRISIS)
    page = enter(cast.tomas, page_of(talk))
    online(page)
    page.locator("#panel-alerts summary", has_text="Cerrar").click()
    note = page.get_by_label("Nota (opcional)")
    note.fill("a medio escribir")
    page.get_by_label("Mensaje para Ana").fill("también a medias")
    write(talk, "otra vez quiero morir")
    expect(page.locator(".turn--student")).to_have_count(2)
    expect(page.locator("mark.evidence")).to_have_count(2)
    expect(page.locator("[data-stale]")).to_be_visible()
    expect(note).to_have_value("a medio escribir")
    expect(page.get_by_label("Mensaje para Ana")).to_have_value("también a medias")

    page.get_by_role("button", name="Cerrar la alerta").click()
    expect(page.locator("#panel-alerts .field__error")).to_be_visible()
    expect(note).to_have_value("a medio escribir")
    page.get_by_label("Conversamos y está a salvo").check()
    page.get_by_role("button", name="Cerrar la alerta").click()
    expect(page.locator("#panel-alerts .alert-card")).to_have_count(0)
    page.get_by_role("button", name="Deshacer").click()
    expect(page.locator("#panel-alerts .alert-card")).to_have_count(1)
    assert Alert.objects.get().state == "open"


def test_a_whole_case_without_scripts(cast: Cast, enter: Enter, write: Write) -> None:
    talk = conversation_of(cast.ana)
    write(talk, CRISIS)
    page = enter(cast.tomas, "/tutor/", java_script_enabled=False)
    page.get_by_role("button", name="Tomar la alerta de Ana Rojas").click()
    expect(page.locator(".queue__row")).to_contain_text("Vista · Tomás Silva")
    page.get_by_role("link", name="Abrir la conversación de Ana Rojas").click()
    page.get_by_role("button", name="Tomar la conversación").click()
    page.get_by_label("Mensaje para Ana").fill("Hola Ana")
    page.get_by_role("button", name="Enviar").click()
    expect(page.locator(".turn--tutor")).to_contain_text("Hola Ana")
    page.get_by_role("button", name="Devolver la conversación").click()
    page.get_by_text("Anotar una llamada").click()
    page.get_by_label("Qué se acordó").fill("Llamé a su mamá")
    page.get_by_label("Seguimiento (opcional)").fill("2030-05-03T09:30")
    page.locator("#panel-care").get_by_role("button", name="Guardar").click()
    page.locator("#panel-alerts summary", has_text="Cerrar").click()
    page.get_by_label("Conversamos y está a salvo").check()
    page.get_by_role("button", name="Cerrar la alerta").click()
    expect(page.get_by_text("Cerraste la alerta.")).to_be_visible()
    kinds = set(Intervention.objects.values_list("kind", flat=True))
    assert kinds == {"takeover", "message", "call"}
    assert Alert.objects.get().state == "resolved"

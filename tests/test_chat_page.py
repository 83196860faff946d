"""The chat page in a real browser, where the network, the socket or the answer fails it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from conversations.models import Message
from tests.cast import Cast, conversation_of
from tests.test_story import Enter, bubble, online, write
from tests.test_story import enter as enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def finished(page: Page) -> Any:
    return page.locator(".msg--assistant[data-status=complete]")


def wait_for_worker(page: Page) -> None:
    """Until the service worker is there and has kept the page."""
    page.evaluate(
        """async () => {
          await navigator.serviceWorker.ready;
          while (!(await caches.match(location.pathname, {cacheName: "psichat-pages"}))) {
            await new Promise((again) => setTimeout(again, 20));
          }
        }"""
    )


def test_the_page_opens_offline_and_sends_what_was_typed_there(cast: Cast, enter: Enter) -> None:
    conversation = conversation_of(cast.ana)
    page = enter(cast.ana, f"/chat/{conversation.id}/")
    online(page)
    wait_for_worker(page)

    page.context.set_offline(True)
    page.reload()
    write(page, "primera sin red")
    write(page, "segunda sin red")
    expect(bubble(page, "segunda sin red")).to_contain_text("apenas vuelva la conexión")
    page.reload()
    expect(page.locator(".msg--student")).to_have_count(2)

    page.context.set_offline(False)
    online(page)
    expect(finished(page)).to_have_count(2, timeout=20_000)
    stored = conversation.messages.filter(sender="student").order_by("seq")
    assert list(stored.values_list("text", flat=True)) == ["primera sin red", "segunda sin red"]


def test_what_was_typed_before_any_conversation_begins_one(cast: Cast, enter: Enter) -> None:
    page = enter(cast.ana, "/chat/")
    wait_for_worker(page)
    page.context.set_offline(True)
    write(page, "mi primera pregunta")
    expect(bubble(page, "mi primera pregunta")).to_be_visible()
    page.reload()
    expect(bubble(page, "mi primera pregunta")).to_be_visible()

    page.context.set_offline(False)
    page.wait_for_url(re.compile(r"/chat/[0-9a-f-]{36}/"))
    expect(finished(page)).to_have_count(1, timeout=20_000)
    assert Message.objects.filter(sender="student").count() == 1


def test_a_stopped_answer_is_asked_for_again(cast: Cast, enter: Enter, settings: Any) -> None:
    settings.ANSWER_PACE_SECONDS = 0.3
    page = enter(cast.ana, f"/chat/{conversation_of(cast.ana).id}/")
    online(page)
    write(page, "tengo un ensayo para mañana")
    expect(page.locator(".msg[data-status=streaming]")).to_be_visible()
    page.get_by_role("button", name="Detener la respuesta").click()
    expect(page.locator(".msg--assistant")).to_contain_text("Respuesta interrumpida")

    settings.ANSWER_PACE_SECONDS = 0
    page.get_by_role("button", name="Reintentar").click()
    expect(finished(page)).to_have_count(1)
    expect(page.locator(".msg--assistant")).to_have_count(1)
    assert Message.objects.filter(sender="student").count() == 1
    assert Message.objects.get(sender="assistant").status == "complete"


def test_without_a_socket_the_page_goes_on_by_plain_calls(cast: Cast, enter: Enter) -> None:
    conversation = conversation_of(cast.ana)
    page = enter(cast.ana, "/accounts/me/")
    page.route_web_socket(re.compile("/ws/chat/"), lambda socket: socket.close())
    page.goto(f"/chat/{conversation.id}/")
    write(page, "hola por la otra vía")
    expect(page.locator("#status")).to_have_attribute("data-state", "polling", timeout=15_000)
    expect(finished(page)).to_have_count(1, timeout=15_000)
    expect(page.locator(".msg")).to_have_count(2)
    assert conversation.messages.count() == 2


def test_a_text_that_is_too_long_stays_in_the_box(cast: Cast, enter: Enter) -> None:
    page = enter(cast.ana, f"/chat/{conversation_of(cast.ana).id}/")
    online(page)
    text = "á" * 2001
    write(page, text)
    expect(page.locator("#composer-error")).to_contain_text("2000")
    expect(page.get_by_label("Tu mensaje")).to_have_value(text)
    assert not Message.objects.exists()


def test_signing_out_empties_the_kept_pages_and_keeps_the_draft(cast: Cast, enter: Enter) -> None:
    path = f"/chat/{conversation_of(cast.ana).id}/"
    page = enter(cast.ana, path)
    online(page)
    wait_for_worker(page)
    page.get_by_label("Tu mensaje").fill("a medio escribir")
    page.get_by_role("button", name="Salir").click()
    page.wait_for_url(re.compile("/login/"))
    assert "psichat-pages" not in page.evaluate("caches.keys()")
    assert "a medio escribir" in page.evaluate("Object.values(localStorage)")

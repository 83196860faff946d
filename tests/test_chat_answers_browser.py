"""What stands under an answer in a real browser: thumbs, the mark of the fall-back, sources."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from conversations.models import Message, Rating
from conversations.wire import message_dict
from tests.cast import Cast, conversation_of
from tests.chat_stage import said, told, wired
from tests.test_story import Enter, online
from tests.test_story import enter as enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SOURCES = [
    {"title": "Reglamento", "url": "https://example.edu/reglamento", "quote": "Hasta tres faltas."},
    {"title": "", "url": "https://example.edu/fechas", "quote": ""},
]


def thumb(page: Page, name: str) -> Any:
    return page.locator(".thumbs").get_by_role("button", name=name, exact=True)


def rated() -> list[tuple[int, str, str]]:
    return list(Rating.objects.values_list("rating", "reason", "comment"))


# --- thumbs -------------------------------------------------------------------------------------
def test_a_thumb_down_asks_why_and_is_there_after_a_reload(cast: Cast, enter: Enter) -> None:
    conversation = told(cast.ana, {})
    page = enter(cast.ana, f"/chat/{conversation.id}/")
    thumb(page, "No me sirvió").click()
    why = page.locator(".why")
    reasons = why.get_by_role("radio")
    expect(reasons).to_have_count(len(Rating.Reason.choices))
    expect(reasons.first).to_be_focused()
    assert rated() == [(1, "", "")]
    with page.expect_response(re.compile("/satisfaction")):
        why.get_by_label("Es muy larga o difícil").check()
    assert rated() == [(1, "too_long", "")]
    why.get_by_label("¿Algo más? (opcional)").fill("me perdí en el tercer paso")
    why.get_by_role("button", name="Enviar").click()
    expect(why).to_have_count(0)
    expect(thumb(page, "No me sirvió")).to_be_focused()
    assert rated() == [(1, "too_long", "me perdí en el tercer paso")]

    page.reload()
    expect(thumb(page, "No me sirvió")).to_have_attribute("aria-pressed", "true")
    expect(thumb(page, "Me sirvió")).to_have_attribute("aria-pressed", "false")


def test_a_thumb_is_changed_and_taken_back(cast: Cast, enter: Enter) -> None:
    page = enter(cast.ana, f"/chat/{told(cast.ana, {}).id}/")
    thumb(page, "No me sirvió").click()
    page.locator(".why").get_by_label("Tiene un error").check()
    thumb(page, "Me sirvió").click()
    expect(thumb(page, "Me sirvió")).to_have_attribute("aria-pressed", "true")
    expect(thumb(page, "No me sirvió")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".why")).to_have_count(0)
    assert rated() == [(5, "", "")]
    thumb(page, "Me sirvió").click()
    expect(thumb(page, "Me sirvió")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#announcer")).to_contain_text("Quitaste tu valoración.")
    assert rated() == []


def test_the_reasons_close_by_escape_and_the_thumb_stays(cast: Cast, enter: Enter) -> None:
    page = enter(cast.ana, f"/chat/{told(cast.ana, {}).id}/")
    thumb(page, "No me sirvió").press("Enter")
    expect(page.locator(".why input").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".why")).to_have_count(0)
    expect(thumb(page, "No me sirvió")).to_be_focused()
    assert rated() == [(1, "", "")]


def test_a_thumb_that_is_not_kept_is_not_shown(cast: Cast, enter: Enter) -> None:
    page = enter(cast.ana, f"/chat/{told(cast.ana, {}).id}/")
    # Not `page.route`: a request that passes the service worker would not be caught by it.
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no network')); }")
    thumb(page, "Me sirvió").click()
    expect(page.locator(".toast--error")).to_be_visible()
    expect(thumb(page, "Me sirvió")).to_have_attribute("aria-pressed", "false")


# --- where an answer came from ------------------------------------------------------------------
def test_an_answer_of_the_fall_back_says_so(cast: Cast, enter: Enter) -> None:
    conversation = told(cast.ana, {})
    said(conversation, "Esto lo dice la reserva.", fallback=True)
    page = enter(cast.ana, f"/chat/{conversation.id}/")
    labels = page.get_by_role("button", name="respuesta de reserva")
    expect(labels).to_have_count(1)
    why = page.get_by_role("tooltip", include_hidden=True)
    expect(why).to_be_hidden()
    labels.hover()
    expect(why).to_contain_text("El servicio habitual no respondió")
    page.keyboard.press("Escape")
    expect(why).to_be_hidden()
    page.mouse.move(0, 0)
    labels.focus()
    expect(why).to_be_visible()
    expect(labels).to_have_accessible_description(re.compile("^El servicio habitual"))


def test_the_mark_is_there_without_javascript(cast: Cast, enter: Enter) -> None:
    conversation = told(cast.ana, {})
    said(conversation, "Esto lo dice la reserva.", fallback=True)
    page = enter(cast.ana, f"/chat/{conversation.id}/", java_script_enabled=False)
    expect(page.get_by_role("button", name="respuesta de reserva")).to_have_count(1)


@pytest.mark.parametrize(
    ("pieces", "whole", "spoken"),
    [
        (["Toma dos ", "pastillas."], "Mejor lo vemos con alguien.", "PsiChat cambió su respuesta"),
        (["Vamos por ", "partes."], "Vamos por partes. Y con calma.", "PsiChat: "),
    ],
    ids=["withheld", "longer"],
)
def test_a_replaced_answer_is_read_once(
    cast: Cast, enter: Enter, pieces: list[str], whole: str, spoken: str
) -> None:
    conversation = conversation_of(cast.ana)
    page = enter(cast.ana, "/accounts/me/")
    sockets = wired(page)
    page.goto(f"/chat/{conversation.id}/")
    online(page)
    answer = Message(conversation=conversation, seq=1, sender="assistant", text=whole)
    page.evaluate(
        """() => {
          window.heard = [];
          new MutationObserver((changes) => changes.forEach(({ addedNodes }) => {
            addedNodes.forEach((node) => heard.push(node.textContent));
          })).observe(document.getElementById("announcer"), { childList: true });
        }"""
    )
    for piece in pieces:
        _slip(sockets[-1], "chunk", {"message_id": str(answer.id), "text": piece})
    bubble = page.locator(".msg--assistant")
    expect(bubble).to_contain_text("".join(pieces))
    assert page.evaluate("heard") == []
    answer.fallback = True
    complete = {"message": message_dict(answer), "quick_replies": [], "state": {}}
    _slip(sockets[-1], "complete", complete)
    expect(bubble.locator(".bubble__text")).to_have_text(whole)
    expect(bubble).to_have_count(1)
    expect(bubble.get_by_role("button", name="respuesta de reserva")).to_be_visible()
    heard = page.evaluate("heard")
    assert len(heard) == 1
    assert heard[0].startswith(spoken)
    assert heard[0].endswith(whole)


def _slip(socket: Any, kind: str, data: dict[str, Any]) -> None:
    socket.send(json.dumps({"type": kind, "data": data}))


# --- sources ------------------------------------------------------------------------------------
def test_a_citation_opens_its_card(cast: Cast, enter: Enter) -> None:
    conversation = told(cast.ana, {})
    said(conversation, "Puedes faltar tres veces.", citations=SOURCES)
    page = enter(cast.ana, f"/chat/{conversation.id}/")
    links = page.get_by_role("list", name="Fuentes").get_by_role("link")
    expect(links).to_have_text(["1", "2"])
    links.first.press("Enter")
    card = page.get_by_role("dialog", name="Reglamento")
    expect(card).to_contain_text("Hasta tres faltas.")
    source = card.get_by_role("link", name="Abrir la fuente")
    expect(source).to_have_attribute("href", SOURCES[0]["url"])
    expect(source).to_have_attribute("rel", "noopener")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(links.first).to_be_focused()
    links.nth(1).click()
    expect(page.get_by_role("dialog", name=SOURCES[1]["url"])).to_be_visible()
    expect(page.locator("#citation-quote")).to_be_hidden()


def test_a_source_that_is_no_page_is_no_link(cast: Cast, enter: Enter) -> None:
    conversation = told(cast.ana, {})
    bad = [{"title": "Trampa", "url": "javascript:alert(1)", "quote": "x"}]
    said(conversation, "Mira esto.", citations=bad)
    page = enter(cast.ana, f"/chat/{conversation.id}/")
    page.get_by_role("button", name="Fuente 1: Trampa").click()
    expect(page.get_by_role("dialog", name="Trampa")).to_be_visible()
    expect(page.get_by_role("link", name="Abrir la fuente")).to_be_hidden()
    assert page.locator("[href^='javascript:']").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_under_an_answer(
    cast: Cast, enter: Enter, scheme: str, width: int
) -> None:
    conversation = told(cast.ana, {})
    said(conversation, "Puedes faltar tres veces.", citations=SOURCES, fallback=True)
    view: dict[str, Any] = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    page = enter(cast.ana, f"/chat/{conversation.id}/", **view)
    thumb(page, "No me sirvió").last.click()
    page.locator(".why").get_by_label("Tiene un error").check()
    page.get_by_role("button", name="respuesta de reserva").focus()
    violations = Axe().run(page).response["violations"]
    assert [(one["id"], [n["target"] for n in one["nodes"]][:3]) for one in violations] == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0

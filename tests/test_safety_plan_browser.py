"""The safety plan in a browser: it saves itself, loses nothing, and opens without a network."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from conversations import crisis_state
from conversations.models import SafetyPlan
from tests.cast import Cast, conversation_of
from tests.test_chat_page import wait_for_worker
from tests.test_story import Enter, online, write
from tests.test_story import enter as enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLAN = "/chat/plan/"


def part(page: Page, name: str) -> Locator:
    return page.locator(f"#{name} textarea")


def state(page: Page, name: str) -> Locator:
    return page.locator(f"#{name} [data-state]")


def test_each_part_saves_itself(cast: Cast, enter: Enter) -> None:
    SafetyPlan.objects.create(student=cast.ana, reasons="mi perra")
    page = enter(cast.ana, PLAN)
    part(page, "signs").fill("duermo mal\nno contesto")
    part(page, "signs").press("Tab")
    expect(state(page, "signs")).to_have_text("Guardado")
    part(page, "signs").fill("")
    part(page, "alone").fill("caminar")
    expect(state(page, "signs")).to_have_text("Guardado")
    expect(state(page, "alone")).to_have_text("Guardado")
    plan = SafetyPlan.objects.get()
    assert (plan.signs, plan.alone, plan.reasons) == ("", "caminar", "mi perra")


def test_without_a_network_it_is_read_and_nothing_typed_is_lost(cast: Cast, enter: Enter) -> None:
    SafetyPlan.objects.create(student=cast.ana, people="Rosa, 9 1234 5678")
    page = enter(cast.ana, "/chat/")
    wait_for_worker(page)
    page.goto(PLAN)
    wait_for_worker(page)

    page.context.set_offline(True)
    page.reload()
    expect(part(page, "people")).to_have_value("Rosa, 9 1234 5678")
    part(page, "signs").fill("sin red")
    part(page, "signs").press("Tab")
    expect(state(page, "signs")).to_contain_text("Sin conexión")
    expect(part(page, "signs")).to_have_value("sin red")
    assert SafetyPlan.objects.get().signs == ""

    page.context.set_offline(False)
    expect(state(page, "signs")).to_have_text("Guardado")
    assert SafetyPlan.objects.get().signs == "sin red"


def test_deleted_it_is_gone_from_the_device(cast: Cast, enter: Enter) -> None:
    SafetyPlan.objects.create(student=cast.ana, people="Rosa, 9 1234 5678")
    page = enter(cast.ana, "/chat/")
    wait_for_worker(page)
    page.goto(PLAN)
    wait_for_worker(page)
    page.get_by_text("Borrar mi plan", exact=True).click()
    page.get_by_role("button", name="Sí, borrar mi plan").click()
    expect(page.locator(".toast")).to_contain_text("Tu plan se borró")
    page.wait_for_function(
        """async (path) => {
          const kept = await caches.match(path, {cacheName: "psichat-pages"});
          return kept && !(await kept.text()).includes("Rosa");
        }""",
        arg=PLAN,
    )
    page.context.set_offline(True)
    page.reload()
    expect(part(page, "people")).to_have_value("")
    assert not SafetyPlan.objects.exists()


def test_without_scripts_one_button_saves_all(cast: Cast, enter: Enter) -> None:
    page = enter(cast.ana, PLAN, java_script_enabled=False)
    part(page, "signs").fill("duermo mal")
    part(page, "reasons").fill("mi perra")
    page.get_by_role("button", name="Compartir con quien me acompaña").click()
    expect(page.get_by_text("Lo lees tú y también quien te acompaña")).to_be_visible()
    plan = SafetyPlan.objects.get()
    assert (plan.signs, plan.reasons, plan.is_shared) == ("duermo mal", "mi perra", True)


def test_printed_it_is_the_text_of_what_is_filled_in(cast: Cast, enter: Enter) -> None:
    SafetyPlan.objects.create(student=cast.ana, signs="duermo mal")
    page = enter(cast.ana, PLAN)
    part(page, "alone").fill("caminar")
    page.emulate_media(media="print")
    expect(page.locator("#signs .plan-part__print")).to_be_visible()
    expect(page.locator("#alone .plan-part__print")).to_have_text("caminar")
    for hidden in ("#signs textarea", "#places", "#lectores", ".site-header"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("#lineas")).to_contain_text("*4141")


def test_the_bar_comes_with_the_crisis_text_and_stays(cast: Cast, enter: Enter) -> None:
    page = enter(cast.ana, f"/chat/{conversation_of(cast.ana).id}/")
    online(page)
    bar = page.locator("#care-bar")
    expect(bar).to_be_hidden()
    write(page, "ya no quiero seguir viviendo")
    expect(bar.get_by_role("link", name="Línea Prevención del Suicidio")).to_be_visible()
    page.goto("/chat/")
    expect(bar).to_be_visible()
    assert crisis_state.is_open(cast.ana.id)
    bar.get_by_role("link", name="Mi plan").click()
    expect(page.get_by_role("heading", name="Mi plan de seguridad")).to_be_visible()

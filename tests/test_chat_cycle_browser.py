"""The work cycle on the chat page in a real browser: block, breathing, mood, a new beginning."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from conversations.models import Message, SessionState
from tests.cast import Cast, conversation_of
from tests.chat_stage import BLOCK, BREATHING, clocked, look, told
from tests.test_story import Enter, bubble, online, write
from tests.test_story import enter as enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUESTION = "¿Cómo te fue con el bloque?"
TIME_IS_UP = f"Se cumplió el tiempo. {QUESTION}"


def left(page: Page) -> Any:
    return page.locator("#timer-left")


def question(page: Page) -> Any:
    return page.locator("#timer-asks")


# --- the work block -----------------------------------------------------------------------------
def test_a_block_survives_reload_pause_and_another_device(cast: Cast, enter: Enter) -> None:
    conversation = told(cast.ana, BLOCK, ago=200)
    page = clocked(enter, cast.ana, conversation)
    expect(left(page)).to_have_text("Quedan 7 min")
    page.get_by_role("button", name="Pausar").click()
    expect(left(page)).to_have_text("En pausa: quedan 7 min")
    page.clock.fast_forward("30:00")
    page.reload()
    expect(left(page)).to_have_text("En pausa: quedan 7 min")
    page.get_by_role("button", name="Seguir").click()
    page.clock.fast_forward("02:00")
    expect(left(page)).to_have_text("Quedan 5 min")
    page.reload()
    expect(left(page)).to_have_text("Quedan 5 min")

    other = enter(cast.ana, f"/chat/{conversation.id}/")
    expect(left(other)).to_have_text(re.compile("^Quedan [67] min$"))  # by its own clock


def test_the_end_of_a_block_calls_back(cast: Cast, enter: Enter) -> None:
    page = clocked(enter, cast.ana, told(cast.ana, BLOCK))
    title = page.title()
    expect(left(page)).to_have_text("Quedan 10 min")
    look(page, away=True)
    page.clock.fast_forward("09:30")  # the tab slept
    expect(left(page)).to_have_text("Queda menos de un minuto")
    expect(question(page)).to_be_hidden()
    assert page.evaluate("shown") == []
    page.clock.fast_forward("05:00")
    expect(question(page)).to_be_visible()
    expect(page.locator("#announcer")).to_contain_text(TIME_IS_UP)
    expect(page).to_have_title(f"● {TIME_IS_UP}")
    page.clock.run_for(1_500)
    expect(page).to_have_title(title)
    page.clock.run_for(1_500)
    expect(page).to_have_title(f"● {TIME_IS_UP}")
    assert page.evaluate("shown") == [TIME_IS_UP]
    look(page, away=False)
    expect(page).to_have_title(title)

    page.clock.resume()
    question(page).get_by_role("button", name="Me sirvió").click()
    expect(bubble(page, "Me sirvió el bloque")).to_be_visible()
    expect(page.locator("#timer")).to_be_hidden()
    expect(page.locator(".msg--assistant[data-status=complete]")).to_have_count(2)
    page.reload()
    online(page)
    expect(page.locator("#timer")).to_be_hidden()
    assert Message.objects.filter(sender="student").count() == 1


def test_who_looks_at_the_page_is_not_called_from_elsewhere(cast: Cast, enter: Enter) -> None:
    page = clocked(enter, cast.ana, told(cast.ana, BLOCK))
    title = page.title()
    page.clock.fast_forward("10:01")
    expect(question(page)).to_be_visible()
    expect(page).to_have_title(title)
    assert page.evaluate("shown") == []


def test_a_block_that_ended_elsewhere_asks_at_once_and_can_wait(cast: Cast, enter: Enter) -> None:
    page = clocked(enter, cast.ana, told(cast.ana, BLOCK, ago=7200))
    expect(question(page)).to_contain_text(QUESTION)
    assert page.evaluate("shown") == []
    page.get_by_role("button", name="Ahora no").click()
    expect(page.locator("#timer")).to_be_hidden()
    expect(page.get_by_label("Tu mensaje")).to_be_focused()
    page.reload()
    online(page)
    expect(page.locator("#timer")).to_be_hidden()
    assert not Message.objects.filter(sender="student").exists()


def test_a_block_is_agreed_on_and_done_before_its_time(cast: Cast, enter: Enter) -> None:
    page = enter(cast.ana, f"/chat/{conversation_of(cast.ana).id}/")
    online(page)
    answers = page.locator(".msg--assistant[data-status=complete]")
    write(page, "tengo que escribir un ensayo de filosofía para mañana, tengo 25 minutos")
    expect(answers).to_have_count(1)
    expect(page.locator("#timer")).to_be_hidden()
    write(page, "Empiezo ahora")
    expect(left(page)).to_have_text(re.compile(r"^Quedan \d+ min$"))
    page.get_by_role("button", name="Terminé", exact=True).click()
    expect(question(page).get_by_role("button", name="Me sirvió")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(bubble(page, "No avancé en el bloque")).to_be_visible()
    expect(answers).to_have_count(3)


def test_two_tabs_show_the_same_block(cast: Cast, enter: Enter) -> None:
    conversation = told(cast.ana, BLOCK)
    page = enter(cast.ana, f"/chat/{conversation.id}/")
    second = page.context.new_page()
    second.goto(f"/chat/{conversation.id}/")
    expect(left(second)).to_have_text("Quedan 10 min")
    page.get_by_role("button", name="Pausar").click()
    expect(left(second)).to_have_text("En pausa: quedan 10 min")


# --- paced breathing ----------------------------------------------------------------------------
def phase(page: Page) -> Any:
    return page.locator("#pacer-phase")


def test_the_circle_breathes_six_times_and_asks(cast: Cast, enter: Enter) -> None:
    page = clocked(enter, cast.ana, told(cast.ana, BREATHING))
    circle = page.locator("#pacer-circle")
    expect(phase(page)).to_have_text(re.compile("^Seis respiraciones"))
    expect(phase(page)).to_have_attribute("aria-live", "polite")
    page.evaluate(
        """() => {
          window.phases = 0;
          const look = new MutationObserver(() => { window.phases += 1; });
          look.observe(document.getElementById("pacer-phase"), { childList: true });
        }"""
    )
    page.locator("#pacer").get_by_role("button", name="Empezar").click()
    expect(phase(page)).to_have_text("Toma aire, 4 segundos. Respiración 1 de 6.")
    expect(circle).to_have_class(re.compile("is-in"))
    expect(page.locator("#pacer-count")).to_have_text("4")
    page.clock.run_for(4_200)
    expect(phase(page)).to_have_text("Suelta el aire despacio, 6 segundos.")
    expect(circle).not_to_have_class(re.compile("is-in"))
    expect(page.locator("#pacer-count")).to_have_text("6")
    page.clock.run_for(6_000)
    expect(phase(page)).to_have_text("Toma aire, 4 segundos. Respiración 2 de 6.")
    page.clock.run_for(50_000)
    expect(phase(page)).to_have_text("Listo, seis respiraciones. ¿Cómo estás ahora?")
    assert page.evaluate("phases") == 13  # each phase once, and the end
    chips = page.locator("#quick-replies button")
    expect(chips).to_have_text(["Mejor", "Igual", "Seguir"])
    expect(chips.first).to_be_focused()

    page.clock.resume()
    chips.nth(1).click()
    expect(bubble(page, "Sigo igual")).to_be_visible()
    expect(page.locator("#pacer")).to_be_hidden()


def test_breathing_stops_when_asked(cast: Cast, enter: Enter) -> None:
    page = clocked(enter, cast.ana, told(cast.ana, BREATHING))
    page.locator("#pacer").get_by_role("button", name="Empezar").click()
    page.clock.run_for(11_000)
    page.get_by_role("button", name="Parar").click()
    expect(phase(page)).to_have_text("Paramos aquí. ¿Cómo estás ahora?")
    expect(page.locator("#quick-replies button")).to_have_count(3)
    page.clock.run_for(60_000)
    expect(phase(page)).to_have_text("Paramos aquí. ¿Cómo estás ahora?")


def test_without_motion_there_are_words_and_the_count(cast: Cast, enter: Enter) -> None:
    page = clocked(enter, cast.ana, told(cast.ana, BREATHING), reduced_motion="reduce")
    page.locator("#pacer").get_by_role("button", name="Empezar").click()
    expect(page.locator("#pacer-circle")).to_be_hidden()
    expect(page.locator("#pacer-count")).to_have_text("4")
    expect(phase(page)).to_have_text(re.compile("^Toma aire"))


def test_the_circle_comes_with_the_answer_that_proposes_it(cast: Cast, enter: Enter) -> None:
    page = enter(cast.ana, f"/chat/{conversation_of(cast.ana).id}/")
    online(page)
    write(page, "Hagamos la respiración")
    expect(page.locator("#pacer")).to_be_visible()
    write(page, "Mejor")
    expect(page.locator("#pacer")).to_be_hidden()


# --- mood, and a new beginning ------------------------------------------------------------------
def test_one_tap_says_the_mood(cast: Cast, enter: Enter) -> None:
    page = enter(cast.ana, "/chat/")
    online(page)
    moods = page.locator("#mood button[name=message]")
    expect(moods).to_have_count(6)
    moods.filter(has_text="Ansiedad").press("Enter")
    expect(bubble(page, "Hoy me siento con ansiedad")).to_be_visible()
    expect(page.locator("#mood")).to_have_count(0)
    expect(page.locator(".msg--assistant[data-status=complete]")).to_have_count(1)
    state = SessionState.objects.get().data
    assert state["feeling"] == "ansiedad_error"


def test_the_mood_is_skipped(cast: Cast, enter: Enter) -> None:
    page = enter(cast.ana, "/chat/")
    page.get_by_role("button", name="Saltar").click()
    expect(page.locator("#mood")).to_have_count(0)
    expect(page.get_by_label("Tu mensaje")).to_be_focused()
    assert not Message.objects.exists()


def test_the_mood_without_javascript(cast: Cast, enter: Enter) -> None:
    page = enter(cast.ana, "/chat/", java_script_enabled=False)
    expect(page.get_by_role("button", name="Saltar")).to_be_hidden()
    page.get_by_role("button", name="Tristeza").click()
    expect(page.locator(".bubble--student")).to_contain_text("Hoy me siento con tristeza")


def test_the_cycle_begins_anew_once_it_is_confirmed(cast: Cast, enter: Enter) -> None:
    conversation = told(cast.ana, BLOCK)
    page = enter(cast.ana, f"/chat/{conversation.id}/")
    online(page)
    for answer in ("Cancelar", "Empezar de nuevo"):
        expect(page.locator("#timer")).to_be_visible()
        assert SessionState.objects.filter(conversation=conversation).exists()
        page.get_by_label("Más acciones").click()
        page.get_by_role("button", name="Empezar el ciclo de nuevo").click()
        page.locator("#restart-dialog").get_by_role("button", name=answer).click()
        expect(page.locator("#restart-dialog")).to_be_hidden()
    expect(page.locator("#timer")).to_be_hidden()
    expect(page.locator(".toast--success")).to_contain_text("empezamos el ciclo de nuevo")
    assert not SessionState.objects.get_or_create(conversation=conversation)[0].data
    expect(page.locator(".msg")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_the_tools(cast: Cast, enter: Enter, scheme: str, width: int) -> None:
    view: dict[str, Any] = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    found = {}
    for name, state, ago in (
        ("runs", BLOCK, 0),
        ("asks", BLOCK, 7200),
        ("breathing", BREATHING, 0),
    ):
        page = enter(cast.ana, f"/chat/{told(cast.ana, state, ago=ago).id}/", **view)
        online(page)
        expect(page.locator("#timer, #pacer").locator("visible=true").first).to_be_visible()
        violations = Axe().run(page).response["violations"]
        found[name] = [(one["id"], [n["target"] for n in one["nodes"]][:3]) for one in violations]
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0
    assert found == {"runs": [], "asks": [], "breathing": []}

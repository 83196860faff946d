"""Correcting and reviewing in a browser: by keyboard, where the focus goes, and the way back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from analysis.models import Correction, MessageAnalysis
from conversations.models import Conversation
from tests.cast import Cast, conversation_of
from tests.test_tutor_live import Enter
from tests.test_tutor_live import enter as enter
from tests.tutor_stage import page_of, says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    made = conversation_of(cast.ana)
    for text in ("la primera", "la segunda", "la tercera"):
        says(made, text, level="moderate")
    return made


def at_hand(page: Page, text: str) -> None:
    expect(page.locator(".review__card:focus .review__text")).to_have_text(text)


def labels() -> list[tuple[str, str]]:
    """Text and label of what stands, the oldest first."""
    rows = Correction.objects.filter(superseded_at=None, withdrawn_at=None)
    found = rows.order_by("created_at").select_related("analysis__message")
    return [(row.analysis.message.text, row.right) for row in found]


def test_reviewing_by_keyboard(cast: Cast, talk: Conversation, enter: Enter) -> None:
    page = enter(cast.tomas, "/tutor/review/")
    at_hand(page, "la tercera")
    page.keyboard.press("0")
    at_hand(page, "la segunda")
    page.keyboard.press("j")
    at_hand(page, "la primera")
    page.keyboard.press("k")
    at_hand(page, "la segunda")
    page.keyboard.press("3")
    at_hand(page, "la primera")
    expect(page.locator("#review-tabs")).to_contain_text("Todo 1")
    assert labels() == [("la tercera", "none"), ("la segunda", "high")]

    page.keyboard.press("u")
    at_hand(page, "la segunda")
    expect(page.locator("#review-tabs")).to_contain_text("Todo 2")
    assert labels() == [("la tercera", "none")]

    page.keyboard.press("2")
    at_hand(page, "la primera")
    page.keyboard.press("1")
    expect(page.locator("#review-more a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Todo está revisado")).to_be_visible()


def test_keys_mean_nothing_while_somebody_types(
    cast: Cast, talk: Conversation, enter: Enter
) -> None:
    page = enter(cast.tomas, "/tutor/review/")
    at_hand(page, "la tercera")
    page.get_by_label("Nombre").press_sequentially("0123ju")
    expect(page.get_by_label("Nombre")).to_have_value("0123ju")
    page.locator("h1").click()
    page.keyboard.press("0")
    expect(page.locator("[data-review-done]")).to_have_count(0)
    assert labels() == []


def test_correcting_by_keyboard(cast: Cast, talk: Conversation, enter: Enter) -> None:
    page = enter(cast.tomas, page_of(talk))
    panel = page.locator("#panel-analysis")
    expect(panel.locator("blockquote")).to_have_text("la tercera")
    first = page.locator("#messages [data-analysis]").first
    first.focus()
    page.keyboard.press("Enter")
    expect(panel.locator("blockquote")).to_have_text("la primera")
    expect(panel).to_be_focused()
    expect(first).to_have_attribute("aria-current", "true")

    line = panel.locator('[data-aspect="emotion"]')
    line.get_by_label("¿No es así?").focus()
    page.keyboard.press("Enter")
    line.get_by_label("Lo correcto es").select_option("fear")
    line.get_by_role("button", name="Guardar").focus()
    page.keyboard.press("Enter")
    expect(line.locator("[data-thanks]")).to_be_focused()
    expect(page.locator("#announcer")).to_contain_text("Gracias")
    # The transcript says so too, and still knows which message was chosen.
    expect(page.locator("#messages li").first).to_contain_text("corregido: Miedo")
    expect(first).to_have_attribute("aria-current", "true")
    assert labels() == [("la primera", "fear")]

    line.get_by_role("button", name="Deshacer").press("Enter")
    expect(line).not_to_contain_text("corregido")
    expect(page.locator("#messages li").first).not_to_contain_text("corregido")
    assert labels() == []
    assert set(MessageAnalysis.objects.values_list("emotion", flat=True)) == {"sadness"}


def test_a_refusal_stays_in_its_form(cast: Cast, talk: Conversation, enter: Enter) -> None:
    page = enter(cast.tomas, page_of(talk))
    line = page.locator('#panel-analysis [data-aspect="style"]')
    line.get_by_label("¿No es así?").click()
    line.get_by_label("Comentario").fill("se disculpa")
    line.get_by_role("button", name="Guardar").click()
    expect(line.get_by_label("Lo correcto es")).to_be_focused()
    expect(line.get_by_label("Comentario")).to_have_value("se disculpa")
    assert labels() == []

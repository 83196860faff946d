"""«Ciclo de trabajo» on the tutors' page: the state in words, nothing of the bookkeeping."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils.translation import override
from playwright.sync_api import expect

from conversations.answers.embedded.content import load
from conversations.models import Conversation, SessionState
from tests.cast import Cast, conversation_of
from tests.test_story import Enter, online, write
from tests.test_story import enter as enter
from tests.tutor_stage import HTMX, browser, page_of
from tests.tutor_stage import conversation as conversation
from tutoring.cycle import cycle_facts

STATE: dict[str, Any] = {
    "greeted": True,
    "turn": 5,
    "iteration": 2,
    "first_feeling": "ansiedad_error",
    "feeling": "frustracion",
    "slots": {
        "tipo_tarea": "ensayo",
        "ramo": "filosofía",
        "plazo": "<24h",
        "fase": "planificacion",
        "tiempo_bloque": 25,
    },
    "q2": "A",
    "q3": "up",
    "focus": "promotion",
    "time_block": 1,
    "last_evaluation": "stuck",
    "pending": {"kind": "running", "id": ""},
    "exercises": ["breathing", "grounding"],
    "used": ["9f2c-mark"],
    "asked": ["deadline-asked"],
    "chips": [["ficha", "texto de la ficha"]],
    "tried": ["estrategia-probada"],
    "crisis_times": 77,
}


def the_page(cast: Cast, conversation: Conversation, part: str = "") -> str:
    client = browser(cast.tomas)
    if part:
        return client.get(f"{page_of(conversation)}?part={part}", headers=HTMX).content.decode()
    return client.get(page_of(conversation)).content.decode()


def test_every_part_of_the_state_in_words() -> None:
    strategy = next(iter(load("es").strategies.values()))
    done = [load("es").exercises[one] for one in ("breathing", "grounding")]
    with override("es"):
        assert cycle_facts({**STATE, "last_strategy": strategy.id}) == [
            ("Saludo", "ya se saludaron"),
            ("Sentimiento al inicio", "ansiedad o miedo a equivocarse"),
            ("Sentimiento ahora", "frustración"),
            ("Tarea", "ensayo"),
            ("Ramo", "filosofía"),
            ("Plazo", "mañana"),
            ("Fase", "planificando"),
            ("Tiempo disponible", "25 minutos"),
            ("Enfoque", "creativa · por qué · promoción"),
            ("Última estrategia", strategy.name),
            ("Bloque", "1 minuto"),
            ("Ahora", "trabaja en el bloque"),
            ("Último bloque", "no avanzó"),
            ("Rondas sin avance", "2"),
            (
                "Ejercicios hechos",
                f"{done[0].label}, {done[1].label}",
            ),
        ]


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"greeted": False, "iteration": 0, "exercises": []},
        {"slots": None, "pending": None, "exercises": None, "last_strategy": None},
        {"slots": [], "pending": "x", "exercises": {"a": 1}, "last_strategy": {"id": 1}},
        {"greeted": "sí", "feeling": ["x"], "q2": 3, "time_block": True, "iteration": -1},
        {"feeling": "sin_palabra", "last_strategy": "no-existe", "exercises": ["no-existe"]},
    ],
)
def test_nothing_is_said_of_what_is_not_known(state: dict[str, Any]) -> None:
    assert cycle_facts(state) == []


@pytest.mark.django_db
def test_the_panel_shows_no_bookkeeping(cast: Cast, conversation: Conversation) -> None:
    SessionState.objects.create(conversation=conversation, data=STATE)
    for html in (the_page(cast, conversation), the_page(cast, conversation, "cycle")):
        panel = re.search(r'<section[^>]*id="panel-cycle".*?</section>', html, re.DOTALL)
        assert panel is not None
        assert "creativa · por qué · promoción" in panel[0]
        shown = panel[0].replace(str(conversation.id), "")
        for secret in ("9f2c-mark", "deadline-asked", "ficha", "estrategia-probada", "77", "None"):
            assert secret not in shown


@pytest.mark.django_db
def test_the_panel_before_anything_was_said(cast: Cast, conversation: Conversation) -> None:
    html = the_page(cast, conversation, "cycle")
    assert "Todavía no empieza" in html
    assert "<dl" not in html


@pytest.mark.django_db
def test_a_subject_is_never_markup(cast: Cast, conversation: Conversation) -> None:
    state = {"slots": {"ramo": "<b>cálculo</b>"}}
    SessionState.objects.create(conversation=conversation, data=state)
    html = the_page(cast, conversation, "cycle")
    assert "&lt;b&gt;cálculo&lt;/b&gt;" in html
    assert "<b>" not in html


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_panel_follows_the_conversation(cast: Cast, enter: Enter) -> None:
    conversation = conversation_of(cast.ana)
    page = enter(cast.tomas, page_of(conversation))
    expect(page.locator("#live-state")).to_have_attribute("data-state", "online")
    panel = page.locator("#panel-cycle")
    expect(panel).to_contain_text("Todavía no empieza")
    ana = enter(cast.ana, f"/chat/{conversation.id}/")
    online(ana)
    write(ana, "tengo un ensayo de filosofía para mañana")
    expect(panel).to_contain_text("ensayo")
    expect(panel).to_contain_text("mañana")

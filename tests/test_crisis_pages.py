"""An open crisis on the pages: the student's bar, the tutor's panel, and the directory's review."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from analysis.labels import CrisisLevel
from conversations import crisis_state
from conversations.models import Conversation, CrisisState, Hotline, SafetyPlan
from tests.cast import Cast, conversation_of
from tests.tutor_stage import HTMX, alert_of, browser, page_of
from tutoring.models import Alert

pytestmark = pytest.mark.django_db

BAR = "Sigo pendiente de ti."
HIDDEN = 'id="care-bar" aria-label="Ayuda ahora" hidden'
OFFER = "No quedan alertas de crisis abiertas."


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    return conversation_of(cast.ana, "Mi ensayo")


@pytest.fixture
def crisis(cast: Cast, talk: Conversation) -> CrisisState:
    return CrisisState.objects.create(student=cast.ana, level="high", times=2, conversation=talk)


def act(student: User) -> str:
    return reverse("tutor:crisis", args=[student.id])


def undo(state: CrisisState) -> str:
    return reverse("tutor:crisis_reopen", args=[state.student_id, state.pk])


def html_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


# --- the student ---------------------------------------------------------------------------------
def test_the_bar_is_in_every_conversation_until_it_is_closed(
    cast: Cast, crisis: CrisisState
) -> None:
    client = browser(cast.ana)
    pages = ["/chat/", *(f"/chat/{conversation_of(cast.ana).id}/" for _ in range(2))]
    for page in pages:
        html = html_of(client, page)
        assert HIDDEN not in html
        bar = html.split('id="care-bar"')[1].split("</aside>")[0]
        assert BAR in bar
        assert 'href="tel:*4141"' in bar
        assert 'href="/chat/plan/"' in bar
    crisis_state.close(student_id=cast.ana.id, by=cast.tomas, note="ok")
    for page in pages:
        assert HIDDEN in html_of(client, page)
    assert HIDDEN in html_of(browser(cast.bruno), "/chat/")


def test_where_no_line_can_be_dialled_there_is_an_emergency_number(
    cast: Cast, crisis: CrisisState
) -> None:
    User.objects.filter(id=cast.ana.id).update(country="XX")
    assert 'href="tel:112"' in html_of(browser(cast.ana), "/chat/")


def test_the_plan_is_reached_from_the_help_and_the_menu(cast: Cast) -> None:
    html = html_of(browser(cast.ana), "/chat/")
    assert html.count('href="/chat/plan/"') == 3


# --- the tutor -----------------------------------------------------------------------------------
def test_the_tutor_reads_since_when_how_grave_and_how_often(
    cast: Cast, talk: Conversation, crisis: CrisisState
) -> None:
    client = browser(cast.tomas)
    for path in (page_of(talk), reverse("tutor:student", args=[cast.ana.id])):
        html = html_of(client, path)
        panel = html.split('id="panel-crisis"')[1].split("</section>")[0]
        assert f"Nivel más alto: {CrisisLevel.HIGH.label}" in panel
        assert "<dd>2</dd>" in panel
        assert OFFER in panel
        assert 'name="seen" value="2"' in panel
    none = html_of(client, page_of(conversation_of(cast.bruno)))
    assert "Crisis abierta" not in none


def test_the_offer_comes_with_the_last_alert(
    cast: Cast, talk: Conversation, crisis: CrisisState
) -> None:
    alert = alert_of(talk)
    client = browser(cast.tomas)
    html = html_of(client, page_of(talk))
    assert OFFER not in html
    assert "Aún tiene una alerta de crisis abierta" in html
    body = {f"resolve-{alert.id}-reason": "other", f"resolve-{alert.id}-own_reason": "a salvo"}
    client.post(reverse("tutor:resolve", args=[alert.id]), body)
    alert.refresh_from_db()
    assert alert.state == Alert.State.RESOLVED
    assert crisis_state.is_open(cast.ana.id)  # offered, and not done by itself
    assert OFFER in html_of(client, page_of(talk))


def test_closing_and_taking_it_back(cast: Cast, talk: Conversation, crisis: CrisisState) -> None:
    client = browser(cast.tomas)
    body = {"note": "Hablamos; está con su hermana.", "seen": "2", "next": page_of(talk)}
    answer = client.post(act(cast.ana), body)
    assert (answer.status_code, answer["Location"]) == (302, page_of(talk))
    assert not crisis_state.is_open(cast.ana.id)
    html = html_of(client, page_of(talk))
    assert "La crisis quedó cerrada." in html
    assert "Hablamos; está con su hermana." in html
    answer = client.post(undo(crisis), {"next": page_of(talk)}, headers=HTMX)
    assert "Crisis abierta" in answer.content.decode()
    assert answer["HX-Trigger"] == "care-changed"
    assert crisis_state.is_open(cast.ana.id)


def test_after_a_while_a_closing_is_a_decision(cast: Cast, crisis: CrisisState) -> None:
    crisis_state.close(student_id=cast.ana.id, by=cast.tomas, note="ok")
    path = reverse("tutor:student", args=[cast.ana.id])
    assert "Deshacer" in html_of(browser(cast.tomas), path)
    CrisisState.objects.update(closed_at=timezone.now() - timedelta(minutes=11))
    assert "Deshacer" not in html_of(browser(cast.tomas), path)


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"note": " ", "seen": "2"}, "Escribe por qué se cierra"),
        ({"note": "Está a salvo.", "seen": "1"}, "Llegó otra señal"),
        ({"note": "Está a salvo."}, ""),
    ],
)
def test_a_closing_that_is_refused_keeps_the_note(
    cast: Cast, crisis: CrisisState, body: dict[str, str], sentence: str, headers: Any
) -> None:
    answer = browser(cast.tomas).post(act(cast.ana), body, headers=headers)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in html
    assert body["note"] in html
    assert 'name="seen" value="2"' in html
    assert crisis_state.is_open(cast.ana.id)


def test_the_second_to_close_reads_that_it_was_closed(cast: Cast, crisis: CrisisState) -> None:
    crisis_state.close(student_id=cast.ana.id, by=cast.tomas, note="ya")
    answer = browser(cast.alicia).post(act(cast.ana), {"note": "tarde", "seen": "2"})
    assert answer.status_code == 400
    assert "ya estaba cerrado" in answer.content.decode()
    assert CrisisState.objects.get().closed_by == cast.tomas


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 403), ("bruno", 403), ("teresa", 404), ("olga", 404)]
)
def test_only_who_looks_after_the_student_closes(
    cast: Cast, crisis: CrisisState, who: str, status: int
) -> None:
    client = browser(getattr(cast, who))
    assert client.get(act(cast.ana)).status_code == status
    assert client.post(act(cast.ana), {"note": "a", "seen": "2"}).status_code == status
    assert crisis_state.is_open(cast.ana.id)
    crisis_state.close(student_id=cast.ana.id, by=cast.tomas, note="ya")
    assert client.post(undo(crisis)).status_code == status
    assert not crisis_state.is_open(cast.ana.id)


def test_visitors_sign_in(cast: Cast, crisis: CrisisState) -> None:
    assert Client().post(act(cast.ana))["Location"].startswith("/accounts/login/")
    assert crisis_state.is_open(cast.ana.id)


def test_a_crisis_of_another_student_is_not_reopened_by_this_address(
    cast: Cast, crisis: CrisisState
) -> None:
    crisis_state.close(student_id=cast.ana.id, by=cast.tomas, note="ya")
    address = reverse("tutor:crisis_reopen", args=[cast.carla.id, crisis.pk])
    assert browser(cast.teresa).post(address).status_code == 404
    assert not crisis_state.is_open(cast.ana.id)


def test_the_panel_by_itself(cast: Cast, crisis: CrisisState) -> None:
    SafetyPlan.objects.create(student=cast.ana, signs="uno", is_shared=True)
    client = browser(cast.tomas)
    html = client.get(act(cast.ana), headers=HTMX).content.decode()
    assert "<html" not in html
    assert "Comparte su plan de seguridad" in html
    assert client.get(act(cast.ana)).status_code == 302


# --- the directory -------------------------------------------------------------------------------
def test_lines_that_wait_for_a_review_are_found_and_marked(cast: Cast) -> None:
    cast.alicia.is_staff = True
    cast.alicia.save()
    today = timezone.localdate()
    Hotline.objects.exclude(country="CL").delete()
    Hotline.objects.update(checked_on=today)
    Hotline.objects.filter(phone="131").update(checked_on=None)
    Hotline.objects.filter(phone="133").update(checked_on=today - timedelta(days=200))
    client = browser(cast.alicia)
    address = reverse("admin:conversations_hotline_changelist")

    def shown(value: str) -> set[str]:
        answer = client.get(address, {"checked": value})
        return {line.phone for line in answer.context["cl"].queryset}

    assert shown("never") == {"131"}
    assert shown("stale") == {"133"}
    assert shown("fresh") == {"*4141", "600 360 7777", "1455"}

    chosen = Hotline.objects.get(phone="131")
    foreign = Hotline.objects.create(country="MX", name="de México")
    body = {"action": "checked_today", "_selected_action": [chosen.pk, foreign.pk]}
    client.post(address, body)
    chosen.refresh_from_db()
    foreign.refresh_from_db()
    assert (chosen.checked_on, foreign.checked_on) == (today, None)
    entry = AuditEntry.objects.get(action="hotline_checked")
    assert (entry.actor, entry.object_id) == (cast.alicia, str(chosen.pk))

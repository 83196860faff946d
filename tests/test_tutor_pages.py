"""The tutors' queue, students and follow-ups, and to whom their pages are closed."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from conversations.models import Conversation, Message
from tests.cast import Cast, conversation_of
from tests.tutor_stage import (
    HTMX,
    WORDS,
    alert_of,
    browser,
    follow_up_of,
    says,
)
from tests.tutor_stage import alert as alert
from tests.tutor_stage import conversation as conversation
from tutoring.models import Alert, Intervention

pytestmark = pytest.mark.django_db


# --- the queue ----------------------------------------------------------------------------------
def test_the_queue_shows_whom_to_look_after_first(cast: Cast, alert: Alert) -> None:
    other = alert_of(conversation_of(cast.bruno), "high", minutes=50, kind="human_requested")
    html = browser(cast.tomas).get("/tutor/").content.decode()
    assert "<title>(2) Alertas — PsiChat</title>" in html
    assert html.index(f"alert-{alert.id}") < html.index(f"alert-{other.id}")
    for words in (
        "Ana Rojas",
        "Introducción a la Filosofía",
        "Crítica",
        "Ideación suicida",
        WORDS,
        "Sin atender",
        "meta 5 min",
        "Pide hablar con una persona",
        "wait is-late",
        "1 crítica",
        "1 alta",
    ):
        assert words in html


def test_those_nobody_has_come_before_those_in_care(cast: Cast, alert: Alert) -> None:
    Alert.objects.update(state="in_progress", owner=cast.tomas, acknowledged_at=timezone.now())
    fresh = alert_of(conversation_of(cast.bruno), "critical", minutes=0)
    html = browser(cast.tomas).get("/tutor/").content.decode()
    assert html.index(f"alert-{fresh.id}") < html.index(f"alert-{alert.id}")
    assert "En atención · Tomás Silva" in html


def test_an_empty_queue_says_what_was_done_and_what_is_due(
    cast: Cast, conversation: Conversation
) -> None:
    alert_of(conversation, state="resolved", resolved_at=timezone.now())
    follow_up_of(conversation, cast.tomas, hours=-48)
    html = browser(cast.tomas).get("/tutor/").content.decode()
    assert "Nadie espera ahora" in html
    assert "Hoy se cerró 1 alerta." in html
    assert "Queda 1 seguimiento para hoy." in html
    assert "1 atrasado" in html


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"open", "mine"}),
        ("mine=on", {"mine"}),
        ("priority=high", {"mine"}),
        ("q=brun", {"mine"}),
        ("state=open", {"open"}),
        ("state=resolved", {"closed"}),
        ("state=snoozed", {"snoozed"}),
        ("state=all", {"open", "mine", "closed", "snoozed"}),
        ("state=nonsense&priority=nonsense", {"open", "mine"}),
    ],
)
def test_filters_are_in_the_address(cast: Cast, alert: Alert, query: str, shown: set[str]) -> None:
    later = timezone.now() + timedelta(hours=1)
    taken: dict[str, Any] = {
        "state": "acknowledged",
        "owner": cast.tomas,
        "acknowledged_at": timezone.now(),
    }
    alerts = {
        "open": alert,
        "mine": alert_of(conversation_of(cast.bruno), "high", **taken),
        "closed": alert_of(conversation_of(cast.ana), state="resolved", resolved_at=later),
        "snoozed": alert_of(conversation_of(cast.ana), state="acknowledged", snoozed_until=later),
    }
    html = browser(cast.tomas).get(f"/tutor/?{query}").content.decode()
    assert {name for name, row in alerts.items() if f"alert-{row.id}" in html} == shown


def test_htmx_gets_the_list_alone(cast: Cast, alert: Alert) -> None:
    html = browser(cast.tomas).get("/tutor/", headers=HTMX).content.decode()
    assert f"alert-{alert.id}" in html
    assert "<html" not in html


def test_taking_an_alert_from_the_queue(cast: Cast, alert: Alert) -> None:
    address = reverse("tutor:acknowledge", args=[alert.id])
    answer = browser(cast.tomas).post(address, {"next": "/tutor/?mine=on"})
    assert (answer.status_code, answer["Location"]) == (302, "/tutor/?mine=on")
    alert.refresh_from_db()
    assert (alert.state, alert.owner) == ("acknowledged", cast.tomas)
    told = Message.objects.get(conversation=alert.conversation, sender="system")
    assert told.text.startswith("Tomás, de tu equipo de tutoría, leyó tu mensaje")


def test_taking_it_by_htmx_answers_with_the_list_as_filtered(cast: Cast, alert: Alert) -> None:
    client = browser(cast.tomas)
    other = alert_of(conversation_of(cast.bruno))
    address = reverse("tutor:acknowledge", args=[alert.id])
    html = client.post(address, {"next": "/tutor/?mine=on"}, headers=HTMX).content.decode()
    assert "Tomaste la alerta." in html
    assert f"alert-{alert.id}" in html
    assert f"alert-{other.id}" not in html


def test_taking_what_another_has_says_who(cast: Cast, alert: Alert) -> None:
    Alert.objects.update(state="acknowledged", owner=cast.alicia)
    address = reverse("tutor:acknowledge", args=[alert.id])
    answer = browser(cast.tomas).post(address, {"next": "/tutor/"}, headers=HTMX)
    assert answer.status_code == 409
    assert "Alicia Mora ya tiene esta alerta." in answer.content.decode()
    alert.refresh_from_db()
    assert alert.owner == cast.alicia


def test_a_foreign_address_to_return_to_is_not_followed(cast: Cast, alert: Alert) -> None:
    address = reverse("tutor:acknowledge", args=[alert.id])
    answer = browser(cast.tomas).post(address, {"next": "https://elsewhere.example/"})
    assert answer["Location"] == "/tutor/"


@pytest.mark.parametrize("minutes", [15, 60])
def test_snoozing_takes_it_from_the_queue_until_then(
    cast: Cast, alert: Alert, minutes: int
) -> None:
    client = browser(cast.tomas)
    client.post(reverse("tutor:acknowledge", args=[alert.id]))
    address = reverse("tutor:snooze", args=[alert.id])
    html = client.post(address, {"minutes": minutes, "next": "/tutor/"}, headers=HTMX).content
    assert f"alert-{alert.id}".encode() not in html
    alert.refresh_from_db()
    assert alert.snoozed_until is not None
    left = alert.snoozed_until - timezone.now()
    assert timedelta(minutes=minutes - 1) < left <= timedelta(minutes=minutes)


@pytest.mark.parametrize(("minutes", "status"), [("15", 409), ("7", 400), ("", 400)])
def test_what_may_not_be_snoozed_stays(cast: Cast, alert: Alert, minutes: str, status: int) -> None:
    address = reverse("tutor:snooze", args=[alert.id])
    body = {"minutes": minutes, "next": "/tutor/"}
    answer = browser(cast.tomas).post(address, body, headers=HTMX)
    assert answer.status_code == status
    alert.refresh_from_db()
    assert alert.snoozed_until is None


# --- students and follow-ups --------------------------------------------------------------------
def test_the_students_list(cast: Cast, alert: Alert) -> None:
    client = browser(cast.tomas)
    html = client.get("/tutor/students/").content.decode()
    assert html.index("Ana Rojas") < html.index("Bruno Díaz")
    assert "Carla Vega" not in html
    assert "Tristeza" in html
    found = client.get("/tutor/students/?q=brun").content.decode()
    assert "Bruno Díaz" in found
    assert "Ana Rojas" not in found


def test_students_by_course_never_by_a_foreign_one(cast: Cast) -> None:
    mine = cast.tomas.courses.get()
    theirs = cast.teresa.courses.get()
    client = browser(cast.tomas)
    assert "Ana Rojas" in client.get(f"/tutor/students/?course={mine.id}").content.decode()
    answer = client.get(f"/tutor/students/?course={theirs.id}").content.decode()
    assert "Carla Vega" not in answer


def test_one_student(cast: Cast, alert: Alert) -> None:
    follow_up_of(alert.conversation, cast.tomas, hours=20)
    address = reverse("tutor:student", args=[cast.ana.id])
    html = browser(cast.tomas).get(address).content.decode()
    for words in ("Mi ensayo", "Ideación suicida", "Hablamos por teléfono", "feeling-points"):
        assert words in html
    assert AuditEntry.objects.get(action="student_read").student == cast.ana


def test_follow_ups_by_when_they_are_due(cast: Cast, conversation: Conversation) -> None:
    for hours in (-72, 72):
        follow_up_of(conversation, cast.tomas, hours=hours)
    html = browser(cast.tomas).get("/tutor/follow-ups/").content.decode()
    assert html.index("Atrasados (1)") < html.index("Próximos (1)")
    assert "Hoy (" not in html


def test_a_follow_up_is_done_once_with_its_outcome(cast: Cast, conversation: Conversation) -> None:
    follow_up = follow_up_of(conversation, cast.tomas, hours=-1)
    client = browser(cast.tomas)
    address = reverse("tutor:follow_up_done", args=[follow_up.id])
    assert client.post(address, {"outcome": "Está mejor"}).status_code == 302
    follow_up.refresh_from_db()
    done_at = follow_up.done_at
    assert (follow_up.outcome, done_at is not None) == ("Está mejor", True)
    html = client.post(address, {"outcome": "otra cosa"}, headers=HTMX).content.decode()
    follow_up.refresh_from_db()
    assert (follow_up.outcome, follow_up.done_at) == ("Está mejor", done_at)
    assert "Nada pendiente" in html


def test_an_outcome_too_long_comes_back(cast: Cast, conversation: Conversation) -> None:
    follow_up = follow_up_of(conversation, cast.tomas, hours=-1)
    address = reverse("tutor:follow_up_done", args=[follow_up.id])
    answer = browser(cast.tomas).post(address, {"outcome": "a" * 2001})
    assert answer.status_code == 400
    assert "Escribe hasta 2000 caracteres." in answer.content.decode()
    follow_up.refresh_from_db()
    assert follow_up.done_at is None


# --- who may ------------------------------------------------------------------------------------
ACTIONS = (
    "acknowledge",
    "snooze",
    "reopen",
    "assign",
    "resolve",
    "dismiss",
    "message",
    "takeover",
    "release",
    "note",
    "intervene",
    "follow_up_done",
)


@pytest.mark.parametrize("name", ACTIONS)
def test_nobody_else_acts_and_nothing_changes(cast: Cast, alert: Alert, name: str) -> None:
    follow_up = follow_up_of(alert.conversation, cast.tomas, hours=1)
    of_conversation = {"message", "takeover", "release", "note", "intervene"}
    target = alert.conversation_id if name in of_conversation else alert.id
    address = reverse(f"tutor:{name}", args=[follow_up.id if name == "follow_up_done" else target])
    body = {
        "text": "x",
        "kind": "note",
        "client_id": str(uuid.uuid4()),
        "minutes": "15",
        "outcome": "x",
        f"resolve-{alert.id}-own_reason": "x",
        f"dismiss-{alert.id}-own_reason": "x",
        f"assign-{alert.id}-tutor_id": str(cast.alicia.id),
    }
    before = (Intervention.objects.count(), Message.objects.count())
    statuses = {
        person.name: browser(person).post(address, body).status_code
        for person in (cast.ana, cast.carla, cast.omar, cast.teresa, cast.olga, cast.oriana)
    }
    assert statuses == {
        "Ana Rojas": 403,
        "Carla Vega": 403,
        "Omar Gil": 403,
        "Teresa Luna": 404,
        "Olga Paz": 404,
        "Oriana Ruiz": 404,
    }
    visitor = Client().post(address, body)
    assert (visitor.status_code, visitor["Location"].split("?")[0]) == (302, "/accounts/login/")
    alert.refresh_from_db()
    follow_up.refresh_from_db()
    assert (alert.state, alert.owner, follow_up.done_at) == ("open", None, None)
    assert (Intervention.objects.count(), Message.objects.count()) == before
    assert browser(cast.tomas).get(address).status_code == 405


# --- queries ------------------------------------------------------------------------------------
def many_students(cast: Cast, count: int) -> list[User]:
    course = cast.tomas.courses.get()
    made = [
        User(email=f"s{n}@example.com", name=f"Estudiante {n}", institution=cast.south)
        for n in range(count)
    ]
    User.objects.bulk_create(made)
    course.members.add(*made)
    return made


def test_queries_of_the_queue(cast: Cast, django_assert_num_queries: Any) -> None:
    for student in many_students(cast, 30):
        alert_of(conversation_of(student))
    client = browser(cast.tomas)
    # session, user, institution; due follow-ups, counts, most urgent, closed today; how many
    # rows, the rows, their courses
    with django_assert_num_queries(10):
        html = client.get("/tutor/").content.decode()
    assert html.count('class="queue__row ') == 30


def test_queries_of_the_students_list(cast: Cast, django_assert_num_queries: Any) -> None:
    for student in many_students(cast, 48):
        says(conversation_of(student), "hola")
    client = browser(cast.tomas)
    # session, user, institution; how many, the page, its courses, the filter's courses
    with django_assert_num_queries(7):
        html = client.get("/tutor/students/").content.decode()
    assert html.count('<th scope="row">') == 50

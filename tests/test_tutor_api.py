"""Alerts and interventions over the API: what each step does, and what is refused."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from conversations.models import Conversation, SessionState
from tests.cast import Api, Cast, conversation_of
from tests.test_turn import CRISIS, run
from tutoring.models import Alert, FollowUp, Intervention

pytestmark = pytest.mark.django_db(transaction=True)

TUTOR = "/api/v1/tutor"


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    made = conversation_of(cast.ana)
    run(made, CRISIS)
    return made


@pytest.fixture
def alert(conversation: Conversation) -> Alert:
    return Alert.objects.get()


def test_an_alert_as_the_contract_writes_it(cast: Cast, alert: Alert) -> None:
    body = Api(cast.tomas).get(f"{TUTOR}/alerts/{alert.id}").json()
    assert set(body) == {
        "id", "priority", "kind", "state", "level", "evidence", "student", "conversation_id",
        "message_id", "owner", "created_at", "acknowledged_at", "resolved_at", "reason",
    }  # fmt: skip
    assert body["kind"] == "suicidal_ideation"
    assert "seguir viviendo" in body["evidence"]


def test_acknowledging_twice_is_harmless_and_tells_the_student_once(
    cast: Cast, alert: Alert
) -> None:
    api = Api(cast.tomas)
    for _ in range(2):
        body = api.post(f"{TUTOR}/alerts/{alert.id}/acknowledge").json()
        assert (body["state"], body["owner"]["name"]) == ("acknowledged", "Tomás Silva")
    assert alert.conversation.messages.filter(sender="system").count() == 1


def test_whoever_comes_second_is_told_who_has_it(cast: Cast, alert: Alert) -> None:
    Api(cast.tomas).post(f"{TUTOR}/alerts/{alert.id}/acknowledge")
    refused = Api(cast.alicia).post(f"{TUTOR}/alerts/{alert.id}/acknowledge")
    assert refused.status_code == 409
    assert refused.json()["code"] == "conflict"
    assert "Tomás Silva" in refused.json()["detail"]
    alert.refresh_from_db()
    assert alert.owner == cast.tomas


def test_a_closed_alert_has_its_reason_and_stays_closed(cast: Cast, alert: Alert) -> None:
    api = Api(cast.tomas)
    without = api.post(f"{TUTOR}/alerts/{alert.id}/resolve", {"reason": "  "})
    assert without.status_code == 400
    assert list(without.json()["errors"]) == ["reason"]
    alert.refresh_from_db()
    assert alert.state == "open"

    body = api.post(
        f"{TUTOR}/alerts/{alert.id}/resolve", {"reason": "acompañada", "note": "llamamos"}
    ).json()
    assert (body["state"], body["reason"]) == ("resolved", "acompañada")
    assert body["resolved_at"]
    assert "crisis" not in SessionState.objects.get(conversation=alert.conversation).data
    for call in ("resolve", "dismiss", "acknowledge"):
        again = api.post(f"{TUTOR}/alerts/{alert.id}/{call}", {"reason": "otra"})
        assert again.status_code == 409
    assert AuditEntry.objects.filter(action="alert_resolved", student=cast.ana).count() == 1


def test_after_closing_a_new_crisis_is_a_new_alert(cast: Cast, alert: Alert) -> None:
    Api(cast.tomas).post(f"{TUTOR}/alerts/{alert.id}/dismiss", {"reason": "era una canción"})
    run(alert.conversation, "me quiero morir")
    assert Alert.objects.filter(state="open").count() == 1
    assert Alert.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "text", "field"),
    [
        ("message", "", "text"),
        ("call", "   ", "text"),
        ("meeting", "x" * 2001, "text"),
        ("otra", "hola", "kind"),
    ],
)
def test_a_wrong_intervention_is_refused_and_changes_nothing(
    cast: Cast, alert: Alert, kind: str, text: str, field: str
) -> None:
    before = alert.conversation.messages.count()
    refused = Api(cast.tomas).post(
        f"{TUTOR}/interventions",
        {"conversation_id": str(alert.conversation_id), "kind": kind, "text": text},
    )
    assert refused.status_code == 400
    assert list(refused.json()["errors"]) == [field]
    assert alert.conversation.messages.count() == before
    assert not Intervention.objects.exists()


def test_a_message_sent_twice_reaches_the_student_once(cast: Cast, alert: Alert) -> None:
    body = {
        "conversation_id": str(alert.conversation_id),
        "kind": "message",
        "text": "Hola Ana, leí lo que escribiste.",
        "client_id": str(uuid.uuid4()),
    }
    first, second = (Api(cast.tomas).post(f"{TUTOR}/interventions", body) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] == second.json()["id"]
    assert alert.conversation.messages.filter(sender="tutor").count() == 1
    alert.refresh_from_db()
    assert (alert.state, alert.owner) == ("in_progress", cast.tomas)


def test_a_follow_up_comes_of_an_intervention(cast: Cast, alert: Alert) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    body = {
        "conversation_id": str(alert.conversation_id),
        "kind": "call",
        "text": "Quedamos en hablar mañana a las 10.",
        "follow_up_at": tomorrow.isoformat(),
    }
    made = Api(cast.tomas).post(f"{TUTOR}/interventions", body)
    assert made.status_code == 201
    assert FollowUp.objects.get().due_at == tomorrow
    listed = Api(cast.tomas).get(f"{TUTOR}/follow-ups").json()["results"]
    assert [row["student"]["name"] for row in listed] == ["Ana Rojas"]
    for wrong in ("ayer", "2020-01-01", 7):
        refused = Api(cast.tomas).post(f"{TUTOR}/interventions", body | {"follow_up_at": wrong})
        assert refused.status_code == 400
        assert list(refused.json()["errors"]) == ["follow_up_at"]


def test_only_one_tutor_speaks(cast: Cast, alert: Alert) -> None:
    path = f"{TUTOR}/conversations/{alert.conversation_id}"
    taken = Api(cast.tomas).post(f"{path}/takeover")
    assert taken.json()["taken_over"] == {"name": "Tomás Silva"}
    assert Api(cast.tomas).post(f"{path}/takeover").status_code == 200
    assert Intervention.objects.filter(kind="takeover").count() == 1
    refused = Api(cast.alicia).post(f"{path}/takeover")
    assert refused.status_code == 409
    assert "Tomás Silva" in refused.json()["detail"]
    released = Api(cast.alicia).post(f"{path}/release")
    assert released.json()["taken_over"] is None
    assert Api(cast.tomas).post(f"{path}/release").status_code == 200


def test_an_alert_is_handed_only_to_somebody_who_looks_after_the_student(
    cast: Cast, alert: Alert
) -> None:
    path = f"{TUTOR}/alerts/{alert.id}/assign"
    for wrong in (cast.teresa.id, cast.olga.id, cast.bruno.id, "x", None):
        refused = Api(cast.tomas).post(path, {"tutor_id": str(wrong)})
        assert refused.status_code == 400
        assert list(refused.json()["errors"]) == ["tutor_id"]
    body = Api(cast.tomas).post(path, {"tutor_id": str(cast.alicia.id)}).json()
    assert body["owner"]["name"] == "Alicia Mora"


def test_the_queue_is_sorted_and_filtered(cast: Cast, alert: Alert) -> None:
    other = conversation_of(cast.bruno)
    run(other, "quiero hablar con una persona")
    api = Api(cast.tomas)
    rows = api.get(f"{TUTOR}/alerts").json()["results"]
    assert [row["priority"] for row in rows] == ["critical", "high"]
    only = api.get(f"{TUTOR}/alerts", priority="high").json()["results"]
    assert [row["student"]["name"] for row in only] == ["Bruno Díaz"]
    assert api.get(f"{TUTOR}/alerts", state="resolved").json()["results"] == []
    for query in ({"state": "x"}, {"priority": "x"}, {"student": "x"}, {"from": "x"}):
        assert api.get(f"{TUTOR}/alerts", **query).status_code == 400


def test_lists_ask_the_database_a_fixed_number_of_times(
    cast: Cast, django_assert_num_queries: object
) -> None:
    for number in range(8):
        made = Alert(
            institution=cast.south,
            student=cast.ana,
            conversation=conversation_of(cast.ana),
            kind="suicidal_ideation",
            level="high",
            priority="critical",
            urgency=0,
            owner=cast.tomas,
            evidence=f"señal {number}",
        )
        made.save()
    api = Api(cast.tomas)
    with django_assert_num_queries(2):  # type: ignore[operator]  # person, alerts
        assert len(api.get(f"{TUTOR}/alerts").json()["results"]) == 8
    with django_assert_num_queries(3):  # type: ignore[operator]  # person, students, courses
        assert len(api.get(f"{TUTOR}/students").json()["results"]) == 2


def test_a_tutor_reads_a_timeline_and_it_is_noted(cast: Cast, conversation: Conversation) -> None:
    body = Api(cast.tomas).get(f"/api/v1/analysis/conversations/{conversation.id}").json()
    assert [row["seq"] for row in body["results"]] == [1]
    assert body["results"][0]["crisis"]["is_crisis"] is True
    assert AuditEntry.objects.filter(actor=cast.tomas, action="analysis_read").count() == 1

"""The Django admin of conversations, analyses, alerts and hotlines, and the sample data."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import AuditEntry, User
from analysis.models import Correction
from conversations.models import Conversation, Hotline, Message, Rating
from monitoring.models import TurnLog
from tests.cast import Cast
from tests.tutor_stage import WORDS, browser, follow_up_of
from tests.tutor_stage import alert as alert
from tests.tutor_stage import conversation as conversation
from tutoring.models import Alert, AlertChange, CannedReply, FollowUp, Intervention

pytestmark = pytest.mark.django_db

READ_ONLY = (
    ("conversations_conversation", "Mi ensayo"),
    ("conversations_rating", "me sirvió mucho"),
    ("analysis_messageanalysis", "Tristeza"),
    ("analysis_correction", "Sin señales"),
    ("tutoring_alert", "Ideación suicida"),
    ("tutoring_intervention", "Hablamos por teléfono"),
    ("tutoring_followup", "Tomás Silva"),
    ("monitoring_turnlog", "crisis"),
)


@pytest.fixture
def rows(cast: Cast, alert: Alert) -> dict[str, Any]:
    """One row of each kind that is only to be read, all of Ana's."""
    for person in (cast.alicia, cast.oriana):
        person.is_staff = True
        person.save()
    talk = alert.conversation
    message = Message.objects.get(conversation=talk)
    AlertChange.objects.create(alert=alert, action="raised", state="open", priority="critical")
    follow_up = follow_up_of(talk, cast.tomas, hours=5)
    return {
        "conversations_conversation": talk,
        "conversations_rating": Rating.objects.create(
            conversation=talk, rating=5, comment="me sirvió mucho"
        ),
        "analysis_messageanalysis": message.analysis,
        "analysis_correction": Correction.objects.create(
            analysis=message.analysis, aspect="crisis", said="high", right="none", by=cast.tomas
        ),
        "tutoring_alert": alert,
        "tutoring_intervention": follow_up.intervention,
        "tutoring_followup": follow_up,
        "monitoring_turnlog": TurnLog.objects.create(
            message=message, institution=cast.south, outcome="crisis"
        ),
    }


@pytest.mark.parametrize(("name", "words"), READ_ONLY)
def test_administrators_read_their_own_and_change_nothing(
    cast: Cast, rows: dict[str, Any], name: str, words: str
) -> None:
    one = reverse(f"admin:{name}_change", args=[rows[name].pk])
    every = reverse(f"admin:{name}_changelist")
    client = browser(cast.alicia)
    assert words in client.get(every).content.decode()
    if name == "tutoring_alert":
        assert words in client.get(every, {"kind": "suicidal_ideation"}).content.decode()
        assert "0 alertas" in client.get(every, {"kind": "self_harm"}).content.decode()
    page = client.get(one)
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert client.post(one, {}).status_code == 403
    assert client.get(reverse(f"admin:{name}_add")).status_code == 403
    assert client.post(reverse(f"admin:{name}_delete", args=[rows[name].pk])).status_code == 403

    stranger = browser(cast.oriana)
    assert stranger.get(one).status_code == 302  # Django's admin sends to its index: not there
    assert (
        words
        not in stranger.get(every)
        .content.decode()
        .split('id="changelist"')[1]
        .split('id="changelist-filter"')[0]
    )
    for outsider in (cast.tomas, cast.ana):
        assert browser(outsider).get(one).status_code == 302


def test_a_conversation_in_the_admin_has_its_messages_and_is_audited(
    cast: Cast, rows: dict[str, Any]
) -> None:
    talk = rows["conversations_conversation"]
    address = reverse("admin:conversations_conversation_change", args=[talk.pk])
    html = browser(cast.alicia).get(address).content.decode()
    assert f"Hola, {WORDS}" in html
    assert "Tristeza (83 %)" in html
    entry = AuditEntry.objects.get(action="conversation_read")
    assert (entry.actor, entry.student, entry.detail) == (cast.alicia, cast.ana, {"via": "admin"})


def test_hotlines_are_kept_by_the_administrators_of_the_country(cast: Cast) -> None:
    for person in (cast.alicia, cast.oriana):
        person.is_staff = True
        person.save()
    line = Hotline.objects.create(country="CL", name="Línea de prueba", phone="123")
    address = reverse("admin:conversations_hotline_change", args=[line.pk])
    body = {"use": "crisis", "name": "Línea de prueba", "phone": "456", "language": "es"}
    body |= {"position": "0", "active": "on"}
    assert browser(cast.oriana).post(address, body).status_code == 302
    line.refresh_from_db()
    assert line.phone == "123"
    assert browser(cast.alicia).post(address, body).status_code == 302
    line.refresh_from_db()
    assert (line.phone, line.country) == ("456", "CL")
    entry = AuditEntry.objects.get(action="hotline_changed")
    assert (entry.actor, entry.object_id, entry.detail) == (
        cast.alicia,
        str(line.pk),
        {"fields": ["phone"]},
    )

    add = reverse("admin:conversations_hotline_add")
    browser(cast.alicia).post(add, body | {"name": "Otra línea", "country": "MX"})
    assert Hotline.objects.get(name="Otra línea").country == "CL"
    delete = reverse("admin:conversations_hotline_delete", args=[line.pk])
    assert browser(cast.alicia).post(delete, {"post": "yes"}).status_code == 403


def test_prepared_replies_belong_to_who_writes_them(cast: Cast) -> None:
    cast.alicia.is_staff = True
    cast.alicia.save()
    body = {"title": "Saludo", "text": "Hola {nombre}", "position": "1"}
    browser(cast.alicia).post(reverse("admin:tutoring_cannedreply_add"), body)
    assert CannedReply.objects.get().institution == cast.south


# --- sample data --------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_sample_data_fills_the_queue_and_adds_nothing_the_second_time() -> None:
    call_command("demo", stdout=StringIO())
    call_command("sample_data", stdout=StringIO())
    tables = (User, Conversation, Message, Alert, Intervention, FollowUp, CannedReply, Correction)
    first = [table.objects.count() for table in tables]
    assert first[-1] == 2
    assert set(Alert.objects.values_list("state", flat=True)) == {
        "open",
        "in_progress",
        "resolved",
        "dismissed",
    }
    tutor = User.objects.get(email="tutora@example.com")
    html = browser(tutor).get("/tutor/").content.decode()
    assert "Camila Herrera" in html
    assert "con retraso" in html

    call_command("sample_data", stdout=StringIO())
    assert [table.objects.count() for table in tables] == first


def test_sample_data_needs_the_demo_people_and_refuses_production(settings: Any) -> None:
    with pytest.raises(CommandError, match="run `manage"):
        call_command("sample_data")
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        call_command("sample_data")
    assert not User.objects.exists()

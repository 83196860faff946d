"""The tutors' page of one conversation: what it shows, and what each action does."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from conversations.models import Conversation, Message
from tests.cast import Cast, conversation_of
from tests.tutor_stage import HTMX, WORDS, alert_of, browser, follow_up_of, page_of, says
from tests.tutor_stage import alert as alert
from tests.tutor_stage import conversation as conversation
from tutoring.models import Alert, AlertChange, CannedReply, FollowUp, Intervention

pytestmark = pytest.mark.django_db


# --- one conversation ---------------------------------------------------------------------------
def test_the_conversation_page_shows_the_case(cast: Cast, alert: Alert) -> None:
    CannedReply.objects.create(
        institution=cast.south, title="Saludo", text="Hola {nombre}, soy {tutor}."
    )
    follow_up_of(alert.conversation, cast.tomas, hours=20)
    html = browser(cast.tomas).get(page_of(alert.conversation)).content.decode()
    for words in (
        "Ana Rojas",
        "Introducción a la Filosofía",
        f'Hola, <mark class="evidence">{WORDS}</mark>',
        'data-emotion="sadness"',
        "Confianza 83 %",
        "Tomar la conversación",
        'data-canned="Hola Ana, soy Tomás."',
        "Hablamos por teléfono",
        "Mensaje para Ana",
        "· 97 %",
        "sin dato",
    ):
        assert words in html
    read = AuditEntry.objects.get(action="conversation_read")
    assert (read.actor, read.student) == (cast.tomas, cast.ana)
    assert read.object_id == str(alert.conversation_id)


def test_what_a_student_writes_is_never_markup(cast: Cast) -> None:
    conversation = conversation_of(cast.ana, "<b>título</b>")
    says(conversation, "<script>alert(1)</script> quiero morir", level="high", start=3)
    html = browser(cast.tomas).get(page_of(conversation)).content.decode()
    assert "<script>alert(1)" not in html
    assert (
        '&lt;sc<mark class="evidence">ript&gt;alert(1)&lt;/script&gt; quiero morir</mark>' in html
    )
    assert "<b>título" not in html


def test_the_analysis_of_a_chosen_message(cast: Cast, conversation: Conversation) -> None:
    says(conversation, "gracias")
    first = conversation.messages.get(seq=1)
    address = f"{page_of(conversation)}?part=analysis&message={first.id}"
    html = browser(cast.tomas).get(address, headers=HTMX).content.decode()
    assert f"Hola, {WORDS}" in html
    assert "<html" not in html


def test_messages_since_a_number(cast: Cast, conversation: Conversation) -> None:
    second = says(conversation, "sigo aquí")
    address = f"{page_of(conversation)}?since=2"
    html = browser(cast.tomas).get(address, headers=HTMX).content.decode()
    assert f'data-key="{second.id}" data-seq="2"' in html
    assert 'data-seq="1"' not in html


def test_a_long_transcript_goes_back_by_pages(cast: Cast, conversation: Conversation) -> None:
    Message.objects.bulk_create(
        Message(conversation=conversation, seq=seq, sender="assistant", text=f"número {seq}")
        for seq in range(2, 252)
    )
    client = browser(cast.tomas)
    html = client.get(page_of(conversation)).content.decode()
    assert "número 251" in html
    assert "número 51<" not in html
    assert "?before=52" in html
    assert "número 51<" in client.get(f"{page_of(conversation)}?before=52").content.decode()


def test_taking_over_and_giving_back(cast: Cast, alert: Alert) -> None:
    client = browser(cast.tomas)
    conversation = alert.conversation
    html = client.post(
        reverse("tutor:takeover", args=[conversation.id]), headers=HTMX
    ).content.decode()
    assert "Hablas tú" in html
    conversation.refresh_from_db()
    assert conversation.taken_over_by == cast.tomas
    alert.refresh_from_db()
    assert (alert.state, alert.owner) == ("in_progress", cast.tomas)

    client.post(reverse("tutor:takeover", args=[conversation.id]))
    assert Intervention.objects.filter(kind="takeover").count() == 1

    answer = client.post(reverse("tutor:release", args=[conversation.id]))
    assert answer["Location"] == page_of(conversation)
    conversation.refresh_from_db()
    assert conversation.taken_over_by is None
    assert AuditEntry.objects.filter(action="conversation_released").count() == 1


def test_two_tutors_do_not_speak_at_once(cast: Cast, conversation: Conversation) -> None:
    browser(cast.tomas).post(reverse("tutor:takeover", args=[conversation.id]))
    client = browser(cast.alicia)
    page = client.get(page_of(conversation)).content.decode()
    assert "Tomás Silva tiene la conversación" in page
    body = {"text": "hola", "client_id": str(uuid.uuid4())}
    answer = client.post(reverse("tutor:message", args=[conversation.id]), body)
    assert answer.status_code == 400
    assert not Message.objects.filter(sender="tutor").exists()
    answer = client.post(reverse("tutor:takeover", args=[conversation.id]), headers=HTMX)
    assert answer.status_code == 409
    assert "Tomás Silva está hablando con este estudiante." in answer.content.decode()
    conversation.refresh_from_db()
    assert conversation.taken_over_by == cast.tomas


def test_a_message_sent_twice_is_stored_once(cast: Cast, conversation: Conversation) -> None:
    client = browser(cast.tomas)
    body = {"text": "Hola Ana, te leo.", "client_id": str(uuid.uuid4())}
    address = reverse("tutor:message", args=[conversation.id])
    assert client.post(address, body).status_code == 302
    assert client.post(address, body, headers=HTMX).status_code == 200
    sent = Message.objects.get(conversation=conversation, sender="tutor")
    assert (sent.text, sent.author, sent.seq) == ("Hola Ana, te leo.", cast.tomas, 2)
    assert Intervention.objects.filter(kind="message").count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("   ", "El mensaje está vacío"), ("a" * 2001, "El mensaje pasa por 1 carácter")],
)
def test_a_message_that_cannot_be_sent_comes_back(
    cast: Cast, conversation: Conversation, text: str, sentence: str
) -> None:
    client_id = str(uuid.uuid4())
    body = {"text": text, "client_id": client_id}
    address = reverse("tutor:message", args=[conversation.id])
    answer = browser(cast.tomas).post(address, body, headers=HTMX)
    assert answer.status_code == 400
    html = answer.content.decode()
    assert sentence in html
    assert client_id in html
    assert text.strip() in html
    assert not Message.objects.filter(sender="tutor").exists()


def test_a_prepared_reply_without_scripts(cast: Cast, conversation: Conversation) -> None:
    CannedReply.objects.create(institution=cast.south, title="Saludo", text="Hola {nombre}")
    html = browser(cast.tomas).get(f"{page_of(conversation)}?canned=1").content.decode()
    assert "Hola Ana</textarea>" in html


def test_a_note_is_private_and_leaves_the_alert(cast: Cast, alert: Alert) -> None:
    address = reverse("tutor:note", args=[alert.conversation_id])
    html = browser(cast.tomas).post(address, {"text": "vive con su tía"}, headers=HTMX).content
    assert "vive con su tía" in html.decode()
    assert Intervention.objects.get().kind == "note"
    alert.refresh_from_db()
    assert alert.state == "open"
    assert not Message.objects.exclude(sender="student").exists()


def test_a_call_with_its_follow_up(cast: Cast, alert: Alert) -> None:
    address = reverse("tutor:intervene", args=[alert.conversation_id])
    body = {"kind": "call", "text": "Habló con su mamá", "follow_up_at": "2030-05-03T09:30"}
    assert browser(cast.tomas).post(address, body).status_code == 302
    follow_up = FollowUp.objects.get()
    assert follow_up.intervention.text == "Habló con su mamá"
    # The institution is in Santiago: four hours behind UTC in May.
    assert follow_up.due_at.isoformat() == "2030-05-03T13:30:00+00:00"
    alert.refresh_from_db()
    assert alert.state == "in_progress"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"follow_up_at": "2001-05-03T09:30"}, "La fecha de seguimiento ya pasó."),
        ({"text": ""}, "El mensaje está vacío"),
        ({"kind": "message"}, "Escoja una opción válida"),
    ],
)
def test_an_intervention_that_is_refused_keeps_its_text(
    cast: Cast, conversation: Conversation, change: dict[str, str], sentence: str
) -> None:
    body = {"kind": "call", "text": "Habló con su mamá", **change}
    address = reverse("tutor:intervene", args=[conversation.id])
    answer = browser(cast.tomas).post(address, body)
    assert answer.status_code == 400
    html = answer.content.decode()
    assert sentence in html
    assert body["text"] in html
    assert not Intervention.objects.exists()


def test_a_conversation_that_its_student_deleted_is_read_only(
    cast: Cast, conversation: Conversation
) -> None:
    Conversation.objects.update(deleted_at=timezone.now())
    client = browser(cast.tomas)
    html = client.get(page_of(conversation)).content.decode()
    assert "Su estudiante borró esta conversación" in html
    assert "Tomar la conversación" not in html
    body = {"text": "hola", "client_id": str(uuid.uuid4())}
    answer = client.post(reverse("tutor:message", args=[conversation.id]), body)
    assert answer.status_code == 400
    assert not Message.objects.filter(sender="tutor").exists()


# --- closing ------------------------------------------------------------------------------------
def test_closing_with_a_common_reason_and_the_way_back(cast: Cast, alert: Alert) -> None:
    client = browser(cast.tomas)
    prefix = f"resolve-{alert.id}"
    body = {f"{prefix}-reason": "Conversamos y está a salvo", f"{prefix}-note": "Con su hermana"}
    answer = client.post(reverse("tutor:resolve", args=[alert.id]), body)
    assert answer["Location"] == f"{page_of(alert.conversation)}?closed={alert.id}"
    alert.refresh_from_db()
    assert (alert.state, alert.reason) == ("resolved", "Conversamos y está a salvo")
    assert AlertChange.objects.get(alert=alert).note == "Con su hermana"
    assert AuditEntry.objects.get(action="alert_resolved").actor == cast.tomas

    html = client.get(answer["Location"]).content.decode()
    assert "Cerraste la alerta." in html
    undo = reverse("tutor:reopen", args=[alert.id])
    assert undo in html
    client.post(undo, {"next": page_of(alert.conversation)})
    alert.refresh_from_db()
    assert (alert.state, alert.reason, alert.resolved_at) == ("open", "", None)


def test_closing_by_htmx_offers_the_way_back(cast: Cast, alert: Alert) -> None:
    body = {f"dismiss-{alert.id}-own_reason": "Hablaba de una novela"}
    address = reverse("tutor:dismiss", args=[alert.id])
    answer = browser(cast.tomas).post(address, body, headers=HTMX)
    assert answer["HX-Trigger"] == "care-changed"
    html = answer.content.decode()
    assert "Descartaste la alerta." in html
    assert reverse("tutor:reopen", args=[alert.id]) in html
    alert.refresh_from_db()
    assert (alert.state, alert.reason) == ("dismissed", "Hablaba de una novela")


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_closing_without_a_reason_says_so_and_keeps_what_was_typed(
    cast: Cast, alert: Alert, headers: dict[str, str]
) -> None:
    body = {f"resolve-{alert.id}-note": "una nota a medias"}
    address = reverse("tutor:resolve", args=[alert.id])
    answer = browser(cast.tomas).post(address, body, headers=headers)
    assert answer.status_code == 400
    html = answer.content.decode()
    assert "Elige el motivo del cierre o escríbelo." in html
    assert "una nota a medias</textarea>" in html
    alert.refresh_from_db()
    assert alert.state == "open"


def test_another_reason_must_be_written(cast: Cast, alert: Alert) -> None:
    body = {f"dismiss-{alert.id}-reason": "other"}
    answer = browser(cast.tomas).post(reverse("tutor:dismiss", args=[alert.id]), body)
    assert answer.status_code == 400
    assert "Escribe el motivo." in answer.content.decode()
    alert.refresh_from_db()
    assert alert.state == "open"


def test_closing_what_is_closed_already_says_by_whom(cast: Cast, alert: Alert) -> None:
    Alert.objects.update(state="resolved", owner=cast.alicia, resolved_at=timezone.now())
    body = {f"resolve-{alert.id}-reason": "Conversamos y está a salvo"}
    answer = browser(cast.tomas).post(reverse("tutor:resolve", args=[alert.id]), body)
    assert answer.status_code == 400
    assert not AlertChange.objects.exists()


def test_handing_an_alert_on(cast: Cast, alert: Alert) -> None:
    client = browser(cast.tomas)
    address = reverse("tutor:assign", args=[alert.id])
    field = f"assign-{alert.id}-tutor_id"
    assert client.post(address, {field: str(cast.teresa.id)}).status_code == 400
    assert client.post(address, {field: str(cast.alicia.id)}).status_code == 302
    alert.refresh_from_db()
    assert (alert.owner, alert.state) == (cast.alicia, "acknowledged")


def test_queries_of_a_conversation(
    cast: Cast, conversation: Conversation, django_assert_num_queries: Any
) -> None:
    for number in range(39):
        says(conversation, f"mensaje {number}")
    for _ in range(5):
        follow_up_of(conversation, cast.tomas, hours=5)
    alert = alert_of(conversation)
    for action in ("raised", "joined", "rose"):
        AlertChange.objects.create(alert=alert, action=action, state="open", priority="critical")
    client = browser(cast.tomas)
    # session, user, institution, the conversation, the audit entry; courses, alerts, their
    # changes, carers, messages and their corrections, prepared replies, interventions, follow-ups,
    # other alerts, conversations, analyses and their corrections, state of the cycle, last crisis
    with django_assert_num_queries(20):
        html = client.get(page_of(conversation)).content.decode()
    assert html.count('class="turn turn--student"') == 40

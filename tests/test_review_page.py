"""Reviewing the crisis models: what waits, one word on each, and the way back."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import AuditEntry
from analysis import corrections
from analysis.artifacts import store
from analysis.crisis import margin
from analysis.models import Correction, MessageAnalysis
from conversations.models import Conversation, Message
from tests.cast import Cast, conversation_of
from tests.tutor_stage import HTMX, alert_of, browser, says
from tutoring import review
from tutoring.models import Alert
from tutoring.words import DISMISSED_FOR_ANOTHER

pytestmark = pytest.mark.django_db

PAGE = "/tutor/review/"


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    return conversation_of(cast.ana)


@pytest.fixture
def masks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "masked", lambda text, known=(): text.replace(known[0], "[PERSON]"))


def read(
    talk: Conversation, text: str, level: str = "none", confidence: float | None = None
) -> MessageAnalysis:
    """A message with that level and that confidence in a crisis (nearly one if not said)."""
    analysis: MessageAnalysis = says(talk, text, level=level).analysis
    near = margin.threshold() - margin.MARGIN / 2
    analysis.crisis_confidence = near if confidence is None else confidence
    analysis.save()
    return analysis


def dismissed(analysis: MessageAnalysis, reason: str = "Era una broma") -> Alert:
    return alert_of(
        analysis.message.conversation,
        message=analysis.message,
        state="dismissed",
        reason=reason,
        resolved_at=timezone.now(),
    )


def shown(html: str) -> list[str]:
    texts = re.findall(r'class="review__text" dir="auto">(.*?)</blockquote>', html)
    return [re.sub(r"<[^>]+>", "", text) for text in texts]


def tabs(html: str) -> list[str]:
    nav = html.split('id="review-tabs"')[1].split("</nav>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", item).split()) for item in nav.split("<li>")[1:]]


def label_path(analysis: MessageAnalysis) -> str:
    return reverse("tutor:review_label", args=[analysis.pk])


# --- what waits ---------------------------------------------------------------------------------
def test_the_three_kinds(cast: Cast, talk: Conversation, masks: None) -> None:
    read(talk, "lejos", confidence=margin.near_miss_from() - 0.01)
    read(talk, "cerca", confidence=margin.near_miss_from())
    read(talk, "leve y cerca", "low", margin.threshold() + 0.1)
    read(talk, "leve", "low", 0.1)
    false_alarm = read(talk, "descartada", "high", 0.9)
    dismissed(false_alarm)
    elsewhere = read(talk, "en otra alerta", "high", 0.9)
    with translation.override("en"):
        dismissed(elsewhere, str(DISMISSED_FOR_ANOTHER))
    read(talk, "crisis", "moderate", 0.6)
    client = browser(cast.tomas)
    html = client.get(PAGE).content.decode()
    assert tabs(html) == [
        "Todo 5",
        "Casi alertas 2",
        "Alertas descartadas 1",
        "Crisis sin revisar 2",
    ]
    assert html.count("data-review ") == 5
    for kind, texts in {
        "near": {"cerca", "leve y cerca"},
        "false_alarm": {"descartada"},
        "crisis": {"crisis", "en otra alerta"},
    }.items():
        found = client.get(PAGE, {"kind": kind}).context["items"]
        assert {item.analysis.message.text for item in found} == texts
        assert {item.kind for item in found} == {kind}


@pytest.mark.parametrize(
    ("query", "count"),
    [("q=ana", 1), ("q=zoe", 0), ("kind=mood", 1), ("page=99", 1), ("q=%00", 1), ("kind=near", 0)],
)
def test_filters(cast: Cast, talk: Conversation, masks: None, query: str, count: int) -> None:
    read(talk, "crisis", "moderate", 0.6)
    answer = browser(cast.tomas).get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    assert len(answer.context["items"]) == count


def test_what_is_labelled_waits_no_more(cast: Cast, talk: Conversation, masks: None) -> None:
    crisis = read(talk, "crisis", "moderate", 0.6)
    other = read(talk, "otra", "moderate", 0.6)
    corrections.correct(analysis=crisis, by=cast.alicia, aspect="crisis", right="moderate")
    corrections.correct(analysis=other, by=cast.alicia, aspect="emotion", right="joy")
    assert shown(browser(cast.tomas).get(PAGE).content.decode()) == ["otra"]


def test_everybody_reviews_their_own_students(cast: Cast, talk: Conversation, masks: None) -> None:
    read(talk, "de Ana", "moderate", 0.6)
    read(conversation_of(cast.carla), "de Carla", "moderate", 0.6)
    read(conversation_of(cast.omar), "de Omar", "moderate", 0.6)
    seen = {
        name: shown(browser(getattr(cast, name)).get(PAGE).content.decode())
        for name in ("tomas", "teresa", "alicia", "olga")
    }
    assert seen == {
        "tomas": ["de Ana"],
        "teresa": ["de Carla"],
        "alicia": ["de Carla", "de Ana"],
        "olga": ["de Omar"],
    }


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Todo está revisado"),
        ("?kind=near", "Nada por revisar de este tipo"),
        ("?q=zoe", "Nada por revisar con ese nombre"),
    ],
)
def test_nothing_to_review(
    cast: Cast, talk: Conversation, masks: None, query: str, words: str
) -> None:
    if query:
        read(talk, "crisis", "moderate", 0.6)
    html = browser(cast.tomas).get(PAGE + query).content.decode()
    assert words in html
    assert 'id="review-list"' not in html


def test_looking_is_audited_for_each_student(cast: Cast, talk: Conversation, masks: None) -> None:
    read(talk, "una", "moderate", 0.6)
    read(talk, "dos", "moderate", 0.6)
    read(conversation_of(cast.bruno), "de Bruno", "moderate", 0.6)
    browser(cast.tomas).get(PAGE)
    entries = AuditEntry.objects.filter(action="review_read", actor=cast.tomas)
    assert {(entry.student, entry.detail["messages"]) for entry in entries} == {
        (cast.ana, 2),
        (cast.bruno, 1),
    }


# --- context ------------------------------------------------------------------------------------
def test_the_messages_around_are_masked(cast: Cast, talk: Conversation, masks: None) -> None:
    says(talk, "demasiado lejos")
    says(talk, "soy Ana Rojas")
    MessageAnalysis.objects.all().delete()
    read(talk, "no quiero seguir", "moderate", 0.6)
    talk.last_seq += 1
    talk.save()
    Message.objects.create(
        conversation=talk, seq=talk.last_seq, sender="assistant", text="Te leo, Ana Rojas. " * 40
    )
    around = [
        part.split("</p>")[0]
        for part in browser(cast.tomas).get(PAGE).content.decode().split('"review__around')[1:]
    ]
    assert len(around) == 2
    assert "<strong>Estudiante:</strong> soy [PERSON]" in around[0]
    assert "<strong>Asistente:</strong> Te leo, [PERSON]." in around[1]
    assert around[1].endswith("…")
    assert len(around[1]) < 400


def test_what_cannot_be_masked_is_not_shown(
    cast: Cast, talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "masked", lambda _text, _known=(): None)
    says(talk, "mi correo es ana@example.org")
    MessageAnalysis.objects.all().delete()
    read(talk, "no quiero seguir", "moderate", 0.6)
    html = browser(cast.tomas).get(PAGE).content.decode()
    assert "no se pudieron ocultar los datos personales" in html
    assert "ana@example.org" not in html


# --- one word -----------------------------------------------------------------------------------
@pytest.mark.parametrize("right", ["none", "low", "moderate", "high", "imminent"])
def test_one_click_labels(cast: Cast, talk: Conversation, masks: None, right: str) -> None:
    analysis = read(talk, "cerca")
    read(talk, "otra", "moderate", 0.6)
    client = browser(cast.tomas)
    for _again in range(2):
        answer = client.post(label_path(analysis), {"right": right, "next": PAGE}, headers=HTMX)
        assert answer.status_code == 200
    made = Correction.objects.get()
    assert (made.aspect, made.said, made.right, made.by) == ("crisis", "none", right, cast.tomas)
    html = answer.content.decode()
    assert f'id="review-{analysis.pk}" data-review-done' in html
    assert reverse("tutor:review_undo", args=[analysis.pk, made.id]) in html
    assert tabs(html) == [
        "Todo 1",
        "Casi alertas 0",
        "Alertas descartadas 0",
        "Crisis sin revisar 1",
    ]
    crisis = right in {"moderate", "high", "imminent"}
    assert ("Este mensaje no levantó una alerta." in html) is crisis
    assert not Alert.objects.exists()


def test_confirming_a_crisis_asks_for_nothing_more(
    cast: Cast, talk: Conversation, masks: None
) -> None:
    analysis = read(talk, "crisis", "high", 0.9)
    answer = browser(cast.tomas).post(label_path(analysis), {"right": "high"}, headers=HTMX)
    assert "sí era crisis (alto)" in answer.content.decode()
    assert "no levantó una alerta" not in answer.content.decode()


def test_undo_brings_the_message_back(cast: Cast, talk: Conversation, masks: None) -> None:
    analysis = read(talk, "cerca")
    made = corrections.correct(analysis=analysis, by=cast.tomas, aspect="crisis", right="none")
    undo = reverse("tutor:review_undo", args=[analysis.pk, made.id])
    client = browser(cast.tomas)
    for _again in range(2):
        html = client.post(undo, {"next": PAGE}, headers=HTMX).content.decode()
        assert shown(html) == ["cerca"]
        assert tabs(html)[0] == "Todo 1"
    assert not corrections.standing(analysis).exists()


def test_without_scripts(cast: Cast, talk: Conversation, masks: None) -> None:
    analysis = read(talk, "cerca")
    client = browser(cast.tomas)
    body = {"right": "high", "next": f"{PAGE}?kind=near&q=ana"}
    answer = client.post(label_path(analysis), body)
    made = Correction.objects.get()
    assert answer["Location"] == f"{PAGE}?kind=near&q=ana&labelled={made.id}"
    html = client.get(answer["Location"]).content.decode()
    assert "sí era crisis (alto)" in html
    assert "Este mensaje no levantó una alerta." in html
    undo = reverse("tutor:review_undo", args=[analysis.pk, made.id])
    assert undo in html
    assert client.post(undo, {"next": PAGE})["Location"] == PAGE
    assert "Deshiciste la revisión." in client.get(PAGE).content.decode()


@pytest.mark.parametrize("right", ["", "severe", "true"])
def test_a_word_that_is_none(cast: Cast, talk: Conversation, masks: None, right: str) -> None:
    analysis = read(talk, "cerca")
    client = browser(cast.tomas)
    answer = client.post(label_path(analysis), {"right": right}, headers=HTMX)
    assert answer.status_code == 400
    assert f'id="review-{analysis.pk}"' in answer.content.decode()
    assert client.post(label_path(analysis), {"right": right})["Location"] == PAGE
    assert not Correction.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("teresa", 404), ("oriana", 404), ("ana", 403)])
def test_others_label_and_undo_nothing(
    cast: Cast, talk: Conversation, who: str, status: int
) -> None:
    analysis = read(talk, "cerca")
    made = corrections.correct(analysis=analysis, by=cast.tomas, aspect="crisis", right="none")
    client = browser(getattr(cast, who))
    assert client.post(label_path(analysis), {"right": "high"}).status_code == status
    undo = reverse("tutor:review_undo", args=[analysis.pk, made.id])
    assert client.post(undo).status_code == status
    assert list(corrections.standing(analysis)) == [made]


@pytest.mark.parametrize("labelled", ["x", "00000000-0000-0000-0000-000000000005"])
def test_an_undo_that_is_nobodys(cast: Cast, labelled: str) -> None:
    answer = browser(cast.tomas).get(PAGE, {"labelled": labelled})
    assert answer.status_code == 200
    assert "Deshacer" not in answer.content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "/admin/?x=1"])
def test_a_foreign_next_leads_to_the_page(
    cast: Cast, talk: Conversation, masks: None, elsewhere: str
) -> None:
    body = {"right": "none", "next": elsewhere}
    answer = browser(cast.tomas).post(label_path(read(talk, "cerca")), body)
    assert answer["Location"].startswith(PAGE)


# --- how near, and how many queries -------------------------------------------------------------
@pytest.mark.parametrize(
    ("meta", "threshold"),
    [
        ({"thresholds": {"crisis": 0.61}}, 0.61),
        ({"thresholds": {"crisis": 7}}, margin.FALLBACK),
        ({"thresholds": {"crisis": "x"}}, margin.FALLBACK),
        ({"thresholds": None}, margin.FALLBACK),
        ({}, margin.FALLBACK),
    ],
)
def test_the_threshold_is_the_models(
    monkeypatch: pytest.MonkeyPatch, meta: dict[str, Any], threshold: float
) -> None:
    monkeypatch.setattr(store, "crisis", lambda: SimpleNamespace(meta=meta))
    assert margin.threshold() == threshold
    assert margin.near_miss_from() == threshold - margin.MARGIN


def test_without_the_model_there_is_a_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> Any:
        raise OSError("no such file")

    monkeypatch.setattr(store, "crisis", gone)
    assert margin.threshold() == margin.FALLBACK


def test_queries_of_the_page(
    cast: Cast, talk: Conversation, masks: None, django_assert_num_queries: Any
) -> None:
    for number in range(25):
        read(talk, f"mensaje {number}", "moderate", 0.6)
    client = browser(cast.tomas)
    # session, user, institution; how many, a page of them, the audit entry, their neighbours,
    # how many of each kind
    with django_assert_num_queries(8):
        html = client.get(PAGE).content.decode()
    assert html.count("data-review ") == 10
    assert "Página 1 de 3" in html

"""The panel with the analysis of a message on the tutors' page, and correcting it there."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from analysis import corrections
from analysis.crisis import margin
from analysis.labels import Aspect
from analysis.models import Correction, MessageAnalysis
from conversations.models import Conversation
from tests.cast import Cast, conversation_of
from tests.tutor_stage import HTMX, browser, page_of, says
from tests.tutor_stage import conversation as conversation

pytestmark = pytest.mark.django_db

WHOLE = {
    "emotion": {"label": "fear", "confidence": 0.42, "scores": {"fear": 0.42, "joy": 0.1}},
    "style": {"label": "passive", "confidence": 0.71, "scores": {"passive": 0.71}},
    "sentiment": {"label": "negative", "score": -0.64},
    "topic": {"label": "exams_grades", "confidence": 0.9, "scores": {}},
    "crisis": {
        "level": "none",
        "is_crisis": False,
        "kinds": [],
        "confidence": 0.03,
        "evidence": [],
    },
    "toxicity": {"is_toxic": True, "confidence": 0.93, "kinds": ["insult"]},
    "injection": {"is_injection": False, "confidence": 0.02},
    "why": {"topic": [{"start": 3, "end": 9}], "emotion": [{"start": 90, "end": 95}, "x"]},
    "versions": {"emotion": "7", "topic": "3"},
}


@pytest.fixture
def threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    """The classifier calls a crisis from 0.55 on."""
    monkeypatch.setattr(margin, "threshold", lambda: 0.55)


def read(conversation: Conversation, text: str, result: dict[str, Any]) -> MessageAnalysis:
    """A message whose stored result is `result`."""
    analysis: MessageAnalysis = says(conversation, text).analysis
    analysis.result = result
    analysis.crisis_confidence = result.get("crisis", {}).get("confidence", 0)
    analysis.save()
    return analysis


def panel(user: User, analysis: MessageAnalysis) -> str:
    address = page_of(analysis.message.conversation) + f"?part=analysis&message={analysis.pk}"
    return browser(user).get(address, headers=HTMX).content.decode()


def row(html: str, aspect: str) -> str:
    """The words of one aspect's line, without its form."""
    whole = html.split(f'data-aspect="{aspect}"')[1].split('class="reading__actions"')[0]
    words = re.sub(r"<svg.*?</svg>|<[^>]*>|^>|<dd $", " ", whole, flags=re.DOTALL)
    return " ".join(words.split())


def correct_path(analysis: MessageAnalysis) -> str:
    return reverse("tutor:correct", args=[analysis.pk])


# --- what it shows ------------------------------------------------------------------------------
def test_every_aspect_in_words(cast: Cast, conversation: Conversation) -> None:
    html = panel(cast.tomas, read(conversation, "la prueba de mañana", WHOLE))
    for aspect, words in {
        "emotion": "Miedo · 42 % poca seguridad",
        "style": "Pasivo · 71 %",
        "sentiment": "Negativo · −0,64",
        "topic": "Exámenes y notas · 90 % Por estas palabras: prueba",
        "crisis": "Sin señales",
        "toxicity": "Con ofensas · 93 % Insulto",
        "injection": "Sin señales",
    }.items():
        assert words in row(html, aspect)
    assert "poca seguridad" not in row(html, "style")
    assert "Por estas palabras" not in row(html, "emotion")  # outside the text


@pytest.mark.parametrize(
    "result",
    [
        {"crisis": {"level": "none", "kinds": [], "confidence": 0, "evidence": []}},
        {
            **dict.fromkeys(("emotion", "style", "sentiment", "topic", "toxicity", "injection")),
            "crisis": {"level": "none", "kinds": [], "confidence": 0, "evidence": []},
        },
    ],
    ids=["absent", "null"],
)
def test_results_of_earlier_models_say_what_is_missing(
    cast: Cast, conversation: Conversation, result: dict[str, Any]
) -> None:
    html = panel(cast.tomas, read(conversation, "hola", result))
    for aspect in ("emotion", "style", "sentiment", "topic", "toxicity", "injection"):
        assert row(html, aspect).endswith("sin dato")
    assert "Sin señales" in row(html, "crisis")


def test_no_style_is_no_missing_one(cast: Cast, conversation: Conversation) -> None:
    result = WHOLE | {"style": {"label": None, "confidence": 0.3, "scores": {}}}
    assert row(panel(cast.tomas, read(conversation, "hola", result)), "style").endswith(
        "Sin estilo marcado"
    )


def test_what_the_analysis_itself_calls_unsure(cast: Cast, conversation: Conversation) -> None:
    html = panel(cast.tomas, read(conversation, "hola", WHOLE | {"unsure": ["style", "sentiment"]}))
    doubtful = [aspect for aspect in Aspect.values if "poca seguridad" in row(html, aspect)]
    assert doubtful == ["style", "sentiment"]


@pytest.mark.parametrize(
    ("level", "confidence", "unsure"),
    [("none", 0.03, False), ("none", 0.5, True), ("moderate", 0.6, True), ("high", 0.95, False)],
)
@pytest.mark.usefixtures("threshold")
def test_a_near_crisis_says_that_it_is_one(
    cast: Cast, conversation: Conversation, level: str, confidence: float, unsure: bool
) -> None:
    analysis = says(conversation, "ya no puedo más", level=level).analysis
    MessageAnalysis.objects.filter(pk=analysis.pk).update(crisis_confidence=confidence)
    assert ("poca seguridad" in row(panel(cast.tomas, analysis), "crisis")) is unsure


def test_the_chosen_message_and_its_neighbours(cast: Cast, conversation: Conversation) -> None:
    rows = [MessageAnalysis.objects.get(), *(says(conversation, t).analysis for t in ("dos", "3"))]
    html = panel(cast.tomas, rows[1])
    assert f'data-message="{rows[1].pk}"' in html
    assert re.findall(r'rel="(\w+)" href="\?message=([0-9a-f-]+)#', html) == [
        ("prev", str(rows[0].pk)),
        ("next", str(rows[2].pk)),
    ]


@pytest.mark.parametrize("wanted", ["", "x", str(uuid.UUID(int=5)), "../../etc"])
def test_a_message_that_is_not_there_gives_the_last_one(
    cast: Cast, conversation: Conversation, wanted: str
) -> None:
    last = says(conversation, "la última").analysis
    address = f"{page_of(conversation)}?part=analysis&message={wanted}"
    assert (
        f'data-message="{last.pk}"'
        in browser(cast.tomas).get(address, headers=HTMX).content.decode()
    )


def test_a_message_of_another_conversation_is_not_shown(
    cast: Cast, conversation: Conversation
) -> None:
    other = says(conversation_of(cast.carla), "secreto de Carla").analysis
    address = f"{page_of(conversation)}?part=analysis&message={other.pk}"
    html = browser(cast.tomas).get(address, headers=HTMX).content.decode()
    assert "secreto" not in html


# --- correcting ---------------------------------------------------------------------------------
def test_correcting_by_htmx_thanks_and_offers_the_way_back(
    cast: Cast, conversation: Conversation
) -> None:
    analysis = MessageAnalysis.objects.get()
    body = {"aspect": "emotion", "right": "fear", "comment": "tiene miedo de la prueba"}
    answer = browser(cast.tomas).post(correct_path(analysis), body, headers=HTMX)
    made = Correction.objects.get()
    assert (made.right, made.by, made.comment) == ("fear", cast.tomas, body["comment"])
    html = answer.content.decode()
    assert "<html" not in html
    assert "Tristeza · 83 % corregido: Miedo Tomás Silva Deshacer" in row(html, "emotion")
    assert "Gracias." in row(html, "emotion")
    assert body["comment"] in row(html, "emotion")
    assert reverse("tutor:correction_undo", args=[analysis.pk, made.id]) in html
    assert json.loads(answer["HX-Trigger"]) == {"analysis-corrected": {"seq": 1}}

    undo = reverse("tutor:correction_undo", args=[analysis.pk, made.id])
    html = browser(cast.tomas).post(undo, headers=HTMX).content.decode()
    assert "corregido:" not in html
    assert not corrections.standing(analysis).exists()


def test_correcting_without_scripts(cast: Cast, conversation: Conversation) -> None:
    analysis = MessageAnalysis.objects.get()
    client = browser(cast.tomas)
    answer = client.post(correct_path(analysis), {"aspect": "crisis", "right": "none"})
    assert answer["Location"] == f"{page_of(conversation)}?message={analysis.pk}#panel-analysis"
    html = client.get(answer["Location"]).content.decode()
    assert "Gracias. Queda corregido." in html
    transcript = html.split('id="messages"')[1].split("</ol>")[0]
    assert "corregido: Sin señales" in transcript
    assert "badge--critical" in transcript  # what the model said stays


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_correction_that_is_refused_comes_back(
    cast: Cast, conversation: Conversation, headers: dict[str, str]
) -> None:
    analysis = MessageAnalysis.objects.get()
    body = {"aspect": "emotion", "right": "", "comment": "a medias"}
    answer = browser(cast.tomas).post(correct_path(analysis), body, headers=headers)
    assert answer.status_code == 400
    html = answer.content.decode()
    assert 'id="panel-analysis"' in html
    assert "a medias</textarea>" in html
    assert 'id="id_emotion_right_error"' in html
    assert not Correction.objects.exists()


@pytest.mark.parametrize("aspect", ["", "mood"])
def test_an_unknown_aspect(cast: Cast, conversation: Conversation, aspect: str) -> None:
    analysis = MessageAnalysis.objects.get()
    body = {"aspect": aspect, "right": "fear"}
    assert browser(cast.tomas).post(correct_path(analysis), body).status_code == 400
    assert not Correction.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("teresa", 404), ("oriana", 404), ("ana", 403)])
def test_others_correct_and_undo_nothing(
    cast: Cast, conversation: Conversation, who: str, status: int
) -> None:
    analysis = MessageAnalysis.objects.get()
    made = corrections.correct(analysis=analysis, by=cast.tomas, aspect="crisis", right="none")
    client = browser(getattr(cast, who))
    body = {"aspect": "emotion", "right": "fear"}
    assert client.post(correct_path(analysis), body).status_code == status
    undo = reverse("tutor:correction_undo", args=[analysis.pk, made.id])
    assert client.post(undo).status_code == status
    assert list(corrections.standing(analysis)) == [made]


def test_undoing_what_another_has_replaced_says_so(cast: Cast, conversation: Conversation) -> None:
    analysis = MessageAnalysis.objects.get()
    first = corrections.correct(analysis=analysis, by=cast.tomas, aspect="emotion", right="fear")
    second = corrections.correct(analysis=analysis, by=cast.alicia, aspect="emotion", right="joy")
    undo = reverse("tutor:correction_undo", args=[analysis.pk, first.id])
    answer = browser(cast.tomas).post(undo, headers=HTMX)
    assert answer.status_code == 409
    assert "Otra persona corrigió esto después." in answer.content.decode()
    assert list(corrections.standing(analysis)) == [second]

"""The course of a student's feelings: its figures, its gaps, its drawing and its table."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from analysis import corrections, trend
from analysis.models import MessageAnalysis
from conversations.models import Conversation, Message
from tests.cast import Api, Cast, conversation_of
from tests.tutor_stage import browser, page_of, says

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def course(*values: tuple[float, float]) -> list[trend.Point]:
    """Points of (hours after noon, valence)."""
    return trend.course(
        (str(number), NOON + timedelta(hours=hours), value)
        for number, (hours, value) in enumerate(values)
    )


# --- the figures --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("result", "corrected", "value"),
    [
        ({"sentiment": {"label": "negative", "score": -0.5}}, {}, -0.5),
        ({"sentiment": {"score": 3}}, {}, 1.0),
        ({"sentiment": None, "emotion": {"scores": {"joy": 0.5, "fear": 0.2}}}, {}, 0.3),
        ({"emotion": {"label": "anger"}}, {}, -1.0),
        ({"emotion": {"label": "surprise"}}, {}, 0.0),
        ({"emotion": {"label": "sadness"}}, {"emotion": "joy"}, 1.0),
        ({"sentiment": {"score": -0.5}}, {"emotion": "neutral"}, 0.0),
        ({"sentiment": {"score": -0.5}}, {"sentiment": "positive", "emotion": "fear"}, 1.0),
        ({"sentiment": {"score": -0.5}}, {"topic": "other"}, -0.5),
        ({"emotion": None, "sentiment": None}, {}, None),
        ({"emotion": {"label": "envy"}}, {}, None),
        ({}, {}, None),
    ],
)
def test_the_valence_of_a_message(
    result: dict[str, Any], corrected: dict[str, str], value: float | None
) -> None:
    assert trend.valence(result, corrected) == pytest.approx(value)


def test_the_average_gives_the_last_ones_more_weight() -> None:
    points = course((0, 1), (1, 0), (2, -1))
    assert [point.smoothed for point in points] == pytest.approx([1, 0.7, 0.19])
    assert {point.segment for point in points} == {0}


def test_a_pause_begins_anew_and_is_not_bridged() -> None:
    points = course((0, 1), (24, 0), (48.1, -1), (49, -1))
    assert [point.segment for point in points] == [0, 0, 1, 1]
    assert [point.smoothed for point in points] == pytest.approx([1, 0.7, -1, -1])


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ([], ""),
        ([(0, 1), (1, -1)], ""),
        ([(0, -1), (1, 1), (2, 1)], "up"),
        ([(0, 1), (1, -1), (2, -1)], "down"),
        ([(0, 0.1), (1, 0.2), (2, 0)], "steady"),
        ([(0, -1), (1, 1), (2, 1), (60, 0)], ""),
    ],
)
def test_where_it_goes(values: list[tuple[float, float]], word: str) -> None:
    assert trend.direction(course(*values)) == word


# --- the pages ----------------------------------------------------------------------------------
def felt(conversation: Conversation, score: float | None, *, hours: float) -> MessageAnalysis:
    """A message so many hours ago with that sentiment."""
    message = says(conversation, f"mensaje {hours}")
    at = timezone.now() - timedelta(hours=hours)
    Message.objects.filter(pk=message.pk).update(created_at=at)
    analysis: MessageAnalysis = message.analysis
    analysis.result = {"sentiment": score if score is None else {"score": score}} | {
        "crisis": {"level": "none", "kinds": [], "confidence": 0, "evidence": []}
    }
    analysis.emotion = ""
    analysis.save()
    return analysis


def figure(html: str) -> str:
    return html.split('<figure class="chart trend">')[1].split("</figure>")[0]


def test_a_conversation_without_a_word(cast: Cast, db: None) -> None:
    html = figure(browser(cast.tomas).get(page_of(conversation_of(cast.ana))).content.decode())
    assert "Aún no hay mensajes con los que dibujar una tendencia." in html
    assert "<svg" not in html
    assert "<table" not in html


def test_one_message_is_no_trend_yet(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    felt(conversation, 0.5, hours=1)
    felt(conversation, None, hours=0.5)
    html = figure(browser(cast.tomas).get(page_of(conversation)).content.decode())
    assert "Hay un solo mensaje" in html
    assert "trend__area" not in html
    assert html.count("+0,50") == 2


def test_drawing_and_table_have_the_same_figures(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    for score, hours in ((0.8, 80), (-0.4, 79), (-1, 2), (-0.5, 1)):
        felt(conversation, score, hours=hours)
    html = figure(browser(cast.tomas).get(page_of(conversation)).content.decode())
    # five places, the third of them free: two lines that nothing joins
    assert re.findall(r'class="trend__line" d="([^"]+)"', html) == [
        "M 24.0 39.2 L 262.0 66.6",
        "M 738.0 176.0 L 976.0 164.6",
    ]
    assert html.count('class="trend__break" d="M 500.0 0 V 200"') == 1
    assert html.count('class="trend__dot"') == 4
    assert "3 días sin mensajes" in html
    cells = re.findall(r'<td class="numeric">([^<]+)</td>', html)
    assert cells == ["+0,80", "+0,80", "−0,40", "+0,44", "−1,00", "−1,00", "−0,50", "−0,85"]


def test_the_newest_are_shown(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    for number in range(65):
        felt(conversation, 0.5, hours=65 - number)
    html = figure(browser(cast.tomas).get(page_of(conversation)).content.decode())
    assert html.count('class="trend__dot"') == 60
    assert "el ánimo se mantiene" in html


def test_a_student_over_all_conversations(cast: Cast, django_assert_num_queries: Any) -> None:
    first, second = conversation_of(cast.ana), conversation_of(cast.ana)
    felt(first, 0.5, hours=50)
    corrected = felt(second, -0.5, hours=2)
    felt(first, 0.5, hours=1)
    corrections.correct(analysis=corrected, by=cast.tomas, aspect="sentiment", right="positive")
    client = browser(cast.tomas)
    address = reverse("tutor:student", args=[cast.ana.id])
    # session, user, institution, student, audit entry; analyses, corrections, courses,
    # conversations, alerts, interventions, follow-ups; last crisis, shared plan
    with django_assert_num_queries(14):
        html = client.get(address).content.decode()
    html = figure(html)
    assert html.count('class="trend__dot"') == 3
    assert re.findall(r'<td class="numeric">([^<]+)</td>', html) == [
        "+0,50",
        "+0,50",
        "+1,00",
        "+1,00",
        "+0,50",
        "+0,85",
    ]
    assert html.count("· corregido") == 2


def test_the_timeline_of_the_api_has_the_trend(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    rows = [felt(conversation, score, hours=hours) for score, hours in ((1, 30), (0, 2), (-1, 1))]
    corrections.correct(analysis=rows[0], by=cast.tomas, aspect="topic", right="other")
    body = Api(cast.tomas).get(f"/api/v1/analysis/conversations/{conversation.id}").json()
    assert [row["corrections"] for row in body["results"]] == [{"topic": "other"}, {}, {}]
    found = body["trend"]
    points = found.pop("points")
    assert found == {"method": "ewma", "weight": 0.3, "break_hours": 24, "direction": None}
    assert [
        (point["message_id"], point["valence"], point["smoothed"], point["segment"])
        for point in points
    ] == [(str(rows[0].pk), 1, 1, 0), (str(rows[1].pk), 0, 0, 1), (str(rows[2].pk), -1, -0.3, 1)]

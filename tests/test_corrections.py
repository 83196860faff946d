"""Correcting an analysis through the API, and what the service keeps (requirement C11)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from analysis import aspects, corrections
from analysis.labels import Aspect
from analysis.models import Correction, MessageAnalysis
from conversations.models import Conversation
from tests.cast import Api, Cast
from tests.tutor_stage import alert as alert
from tests.tutor_stage import conversation as conversation
from tests.tutor_stage import says
from tutoring.models import Alert

pytestmark = pytest.mark.django_db

ASPECTS = tuple(Aspect.values)


@pytest.fixture
def analysis(conversation: Conversation) -> MessageAnalysis:
    return MessageAnalysis.objects.get(message__conversation=conversation)


def path_of(analysis: MessageAnalysis) -> str:
    return f"/api/v1/analysis/{analysis.pk}/corrections"


# --- one correction -----------------------------------------------------------------------------
def test_a_correction_is_kept_with_what_the_model_said(
    cast: Cast, analysis: MessageAnalysis
) -> None:
    body = {"aspect": "emotion", "right": "fear", "comment": "  habla de la prueba  "}
    answer = Api(cast.tomas).post(path_of(analysis), body)
    assert answer.status_code == 201
    made = Correction.objects.get()
    assert answer.json() == {
        "id": str(made.id),
        "message_id": str(analysis.pk),
        "aspect": "emotion",
        "said": "sadness",
        "right": "fear",
        "comment": "habla de la prueba",
        "by": {"id": str(cast.tomas.id), "name": "Tomás Silva"},
        "model_version": "1",
        "stands": True,
        "created_at": made.created_at.isoformat().replace("+00:00", "Z"),
        "superseded_at": None,
        "withdrawn_at": None,
    }
    entry = AuditEntry.objects.get(action="analysis_corrected")
    assert (entry.actor, entry.student, entry.object_id) == (cast.tomas, cast.ana, str(made.id))
    assert entry.detail == {"aspect": "emotion", "said": "sadness", "right": "fear"}


@pytest.mark.parametrize(
    ("aspect", "right"), [(a, label) for a in ASPECTS for label, _word in aspects.options(a)]
)
def test_every_label_of_every_aspect(
    cast: Cast, analysis: MessageAnalysis, aspect: str, right: str
) -> None:
    answer = Api(cast.tomas).post(path_of(analysis), {"aspect": aspect, "right": right})
    assert answer.status_code == 201
    assert (answer.json()["aspect"], answer.json()["right"]) == (aspect, right)


def test_labels_are_those_of_the_definitions() -> None:
    found = {aspect: [label for label, _word in aspects.options(aspect)] for aspect in ASPECTS}
    assert {aspect: " ".join(labels) for aspect, labels in found.items()} == {
        "emotion": "joy sadness anger fear surprise disgust neutral",
        "style": "assertive passive aggressive passive_aggressive manipulative none",
        "sentiment": "positive negative neutral",
        "topic": "academic_content study_planning exams_grades administration "
        "emotional_wellbeing social_relationships family_economy technology other",
        "crisis": "none low moderate high imminent",
        "toxicity": "true false",
        "injection": "true false",
    }


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ({}, ["", "", "", "", "", "", ""]),
        (dict.fromkeys(ASPECTS), ["", "", "", "", "", "", ""]),
        (
            {
                "emotion": {"label": "joy"},
                "style": {"label": None, "confidence": 0.2},
                "sentiment": {"label": "positive", "score": 0.7},
                "topic": {"label": "technology"},
                "crisis": {"level": "none"},
                "toxicity": {"is_toxic": False},
                "injection": {"is_injection": True},
            },
            ["joy", "none", "positive", "technology", "none", "false", "true"],
        ),
    ],
)
def test_what_the_model_said(result: dict[str, Any], said: list[str]) -> None:
    assert [aspects.said(result, aspect) for aspect in ASPECTS] == said


def test_json_booleans_are_taken_for_yes_and_no(cast: Cast, analysis: MessageAnalysis) -> None:
    answer = Api(cast.tomas).post(path_of(analysis), {"aspect": "toxicity", "right": True})
    assert answer.json()["right"] == "true"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"right": "fear"}, "aspect"),
        ({"aspect": "mood", "right": "fear"}, "aspect"),
        ({"aspect": ["emotion"], "right": "fear"}, "aspect"),
        ({"aspect": "emotion"}, "right"),
        ({"aspect": "emotion", "right": "none"}, "right"),
        ({"aspect": "emotion", "right": True}, "right"),
        ({"aspect": "crisis", "right": "severe"}, "right"),
        ({"aspect": "toxicity", "right": 1}, "right"),
        ({"aspect": "emotion", "right": "fear", "comment": "a" * 501}, "comment"),
        ({"aspect": "emotion", "right": "fear", "comment": 5}, "comment"),
        ({"aspect": "emotion", "right": "fear", "said": "joy"}, "said"),
    ],
)
def test_what_is_not_understood_is_named(
    cast: Cast, analysis: MessageAnalysis, body: dict[str, Any], field: str
) -> None:
    answer = Api(cast.tomas).post(path_of(analysis), body)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]
    assert not Correction.objects.exists()


@pytest.mark.parametrize("raw", ["[]", '"x"', "{"])
def test_a_body_that_is_no_object(cast: Cast, analysis: MessageAnalysis, raw: str) -> None:
    assert Api(cast.tomas).send("post", path_of(analysis), raw).status_code == 400
    assert not Correction.objects.exists()


# --- another, and back --------------------------------------------------------------------------
def test_the_next_one_replaces_the_former(cast: Cast, analysis: MessageAnalysis) -> None:
    first = corrections.correct(analysis=analysis, by=cast.tomas, aspect="emotion", right="fear")
    second = corrections.correct(analysis=analysis, by=cast.alicia, aspect="emotion", right="anger")
    other = corrections.correct(analysis=analysis, by=cast.tomas, aspect="topic", right="other")
    assert set(corrections.standing(analysis)) == {second, other}
    rows = Api(cast.tomas).get(path_of(analysis)).json()["results"]
    assert [(row["id"], row["stands"]) for row in rows] == [
        (str(other.id), True),
        (str(second.id), True),
        (str(first.id), False),
    ]


def test_the_same_twice_is_kept_once(cast: Cast, analysis: MessageAnalysis) -> None:
    body = {"aspect": "crisis", "right": "none"}
    first = Api(cast.tomas).post(path_of(analysis), body).json()
    assert Api(cast.tomas).post(path_of(analysis), body).json() == first
    assert Correction.objects.count() == 1
    assert AuditEntry.objects.filter(action="analysis_corrected").count() == 1


def test_taking_one_back_brings_the_former_back(cast: Cast, analysis: MessageAnalysis) -> None:
    first = corrections.correct(analysis=analysis, by=cast.tomas, aspect="emotion", right="fear")
    second = corrections.correct(analysis=analysis, by=cast.alicia, aspect="emotion", right="anger")
    api = Api(cast.tomas)
    assert api.delete(f"{path_of(analysis)}/{first.id}").status_code == 409
    assert list(corrections.standing(analysis)) == [second]
    for _again in range(2):
        assert api.delete(f"{path_of(analysis)}/{second.id}").status_code == 204
        assert list(corrections.standing(analysis)) == [first]
    assert AuditEntry.objects.filter(action="correction_withdrawn").count() == 1
    assert api.delete(f"{path_of(analysis)}/{first.id}").status_code == 204
    assert not corrections.standing(analysis).exists()
    assert Correction.objects.count() == 2


def test_one_stands_whatever_writes_it(cast: Cast, analysis: MessageAnalysis) -> None:
    row = {"analysis": analysis, "aspect": "emotion", "right": "fear"}
    Correction.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(**row)


def test_a_correction_belongs_to_its_message(
    cast: Cast, conversation: Conversation, analysis: MessageAnalysis
) -> None:
    made = corrections.correct(analysis=analysis, by=cast.tomas, aspect="crisis", right="none")
    other = says(conversation, "gracias").analysis
    for path in (f"{path_of(other)}/{made.id}", f"{path_of(analysis)}/x", f"{path_of(analysis)}/5"):
        assert Api(cast.tomas).delete(path).status_code == 404
    assert list(corrections.standing(analysis)) == [made]


@pytest.mark.parametrize(("who", "status"), [("teresa", 404), ("olga", 404), ("ana", 403)])
def test_who_may_not_read_it_may_not_correct_it(
    cast: Cast, analysis: MessageAnalysis, who: str, status: int
) -> None:
    made = corrections.correct(analysis=analysis, by=cast.tomas, aspect="crisis", right="none")
    api = Api(getattr(cast, who))
    body = {"aspect": "emotion", "right": "fear"}
    assert api.post(path_of(analysis), body).status_code == status
    assert api.get(path_of(analysis)).status_code == status
    assert api.delete(f"{path_of(analysis)}/{made.id}").status_code == status
    assert list(Correction.objects.values_list("id", "withdrawn_at")) == [(made.id, None)]


# --- what stays ---------------------------------------------------------------------------------
def test_alerts_and_stored_results_stay_as_they_are(
    cast: Cast, alert: Alert, analysis: MessageAnalysis
) -> None:
    before = MessageAnalysis.objects.values().get()
    alerts = list(Alert.objects.values())
    corrections.correct(analysis=analysis, by=cast.tomas, aspect="crisis", right="none")
    assert MessageAnalysis.objects.values().get() == before
    assert list(Alert.objects.values()) == alerts


def test_reading_corrections_is_audited(cast: Cast, analysis: MessageAnalysis) -> None:
    Api(cast.tomas).get(path_of(analysis))
    entry = AuditEntry.objects.get(action="analysis_read")
    assert (entry.actor, entry.student) == (cast.tomas, cast.ana)


def test_queries_of_the_list(
    cast: Cast, analysis: MessageAnalysis, django_assert_num_queries: Any
) -> None:
    for right in ("fear", "anger", "joy", "disgust"):
        corrections.correct(analysis=analysis, by=cast.tomas, aspect="emotion", right=right)
    api = Api(cast.tomas)
    with django_assert_num_queries(4):  # person, analysis, audit entry, corrections
        assert len(api.get(path_of(analysis)).json()["results"]) == 4

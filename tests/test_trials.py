"""What came of the strategies that were proposed, what was said of the answers, and their page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from conversations import trials
from conversations.answers.base import Answer
from conversations.feedback import Thumbs, feedback
from conversations.models import Conversation, Message, Rating, StrategyTrial
from conversations.trials import StrategySummary, helped, summary_by_strategy
from tests.cast import Cast, conversation_of
from tests.tutor_stage import browser

pytestmark = pytest.mark.django_db
PAGE = "/admin/conversations/feedback/"
STATE: dict[str, Any] = {
    "q2": "B",
    "q3": "down",
    "feeling": "frustracion",
    "slots": {"tipo_tarea": "ensayo"},
    "time_block": 25,
    "iteration": 0,
}


class Talk:
    """A conversation of which only what it remembers counts."""

    def __init__(self, student: User) -> None:
        self.conversation: Conversation = conversation_of(student)
        self.state: dict[str, Any] = {}

    def turn(self, move: str = "", strategy: str = "", **changes: Any) -> Message:
        """One question and its answer, recorded as a turn does it; returns the answer."""
        question = self._message(Message.Sender.STUDENT)
        answer = self._message(Message.Sender.ASSISTANT, answers=question, strategy=strategy)
        before = self.state
        self.state = {**STATE, **before, **changes}
        if strategy:
            self.state["last_strategy"] = strategy
        chosen_by = "rules" if strategy else ""
        trials.record(
            question=question,
            answer_row=answer,
            whole=Answer("…", self.state, strategy=strategy, chosen_by=chosen_by, move=move),
            before=before,
            institution_id=self.conversation.institution_id,
        )
        return answer

    def _message(self, sender: str, **fields: Any) -> Message:
        self.conversation.last_seq += 1
        seq = self.conversation.last_seq
        return Message.objects.create(
            conversation=self.conversation, seq=seq, sender=sender, **fields
        )

    @property
    def outcomes(self) -> list[tuple[str, str, bool, bool]]:
        """Strategy, outcome, whether accepted and whether closed, in the order of proposals."""
        rows = StrategyTrial.objects.filter(conversation=self.conversation).order_by("id")
        return [
            (row.strategy, row.outcome, bool(row.accepted_at), bool(row.closed_at)) for row in rows
        ]


@pytest.fixture
def talk(cast: Cast) -> Talk:
    return Talk(cast.ana)


# --- one conversation ---------------------------------------------------------------------------
def test_a_proposal_is_written_with_its_circumstances(cast: Cast, talk: Talk) -> None:
    talk.turn("ask:task")
    answer = talk.turn("strategy", "mapa")
    trial = StrategyTrial.objects.get()
    assert (trial.institution, trial.conversation) == (cast.south, talk.conversation)
    assert (trial.message, trial.strategy, trial.chosen_by) == (answer, "mapa", "rules")
    assert (trial.q2, trial.q3, trial.feeling) == ("B", "down", "frustracion")
    assert (trial.task, trial.minutes, trial.outcome) == ("ensayo", 25, "")


def test_accepted_and_helped(talk: Talk) -> None:
    talk.turn("strategy", "mapa")
    talk.turn("started")
    assert talk.outcomes == [("mapa", "", True, False)]
    talk.turn("running")
    talk.turn("pause")
    assert talk.outcomes == [("mapa", "", True, False)]
    talk.turn("evaluate", last_evaluation="helped")
    assert talk.outcomes == [("mapa", "helped", True, True)]


def test_the_second_block_is_not_helped_by_the_first(talk: Talk) -> None:
    talk.turn("strategy", "mapa")
    talk.turn("evaluate", last_evaluation="helped")
    talk.turn("strategy", "resumen")
    talk.turn("started")
    talk.turn("listen")
    assert talk.outcomes == [("mapa", "helped", True, True), ("resumen", "", True, False)]


def test_another_one_asked_for_is_refused_or_stuck(talk: Talk) -> None:
    talk.turn("strategy", "mapa")
    talk.turn("strategy", "resumen", iteration=1)
    talk.turn("started")
    talk.turn("recalibrate", iteration=2)
    talk.turn("listen")
    assert talk.outcomes == [("mapa", "refused", False, True), ("resumen", "stuck", True, True)]


def test_stuck_in_the_turn_that_proposes_the_next(talk: Talk) -> None:
    talk.turn("strategy", "mapa")
    talk.turn("started")
    talk.turn("evaluate", "resumen", last_evaluation="stuck", iteration=1)
    assert talk.outcomes == [("mapa", "stuck", True, True), ("resumen", "", False, False)]


def test_the_last_word_counts(talk: Talk) -> None:
    talk.turn("strategy", "mapa")
    talk.turn("evaluate", last_evaluation="stuck", iteration=1)
    talk.turn("evaluate", last_evaluation="partly")
    assert talk.outcomes == [("mapa", "stuck", True, True)]
    talk.turn("evaluate", last_evaluation="helped", iteration=0)
    assert talk.outcomes == [("mapa", "helped", True, True)]


def test_one_refused_and_taken_after_all_is_open_again(talk: Talk) -> None:
    talk.turn("strategy", "mapa")
    talk.turn("strategy", "resumen", iteration=1)
    talk.turn("started", last_strategy="mapa")
    assert talk.outcomes == [("mapa", "", True, False), ("resumen", "", False, False)]


def test_a_broken_state_breaks_no_turn(talk: Talk) -> None:
    talk.state = {"last_strategy": 7, "iteration": "x"}
    broken: dict[str, Any] = {
        "slots": [],
        "time_block": "x",
        "q2": None,
        "q3": "sideways",
        "feeling": "a" * 99,
    }
    talk.turn("strategy", "mapa", **broken)
    talk.turn("evaluate", last_strategy=None, last_evaluation=[])
    trial = StrategyTrial.objects.get()
    assert (trial.q2, trial.q3, trial.task, trial.minutes) == ("", "sidew", "", None)
    assert len(trial.feeling) == 24


def test_a_talk_without_strategies_asks_the_database_nothing(
    talk: Talk, django_assert_num_queries: Any
) -> None:
    answer = talk.turn("listen")
    whole = Answer("…", talk.state, move="listen")
    with django_assert_num_queries(0):
        trials.record(
            question=answer,
            answer_row=answer,
            whole=whole,
            before=talk.state,
            institution_id=talk.conversation.institution_id,
        )


# --- counting -----------------------------------------------------------------------------------
def blocks(student: User, strategy: str, *evaluations: str) -> None:
    for evaluation in evaluations:
        talk = Talk(student)
        talk.turn("strategy", strategy)
        if evaluation == "refused":
            talk.turn("ask:what_instead", iteration=1)
        elif evaluation != "open":
            talk.turn("started")
            talk.turn("evaluate", last_evaluation=evaluation)


def test_what_helped_is_counted_for_each_institution(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    blocks(cast.ana, "mapa", "helped", "helped", "stuck", "refused", "open")
    blocks(cast.carla, "resumen", "open")
    blocks(cast.omar, "mapa", "stuck")
    with django_assert_num_queries(1):  # counted together, and kept
        assert helped(cast.south.id) == {"mapa": (2, 4)}
        assert helped(cast.south.id) == {"mapa": (2, 4)}
    assert helped(cast.north.id) == {"mapa": (0, 1)}
    blocks(cast.bruno, "resumen", "helped")
    cache.clear()  # a minute later
    assert helped(cast.south.id) == {"mapa": (2, 4), "resumen": (1, 1)}


def test_the_summary_of_an_institution(cast: Cast) -> None:
    blocks(cast.ana, "mapa", "helped", "helped", "stuck", "refused", "open")
    blocks(cast.bruno, "resumen", "open")
    blocks(cast.omar, "mapa", "stuck")
    mapa, resumen = summary_by_strategy(cast.south)
    assert mapa == StrategySummary("mapa", proposed=5, accepted=3, helped=2, stuck=1, refused=1)
    assert (mapa.helped_percent, resumen.helped_percent) == (67, None)
    assert [row.proposed for row in summary_by_strategy(None)] == [6, 1]
    assert summary_by_strategy(cast.south, timezone.now() + timedelta(days=1)) == []


# --- thumbs -------------------------------------------------------------------------------------
def rate(answer: Message, rating: int, **fields: Any) -> None:
    found = Rating.objects.create(
        conversation=answer.conversation, message=answer, rating=rating, **fields
    )
    Rating.objects.filter(id=found.id).update(created_at=fields.get("created_at", timezone.now()))


def answered(student: User, rating: int, when: datetime | None = None, **fields: Any) -> None:
    answer = Talk(student).turn("listen")
    Message.objects.filter(id=answer.id).update(**fields)
    rate(answer, rating, created_at=when or timezone.now())


def test_thumbs_by_strategy_provider_prompt_and_week(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    now = timezone.now()
    model: dict[str, Any] = {"provider": "ollama:x", "prompt_version": "strategy-2"}
    answered(cast.ana, 5, strategy="mapa", **model)
    answered(cast.ana, 5, strategy="resumen", provider="embedded")
    answered(cast.bruno, 1, now - timedelta(days=7), strategy="mapa", **model)
    answered(cast.carla, 5, **model)
    answered(cast.carla, 5, now - timedelta(days=40), **model)
    answered(cast.omar, 1, strategy="mapa", **model)
    blocks(cast.ana, "mapa", "helped")
    Rating.objects.create(conversation=conversation_of(cast.ana), rating=1)  # of no answer
    # strategies of trials; thumbs by strategy, provider, prompt and week
    with django_assert_num_queries(5):
        found = feedback(cast.south, now - timedelta(days=30))
    assert [(row.strategy, row.proposed, thumbs) for row, thumbs in found.strategies] == [
        ("mapa", 1, Thumbs(2, 1)),
        ("resumen", 0, Thumbs(1, 1)),
    ]
    assert found.providers == [("ollama:x", Thumbs(3, 2)), ("embedded", Thumbs(1, 1))]
    assert found.prompts == [("strategy-2", Thumbs(3, 2))]
    assert [thumbs for _week, thumbs in found.weeks] == [Thumbs(1, 0), Thumbs(3, 3)]
    assert feedback(None, now - timedelta(days=30)).prompts == [("strategy-2", Thumbs(4, 2))]


# --- the page -----------------------------------------------------------------------------------
def test_the_page_shows_three_tables_for_a_period(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    model: dict[str, Any] = {"provider": "ollama:x", "prompt_version": "strategy-2"}
    answered(cast.ana, 5, **model)
    answered(cast.ana, 1, timezone.now() - timedelta(days=10), strategy="esqueleto_minimo", **model)
    answered(cast.omar, 5, provider="elsewhere")
    blocks(cast.ana, "esqueleto_minimo", "helped", "stuck")
    client = browser(cast.alicia)
    client.get(PAGE)
    # session, person, two of Django's permissions, institution, and the five of `feedback`
    with django_assert_num_queries(10):
        html = client.get(PAGE).content.decode()
    assert "Esqueleto mínimo" in html
    assert "<td>50 %</td><td>0 % (1)</td>" in html
    assert ">ollama:x</th><td>2</td><td>50 %</td>" in html
    assert ">strategy-2</th><td>2</td><td>50 %</td>" in html
    assert "elsewhere" not in html
    week = client.get(PAGE, {"days": "7"}).content.decode()
    assert ">ollama:x</th><td>1</td><td>100 %</td>" in week
    assert 'href="?days=7" aria-current="true"' in week
    assert client.get(PAGE, {"days": "1000"}).context["days"] == 30


def test_the_page_is_empty_at_first_and_for_staff_alone(cast: Cast) -> None:
    html = browser(cast.alicia).get(PAGE).content.decode()
    assert "Todavía no hay nada que contar" in html
    assert "<table" not in html.split('id="content-main"')[1]
    for outsider in (cast.ana, cast.tomas):
        assert browser(outsider).get(PAGE).status_code == 302
    assert browser(cast.alicia).post(PAGE).status_code == 405


def test_an_operator_sees_every_institution(cast: Cast) -> None:
    blocks(cast.omar, "esqueleto_minimo", "helped")
    root = cast.alicia
    root.is_superuser = True
    root.save()
    assert "Esqueleto mínimo" in browser(root).get(PAGE).content.decode()
    assert "Esqueleto mínimo" in browser(cast.oriana).get(PAGE).content.decode()


def test_trials_are_read_by_the_own_institution_and_never_changed(cast: Cast) -> None:
    blocks(cast.ana, "mapa_rapido", "helped")
    trial = StrategyTrial.objects.get()
    every = reverse("admin:conversations_strategytrial_changelist")
    one = reverse("admin:conversations_strategytrial_change", args=[trial.pk])
    html = browser(cast.alicia).get(every).content.decode()
    assert "mapa_rapido" in html
    assert PAGE in html
    assert browser(cast.alicia).get(one).status_code == 200
    assert browser(cast.alicia).post(one, {"outcome": "stuck"}).status_code == 403
    assert "mapa_rapido" not in browser(cast.oriana).get(every).content.decode()
    trial.refresh_from_db()
    assert trial.outcome == "helped"

"""What follows from a message that attacks somebody is a rule of the institution (C6)."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import AuditEntry, Institution, User
from analysis.models import MessageAnalysis
from analysis.results import Analysis
from conversations.answers.base import AnswerRequest
from conversations.answers.embedded import compose
from conversations.answers.embedded.content import load
from conversations.answers.embedded.picker import sentences
from conversations.answers.embedded.turn import MOST_WORDS, count_words
from conversations.models import Conversation, Message, SessionState
from tests.cast import Api, Cast, conversation_of
from tests.judged import DANGER, judge, judged
from tests.test_answers import NOW, STORY
from tests.tutor_stage import browser
from tutoring import alerts, raising
from tutoring.models import Alert

pytestmark = pytest.mark.django_db(transaction=True)

KINDS = ("insult", "hate", "harassment", "sexual")
RULES = ("nothing", "remind", "tutor")
ATTACK = "eres un imbécil"
LINES = load("es").lines


def rule(institution: Institution, kind: str, chosen: str) -> None:
    setattr(institution, f"on_{kind}", chosen)
    institution.save()


def send(person: User, text: str, conversation: Conversation | None = None) -> Any:
    body = {"message": text} | ({"conversation_id": str(conversation.id)} if conversation else {})
    return Api(person).post("/api/v1/chat/send", body).json()


def limits_in(text: str) -> list[str]:
    """The lines of any limit that a text holds."""
    keys = [f"limit.{kind}" for kind in (*KINDS, "any")]
    return [line for key in keys for line in LINES[key] if line in text]


def conduct() -> list[tuple[str, str, str]]:
    found = Alert.objects.filter(family=Alert.Family.CONDUCT).order_by("created_at")
    return [(alert.kind, alert.priority, alert.level) for alert in found]


def ask(
    analysis: Analysis,
    text: str,
    state: dict[str, Any] | None = None,
    *,
    seed: str = "c",
    limited: frozenset[str] = frozenset(KINDS),
) -> Any:
    return compose(
        AnswerRequest(
            conversation_id=seed,
            text=text,
            analysis=analysis,
            history=(),
            state=state or {},
            now=NOW,
            limited=limited,
        )
    )


# --- the rules ------------------------------------------------------------------------------
def test_a_new_institution_has_a_rule_for_each_kind(cast: Cast) -> None:
    assert cast.south.toxicity_rules == {
        "insult": "remind",
        "hate": "remind",
        "harassment": "tutor",
        "sexual": "remind",
    }


@pytest.mark.parametrize("chosen", RULES)
@pytest.mark.parametrize("kind", KINDS)
def test_each_rule_for_each_kind(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, kind: str, chosen: str
) -> None:
    rule(cast.south, kind, chosen)
    judge(monkeypatch, judged(ATTACK, kind))

    body = send(cast.ana, ATTACK)

    limited = chosen != "nothing"
    assert bool(limits_in(body["response"])) is limited
    assert any(line in LINES[f"limit.{kind}"] for line in limits_in(body["response"])) is limited
    told = [(f"toxicity_{kind}", "low", "none")] if chosen == "tutor" else []
    assert conduct() == told
    assert body["safety"] is None
    assert body["quick_replies"]


def test_an_attack_alone_gets_the_limit_and_an_invitation_and_no_more(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge(monkeypatch, judged(ATTACK, "insult"))
    text = send(cast.ana, ATTACK)["response"]
    (limit,) = limits_in(text)
    assert text.removeprefix(limit).strip() in LINES["limit.go_on"]


def test_the_rest_of_a_message_is_answered_after_the_limit() -> None:
    text = f"{STORY}. Eres un imbécil"
    answer = ask(judged(text, "insult", now=NOW), text)
    (limit,) = limits_in(answer.text)
    assert answer.text.startswith(limit)
    assert "tu ensayo de filosofía" in answer.text
    assert answer.state["slots"]["plazo"] == "<24h"
    assert not any(line in answer.text for line in LINES["insult"])


def test_a_work_cycle_goes_on_after_the_limit() -> None:
    first = ask(judged(STORY, now=NOW), STORY)
    attacked = ask(judged(ATTACK, "insult", now=NOW), ATTACK, first.state)
    assert attacked.quick_replies == first.quick_replies
    assert attacked.state["pending"] == first.state["pending"]


def test_the_first_of_several_kinds_with_a_rule_counts(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule(cast.south, "insult", "nothing")
    judge(monkeypatch, judged(ATTACK, "insult", "sexual", "harassment"))
    text = send(cast.ana, ATTACK)["response"]
    assert limits_in(text)[0] in LINES["limit.sexual"]
    assert conduct() == [("toxicity_harassment", "low", "none")]


def test_the_same_words_never_come_twice() -> None:
    state: dict[str, Any] = {}
    seen: list[str] = []
    for _ in range(15):
        answer = ask(judged(ATTACK, "insult"), ATTACK, state)
        assert len(limits_in(answer.text)) == 1
        seen += sentences(answer.text)
        state = answer.state
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_with_a_limit_is_not_too_long(kind: str) -> None:
    analysis = judged(f"{ATTACK}. {STORY}", kind, now=NOW)
    for seed in range(25):
        answer = ask(analysis, f"{ATTACK}. {STORY}", seed=str(seed))
        assert count_words(answer.text) <= MOST_WORDS
        assert limits_in(answer.text)


@pytest.mark.parametrize("kinds", [("insult",), ()])
def test_only_what_attacks_nobody_is_given_back(kinds: tuple[str, ...]) -> None:
    text = "no he visto a nadie tan pesado, y siempre lo mismo contigo"
    state: dict[str, Any] = {}
    answers = []
    for _ in range(12):
        answer = ask(judged(text, *kinds), text, state, limited=frozenset())
        answers.append(answer.text)
        state = answer.state
    given_back = any("no he visto a nadie" in answer for answer in answers)
    assert given_back is not bool(kinds)


def test_an_insult_that_was_received_is_no_attack(cast: Cast) -> None:
    text = send(cast.ana, "Mi hermano me dijo «tonta» y me quedé pensando en eso")["response"]
    assert limits_in(text) == []
    assert conduct() == []


def test_a_plain_insult_is_one_without_any_help_of_the_test(cast: Cast) -> None:
    assert limits_in(send(cast.ana, "eres un imbécil de mierda")["response"])


# --- a crisis goes first --------------------------------------------------------------------
def test_a_crisis_in_the_same_message_has_its_own_text_and_alert_alone(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule(cast.south, "insult", "tutor")
    judge(monkeypatch, judged(ATTACK, "insult", crisis=DANGER), judged(ATTACK, "insult"))

    body = send(cast.ana, ATTACK)
    assert body["safety"]["notified"] is True
    assert limits_in(body["response"]) == []
    alert = Alert.objects.get()
    assert (alert.family, alert.kind, alert.priority) == (
        "crisis",
        "suicidal_ideation",
        "critical",
    )

    # Nor is somebody told off while a crisis is being looked after.
    again = send(cast.ana, ATTACK, alert.conversation)
    assert limits_in(again["response"]) == []
    alert.refresh_from_db()
    assert (alert.kind, alert.priority, alert.level) == ("suicidal_ideation", "critical", "high")
    assert conduct() == [("toxicity_insult", "low", "none")]


def test_a_crisis_found_later_does_not_tell_of_the_attack_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge(monkeypatch, judged(ATTACK, "harassment"))
    send(cast.ana, ATTACK)
    analysis = MessageAnalysis.objects.get()
    analysis.crisis_level = "high"
    analysis.result["crisis"] |= {"level": "high", "kinds": ["violence_threatened"]}
    analysis.save()
    raising.raise_for(analysis, before="none")
    assert sorted(Alert.objects.values_list("family", "signals")) == [("conduct", 1), ("crisis", 1)]


def test_closing_the_alert_of_an_attack_does_not_end_a_crisis(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge(monkeypatch, judged(ATTACK, "harassment"), judged("ya no puedo", crisis=DANGER))
    send(cast.ana, ATTACK)
    talk = Conversation.objects.get()
    send(cast.ana, "ya no puedo", talk)
    by_family = {alert.family: alert for alert in Alert.objects.all()}

    alerts.resolve(alert=by_family["conduct"], by=cast.tomas, reason="Hablamos")
    assert SessionState.objects.get(conversation=talk).data["crisis"] == "high"
    alerts.resolve(alert=by_family["crisis"], by=cast.tomas, reason="Está a salvo")
    assert "crisis" not in SessionState.objects.get(conversation=talk).data


# --- the alert ------------------------------------------------------------------------------
def test_a_second_attack_joins_the_alert_and_the_same_one_does_not(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule(cast.south, "hate", "tutor")
    judge(monkeypatch, judged("uno", "harassment"), judged("dos", "hate"))
    send(cast.ana, "uno")
    talk = Conversation.objects.get()
    send(cast.ana, "dos", talk)
    alert = Alert.objects.get()
    assert (alert.kind, alert.signals, alert.evidence) == ("toxicity_hate", 2, "dos")

    for analysis in MessageAnalysis.objects.all():
        raising.raise_for(analysis)
    assert (Alert.objects.get().signals, alert.changes.count()) == (2, 2)

    alerts.resolve(alert=alert, by=cast.tomas, reason="Hablamos")
    for analysis in MessageAnalysis.objects.all():
        raising.raise_for(analysis)
    assert Alert.objects.count() == 1

    judge(monkeypatch, judged("tres", "hate"))
    send(cast.ana, "tres", talk)
    assert list(Alert.objects.order_by("created_at").values_list("state", "evidence")) == [
        ("resolved", "dos"),
        ("open", "tres"),
    ]


def test_tutors_read_which_kind_it_was_and_nobody_else_does(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge(monkeypatch, judged(ATTACK, "harassment"))
    send(cast.ana, ATTACK)
    queue = browser(cast.tomas).get("/tutor/").content.decode()
    assert "Mensaje con acoso hacia alguien" in queue
    assert "Baja" in queue
    (found,) = Api(cast.tomas).get("/api/v1/tutor/alerts").json()["results"]
    assert (found["kind"], found["priority"], found["level"], found["evidence"]) == (
        "toxicity_harassment",
        "low",
        "none",
        ATTACK,
    )
    for stranger in (cast.teresa, cast.olga, cast.oriana):
        assert Api(stranger).get("/api/v1/tutor/alerts").json()["results"] == []
        assert Api(stranger).get(f"/api/v1/tutor/alerts/{found['id']}").status_code == 404
    assert Api(cast.ana).get("/api/v1/tutor/alerts").status_code == 403


def test_the_rule_of_the_own_institution_alone_counts(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule(cast.south, "insult", "tutor")
    rule(cast.north, "insult", "nothing")
    judge(monkeypatch, judged(ATTACK, "insult"), judged(ATTACK, "insult"))
    assert limits_in(send(cast.omar, ATTACK)["response"]) == []
    assert conduct() == []
    assert limits_in(send(cast.ana, ATTACK)["response"])
    assert list(Alert.objects.values_list("student__name", "institution__slug")) == [
        ("Ana Rojas", "sur")
    ]


def test_a_person_who_has_taken_over_is_told_and_the_assistant_says_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = conversation_of(cast.ana)
    Conversation.objects.filter(id=talk.id).update(taken_over_by=cast.tomas)
    judge(monkeypatch, judged(ATTACK, "harassment"))
    send(cast.ana, ATTACK, talk)
    assert list(talk.messages.values_list("sender", flat=True)) == [Message.Sender.STUDENT]
    assert conduct() == [("toxicity_harassment", "low", "none")]


# --- the form in the admin ------------------------------------------------------------------
def form_of(institution: Institution, **changed: str) -> dict[str, Any]:
    names = ("name", "slug", "country", "time_zone", "answer_minutes")
    return (
        {name: getattr(institution, name) for name in names}
        | {f"on_{kind}": getattr(institution, f"on_{kind}") for kind in KINDS}
        | changed
    )


def test_administrators_choose_the_rules_of_their_institution(cast: Cast) -> None:
    address = f"/admin/accounts/institution/{cast.south.pk}/change/"
    page = browser(cast.alicia).get(address).content.decode()
    assert all(f'name="on_{kind}"' in page for kind in KINDS)
    assert "Contar un insulto que se recibió no cuenta." in page

    changed = form_of(cast.south, on_insult="tutor", on_sexual="nothing")
    assert browser(cast.alicia).post(address, changed).status_code == 302
    cast.south.refresh_from_db()
    assert (cast.south.on_insult, cast.south.on_hate, cast.south.on_sexual) == (
        "tutor",
        "remind",
        "nothing",
    )
    entry = AuditEntry.objects.get(action="toxicity_rules_changed")
    assert (entry.actor, entry.object_id) == (cast.alicia, str(cast.south.pk))
    assert entry.detail == {"on_insult": "tutor", "on_sexual": "nothing"}


def test_an_unknown_rule_is_refused_and_an_unchanged_one_is_not_audited(cast: Cast) -> None:
    address = f"/admin/accounts/institution/{cast.south.pk}/change/"
    refused = browser(cast.alicia).post(address, form_of(cast.south, on_hate="expel"))
    assert refused.status_code == 200
    browser(cast.alicia).post(address, form_of(cast.south, name="Universidad del Sur Austral"))
    cast.south.refresh_from_db()
    assert (cast.south.on_hate, cast.south.name) == ("remind", "Universidad del Sur Austral")
    assert not AuditEntry.objects.filter(action="toxicity_rules_changed").exists()


@pytest.mark.parametrize("name", ["ana", "tomas", "oriana"])
def test_nobody_else_changes_them(cast: Cast, name: str) -> None:
    address = f"/admin/accounts/institution/{cast.south.pk}/change/"
    assert browser(getattr(cast, name)).post(
        address, form_of(cast.south, on_insult="nothing")
    ).status_code in {302, 403}
    cast.south.refresh_from_db()
    assert cast.south.on_insult == "remind"

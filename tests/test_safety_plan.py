"""A student's safety plan: saved part by part, theirs alone, shared only when they say so."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, Consent
from conversations import safety_plan
from conversations.models import SafetyPlan
from tests.cast import Cast
from tests.tutor_stage import browser

pytestmark = pytest.mark.django_db

PLAN = "/chat/plan/"
JSON = {"Accept": "application/json"}
NAMES = tuple(safety_plan.NAMES)


def kept(student: Any) -> dict[str, str]:
    plan = SafetyPlan.objects.get(student=student)
    return {name: getattr(plan, name) for name in NAMES if getattr(plan, name)}


def student_page(cast: Cast) -> str:
    address = reverse("tutor:student", args=[cast.ana.id])
    return browser(cast.tomas).get(address).content.decode()


def test_an_empty_plan_asks_for_seven_parts(cast: Cast) -> None:
    html = browser(cast.ana).get(PLAN).content.decode()
    assert html.count("<textarea") == 7
    for part in safety_plan.PARTS:
        assert str(part.title) in html
        assert str(part.example) in html
    assert 'href="tel:*4141"' in html
    assert "Borrar mi plan" not in html
    assert not SafetyPlan.objects.exists()


def test_one_button_saves_all_that_was_typed(cast: Cast) -> None:
    client = browser(cast.ana)
    body = {"signs": " duermo mal\r\nno contesto ", "alone": "caminar", "part": "alone"}
    answer = client.post(PLAN, body)
    assert (answer.status_code, answer["Location"]) == (302, f"{PLAN}#alone")
    assert kept(cast.ana) == {"signs": "duermo mal\nno contesto", "alone": "caminar"}
    html = client.get(PLAN).content.decode()
    assert "duermo mal\nno contesto</textarea>" in html
    assert "Tu plan está guardado." in html


def test_a_part_can_be_emptied(cast: Cast) -> None:
    SafetyPlan.objects.create(student=cast.ana, signs="uno", alone="dos")
    browser(cast.ana).post(PLAN, {"signs": "", "initial-signs": "uno"})
    assert kept(cast.ana) == {"alone": "dos"}


def test_a_page_that_stood_open_overwrites_only_what_was_changed_in_it(cast: Cast) -> None:
    SafetyPlan.objects.create(student=cast.ana, signs="antes", alone="antes")
    old = {"signs": "antes", "initial-signs": "antes", "alone": "antes", "initial-alone": "antes"}
    browser(cast.ana).post(PLAN, old | {"signs": "en el teléfono"})
    browser(cast.ana).post(PLAN, old | {"alone": "en el computador"})
    assert kept(cast.ana) == {"signs": "en el teléfono", "alone": "en el computador"}


def test_the_page_carries_what_it_said_at_first(cast: Cast) -> None:
    SafetyPlan.objects.create(student=cast.ana, signs="antes")
    html = browser(cast.ana).get(PLAN).content.decode()
    assert 'name="initial-signs" value="antes"' in html
    assert html.count('name="initial-') == 7


def test_too_long_a_part_comes_back_and_holds_up_no_other(cast: Cast) -> None:
    answer = browser(cast.ana).post(PLAN, {"signs": "ñ" * 1001, "alone": "caminar"})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "ñ" * 1001 + "</textarea>" in html
    assert "lleva hasta 1000 caracteres y tiene 1001" in html
    assert kept(cast.ana) == {"alone": "caminar"}


def test_a_line_break_counts_once(cast: Cast) -> None:
    browser(cast.ana).post(PLAN, {"signs": "\r\n".join("a" * 500)})
    assert kept(cast.ana) == {"signs": "\n".join("a" * 500)}


def test_saving_by_itself(cast: Cast) -> None:
    client = browser(cast.ana)
    answer = client.post(PLAN, {"people": "Rosa\x00"}, headers=JSON)
    assert (answer.status_code, answer.json()) == (200, {"errors": {}})
    answer = client.post(PLAN, {"people": "a" * 1001}, headers=JSON)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["people"]
    assert kept(cast.ana) == {"people": "Rosa"}


def test_what_is_typed_is_never_markup(cast: Cast) -> None:
    SafetyPlan.objects.create(student=cast.ana, signs="</textarea><b>x</b>", is_shared=True)
    for html in (browser(cast.ana).get(PLAN).content.decode(), student_page(cast)):
        assert "<b>x</b>" not in html
        assert "&lt;b&gt;x&lt;/b&gt;" in html


def test_sharing_and_taking_it_back(cast: Cast) -> None:
    client = browser(cast.ana)
    client.post(PLAN, {"reasons": "mi perra"})
    assert "mi perra" not in student_page(cast)
    assert not AuditEntry.objects.filter(action="safety_plan_read").exists()

    client.post(PLAN, {"share": "1", "signs": "duermo mal"})  # what was typed is saved along
    html = student_page(cast)
    assert "mi perra" in html
    assert "duermo mal" in html
    assert "Lo que me ayuda sin nadie más" not in html  # empty parts are left out
    read = AuditEntry.objects.get(action="safety_plan_read")
    assert (read.actor, read.student, read.detail) == (cast.tomas, cast.ana, {})

    client.post(PLAN, {"share": "0"})
    assert "mi perra" not in student_page(cast)
    assert kept(cast.ana) == {"reasons": "mi perra", "signs": "duermo mal"}


@pytest.mark.parametrize("share", ["", "2", "on"])
def test_only_the_switch_shares(cast: Cast, share: str) -> None:
    browser(cast.ana).post(PLAN, {"signs": "a", "share": share, "is_shared": "on"})
    assert SafetyPlan.objects.get().is_shared is False


def test_deleted_it_is_gone(cast: Cast) -> None:
    SafetyPlan.objects.create(student=cast.ana, signs="no contesto", is_shared=True)
    SafetyPlan.objects.create(student=cast.bruno, signs="dos")
    client = browser(cast.ana)
    assert client.get(reverse("chat:plan_delete")).status_code == 405
    assert "Sí, borrar mi plan" in client.get(PLAN).content.decode()
    assert client.post(reverse("chat:plan_delete"))["Location"] == PLAN
    assert client.post(reverse("chat:plan_delete")).status_code == 302
    assert list(SafetyPlan.objects.values_list("student", "signs")) == [(cast.bruno.id, "dos")]
    assert "no contesto" not in student_page(cast)


@pytest.mark.parametrize("path", [PLAN, "/chat/plan/delete/"])
@pytest.mark.parametrize("who", ["tomas", "teresa", "alicia", "olga", "oriana"])
def test_for_others_there_is_no_such_page(cast: Cast, who: str, path: str) -> None:
    SafetyPlan.objects.create(student=cast.ana, signs="uno", is_shared=True)
    client = browser(getattr(cast, who))
    assert client.post(path, {"signs": "otro"}).status_code == 404
    if path == PLAN:
        assert client.get(path).status_code == 404
    assert list(SafetyPlan.objects.values_list("signs", flat=True)) == ["uno"]


def test_a_student_sees_only_their_own(cast: Cast) -> None:
    SafetyPlan.objects.create(student=cast.ana, signs="de Ana", is_shared=True)
    client = browser(cast.bruno)
    assert "de Ana" not in client.get(PLAN).content.decode()
    client.post(PLAN, {"signs": "de Bruno"})
    assert kept(cast.ana) == {"signs": "de Ana"}
    assert kept(cast.bruno) == {"signs": "de Bruno"}


@pytest.mark.parametrize("path", [PLAN, "/chat/plan/delete/"])
def test_visitors_sign_in_and_students_consent_first(cast: Cast, path: str) -> None:
    assert Client().post(path)["Location"].startswith("/accounts/login/")
    Consent.objects.filter(user=cast.ana).delete()
    answer = browser(cast.ana).post(path, {"signs": "uno"})
    assert answer["Location"].startswith("/accounts/consent/")
    assert not SafetyPlan.objects.exists()


def test_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    SafetyPlan.objects.create(student=cast.ana, signs="uno")
    client = browser(cast.ana)
    with django_assert_num_queries(6):  # session, person, consent, plan, institution, hotlines
        client.get(PLAN)

"""Consent to the notice of who reads what (requirement A7), and the pages about it."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from accounts import consent
from accounts.models import AuditEntry, Consent
from tests.factories import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def fresh(people: People) -> People:
    """Nobody has accepted anything yet."""
    Consent.objects.all().delete()
    return people


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_student_accepts_and_goes_on_to_where_they_wanted(client: Client, fresh: People) -> None:
    client.force_login(fresh.ana)
    page = client.get("/accounts/consent/?next=/chat/")
    for said in ("Universidad del Sur", "30 minutos", "analiza cada mensaje", "no es terapia"):
        assert said in text(page)
    answer = client.post("/accounts/consent/", {"decision": "accept", "next": "/chat/"})
    assert answer.headers["Location"] == "/chat/"
    assert consent.has_consent(fresh.ana)
    assert Consent.objects.get().version == "2026-11"
    client.post("/accounts/consent/", {"decision": "accept", "next": "https://evil.example"})
    assert Consent.objects.count() == 1


def test_a_new_version_asks_again(people: People, settings: Any) -> None:
    assert consent.has_consent(people.ana)
    settings.CONSENT_VERSION = "2027-01"
    assert not consent.has_consent(people.ana)


def test_declining_shows_a_way_out(client: Client, fresh: People) -> None:
    fresh.south.contact_name, fresh.south.contact_phone = "Bienestar", "+56 2 2345"
    fresh.south.save()
    client.force_login(fresh.ana)
    answer = client.post("/accounts/consent/", {"decision": "decline"}, follow=True)
    assert answer.request["PATH_INFO"] == "/accounts/consent/declined/"
    assert "Está bien, tú decides" in text(answer)
    assert 'href="tel:' in text(answer)
    assert "Bienestar" in text(answer)
    assert not consent.has_consent(fresh.ana)


def test_consent_is_withdrawn_for_all_sessions_at_once(client: Client, people: People) -> None:
    client.force_login(people.ana)
    assert "Retirar mi consentimiento" in text(client.get("/accounts/consent/"))
    client.post("/accounts/consent/", {"decision": "decline"})
    assert not consent.has_consent(people.ana)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.student, entry.detail) == (
        "consent_withdrawn",
        people.ana,
        {"versions": ["2026-11+outside"]},
    )


def test_staff_read_the_notice_and_have_nothing_to_accept(client: Client, people: People) -> None:
    client.force_login(people.tomas)
    assert "decision" not in text(client.get("/accounts/consent/"))
    assert client.post("/accounts/consent/", {"decision": "accept"}).status_code == 403
    assert not Consent.objects.filter(user=people.tomas).exists()


def test_another_decision_is_none(client: Client, fresh: People) -> None:
    client.force_login(fresh.ana)
    answer = client.post("/accounts/consent/", {"decision": "maybe"})
    assert answer.headers["Location"] == "/accounts/consent/"
    assert not Consent.objects.exists()


@consent.consent_required
def chat(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


@pytest.mark.parametrize(
    ("name", "location"),
    [
        ("ana", "/accounts/consent/?next=/chat/%3Fa%3D1"),
        ("tomas", None),
        ("alicia", None),
    ],
)
def test_pages_wait_for_the_consent_of_students(
    fresh: People, name: str, location: str | None
) -> None:
    request = RequestFactory().get("/chat/?a=1")
    request.user = getattr(fresh, name)
    assert chat(request).headers.get("Location") == location


def test_pages_let_students_with_consent_in_with_one_query(
    people: People, django_assert_num_queries: Any
) -> None:
    request = RequestFactory().get("/chat/")
    request.user = people.ana
    with django_assert_num_queries(1):
        assert chat(request).content == b"in"

"""The account pages, as a browser without JavaScript uses them."""

from __future__ import annotations

import re
from typing import Any

import pyotp
import pytest
from django.core import mail
from django.test import Client
from kombu.exceptions import OperationalError

from accounts import tasks, tokens
from accounts.models import AuditEntry, RefreshFamily, User
from tests.factories import PASSWORD, People, make_people

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "mar-en-calma-31"


@pytest.fixture
def people() -> People:
    return make_people()


def sign_in(client: Client, email: str = "ana@example.edu", **more: str) -> Any:
    body = {"email": email, "password": PASSWORD, **more}
    return client.post("/accounts/login/", body)


def text(response: Any) -> str:
    return str(response.content.decode())


# --- in and out ---------------------------------------------------------------------------------
def test_every_role_is_sent_home(client: Client, people: People) -> None:
    assert client.get("/").headers["Location"] == "/accounts/login/"
    for person, home in (("ana", "/chat/"), ("tomas", "/tutor/"), ("alicia", "/tutor/")):
        visitor = Client()
        assert sign_in(visitor, f"{person}@example.edu").headers["Location"] == "/"
        assert visitor.get("/").headers["Location"] == home


def test_a_wrong_password_keeps_the_address_and_not_the_password(
    client: Client, people: People
) -> None:
    answer = client.post("/accounts/login/", {"email": "ana@example.edu", "password": "no-es-esa"})
    assert answer.status_code == 401
    assert "El correo o la contraseña no coinciden." in text(answer)
    assert 'value="ana@example.edu"' in text(answer)
    assert "no-es-esa" not in text(answer)
    assert "_auth_user_id" not in client.session


def test_empty_fields_are_named(client: Client) -> None:
    answer = client.post("/accounts/login/", {"email": "", "password": ""})
    assert answer.status_code == 400
    assert text(answer).count('class="field__error"') == 2
    assert 'aria-describedby="id_email_error"' in text(answer)


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("/accounts/me/?a=1", "/accounts/me/?a=1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\\evil.example", "/"),
        ("", "/"),
    ],
)
def test_next_stays_on_this_site(client: Client, people: People, wanted: str, given: str) -> None:
    assert sign_in(client, next=wanted).headers["Location"] == given


def test_who_is_in_is_not_sent_in_circles(client: Client, people: People) -> None:
    client.force_login(people.ana)
    answer = client.get("/accounts/login/?next=/admin/")
    assert answer.headers["Location"] == "/"


def test_signing_in_changes_the_session_key(client: Client, people: People) -> None:
    client.get("/accounts/login/")
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["sessionid"] = str(session.session_key)
    sign_in(client)
    assert client.cookies["sessionid"].value != session.session_key


def test_logging_out_is_by_post(client: Client, people: People) -> None:
    client.force_login(people.ana)
    assert "¿Cierras tu sesión?" in text(client.get("/accounts/logout/"))
    assert client.get("/accounts/me/").status_code == 200
    assert client.post("/accounts/logout/").headers["Location"] == "/accounts/login/"
    assert client.get("/accounts/me/").status_code == 302


def test_pages_need_the_csrf_token(people: People) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict).status_code == 403


# --- register -----------------------------------------------------------------------------------
def test_registering_signs_in_and_asks_for_consent(client: Client) -> None:
    answer = client.post(
        "/accounts/register/",
        {
            "name": "Elena Paz",
            "email": "Elena@example.edu",
            "password": NEW_PASSWORD,
            "country": "MX",
        },
    )
    assert answer.headers["Location"] == "/"
    user = User.objects.get(email="elena@example.edu")
    assert (user.role, user.country, user.language) == ("student", "MX", "es")
    assert client.get("/chat/").headers["Location"] == "/accounts/consent/?next=/chat/"


def test_registering_shows_errors_by_field_and_keeps_what_was_typed(
    client: Client, people: People
) -> None:
    answer = client.post(
        "/accounts/register/", {"name": "Elena", "email": "ANA@example.edu", "password": "corta"}
    )
    page = text(answer)
    assert answer.status_code == 400
    assert "Ya hay una cuenta con este correo." in page
    assert "La contraseña es demasiado corta." in page
    assert 'value="Elena"' in page
    assert 'value="ANA@example.edu"' in page
    assert 'corta"' not in page
    assert not User.objects.filter(name="Elena").exists()


# --- forgotten password -------------------------------------------------------------------------
def ask_for_link(client: Client, email: str) -> Any:
    return client.post("/accounts/password/forgotten/", {"email": email})


def link_in(message: Any) -> str:
    found = re.search(r"http://testserver(/accounts/password/choose/\S+)", message.body)
    assert found
    return found.group(1)


def test_a_link_changes_the_password_once_and_ends_sessions(
    client: Client, people: People, django_capture_on_commit_callbacks: Any
) -> None:
    elsewhere = Client()
    elsewhere.force_login(people.ana)
    device = tokens.issue(people.ana)
    with django_capture_on_commit_callbacks(execute=True):
        answer = ask_for_link(client, "Ana@Example.edu")
    assert answer.headers["Location"] == "/accounts/password/sent/"
    (message,) = mail.outbox
    assert message.to == ["ana@example.edu"]
    assert message.subject == "Elige una contraseña nueva para PsiChat"
    link = link_in(message)
    form = client.get(link, follow=True)
    assert "Elige tu contraseña" in text(form)
    chosen = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    assert client.post(form.request["PATH_INFO"], chosen).headers["Location"] == "/accounts/login/"
    people.ana.refresh_from_db()
    assert people.ana.check_password(NEW_PASSWORD)
    assert elsewhere.get("/accounts/me/").status_code == 302
    assert RefreshFamily.objects.get().revoked_because == "password"
    assert device
    assert AuditEntry.objects.get().action == "password_reset"
    assert "Este enlace ya no sirve" in text(Client().get(link, follow=True))


def test_the_answer_is_the_same_for_an_unknown_address(
    client: Client,
    people: People,
    django_capture_on_commit_callbacks: Any,
    django_assert_num_queries: Any,
) -> None:
    with (
        django_capture_on_commit_callbacks(execute=True) as queued,
        django_assert_num_queries(1),  # whose address it is
    ):
        unknown = ask_for_link(client, "nadie@example.edu")
    assert unknown.headers["Location"] == "/accounts/password/sent/"
    assert (len(queued), mail.outbox) == (1, [])
    page = client.get("/accounts/password/sent/")
    assert "Si hay una cuenta con esa dirección" in text(page)


def test_nobody_is_flooded_with_links(client: Client, people: People) -> None:
    answers = [ask_for_link(client, "ana@example.edu").status_code for _ in range(6)]
    assert answers[:5] == [302] * 5
    assert answers[5] == 429


def test_who_may_not_enter_gets_no_link(
    client: Client, people: People, django_capture_on_commit_callbacks: Any
) -> None:
    User.objects.filter(id=people.ana.id).update(is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_link(client, "ana@example.edu")
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_without_a_queue_the_page_says_so(client: Client, monkeypatch: Any) -> None:
    def away(*args: str) -> None:
        raise OperationalError

    monkeypatch.setattr(tasks.send_password_link, "delay", away)
    answer = ask_for_link(client, "nadie@example.edu")
    assert answer.status_code == 503
    assert "Ahora mismo no podemos atender esto." in text(answer)


@pytest.mark.parametrize("path", ["x/y", "MQ/set-password", "bm8tZXMtdW4tdXVpZA/abc-def"])
def test_a_forged_link_is_refused(client: Client, path: str) -> None:
    answer = client.get(f"/accounts/password/choose/{path}/")
    assert "Este enlace ya no sirve" in text(answer)


def test_the_mail_speaks_the_language_of_the_person(people: People) -> None:
    people.tomas.language = "en"
    people.tomas.save()
    tasks.send_password_link(str(people.tomas.id), "invitation", "https://chat.example.edu")
    (message,) = mail.outbox
    assert "https://chat.example.edu/accounts/password/choose/" in message.body
    assert "{" not in f"{message.subject}{message.body}"


# --- my account ---------------------------------------------------------------------------------
def test_the_profile_is_changed_and_with_it_the_language(client: Client, people: People) -> None:
    client.force_login(people.ana)
    change = {"name": " Ana  María ", "country": "PE", "language": "en"}
    answer = client.post("/accounts/me/", change)
    assert answer.headers["Location"] == "/accounts/me/"
    people.ana.refresh_from_db()
    assert (people.ana.name, people.ana.country, people.ana.language) == ("Ana María", "PE", "en")
    page = client.get("/accounts/me/")
    assert page.headers["Content-Language"] == "en"
    assert '<html lang="en">' in text(page)


def test_the_profile_changes_nothing_else(client: Client, people: People) -> None:
    client.force_login(people.ana)
    forged = {"name": "Ana", "language": "es", "role": "admin", "email": "x@example.edu"}
    client.post("/accounts/me/", forged)
    people.ana.refresh_from_db()
    assert (people.ana.role, people.ana.email) == ("student", "ana@example.edu")
    wrong = client.post("/accounts/me/", {"name": " ", "language": "fr", "country": "ZZ"})
    assert (wrong.status_code, text(wrong).count('class="field__error"')) == (400, 3)


def test_the_account_page_asks_few_questions(
    client: Client, people: People, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        tokens.issue(people.ana, user_agent="PsiChat/2 (Android 15)")
    client.force_login(people.ana)
    with django_assert_num_queries(5):  # session, person, devices, institution, consent
        page = client.get("/accounts/me/")
    assert text(page).count("Cerrar sesión en Android") == 3


def test_a_device_is_closed_by_its_owner_only(client: Client, people: People) -> None:
    tokens.issue(people.ana, user_agent="Mozilla/5.0 (Linux; Android 15) Firefox/140.0")
    family = RefreshFamily.objects.get()
    assert family.label == "Firefox · Android"
    path = f"/accounts/me/devices/{family.id}/close/"
    client.force_login(people.bruno)
    assert client.post(path).status_code == 404
    family.refresh_from_db()
    assert family.revoked_at is None
    client.force_login(people.ana)
    assert client.get(path).status_code == 405
    assert client.post(path).headers["Location"] == "/accounts/me/"
    family.refresh_from_db()
    assert family.revoked_because == "closed"


def test_the_password_is_changed_and_this_session_stays(client: Client, people: People) -> None:
    client.force_login(people.ana)
    tokens.issue(people.ana)
    change = {"password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    wrong = client.post("/accounts/me/password/", {**change, "password": "no-es-esa"})
    assert wrong.status_code == 400
    assert "Esa no es tu contraseña actual." in text(wrong)
    answer = client.post("/accounts/me/password/", change)
    assert answer.headers["Location"] == "/accounts/me/"
    assert client.get("/accounts/me/").status_code == 200
    people.ana.refresh_from_db()
    assert people.ana.check_password(NEW_PASSWORD)
    assert RefreshFamily.objects.get().revoked_because == "password"


def test_guessing_ones_own_password_is_held_back(client: Client, people: People) -> None:
    client.force_login(people.ana)
    guess = {"password": "x", "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    answers = [client.post("/accounts/me/password/", guess).status_code for _ in range(6)]
    assert answers == [400] * 5 + [429]


def test_a_tutor_turns_the_second_factor_on_and_off(client: Client, people: People) -> None:
    client.force_login(people.tomas)
    assert client.get("/accounts/me/second-factor/qr.svg").status_code == 404
    page = client.get("/accounts/me/second-factor/")
    shown = re.search(r"<code[^>]*>([A-Z2-7 ]+)</code>", text(page))
    assert shown
    secret = shown.group(1).replace(" ", "")
    qr = client.get("/accounts/me/second-factor/qr.svg")
    assert qr.headers["Content-Type"] == "image/svg+xml"
    assert "no-store" in qr.headers["Cache-Control"]
    assert b"<svg" in qr.content
    wrong = client.post("/accounts/me/second-factor/", {"code": "abc"})
    assert "Ese código no corresponde." in text(wrong)
    code = pyotp.TOTP(secret).now()
    assert client.post("/accounts/me/second-factor/", {"code": code}).status_code == 302
    people.tomas.refresh_from_db()
    assert people.tomas.otp_secret == secret
    assert "no-es-esa" not in text(client.get("/accounts/me/second-factor/"))
    refused = client.post("/accounts/me/second-factor/", {"password": "no-es-esa"})
    assert refused.status_code == 400
    assert client.post("/accounts/me/second-factor/", {"password": PASSWORD}).status_code == 302
    people.tomas.refresh_from_db()
    assert people.tomas.otp_secret == ""
    actions = AuditEntry.objects.order_by("id").values_list("action", flat=True)
    assert list(actions) == ["second_factor_on", "second_factor_off"]


def test_students_have_no_second_factor(client: Client, people: People) -> None:
    client.force_login(people.ana)
    for path in ("/accounts/me/second-factor/", "/accounts/me/second-factor/qr.svg"):
        assert client.get(path).status_code == 403
    assert "second-factor" not in text(client.get("/accounts/me/"))


@pytest.mark.parametrize(
    "path",
    ["me/", "me/password/", "me/second-factor/", "me/second-factor/qr.svg", "consent/"],
)
def test_visitors_are_sent_to_sign_in(client: Client, path: str) -> None:
    answer = client.get(f"/accounts/{path}")
    assert answer.headers["Location"] == f"/accounts/login/?next=/accounts/{path}"


# --- language -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("accepted", "language"), [("en-GB,en;q=0.9", "en"), ("es-CL", "es"), ("fr", "es"), ("", "es")]
)
def test_visitors_are_answered_in_their_language(
    client: Client, accepted: str, language: str
) -> None:
    answer = client.get("/accounts/login/", headers={"Accept-Language": accepted})
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]
    assert f'<html lang="{language}">' in text(answer)


def test_signing_in_brings_the_language_of_the_person(client: Client, people: People) -> None:
    User.objects.filter(id=people.ana.id).update(language="en")
    sign_in(client)
    assert client.get("/accounts/me/").headers["Content-Language"] == "en"


def test_choosing_the_language_costs_no_query(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        client.get("/accounts/login/", headers={"Accept-Language": "en"})

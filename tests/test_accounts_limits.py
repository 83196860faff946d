"""Throttle, lock-out and second factor, by API and page alike (requirements A5, A6)."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
import time_machine
from django.test import Client

from accounts.models import User
from tests.factories import PASSWORD, People, make_people

pytestmark = pytest.mark.django_db
WRONG = "no-es-la-clave-0"
# In the middle of a window of every limit, so that no test crosses from one into the next.
NOON = datetime(2026, 11, 21, 12, 10, 30, tzinfo=UTC)


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture(autouse=True)
def still_clock() -> Any:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def login(client: Client, email: str, password: str = PASSWORD, **body: str) -> Any:
    return client.post(
        "/api/v1/auth/login",
        {"email": email, "password": password, **body},
        content_type="application/json",
    )


def page_login(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post("/accounts/login/", {"email": email, "password": password})


def test_the_sixth_attempt_in_a_minute_waits(
    client: Client, people: People, still_clock: Any
) -> None:
    answers = [login(client, "ana@example.edu", WRONG) for _ in range(5)]
    assert {answer.status_code for answer in answers} == {401}
    sixth = login(client, "Ana@Example.edu")
    assert sixth.status_code == 429
    assert sixth.json() == {
        "code": "rate_limited",
        "detail": "Vas muy rápido. Espera 31 segundos y vuelve a intentarlo.",
    }
    assert sixth.headers["Retry-After"] == "31"
    assert login(client, "bruno@example.edu").status_code == 200  # another account may
    still_clock.shift(31)
    assert login(client, "ana@example.edu").status_code == 200


def test_page_and_api_count_together(client: Client, people: People) -> None:
    for _ in range(3):
        login(client, "ana@example.edu", WRONG)
    for _ in range(2):
        assert page_login(client, "ana@example.edu", WRONG).status_code == 401
    sixth = page_login(client, "ana@example.edu")
    assert (sixth.status_code, sixth.headers["Retry-After"]) == (429, "31")
    assert "Vas muy rápido. Espera 31 segundos" in sixth.content.decode()
    assert 'value="ana@example.edu"' in sixth.content.decode()


@pytest.mark.parametrize("send", [login, page_login])
def test_ten_failures_lock_the_account_out_for_that_address(
    client: Client, people: People, still_clock: Any, send: Any
) -> None:
    for attempt in range(9):
        assert send(client, "ana@example.edu", WRONG).status_code == 401, attempt
        still_clock.shift(60)
    tenth = send(client, "ana@example.edu", WRONG)
    still_clock.shift(60)
    right = send(client, "ana@example.edu")
    assert (tenth.status_code, right.status_code) == (429, 429)
    assert right.headers["Retry-After"] == "900"
    assert "Hubo demasiados intentos fallidos." in right.content.decode()
    assert login(client, "bruno@example.edu").status_code == 200
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert login(elsewhere, "ana@example.edu").status_code == 200
    still_clock.shift(timedelta(minutes=16).total_seconds())
    assert login(client, "ana@example.edu").status_code == 200


def test_a_sign_in_forgets_the_failures_before(
    client: Client, people: People, still_clock: Any
) -> None:
    for send in (login, page_login):
        for _ in range(9):
            send(client, "ana@example.edu", WRONG)
            still_clock.shift(60)
        assert send(Client(), "ana@example.edu").status_code in {200, 302}
        still_clock.shift(60)


def test_failures_on_many_accounts_close_sign_in_to_an_address(
    client: Client, people: People, settings: Any
) -> None:
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "anonymous": (3, 3600)}
    for n in range(4):
        page_login(client, f"nadie{n}@example.edu", WRONG)
    refused = page_login(client, "ana@example.edu")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "2972")
    assert page_login(Client(REMOTE_ADDR="192.0.2.7"), "ana@example.edu").status_code == 302


def test_strangers_may_call_a_hundred_times_an_hour(client: Client) -> None:
    answers = [
        client.post("/api/v1/auth/register", {}, content_type="application/json").status_code
        for _ in range(101)
    ]
    assert answers == [400] * 100 + [429]


def test_no_log_line_has_the_address(
    client: Client, people: People, caplog: pytest.LogCaptureFixture, still_clock: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    for _ in range(11):
        login(client, "ana@example.edu", WRONG)
        page_login(client, "nadie@example.edu", WRONG)
        still_clock.shift(60)
    written = " ".join(str(vars(record)) for record in caplog.records)
    assert "sign_in_failed" in written
    assert "ana@example.edu" not in written
    assert "nadie@example.edu" not in written
    assert WRONG not in written


# --- second factor ------------------------------------------------------------------------------
def with_second_factor(user: User) -> pyotp.TOTP:
    user.otp_secret = pyotp.random_base32()
    user.save()
    return pyotp.TOTP(user.otp_secret)


def test_the_code_is_asked_for_where_set(client: Client, people: People) -> None:
    totp = with_second_factor(people.tomas)
    missing = login(client, "tomas@example.edu")
    assert missing.status_code == 401
    assert missing.json() == {
        "code": "otp_required",
        "detail": "Escribe también el código de tu aplicación.",
    }
    far = login(client, "tomas@example.edu", otp=totp.at(NOON - timedelta(minutes=5)))
    assert (far.status_code, far.json()["code"]) == (401, "otp_invalid")
    assert login(client, "tomas@example.edu", otp=totp.at(NOON)).status_code == 200


def test_a_code_counts_once(client: Client, people: People, still_clock: Any) -> None:
    totp = with_second_factor(people.tomas)
    assert login(client, "tomas@example.edu", otp=totp.at(NOON)).status_code == 200
    again = login(client, "tomas@example.edu", otp=totp.at(NOON))
    assert (again.status_code, again.json()["code"]) == (401, "otp_invalid")
    before = login(client, "tomas@example.edu", otp=totp.at(NOON - timedelta(seconds=30)))
    assert before.json()["code"] == "otp_invalid"
    still_clock.shift(30)
    following = totp.at(NOON + timedelta(seconds=30))
    assert login(client, "tomas@example.edu", otp=following).status_code == 200


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "１２３４５６", "123 456 7"])
def test_no_other_text_is_a_code(client: Client, people: People, code: str) -> None:
    with_second_factor(people.tomas)
    assert login(client, "tomas@example.edu", otp=code).status_code == 401


def test_wrong_codes_lock_out_too(client: Client, people: People, still_clock: Any) -> None:
    with_second_factor(people.tomas)
    for _ in range(10):
        last = login(client, "tomas@example.edu", otp="000000")
        still_clock.shift(60)
    assert (last.status_code, last.json()["code"]) == (429, "locked_out")


def test_the_page_asks_for_the_code_in_a_second_step(client: Client, people: People) -> None:
    totp = with_second_factor(people.tomas)
    first = client.post(
        "/accounts/login/",
        {"email": "tomas@example.edu", "password": PASSWORD, "next": "/accounts/me/"},
    )
    assert (first.status_code, first.headers["Location"]) == (302, "/accounts/login/code/")
    assert client.get("/accounts/me/").status_code == 302  # not in yet
    wrong = client.post("/accounts/login/code/", {"code": "000000"})
    assert wrong.status_code == 401
    assert "El código no es válido o ya se usó." in wrong.content.decode()
    right = client.post("/accounts/login/code/", {"code": totp.at(NOON)})
    assert (right.status_code, right.headers["Location"]) == (302, "/accounts/me/")
    assert client.get("/accounts/me/").status_code == 200


def test_the_second_step_ends_after_five_minutes(
    client: Client, people: People, still_clock: Any
) -> None:
    totp = with_second_factor(people.tomas)
    page_login(client, "tomas@example.edu")
    still_clock.shift(301)
    late = client.post("/accounts/login/code/", {"code": totp.now()})
    assert late.headers["Location"] == "/accounts/login/"
    assert client.get("/accounts/me/").status_code == 302


def test_the_second_step_needs_the_first(client: Client) -> None:
    answer = client.get("/accounts/login/code/")
    assert answer.headers["Location"] == "/accounts/login/"

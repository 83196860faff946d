"""Refresh tokens: rotation, reuse, expiry, logging out (requirement A4)."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken

from accounts import passwords, tasks, tokens
from accounts.models import RefreshFamily
from psichat.errors import NotSignedIn
from tests.factories import People, make_people

pytestmark = pytest.mark.django_db
AUTH = "/api/v1/auth"
DEAD = {
    "code": "not_signed_in",
    "detail": "Tu sesión ya no es válida. Inicia sesión de nuevo.",
}


@pytest.fixture
def people() -> People:
    return make_people()


def call(client: Client, name: str, token: str) -> Any:
    body = {"refresh_token": token}
    return client.post(f"{AUTH}/{name}", body, content_type="application/json")


def test_a_refresh_gives_a_new_pair_and_kills_the_old_token(client: Client, people: People) -> None:
    first = tokens.issue(people.ana)
    answer = call(client, "refresh", first.refresh_token)
    body = answer.json()
    assert answer.status_code == 200
    assert set(body) == {"access_token", "refresh_token", "token_type", "expires_in"}
    assert body["refresh_token"] != first.refresh_token
    me = client.get(f"{AUTH}/me", headers={"Authorization": f"Bearer {body['access_token']}"})
    assert me.json()["id"] == str(people.ana.id)
    assert BlacklistedToken.objects.count() == 1
    assert call(client, "refresh", body["refresh_token"]).status_code == 200


def test_reuse_revokes_the_whole_family_and_no_other(client: Client, people: People) -> None:
    first, other = tokens.issue(people.ana), tokens.issue(people.ana)
    second = tokens.rotate(first.refresh_token)
    answer = call(client, "refresh", first.refresh_token)
    assert (answer.status_code, answer.json()) == (401, DEAD)
    assert call(client, "refresh", second.refresh_token).status_code == 401
    assert call(client, "refresh", other.refresh_token).status_code == 200
    assert RefreshFamily.objects.get(revoked_because="reuse").user == people.ana


def test_an_expired_token_is_refused(client: Client, people: People) -> None:
    pair = tokens.issue(people.ana)
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1), tick=False):
        answer = call(client, "refresh", pair.refresh_token)
    assert (answer.status_code, answer.json()) == (401, DEAD)
    assert call(client, "refresh", pair.refresh_token).status_code == 200


def test_an_expired_access_token_is_refused(client: Client, people: People) -> None:
    signed = {"Authorization": f"Bearer {tokens.issue(people.ana).access_token}"}
    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=1), tick=False):
        assert client.get(f"{AUTH}/me", headers=signed).status_code == 401
    assert client.get(f"{AUTH}/me", headers=signed).status_code == 200


@pytest.mark.parametrize("name", ["refresh", "logout"])
@pytest.mark.parametrize("token", ["x", "a.b.c", "é", "eyJhbGciOiJub25lIn0.e30."])
def test_garbage_is_refused(client: Client, name: str, token: str) -> None:
    answer = call(client, name, token)
    assert (answer.status_code, answer.json()) == (401, DEAD)


@pytest.mark.parametrize("name", ["refresh", "logout"])
def test_a_missing_token_is_named(client: Client, name: str) -> None:
    answer = client.post(f"{AUTH}/{name}", {}, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["errors"] == {"refresh_token": ["Este campo es requerido."]}


def test_an_access_token_does_not_refresh(client: Client, people: People) -> None:
    assert call(client, "refresh", tokens.issue(people.ana).access_token).status_code == 401


def test_a_closed_account_does_not_refresh(client: Client, people: People) -> None:
    pair = tokens.issue(people.ana)
    people.ana.is_active = False
    people.ana.save()
    assert call(client, "refresh", pair.refresh_token).status_code == 401


def test_logging_out_ends_the_family_and_may_be_repeated(client: Client, people: People) -> None:
    pair = tokens.issue(people.ana)
    answer = call(client, "logout", pair.refresh_token)
    assert (answer.status_code, answer.content) == (204, b"")
    assert call(client, "refresh", pair.refresh_token).status_code == 401
    assert call(client, "logout", pair.refresh_token).status_code == 204


def test_a_new_password_ends_every_family(client: Client, people: People) -> None:
    mine, his = tokens.issue(people.ana), tokens.issue(people.bruno)
    passwords.set_password(user=people.ana, password="mar-en-calma-31", because="changed")
    assert call(client, "refresh", mine.refresh_token).status_code == 401
    assert call(client, "refresh", his.refresh_token).status_code == 200


def test_a_class_behind_one_address_can_refresh(
    client: Client, people: People, settings: Any
) -> None:
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "anonymous": (2, 3600)}
    token = tokens.issue(people.ana).refresh_token
    for _ in range(5):
        answer = call(client, "refresh", token)
        assert answer.status_code == 200
        token = answer.json()["refresh_token"]


def test_who_tries_out_tokens_is_held_back(client: Client, settings: Any) -> None:
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "anonymous": (2, 3600)}
    answers = [call(client, "refresh", f"try-{n}") for n in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert 0 < int(answers[2].headers["Retry-After"]) <= 3601
    assert answers[2].json()["code"] == "rate_limited"


@pytest.mark.django_db(transaction=True)
def test_of_two_refreshes_at_once_one_wins_and_nobody_is_signed_out() -> None:
    pair = tokens.issue(make_people().ana)
    together = threading.Barrier(2)
    won: list[tokens.TokenPair] = []
    lost: list[NotSignedIn] = []
    read = tokens._read

    def read_together(raw: str) -> Any:
        found = read(raw)
        together.wait(timeout=10)
        return found

    def refresh() -> None:
        try:
            won.append(tokens.rotate(pair.refresh_token))
        except NotSignedIn as refusal:
            lost.append(refusal)
        finally:
            connection.close()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tokens, "_read", read_together)
        threads = [threading.Thread(target=refresh) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (len(won), len(lost)) == (1, 1)
    assert tokens.rotate(won[0].refresh_token).access_token
    with pytest.raises(NotSignedIn):  # later it is reuse, as ever
        tokens.rotate(pair.refresh_token)
    assert RefreshFamily.objects.get().revoked_because == "reuse"


def test_what_has_expired_is_forgotten(people: People) -> None:
    tokens.rotate(tokens.issue(people.ana).refresh_token)
    tasks.flush_expired_tokens()
    assert (RefreshFamily.objects.count(), BlacklistedToken.objects.count()) == (1, 1)
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        tasks.flush_expired_tokens()
    assert (RefreshFamily.objects.count(), BlacklistedToken.objects.count()) == (0, 0)

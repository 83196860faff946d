"""Who opens a socket: by subprotocol, or by session cookie with a matching origin (A4)."""

from __future__ import annotations

from typing import Any

import pytest
from channels.testing import WebsocketCommunicator
from django.conf import settings as django_settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts import tokens
from accounts.sockets import SignInMiddleware, origin_is_ours
from tests.factories import People, make_people

pytestmark = pytest.mark.django_db(transaction=True)
HOST = (b"host", b"chat.example.edu")
OURS = (b"origin", b"http://chat.example.edu")


@pytest.fixture
def people(transactional_db: None) -> People:
    return make_people()


@pytest.fixture
def ana_cookie(people: People) -> tuple[bytes, bytes]:
    client = Client()
    client.force_login(people.ana)
    session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    return b"cookie", f"{django_settings.SESSION_COOKIE_NAME}={session}; other=1".encode()


@pytest.fixture
def ana_tokens(people: People) -> tokens.TokenPair:
    return tokens.issue(people.ana)


async def scope_of(*headers: tuple[bytes, bytes], subprotocols: Any = None) -> dict[str, Any]:
    """What the application behind the middleware is given for one handshake."""
    seen: dict[str, Any] = {}

    async def application(scope: Any, receive: Any, send: Any) -> None:
        seen.update(scope)
        await receive()
        await send({"type": "websocket.accept", "subprotocol": scope["subprotocol_accept"]})

    socket = WebsocketCommunicator(
        SignInMiddleware(application), "/ws/", list(headers), subprotocols
    )
    connected, chosen = await socket.connect()
    assert connected
    assert chosen == seen["subprotocol_accept"]
    await socket.disconnect()
    return seen


async def test_an_access_token_signs_in(people: People, ana_tokens: tokens.TokenPair) -> None:
    scope = await scope_of(subprotocols=["psichat.v1", f"bearer.{ana_tokens.access_token}"])
    assert scope["user"] == people.ana
    assert scope["subprotocol_accept"] == "psichat.v1"
    assert scope["origin_refused"] is False


@pytest.mark.parametrize("token", ["", "x", "a.b.c"])
async def test_a_garbage_token_is_nobody_even_beside_a_cookie(
    ana_cookie: tuple[bytes, bytes], token: str
) -> None:
    offered = ["psichat.v1", f"bearer.{token}"]
    scope = await scope_of(HOST, OURS, ana_cookie, subprotocols=offered)
    assert isinstance(scope["user"], AnonymousUser)
    assert scope["subprotocol_accept"] == "psichat.v1"


async def test_a_token_of_a_closed_account_is_nobody(
    people: People, ana_tokens: tokens.TokenPair
) -> None:
    people.ana.is_active = False
    await people.ana.asave()
    scope = await scope_of(subprotocols=["psichat.v1", f"bearer.{ana_tokens.access_token}"])
    assert isinstance(scope["user"], AnonymousUser)


async def test_a_refresh_token_is_nobody(ana_tokens: tokens.TokenPair) -> None:
    scope = await scope_of(subprotocols=["psichat.v1", f"bearer.{ana_tokens.refresh_token}"])
    assert isinstance(scope["user"], AnonymousUser)


async def test_a_session_of_our_own_page_signs_in(
    people: People, ana_cookie: tuple[bytes, bytes]
) -> None:
    scope = await scope_of(HOST, OURS, ana_cookie)
    assert scope["user"] == people.ana
    assert scope["subprotocol_accept"] is None


@pytest.mark.parametrize(
    "origin",
    [
        None,
        b"null",
        b"",
        b"http://evil.example",
        b"http://chat.example.edu.evil.example",
        b"http://chat.example.edu:8443",
        b"http://chat.example.edu@evil.example",
        b"ftp://chat.example.edu",
        b"http://[",
    ],
)
async def test_a_session_from_elsewhere_is_nobody(
    ana_cookie: tuple[bytes, bytes], origin: bytes | None
) -> None:
    headers = [HOST, ana_cookie] + ([(b"origin", origin)] if origin is not None else [])
    scope = await scope_of(*headers)
    assert isinstance(scope["user"], AnonymousUser)
    assert scope["origin_refused"] is True


async def test_a_session_that_ended_is_nobody(
    people: People, ana_cookie: tuple[bytes, bytes]
) -> None:
    people.ana.set_password("otra-cosa-nueva-44")
    await people.ana.asave()
    scope = await scope_of(HOST, OURS, ana_cookie)
    assert isinstance(scope["user"], AnonymousUser)
    assert scope["origin_refused"] is False


async def test_without_a_sign_in_it_is_nobody() -> None:
    scope = await scope_of(HOST, (b"origin", b"http://evil.example"), subprotocols=["psichat.v1"])
    assert isinstance(scope["user"], AnonymousUser)
    assert (scope["subprotocol_accept"], scope["origin_refused"]) == ("psichat.v1", False)


async def test_a_token_reads_no_session(
    people: People,
    ana_tokens: tokens.TokenPair,
    ana_cookie: tuple[bytes, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def refuse(session_key: str) -> None:
        raise AssertionError(session_key)

    monkeypatch.setattr("accounts.sockets._user_of_session", refuse)
    offered = ["psichat.v1", f"bearer.{ana_tokens.access_token}"]
    scope = await scope_of(HOST, OURS, ana_cookie, subprotocols=offered)
    assert scope["user"] == people.ana


def test_origins_with_ports_and_trusted_ones(settings: Any) -> None:
    assert origin_is_ours("http://localhost:8000", "localhost:8000")
    assert origin_is_ours("https://chat.example.edu", "chat.example.edu:443")
    assert not origin_is_ours("http://localhost:3000", "localhost:8000")
    settings.CSRF_TRUSTED_ORIGINS = ["https://app.example.edu", "https://*.campus.example.edu"]
    assert origin_is_ours("https://app.example.edu", "chat.example.edu")
    assert origin_is_ours("https://sur.campus.example.edu", "chat.example.edu")
    assert not origin_is_ours("http://app.example.edu", "chat.example.edu")
    settings.ALLOWED_HOSTS = ["chat.example.edu"]
    assert not origin_is_ours("http://rebound.example", "rebound.example")
    settings.PRODUCTION = True
    assert not origin_is_ours("http://chat.example.edu", "chat.example.edu")
    assert origin_is_ours("https://chat.example.edu", "chat.example.edu")

"""`make run` for a person: from an empty folder to the first page, and back after any end."""

from __future__ import annotations

import json
import signal
import sys
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from tests.supervised import READY, Running, belonging_to

pytestmark = pytest.mark.standalone

SECONDS_TO_START = 60
COMMAND = (sys.executable, "-m", "psichat.supervisor")


def call(running: Running, path: str, token: str = "", body: Any = None) -> Any:
    """One call; `body` makes it a POST."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{running.port}{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"}
        | ({"Authorization": f"Bearer {token}"} if token else {}),
    )
    with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310
        content = response.read()
        return json.loads(content) if "json" in response.headers["Content-Type"] else content


def sign_in(running: Running) -> str:
    body = {"email": "estudiante@example.com", "password": "psichat-demo"}
    return str(call(running, "/api/v1/auth/login", body=body)["access_token"])


def titles(running: Running) -> list[str]:
    found = call(running, "/api/v1/chat/conversations", sign_in(running))
    return [conversation["title"] for conversation in found["results"]]


def test_from_an_empty_folder_and_everything_is_kept(start_run: Callable[..., Running]) -> None:
    first = start_run(*COMMAND, WEB_WORKERS="2", LOG_LEVEL="INFO")
    first.wait_for(READY, SECONDS_TO_START)
    assert call(first, "/health/ready")["checks"] == {
        "database": "ok",
        "models": "ok",
        "redis": "ok",
    }
    assert b"<html" in call(first, "/accounts/login/")
    token = sign_in(first)
    call(first, "/api/v1/chat/conversations", token, {"title": "Mi ensayo"})
    first.wait_for("worker@")  # the worker is up as well

    assert first.stop(signal.SIGINT) == 0
    assert belonging_to(first.var) == []

    second = start_run(*COMMAND, LOG_LEVEL="INFO")
    second.wait_for(READY, SECONDS_TO_START)
    assert titles(second) == ["Mi ensayo"]
    second.wait_for("worker@")
    second.stop(signal.SIGKILL)

    third = start_run(*COMMAND)
    third.wait_for(READY, SECONDS_TO_START)
    assert titles(third) == ["Mi ensayo"]
    assert "Traceback" not in first.said + second.said + third.said

"""The people of the suite as a fixture, calls of the API as one of them, and a conversation."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from rest_framework_simplejwt.tokens import AccessToken

from accounts.models import User
from conversations.models import Conversation
from tests.factories import People as Cast
from tests.factories import make_people

__all__ = ["Api", "Cast", "cast", "conversation_of", "token"]


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, made anew for the test."""
    return make_people()


def token(user: User) -> str:
    return str(AccessToken.for_user(user))


class Api:
    """Calls the JSON API as one person, by access token."""

    def __init__(self, user: User | None) -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"authorization": f"Bearer {token(user)}"} if user else {}

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(path, query, headers=self.headers)

    def post(self, path: str, body: Any = None) -> Any:
        return self.send("post", path, json.dumps(body if body is not None else {}))

    def patch(self, path: str, body: Any) -> Any:
        return self.send("patch", path, json.dumps(body))

    def delete(self, path: str) -> Any:
        return self.client.delete(path, headers=self.headers)

    def send(self, method: str, path: str, raw: str | bytes) -> Any:
        return getattr(self.client, method)(
            path, data=raw, content_type="application/json", headers=self.headers
        )


def conversation_of(student: User, title: str = "") -> Conversation:
    return Conversation.objects.create(
        student=student, institution=student.institution, title=title
    )

"""Thumbs and ratings: with a reason, changed, taken back, and back on the page after a reload."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest

from conversations.models import Conversation, Message, Rating
from tests.cast import Api, Cast, conversation_of
from tests.tutor_stage import browser

pytestmark = pytest.mark.django_db

NOBODYS = uuid.UUID(int=7)

SATISFACTION = "/api/v1/chat/satisfaction"


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    return conversation_of(cast.ana)


@pytest.fixture
def answer(conversation: Conversation) -> Message:
    return Message.objects.create(
        conversation=conversation, seq=1, sender="assistant", text="Prueba con un esquema."
    )


def thumb(answer: Message, rating: int, **more: Any) -> dict[str, Any]:
    ids = {"conversation_id": str(answer.conversation_id), "message_id": str(answer.id)}
    return {**ids, "rating": rating, **more}


def test_a_thumb_down_with_its_reason(cast: Cast, answer: Message) -> None:
    body = thumb(answer, 1, reason="too_long", comment="me perdí")
    sent = Api(cast.ana).post(SATISFACTION, body)
    assert (sent.status_code, sent.json()) == (201, body)
    stored = Rating.objects.get()
    assert (stored.rating, stored.reason, stored.comment) == (1, "too_long", "me perdí")


@pytest.mark.parametrize("reason", ["bored", "TONE", 7, ["tone"], {"tone": 1}])
def test_a_reason_that_is_not_on_the_list(cast: Cast, answer: Message, reason: object) -> None:
    refused = Api(cast.ana).post(SATISFACTION, thumb(answer, 1, reason=reason))
    assert refused.status_code == 400
    assert refused.json()["errors"] == {"reason": ["Ese motivo no está en la lista."]}
    assert not Rating.objects.exists()


def test_another_thumb_replaces_the_whole_first(cast: Cast, answer: Message) -> None:
    api = Api(cast.ana)
    api.post(SATISFACTION, thumb(answer, 1, reason="tone", comment="muy seco"))
    api.post(SATISFACTION, thumb(answer, 5))
    stored = Rating.objects.get()
    assert (stored.rating, stored.reason, stored.comment) == (5, "", "")


def test_a_rating_is_taken_back_and_the_others_stay(cast: Cast, answer: Message) -> None:
    api = Api(cast.ana)
    whole = {"conversation_id": str(answer.conversation_id), "rating": 4}
    api.post(SATISFACTION, thumb(answer, 1))
    api.post(SATISFACTION, whole)
    here = f"{SATISFACTION}?conversation_id={answer.conversation_id}"
    assert api.delete(f"{here}&message_id={answer.id}").status_code == 204
    assert Rating.objects.get().message is None
    assert api.delete(f"{here}&message_id={answer.id}").status_code == 204
    assert Rating.objects.count() == 1
    assert api.delete(here).status_code == 204
    assert not Rating.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("bruno", 404), ("omar", 404), ("tomas", 403), ("alicia", 403)]
)
def test_nobody_else_takes_a_rating_back(
    cast: Cast, answer: Message, who: str, status: int
) -> None:
    Rating.objects.create(conversation=answer.conversation, message=answer, rating=5)
    here = f"{SATISFACTION}?conversation_id={answer.conversation_id}&message_id={answer.id}"
    assert Api(getattr(cast, who)).delete(here).status_code == status
    assert Api(None).delete(here).status_code == 401
    assert Rating.objects.count() == 1


@pytest.mark.parametrize("query", ["", "?conversation_id=x", f"?conversation_id={NOBODYS}"])
def test_taking_back_in_no_conversation(cast: Cast, answer: Message, query: str) -> None:
    Rating.objects.create(conversation=answer.conversation, message=answer, rating=5)
    assert Api(cast.ana).delete(SATISFACTION + query).status_code in {400, 404}
    assert Rating.objects.count() == 1


def test_the_page_brings_the_ratings_of_its_answers(cast: Cast, answer: Message) -> None:
    conversation = answer.conversation
    Rating.objects.create(conversation=conversation, rating=4)
    Rating.objects.create(conversation=conversation, message=answer, rating=1, reason="wrong")
    html = browser(cast.ana).get(f"/chat/{conversation.id}/").content.decode()
    found = re.search(r'<script id="chat-ratings" type="application/json">(.*?)</script>', html)
    assert found is not None
    assert json.loads(found[1]) == {str(answer.id): {"rating": 1, "reason": "wrong", "comment": ""}}
    for value, label in Rating.Reason.choices:
        assert f'value="{value}"><span>{label}</span>' in html


def test_a_message_of_the_contract_carries_no_rating(cast: Cast, answer: Message) -> None:
    Rating.objects.create(conversation=answer.conversation, message=answer, rating=5)
    Conversation.objects.update(last_seq=1)
    history = Api(cast.ana).get("/api/v1/chat/history", conversation_id=str(answer.conversation_id))
    assert "rating" not in history.json()["results"][0]

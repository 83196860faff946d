"""Conversations over the JSON API: each call of the contract, and each bad input."""

from __future__ import annotations

import http.client
import json
import uuid
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from conversations import services
from conversations.models import Conversation, Message, Rating
from tests.cast import Api, Cast, conversation_of, token
from tests.servers import ThreadServer
from tests.test_turn import CRISIS

pytestmark = pytest.mark.django_db(transaction=True)

CHAT = "/api/v1/chat"


def test_send_makes_a_conversation_when_none_is_named(cast: Cast) -> None:
    body = Api(cast.ana).post(f"{CHAT}/send", {"message": "  Tengo una prueba mañana \r\n"}).json()
    assert set(body) == {
        "conversation_id", "user_message", "bot_message", "response", "analysis", "safety",
        "quick_replies", "state",
    }  # fmt: skip
    assert body["user_message"]["text"] == "Tengo una prueba mañana"
    assert set(body["user_message"]) == {
        "id", "seq", "client_id", "conversation_id", "sender", "author", "text", "status",
        "citations", "provider", "fallback", "created_at",
    }  # fmt: skip
    assert body["response"] == body["bot_message"]["text"]
    assert body["safety"] is None
    assert set(body["analysis"]) == {"emotion"}
    assert Conversation.objects.get().student == cast.ana


def test_a_message_without_a_conversation_sent_again_goes_where_it_went(cast: Cast) -> None:
    body = {"message": "hola", "client_id": str(uuid.uuid4())}
    first, again = (Api(cast.ana).post(f"{CHAT}/send", body).json() for _ in range(2))
    assert first["conversation_id"] == again["conversation_id"]
    assert first["bot_message"] == again["bot_message"]
    assert Message.objects.count() == 2


def test_first_messages_that_come_at_once_go_to_one_conversation(cast: Cast) -> None:
    # Neither finds the other's message, which is not stored yet.
    client_id = uuid.uuid4()
    first, made = services.conversation_for(student=cast.ana, client_id=client_id)
    second, made_again = services.conversation_for(student=cast.ana, client_id=client_id)
    assert (first.id, made, made_again) == (second.id, True, False)
    other, is_new = services.conversation_for(student=cast.bruno, client_id=client_id)
    assert is_new
    assert other.id != first.id
    Conversation.objects.filter(id=first.id).update(deleted_at=timezone.now())
    third, is_new = services.conversation_for(student=cast.ana, client_id=client_id)
    assert is_new
    assert third.id != first.id


def test_send_in_a_crisis(cast: Cast) -> None:
    body = Api(cast.ana).post(f"{CHAT}/send", {"message": CRISIS}).json()
    assert body["safety"]["notified"] is True
    assert set(body["safety"]) == {"level", "text", "hotlines", "notified"}
    assert set(body["safety"]["hotlines"][0]) == {"name", "phone", "hours", "url"}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "message"),
        ({"message": ""}, "message"),
        ({"message": "   \n\t "}, "message"),
        ({"message": "\u0000\u001b"}, "message"),
        ({"message": "a" * 2001}, "message"),
        ({"message": None}, "message"),
        ({"message": 7}, "message"),
        ({"message": "hola", "client_id": "x"}, "client_id"),
        ({"message": "hola", "client_id": {}}, "client_id"),
    ],
)
def test_a_wrong_message_is_refused_and_nothing_is_made(
    cast: Cast, body: dict[str, Any], field: str
) -> None:
    for call in ("send", "send-stream"):
        refused = Api(cast.ana).post(f"{CHAT}/{call}", body)
        assert refused.status_code == 400
        assert refused.json()["code"] == "invalid"
        assert list(refused.json()["errors"]) == [field]
    assert not Conversation.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "raw", [b"{", b"[" * 100_000, b"[]", b'"x"', b"\xff\xfe", b'{"message": "\xff"}']
)
def test_a_body_that_is_no_json_object_is_refused(cast: Cast, raw: bytes) -> None:
    for path in (f"{CHAT}/send", f"{CHAT}/conversations", f"{CHAT}/satisfaction"):
        refused = Api(cast.ana).send("post", path, raw)
        assert refused.status_code == 400, path
        assert refused.json()["code"] == "invalid"
        assert refused.json()["detail"]
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("text", ["x", "y" * 2000, "😀", "مرحبا", "a\u202eb", "\ud83dhola"])
def test_unusual_texts_are_answered(cast: Cast, text: str) -> None:
    sent = Api(cast.ana).post(f"{CHAT}/send", {"message": text})
    assert sent.status_code == 200
    assert sent.json()["response"]
    assert sent.json()["user_message"]["text"] == text.replace("\ud83d", "")


def test_forged_ids_are_not_there(cast: Cast) -> None:
    theirs = conversation_of(cast.bruno)
    for forged in (str(theirs.id), str(uuid.uuid4()), "x", 7, ["a"], {"a": 1}):
        body = {"message": "hola", "conversation_id": forged}
        assert Api(cast.ana).post(f"{CHAT}/send", body).status_code == 404, forged
        rating = {"conversation_id": forged, "rating": 5}
        assert Api(cast.ana).post(f"{CHAT}/satisfaction", rating).status_code == 404
    assert not Message.objects.exists()
    assert not Rating.objects.exists()


def test_too_many_messages_get_429_with_the_time_to_wait(cast: Cast, settings: Any) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"message": (1, 60)}
    api = Api(cast.ana)
    assert api.post(f"{CHAT}/send", {"message": "hola"}).status_code == 200
    for call in ("send", "send-stream"):
        refused = api.post(f"{CHAT}/{call}", {"message": "hola otra vez"})
        assert refused.status_code == 429
        assert refused.json()["code"] == "rate_limited"
        assert 1 <= int(refused["Retry-After"]) <= 61
    assert Conversation.objects.count() == 1
    assert api.post(f"{CHAT}/send", {"message": CRISIS}).json()["safety"]


def test_a_conversation_is_made_renamed_completed_rated_and_deleted(cast: Cast) -> None:
    api = Api(cast.ana)
    made = api.post(f"{CHAT}/conversations", {"title": "Mi tesis"})
    assert made.status_code == 201
    path = f"{CHAT}/conversations/{made.json()['id']}"
    assert api.patch(path, {"title": "Mi  tesis\n final"}).json()["title"] == "Mi tesis final"
    for title in ("", "x" * 101, None, 7):
        assert api.patch(path, {"title": title}).status_code == 400
    body = {"message": "hola", "conversation_id": made.json()["id"]}
    answer = api.post(f"{CHAT}/send", body).json()["bot_message"]

    done = api.post(f"{path}/complete").json()
    assert (done["status"], bool(done["summary"]), bool(done["completed_at"])) == (
        "completed", True, True,
    )  # fmt: skip
    assert api.post(f"{path}/complete").json() == done

    rating: dict[str, Any] = {
        "conversation_id": made.json()["id"],
        "rating": 4,
        "comment": "me sirvió",
    }
    assert api.post(f"{CHAT}/satisfaction", rating).status_code == 201
    assert api.post(f"{CHAT}/satisfaction", rating | {"rating": 5}).status_code == 201
    assert (
        api.post(f"{CHAT}/satisfaction", rating | {"message_id": answer["id"]}).status_code == 201
    )
    assert sorted(Rating.objects.values_list("rating", flat=True)) == [4, 5]
    refused: list[dict[str, Any]] = [
        *({"rating": value} for value in (0, 6, "5", True)),
        {"comment": "x" * 1001},
        {"message_id": str(uuid.uuid4())},
    ]
    for wrong in refused:
        assert api.post(f"{CHAT}/satisfaction", rating | wrong).status_code == 400

    assert api.post(f"{path}/reset-state").json() == {}
    assert api.delete(path).status_code == 204
    assert api.get(path).status_code == 404
    assert api.get(f"{CHAT}/conversations").json()["results"] == []


def test_history_after_a_number(cast: Cast) -> None:
    conversation = conversation_of(cast.ana)
    for seq in range(1, 8):
        Message.objects.create(conversation=conversation, seq=seq, sender="student", text=f"m{seq}")
    Conversation.objects.update(last_seq=7)
    api, path = Api(cast.ana), f"{CHAT}/history"
    body = api.get(path, conversation_id=conversation.id, after=4).json()
    assert ([m["seq"] for m in body["results"]], body["last_seq"]) == ([5, 6, 7], 7)
    body = api.get(path, conversation_id=conversation.id, limit=2).json()
    assert [m["seq"] for m in body["results"]] == [1, 2]
    for wrong in ({"after": "-1"}, {"after": "x"}, {"limit": "0"}, {"after": "9" * 30}):
        refused = api.get(path, conversation_id=conversation.id, **wrong)
        assert refused.status_code == 400
    assert api.get(path).status_code == 404
    assert api.get(path, conversation_id="x").status_code == 404


def test_the_list_is_filtered_and_paged(cast: Cast, django_assert_num_queries: Any) -> None:
    for number in range(5):
        conversation_of(cast.ana, title=f"Conversación {number}")
    found = conversation_of(cast.ana, title="Otra cosa")
    Message.objects.create(conversation=found, seq=1, sender="student", text="la célula")
    conversation_of(cast.bruno, title="Ajena")
    api, path = Api(cast.ana), f"{CHAT}/conversations"
    with django_assert_num_queries(2):  # person, conversations
        page = api.get(path, limit=4).json()
    assert len(page["results"]) == 4
    rest = api.get(page["next"]).json()
    titles = [c["title"] for c in page["results"] + rest["results"]]
    assert titles == ["Otra cosa", *(f"Conversación {n}" for n in (4, 3, 2, 1, 0))]
    assert rest["next"] is None
    assert [c["title"] for c in api.get(path, q="célula").json()["results"]] == ["Otra cosa"]
    assert api.get(path, status="completed").json()["results"] == []
    assert len(api.get(path, to="2020-01-01").json()["results"]) == 0
    for wrong in ({"status": "x"}, {"from": "ayer"}, {"from": "2026-99-99"}, {"student": "x"}):
        assert api.get(path, **wrong).status_code == 400, wrong
    for wrong_cursor in ("basura", "cD0x", "cD0yMDI2"):
        refused = api.get(path, cursor=wrong_cursor)
        assert (refused.status_code, list(refused.json()["errors"])) == (400, ["cursor"])
    for overflow in ("0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-12:00"):
        assert api.get(path, **{"from": overflow}).status_code == 400


def test_staff_filter_by_student(cast: Cast) -> None:
    conversation_of(cast.ana)
    conversation_of(cast.bruno)
    conversation_of(cast.carla)
    rows = Api(cast.tomas).get(f"{CHAT}/conversations").json()["results"]
    assert sorted(row["student"]["name"] for row in rows) == ["Ana Rojas", "Bruno Díaz"]
    only = Api(cast.tomas).get(f"{CHAT}/conversations", student=cast.ana.id).json()["results"]
    assert [row["student"]["name"] for row in only] == ["Ana Rojas"]
    assert (
        Api(cast.tomas).get(f"{CHAT}/conversations", student=cast.carla.id).json()["results"] == []
    )


def test_tutors_do_not_talk_to_the_assistant(cast: Cast) -> None:
    refused = Api(cast.tomas).post(f"{CHAT}/send", {"message": "hola"})
    assert refused.status_code == 403
    theirs = conversation_of(cast.ana)
    body = {"message": "hola", "conversation_id": str(theirs.id)}
    assert Api(cast.tomas).post(f"{CHAT}/send", body).status_code == 403
    assert not Message.objects.exists()


def test_a_stream_carries_the_events_of_the_contract(cast: Cast, server: ThreadServer) -> None:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    connection.request(
        "POST",
        f"{CHAT}/send-stream",
        json.dumps({"message": "hola", "client_id": str(uuid.uuid4())}),
        {"Authorization": f"Bearer {token(cast.ana)}", "Content-Type": "application/json"},
    )
    response = connection.getresponse()
    assert response.status == 200
    assert response.headers["Content-Type"].startswith("text/event-stream")
    blocks = response.read().decode().strip().split("\n\n")
    connection.close()
    ids = [int(block.splitlines()[0].removeprefix("id: ")) for block in blocks]
    events = [json.loads(block.splitlines()[1].removeprefix("data: ")) for block in blocks]
    assert ids == list(range(1, len(blocks) + 1))
    assert [events[0]["type"], events[1]["type"], events[-1]["type"]] == [
        "accepted", "analysis", "complete",
    ]  # fmt: skip


def test_a_body_without_a_length_is_read_and_bounded(cast: Cast, server: ThreadServer) -> None:
    def post(chunks: list[bytes]) -> tuple[int, dict[str, Any]]:
        connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=10)
        headers = {
            "Authorization": f"Bearer {token(cast.ana)}",
            "Content-Type": "application/json",
        }
        connection.request("POST", f"{CHAT}/send", iter(chunks), headers, encode_chunked=True)
        response = connection.getresponse()
        answer = response.status, json.loads(response.read())
        connection.close()
        return answer

    status, body = post([b'{"message": ', b'"hola"}'])
    assert (status, body["user_message"]["text"]) == (200, "hola")
    status, body = post([b'{"message": "', *([b"a" * 65_536] * 20), b'"}'])
    assert (status, body["code"]) == (413, "too_large")


def test_a_body_of_10_mb_is_refused(cast: Cast, server: ThreadServer) -> None:
    for call in ("send", "send-stream"):
        connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=10)
        connection.putrequest("POST", f"{CHAT}/{call}")
        connection.putheader("Authorization", f"Bearer {token(cast.ana)}")
        connection.putheader("Content-Length", str(10 * 1024 * 1024))
        connection.endheaders(b"a" * (10 * 1024 * 1024))
        response = connection.getresponse()
        assert response.status == 413
        assert json.loads(response.read())["code"] == "too_large"
        connection.close()

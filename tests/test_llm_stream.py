"""Answers in pieces: the real clients against a server that streams well and badly (D6, D7, D8)."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

import pytest

from psichat import llm
from psichat.llm import asking, errors, failures
from psichat.llm.events import ModelCall
from psichat.llm.refs import ModelRef
from tests.fake_models import GEMINI, OLLAMA, USAGE, all_done
from tests.fake_models import calls as calls
from tests.fake_models import no_books as no_books
from tests.fake_streams import (
    FAULTS,
    OPENAI,
    Blocked,
    Cut,
    Empty,
    FakeStreams,
    Malformed,
    Stall,
    Status,
    Stream,
)
from tests.fake_streams import streams as streams

pytestmark = pytest.mark.usefixtures("no_books")

MESSAGES = [{"role": "system", "content": "Responde."}, {"role": "user", "content": "hola"}]
BOOKS = {"institution": "7", "student": "9", "conversation": "c"}
SOON = 1.0
LONG = 20.0
Calls = Callable[[], list[ModelCall]]
PROVIDERS = pytest.mark.parametrize("ref", [GEMINI, OLLAMA, OPENAI], ids=lambda ref: ref[0])


def listen(
    ref: tuple[str, str] = GEMINI, *, first: float = LONG, whole: float = LONG, **more: Any
) -> tuple[list[str], llm.ModelError | None]:
    """The pieces that came, and the error that ended them."""

    async def go() -> tuple[list[str], llm.ModelError | None]:
        heard: list[str] = []
        try:
            async for piece in llm.stream(
                MESSAGES,
                to=ModelRef(*ref),
                purpose="answer",
                books=more.pop("books", BOOKS),
                first_token_seconds=first,
                whole_seconds=whole,
                **more,
            ):
                heard.append(piece)
        except llm.ModelError as exc:
            return heard, exc
        return heard, None

    return asyncio.run(go())


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "FIRST_PAUSE", 0.0)


# --- well --------------------------------------------------------------------------------------
@PROVIDERS
def test_the_pieces_come_as_they_were_said(
    streams: FakeStreams, calls: Calls, ref: tuple[str, str]
) -> None:
    streams.streams(["Hola", ", ¿cómo", " estás?"], usage=USAGE)

    assert listen(ref) == (["Hola", ", ¿cómo", " estás?"], None)

    (call,) = calls()
    assert (call.purpose, call.provider, call.model, call.outcome) == ("answer", *ref, "ok")
    booked = {name: getattr(call, name) for name in USAGE}
    told_all = USAGE | ({"tokens_thinking": 0, "tokens_cached": 0} if ref == OLLAMA else {})
    assert booked == told_all
    assert call.books == BOOKS
    assert call.first_token_ms is not None
    assert 0 < call.first_token_ms <= call.ms


def test_a_piece_is_there_before_the_next_one_is_said(streams: FakeStreams) -> None:
    goes_on = threading.Event()
    streams.plays(Stream(("uno", " dos"), until=goes_on))

    async def go() -> list[str]:
        heard = []
        async for piece in llm.stream(MESSAGES, to=ModelRef(*GEMINI), purpose="answer", books={}):
            heard.append(piece)
            goes_on.set()
        return heard

    assert asyncio.run(go()) == ["uno", " dos"]


def test_what_gemini_is_asked(streams: FakeStreams) -> None:
    listen(temperature=0.3, most_tokens=200)
    (asked,) = streams.asked
    assert asked.path == "/v1beta/models/gemini-test:streamGenerateContent?alt=sse"
    shape = asked.body["generationConfig"]
    assert (shape["temperature"], shape["maxOutputTokens"]) == (0.3, 200 + 2048)
    assert asked.body["systemInstruction"]["parts"][0]["text"] == "Responde."


def test_what_ollama_is_asked(streams: FakeStreams) -> None:
    listen(OLLAMA, most_tokens=200)
    (asked,) = streams.asked
    assert asked.path == "/api/chat"
    assert (asked.body["stream"], asked.body["think"]) == (True, False)
    assert (asked.body["options"]["temperature"], asked.body["options"]["num_predict"]) == (
        0.6,
        200,
    )


def test_what_openai_is_asked(streams: FakeStreams) -> None:
    listen(OPENAI, most_tokens=200)
    (asked,) = streams.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.body["max_completion_tokens"] == 200
    assert asked.body["stream_options"] == {"include_usage": True}


@pytest.mark.parametrize("ref", [GEMINI, OLLAMA], ids=lambda ref: ref[0])
def test_what_it_thinks_is_not_said(streams: FakeStreams, ref: tuple[str, str]) -> None:
    streams.streams(["Hola"], thought="El estudiante saluda.")
    assert listen(ref) == (["Hola"], None)


def test_space_before_the_first_word_is_no_answer(streams: FakeStreams, calls: Calls) -> None:
    streams.streams(["\n", " Hola ", "\n"])
    assert listen() == (["Hola ", "\n"], None)
    streams.streams(["\n", "  "])
    heard, error = listen()
    assert (heard, type(error)) == ([], llm.ModelEmpty)
    assert [call.outcome for call in calls()] == ["ok", "empty"]


# --- badly, before the first piece -------------------------------------------------------------
@PROVIDERS
@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Status(429), "busy"),
        (Status(429, retry_after="0"), "busy"),
        (Status(429, retry_delay="0s"), "busy"),
        (Status(500), "unreachable"),
        (Status(503), "unreachable"),
        (Cut(before=True), "unreachable"),
    ],
    ids=str,
)
def test_what_passes_is_tried_again(
    streams: FakeStreams, calls: Calls, ref: tuple[str, str], fault: Any, outcome: str
) -> None:
    streams.plays(fault, fault, Stream(("Hola",)))
    assert listen(ref) == (["Hola"], None)
    assert [call.outcome for call in calls()] == [outcome, outcome, "ok"]


@PROVIDERS
@pytest.mark.parametrize(
    ("fault", "error", "times"),
    [
        (Status(429), errors.ModelBusy, 3),
        (Status(503), errors.ModelUnreachable, 3),
        (Status(403), errors.ModelRefused, 1),
        (Malformed(before=True), errors.ModelAnswerInvalid, 1),
        (Empty(), errors.ModelEmpty, 1),
        (Empty(candidate=True), errors.ModelEmpty, 1),
    ],
    ids=str,
)
def test_what_gives_no_piece_is_a_typed_error(  # noqa: PLR0917
    streams: FakeStreams,
    calls: Calls,
    ref: tuple[str, str],
    fault: Any,
    error: type[llm.ModelError],
    times: int,
) -> None:
    streams.plays(fault)
    heard, found = listen(ref)
    assert (heard, type(found)) == ([], error)
    assert (found.__cause__, found.__context__) == (None, None) if found else None
    assert len(streams.asked) == times
    assert [call.outcome for call in calls()] == [error.outcome] * times
    assert [call.first_token_ms for call in calls()] == [None] * times


@PROVIDERS
def test_no_first_word_in_time(streams: FakeStreams, calls: Calls, ref: tuple[str, str]) -> None:
    streams.streams(["Hola"])
    listen(ref)  # its library is there
    streams.plays(Stall())
    heard, error = listen(ref, first=SOON)
    assert (heard, type(error)) == ([], errors.ModelTimeout)
    assert streams.wait_for_hang_up()
    assert [call.outcome for call in calls()] == ["ok", "timeout"]


@pytest.mark.parametrize("fault", [Status(429, retry_after="3600"), Status(429, retry_delay="60s")])
def test_a_longer_wait_than_there_is_is_not_waited(streams: FakeStreams, fault: Any) -> None:
    streams.plays(fault, Stream())
    heard, error = listen()
    assert (heard, type(error)) == ([], errors.ModelBusy)
    assert error is not None
    assert error.retry_after == (3600 if fault.retry_after else 60)
    assert len(streams.asked) == 1


def test_ollama_is_given_the_time_that_it_asks_for(streams: FakeStreams) -> None:
    streams.plays(Status(503, retry_after="3600"), Stream())
    heard, error = listen(OLLAMA)
    assert (heard, type(error), len(streams.asked)) == ([], errors.ModelUnreachable, 1)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("7", 7), ("Fri, 31 Dec 1999 23:59:59 GMT", 0), ("soon", None), ("", None)],
)
def test_the_wait_that_a_header_asks_for(value: str, seconds: int | None) -> None:
    class Response:
        headers = {"retry-after": value}

    class TooMany(Exception):
        status_code = 429
        response = Response()

    assert failures.of(TooMany()).retry_after == seconds


# --- badly, in the middle ----------------------------------------------------------------------
@PROVIDERS
@pytest.mark.parametrize(
    ("fault", "error"),
    [(Cut(), errors.ModelUnreachable), (Malformed(), errors.ModelAnswerInvalid)],
    ids=str,
)
def test_what_breaks_in_the_middle_keeps_what_was_said(
    streams: FakeStreams,
    calls: Calls,
    ref: tuple[str, str],
    fault: Any,
    error: type[llm.ModelError],
) -> None:
    streams.plays(fault, Stream())
    heard, found = listen(ref)
    assert (heard, type(found)) == (["Hola"], error)
    assert len(streams.asked) == 1  # nothing is said twice
    (call,) = calls()
    assert call.outcome == error.outcome
    assert call.first_token_ms is not None
    known = {"tokens_in": 31, "tokens_out": 6, "tokens_thinking": 5, "tokens_cached": 7}
    assert {name: getattr(call, name) for name in USAGE} == (
        known if ref == GEMINI else dict.fromkeys(USAGE, 0)
    )


@PROVIDERS
@pytest.mark.parametrize("limits", [{"first": SOON}, {"whole": SOON}], ids=str)
def test_a_stall_in_the_middle(
    streams: FakeStreams, calls: Calls, ref: tuple[str, str], limits: dict[str, float]
) -> None:
    streams.streams(["Hola"])
    listen(ref)  # its library is there
    streams.plays(Stall(before=False))
    heard, error = listen(ref, **limits)
    assert (heard, type(error)) == (["Hola"], errors.ModelTimeout)
    assert streams.wait_for_hang_up()
    assert [call.outcome for call in calls()] == ["ok", "timeout"]


@pytest.mark.parametrize("ref", [GEMINI, OPENAI], ids=lambda ref: ref[0])
@pytest.mark.parametrize("reason", ["SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST"])
def test_a_stop_for_safety(
    streams: FakeStreams, calls: Calls, ref: tuple[str, str], reason: str
) -> None:
    streams.plays(Blocked(reason=reason), Blocked(before=False, reason=reason))
    assert [(heard, type(error)) for heard, error in (listen(ref), listen(ref))] == [
        ([], llm.ModelBlocked),
        (["Hola"], llm.ModelBlocked),
    ]
    assert [call.outcome for call in calls()] == ["blocked", "blocked"]


# --- cancelled ---------------------------------------------------------------------------------
@PROVIDERS
def test_who_listens_no_more_ends_the_call(
    streams: FakeStreams, calls: Calls, ref: tuple[str, str]
) -> None:
    streams.plays(Stall(before=False))

    async def go() -> str:
        pieces = llm.stream(
            MESSAGES, to=ModelRef(*ref), purpose="answer", books=BOOKS, first_token_seconds=LONG
        )
        async with aclosing(pieces):  # type: ignore[type-var]  # it is a generator
            return await anext(pieces)

    assert asyncio.run(go()) == "Hola"
    assert streams.wait_for_hang_up()
    (call,) = calls()
    assert (call.outcome, call.books) == ("cancelled", BOOKS)


def test_who_is_cancelled_while_waiting_ends_the_call(streams: FakeStreams, calls: Calls) -> None:
    streams.plays(Stall())

    async def go() -> None:
        async def first() -> str:
            return await anext(
                llm.stream(MESSAGES, to=ModelRef(*GEMINI), purpose="answer", books={})
            )

        listening = asyncio.create_task(first())
        assert await asyncio.to_thread(streams.wait_until_asked)
        listening.cancel()
        await asyncio.wait([listening])
        assert listening.cancelled()

    asyncio.run(go())
    assert streams.wait_for_hang_up()
    assert [call.outcome for call in calls()] == ["cancelled"]


@pytest.mark.parametrize("ref", [GEMINI, OLLAMA], ids=lambda ref: ref[0])
def test_cancelled_calls_leave_their_connections(
    streams: FakeStreams, ref: tuple[str, str]
) -> None:
    """A client has a hundred connections; one that a cancelled call loses is gone for good."""
    ends: list[str] = []

    async def first() -> None:
        pieces = llm.stream(
            MESSAGES, to=ModelRef(*ref), purpose="answer", books={}, first_token_seconds=5
        )
        async with aclosing(pieces):  # type: ignore[type-var]  # it is a generator
            ends.append(await anext(pieces))

    async def go() -> None:
        for _round in range(5):
            await asyncio.gather(*(first() for _ in range(50)))

    asyncio.run(go())
    assert ends == ["Hola"] * 250


# --- all of it, at random ----------------------------------------------------------------------
def test_every_call_ends_and_is_booked(streams: FakeStreams, calls: Calls) -> None:
    """Whatever goes wrong, whoever listens hears an end, and the books have what was billed."""
    streams.streams(["Hola", " tú"])
    listen()
    streams.misbehaves(share=0.6, seed=3)
    ends = []
    for _call in range(60):
        heard, error = listen(first=SOON)
        ends.append("ok" if error is None else error.outcome)
        assert heard == ["Hola", " tú"] or error is not None
        llm.reset(ModelRef(*GEMINI))
    all_done()

    assert {type(fault).__name__ for fault in FAULTS} < set(streams.played)
    assert ends.count("ok") > 20
    booked = calls()
    for name in USAGE:
        assert sum(getattr(call, name) for call in booked) == sum(
            told[name] for told in streams.billed
        )

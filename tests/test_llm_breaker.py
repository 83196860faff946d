"""The breakers, whose state the processes share, and the budget before a call (D7, D8)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from asgiref.sync import async_to_sync

from analysis import referee
from analysis.results import CrisisResult
from psichat import llm
from psichat.llm import breaker, refs, shared
from psichat.llm.breaker import FAILURES, SECONDS, Breaker
from psichat.llm.events import ModelCall
from psichat.llm.refs import ModelRef
from tests.fake_models import GEMINI, OLLAMA, FakeModels, Reply
from tests.fake_models import calls as calls
from tests.fake_models import models as models
from tests.fake_models import no_books as no_books
from tests.test_llm import MESSAGES, SCHEMA

pytestmark = pytest.mark.usefixtures("no_books")

GEMINI_REF, OLLAMA_REF = ModelRef(*GEMINI), ModelRef(*OLLAMA)
BOOKS = {"institution": "7", "student": "9", "conversation": "c"}
ASKED = {**BOOKS, "provider": GEMINI[0], "model": GEMINI[1]}
asked_of: list[tuple[Mapping[str, str], str]] = []


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def trusted() -> Iterator[None]:
    breaker.forget()
    asked_of.clear()
    yield
    breaker.forget()


@pytest.fixture
def no_redis(settings: Any) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "psichat.cache.ForgivingRedisCache",
            "LOCATION": "redis://127.0.0.1:9/0",
        }
    }


def ask(books: Mapping[str, str] | None = None) -> dict[str, Any]:
    return async_to_sync(llm.complete_json)(
        MESSAGES, SCHEMA, purpose="test", timeout=20, books=books
    )


# --- breakers ----------------------------------------------------------------------------------
def test_what_one_learns_holds_for_the_others() -> None:
    one, other = Breaker("m"), Breaker("m")
    for _time in range(FAILURES):
        assert other.lets_through()
        one.failed()
    assert not other.lets_through()
    assert Breaker("n").lets_through()
    other.succeeded()
    assert one.lets_through()


def test_only_one_of_all_tries_it_again() -> None:
    clock = Clock()
    breakers = [Breaker("m", failures=1, clock=clock) for _ in range(8)]
    breakers[0].failed()
    clock.now += SECONDS + 1
    with ThreadPoolExecutor(8) as pool:
        tried = list(pool.map(lambda each: each.lets_through(), breakers))
    assert sorted(tried) == [False] * 7 + [True]
    breakers[1].failed()
    clock.now += SECONDS + 1
    assert [each.lets_through() for each in breakers] == [True] + [False] * 7


def test_failures_of_many_at_once_are_all_counted() -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: Breaker("m").failed(), range(40)))
    assert Breaker("m").state(GEMINI_REF).failures == 40


def test_without_the_cache_each_process_knows_its_own(
    no_redis: None, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    one = Breaker("m", failures=2, clock=clock)
    for _time in range(2):
        assert one.lets_through()
        one.failed()
    assert not one.lets_through()
    clock.now += SECONDS + 1
    assert [one.lets_through(), one.lets_through()] == [True, False]
    assert caplog.text.count("model_states_are_local") == 1  # the dead cache isn't asked each time
    shared.forget_own()
    assert one.lets_through()


def test_the_states_that_a_page_shows(settings: Any) -> None:
    settings.LLM_CHAIN = [GEMINI]
    moment = datetime(2026, 11, 2, 10, tzinfo=UTC)
    clock = Clock()
    clock.now = moment.timestamp()
    for _time in range(FAILURES):
        Breaker(OLLAMA_REF.label, clock=clock).failed("busy")
    other = ModelRef("ollama", "other:8b")

    states = {state.ref: state for state in llm.states([other])}

    assert list(states) == [GEMINI_REF, other, OLLAMA_REF]
    asked = states[GEMINI_REF]
    assert (asked.state, asked.failures, asked.until) == ("closed", 0, None)
    assert (asked.last_error, asked.last_at) == ("", None)
    failed = states[OLLAMA_REF]
    assert (failed.failures, failed.last_error, failed.last_at) == (FAILURES, "busy", moment)
    assert failed.until is not None
    assert (failed.until - moment).total_seconds() == SECONDS
    resting = Breaker(OLLAMA_REF.label, clock=clock).state(OLLAMA_REF)
    assert resting.state == "open"
    clock.now += SECONDS
    assert Breaker(OLLAMA_REF.label, clock=clock).state(OLLAMA_REF).state == "half_open"
    llm.reset(OLLAMA_REF)
    (again,) = [state for state in llm.states() if state.ref == OLLAMA_REF]
    assert (again.state, again.failures, again.last_error) == ("closed", 0, "")


def test_a_call_tells_its_breaker(models: FakeModels) -> None:
    models.says(Reply(status=404), {"n": 1})
    with pytest.raises(llm.ModelError):
        ask()
    (state,) = llm.states()
    assert (state.state, state.failures, state.last_error) == ("closed", 1, "refused")
    ask()
    (state,) = llm.states()
    assert (state.failures, state.last_error) == (0, "refused")


# --- the budget --------------------------------------------------------------------------------
def refuses(books: Mapping[str, str], purpose: str) -> bool:
    asked_of.append((books, purpose))
    return False


def allows(books: Mapping[str, str], purpose: str) -> bool:
    return not refuses(books, purpose)


def breaks(books: Mapping[str, str], purpose: str) -> bool:
    raise ZeroDivisionError


def guard(settings: Any, name: str) -> None:
    settings.LLM_BUDGET_GUARD = f"{__name__}.{name}"


@pytest.mark.parametrize("name", ["refuses", "breaks", "is_not_there"])
@pytest.mark.parametrize("way", ["json", "text", "stream"])
@pytest.mark.django_db
def test_over_budget_nothing_is_asked(
    models: FakeModels,
    settings: Any,
    calls: Callable[[], list[ModelCall]],
    name: str,
    way: str,
) -> None:
    guard(settings, name)

    async def go() -> None:
        if way == "json":
            await llm.complete_json(MESSAGES, SCHEMA, purpose="slots", timeout=20, books=BOOKS)
        elif way == "text":
            await llm.complete_text(MESSAGES, purpose="slots", timeout=20, books=BOOKS)
        else:
            await anext(llm.stream(MESSAGES, to=GEMINI_REF, purpose="slots", books=BOOKS))

    with pytest.raises(llm.ModelOverBudget):
        asyncio.run(go())

    assert (models.asked, models.declined) == ([], [])
    (call,) = calls()
    assert (call.outcome, call.purpose, call.provider) == ("over_budget", "slots", GEMINI[0])
    assert (call.ms, call.tokens_in, call.books) == (0.0, 0, BOOKS)
    assert asked_of == ([(ASKED, "slots")] if name == "refuses" else [])
    assert [state.failures for state in llm.states()] == [0]


@pytest.mark.django_db
def test_within_the_budget_it_is_asked(models: FakeModels, settings: Any) -> None:
    guard(settings, "allows")
    models.says({"n": 1})
    assert ask(BOOKS) == {"n": 1}
    assert asked_of == [(ASKED, "test")]


def test_what_is_booked_on_nobody_has_no_budget(models: FakeModels, settings: Any) -> None:
    guard(settings, "refuses")
    models.says({"n": 1})
    assert ask() == {"n": 1}


def test_the_second_opinion_on_a_crisis_is_never_refused(
    models: FakeModels, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard(settings, "refuses")
    asked: list[str] = []
    complete = llm.complete_json

    async def noted(*arguments: Any, **more: Any) -> dict[str, Any]:
        asked.append(more["purpose"])
        return await complete(*arguments, **(more | {"books": BOOKS}))

    monkeypatch.setattr(llm, "complete_json", noted)
    async_to_sync(referee.ask)("me voy", CrisisResult("low", (), 0.4))
    assert set(asked) == llm.EXEMPT_PURPOSES
    assert len(models.asked) == 1
    assert asked_of == []


# --- which models ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("", [GEMINI]),
        ("  ", [GEMINI]),
        ("embedded", []),
        ("ollama:llama3.1:8b", [("ollama", "llama3.1:8b")]),
        ("ollama", [("ollama", "llama3.1")]),
        ("gemini:g, ollama:x,embedded, ollama:x", [("google_genai", "g"), ("ollama", "x")]),
        ("oracle:one,ollama:x", [("ollama", "x")]),
        ("openai:gpt,anthropic:claude,openai", []),
    ],
)
def test_the_models_of_an_institution(
    settings: Any, choice: str, expected: list[tuple[str, str]]
) -> None:
    settings.LLM_CHAIN = [GEMINI]
    settings.GOOGLE_API_KEY, settings.OPENAI_API_KEY, settings.OPENAI_BASE_URL = "key", "", ""
    assert llm.chain(choice) == tuple(ModelRef(*each) for each in expected)


def test_a_key_is_needed_on_the_server(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.OPENAI_API_KEY, settings.OPENAI_BASE_URL, settings.GOOGLE_API_KEY = "", "", ""
    refs._say_once.cache_clear()
    for _time in range(2):
        assert llm.chain("openai:gpt,google_genai:g") == ()
    assert caplog.text.count("model_left_out") == 2
    assert "GOOGLE_API_KEY is missing" in caplog.text
    settings.OPENAI_BASE_URL = "http://127.0.0.1:9/v1"
    assert llm.chain("openai:gpt") == (ModelRef("openai", "gpt"),)
    assert ModelRef("ollama", "llama3.1:8b").label == "ollama:llama3.1:8b"


def test_the_models_that_are_named_are_asked(models: FakeModels) -> None:
    models.says({"n": 1})
    found = async_to_sync(llm.complete_json)(
        MESSAGES, SCHEMA, purpose="test", timeout=20, models=[OLLAMA_REF]
    )
    assert found == {"n": 1}
    assert [asked.path for asked in models.asked] == ["/api/chat"]


# --- a text at once ----------------------------------------------------------------------------
@pytest.mark.parametrize("ref", [GEMINI_REF, OLLAMA_REF], ids=lambda ref: ref.provider)
@pytest.mark.parametrize(
    ("said", "expected"), [(" Un resumen.\n", "Un resumen."), ("  ", None)], ids=str
)
@pytest.mark.django_db
def test_a_text_at_once(
    models: FakeModels,
    calls: Callable[[], list[ModelCall]],
    ref: ModelRef,
    said: str,
    expected: str | None,
) -> None:
    models.says(said)
    work = async_to_sync(llm.complete_text)
    if expected is None:
        with pytest.raises(llm.ModelEmpty):
            work(MESSAGES, purpose="summary", timeout=20, models=[ref])
    else:
        assert work(MESSAGES, purpose="summary", timeout=20, models=[ref]) == expected
    (call,) = calls()
    assert (call.purpose, call.outcome) == ("summary", "ok" if expected else "empty")
    assert (call.tokens_in, call.books) == (31, {})

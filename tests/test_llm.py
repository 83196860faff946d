"""Asking a language model, against a loopback server that plays Gemini and Ollama (D7, C5)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import async_to_sync

from psichat import llm
from psichat.errors import PsiChatError
from psichat.llm import asking, errors
from psichat.llm.breaker import FAILURES, Breaker
from psichat.llm.events import ModelCall
from tests.fake_models import GEMINI, OLLAMA, USAGE, FakeModels, Reply
from tests.fake_models import calls as calls
from tests.fake_models import models as models
from tests.fake_models import no_books as no_books
from tests.source_tree import ROOT

MESSAGES = [{"role": "system", "content": "Cuenta."}, {"role": "user", "content": "uno"}]
SCHEMA = {
    "title": "cuenta",
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
}
LONG = 20.0


def ask(seconds: float = LONG) -> dict[str, Any]:
    return async_to_sync(llm.complete_json)(MESSAGES, SCHEMA, purpose="test", timeout=seconds)


pytestmark = pytest.mark.usefixtures("no_books")


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "FIRST_PAUSE", 0.0)


def test_gemini_answers_with_an_object(
    models: FakeModels, calls: Callable[[], list[ModelCall]]
) -> None:
    models.says({"n": 1})

    assert ask() == {"n": 1}

    (asked,) = models.asked
    assert asked.path == "/v1beta/models/gemini-test:generateContent"
    shape = asked.body["generationConfig"]
    assert shape["temperature"] == 0
    assert shape["responseMimeType"] == "application/json"
    assert "n" in shape["responseJsonSchema"]["properties"]
    assert asked.body["systemInstruction"]["parts"][0]["text"] == "Cuenta."
    assert {each["threshold"] for each in asked.body["safetySettings"]} == {"BLOCK_NONE"}
    (call,) = calls()
    assert (call.purpose, call.provider, call.model, call.outcome) == ("test", *GEMINI, "ok")
    assert {name: getattr(call, name) for name in USAGE} == USAGE
    assert call.ms > 0


def test_ollama_answers_with_an_object(
    models: FakeModels, settings: Any, calls: Callable[[], list[ModelCall]]
) -> None:
    settings.LLM_CHAIN = [OLLAMA]
    models.says({"n": 2})

    assert ask() == {"n": 2}

    (asked,) = models.asked
    assert asked.path == "/api/chat"
    assert asked.body["options"]["temperature"] == 0
    assert "n" in asked.body["format"]["properties"]
    assert [each["role"] for each in asked.body["messages"]] == ["system", "user"]
    (call,) = calls()
    assert (call.provider, call.outcome, call.tokens_in, call.tokens_out) == (
        "ollama",
        "ok",
        31,
        12,
    )


def test_another_event_loop_uses_the_same_client(models: FakeModels) -> None:
    models.says({"n": 1}, {"n": 2})
    assert [ask(), ask()] == [{"n": 1}, {"n": 2}]


@pytest.mark.parametrize("chain", [GEMINI, OLLAMA])
@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_passes_is_tried_again(
    models: FakeModels, settings: Any, calls: Any, chain: tuple[str, str], status: int
) -> None:
    settings.LLM_CHAIN = [chain]
    models.says(Reply(status=status), {"n": 3})
    assert ask() == {"n": 3}
    assert len(models.asked) == 2
    outcome = "busy" if status == 429 else "unreachable"
    assert [call.outcome for call in calls()] == [outcome, "ok"]


@pytest.mark.parametrize("chain", [GEMINI, OLLAMA])
@pytest.mark.parametrize(
    "case",
    [
        (Reply(status=429), errors.ModelBusy, asking.ATTEMPTS),
        (Reply(status=503), errors.ModelUnreachable, asking.ATTEMPTS),
        (Reply(status=400), errors.ModelRefused, 1),
        (Reply(status=401), errors.ModelRefused, 1),
        (Reply(status=404), errors.ModelRefused, 1),
        (Reply(text="Claro: {}"), errors.ModelAnswerInvalid, 1),
        (Reply(text='{"n": 1'), errors.ModelAnswerInvalid, 1),
        (Reply(text='{"n": 1, "n": 2}'), errors.ModelAnswerInvalid, 1),
        (Reply(text='{"n": NaN}'), errors.ModelAnswerInvalid, 1),
        (Reply(text="[1]"), errors.ModelAnswerInvalid, 1),
        (Reply(text=""), errors.ModelAnswerInvalid, 1),
        (Reply(text="[" * 100_000), errors.ModelAnswerInvalid, 1),
    ],
)
def test_what_fails_is_a_typed_error_without_a_text(
    models: FakeModels,
    settings: Any,
    chain: tuple[str, str],
    case: tuple[Reply, type[errors.ModelError], int],
) -> None:
    reply, error, times = case
    settings.LLM_CHAIN = [chain]
    models.says(reply)
    with pytest.raises(errors.ModelError) as found:
        ask()
    assert type(found.value) is error
    assert isinstance(found.value, PsiChatError)
    assert len(models.asked) == times
    assert (found.value.__cause__, found.value.__context__) == (None, None)


def test_a_provider_that_asks_for_a_longer_wait_than_there_is_is_left(models: FakeModels) -> None:
    models.says(Reply(status=429, headers={"retry-after": "3600"}), {"n": 1})
    with pytest.raises(errors.ModelBusy) as found:
        ask()
    assert found.value.retry_after == 3600
    assert len(models.asked) == 1


def test_nobody_there(models: FakeModels, settings: Any) -> None:
    settings.OLLAMA_BASE_URL = settings.GOOGLE_API_ENDPOINT = "http://127.0.0.1:9"
    for target in (GEMINI, OLLAMA):
        settings.LLM_CHAIN = [target]
        with pytest.raises(errors.ModelUnreachable):
            ask()


def test_too_slow_is_given_up(models: FakeModels, calls: Any, settings: Any) -> None:
    models.says({"n": 1}, Reply(hangs=True))
    ask()
    for target in (GEMINI, OLLAMA):
        settings.LLM_CHAIN = [target]
        with pytest.raises(errors.ModelTimeout):
            ask(0.5)
    assert [call.outcome for call in calls()] == ["ok", "timeout", "timeout"]


def test_the_next_one_is_asked_within_the_same_time(
    models: FakeModels, settings: Any, calls: Any
) -> None:
    settings.LLM_CHAIN = [GEMINI, OLLAMA]
    models.says(Reply(status=404), {"n": 4})
    assert ask() == {"n": 4}
    models.says(Reply(hangs=True), {"n": 5})
    assert ask(4) == {"n": 5}
    assert [(call.provider, call.outcome) for call in calls()] == [
        ("google_genai", "refused"),
        ("ollama", "ok"),
        ("google_genai", "timeout"),
        ("ollama", "ok"),
    ]


def test_none_configured(settings: Any) -> None:
    assert llm.is_configured() is False
    with pytest.raises(errors.ModelNotConfigured):
        ask()


def test_what_fails_again_and_again_is_left_in_peace(models: FakeModels) -> None:
    models.says(Reply(status=404))
    for _time in range(FAILURES):
        with pytest.raises(errors.ModelRefused):
            ask()
    with pytest.raises(errors.ModelResting):
        ask()
    assert len(models.asked) == FAILURES


def test_a_bad_answer_does_not_open_the_breaker(models: FakeModels) -> None:
    models.says("no")
    for _time in range(FAILURES + 1):
        with pytest.raises(errors.ModelAnswerInvalid):
            ask()


def test_the_breaker_lets_one_try_after_a_while() -> None:
    now = 0.0
    breaker = Breaker(failures=2, seconds=30, clock=lambda: now)
    breaker.failed()
    assert breaker.lets_through()
    breaker.failed()
    assert not breaker.lets_through()
    now = 31
    assert breaker.lets_through()
    assert not breaker.lets_through()
    breaker.failed()
    now = 60
    assert not breaker.lets_through()
    now = 62
    assert breaker.lets_through()
    breaker.succeeded()
    assert breaker.lets_through()
    assert breaker.lets_through()


@pytest.mark.django_db
def test_a_listener_that_breaks_is_nobody_elses_business(
    models: FakeModels, request: pytest.FixtureRequest
) -> None:
    def breaks(**_: Any) -> None:
        raise ZeroDivisionError

    llm.model_called.connect(breaks, weak=False)
    request.addfinalizer(lambda: llm.model_called.disconnect(breaks))
    models.says({"n": 1})
    assert ask() == {"n": 1}


@pytest.mark.standalone
def test_without_a_model_its_libraries_are_not_imported(tmp_path: Any) -> None:
    program = (
        "import sys, psichat.asgi; from psichat import llm; llm.warm_up();"
        "heavy = {'langchain', 'langchain_core', 'google.genai', 'ollama', 'langsmith', 'httpx'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"

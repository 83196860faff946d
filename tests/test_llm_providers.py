"""Which providers there are, and what a start says of one that can't be asked (requirement D1)."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from langchain.chat_models import base

from psichat import providers
from psichat.env import Env
from tests.test_settings import settings_with, start

KEYS = {"GOOGLE_API_KEY": "key", "OPENAI_API_KEY": "key"}


def problems(keys: dict[str, str] | None = None, **values: str) -> list[str]:
    env = Env(values)
    env.model_chain(KEYS if keys is None else keys)
    return env.problems


def test_they_are_those_that_langchain_knows() -> None:
    theirs: dict[str, Any] = vars(base)["_BUILTIN_PROVIDERS"]
    ours = {
        provider: package.replace("-", "_")
        for provider, package in providers.PACKAGES.items()
        if provider != "huggingface"
    }
    assert set(theirs) == {*ours, "huggingface"}
    assert {name: theirs[name][0].split(".")[0] for name in ours} == ours


@pytest.mark.parametrize("provider", ["google_genai", "ollama", "openai"])
def test_these_come_with_psichat(provider: str) -> None:
    assert providers.lacking(provider, KEYS) == ""


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"LLM_PROVIDER": "oracle"}, "LLM_PROVIDER names 'oracle'"),
        ({"LLM_PROVIDER": "oracle", "LLM_FALLBACKS": "ollama"}, "LLM_PROVIDER names 'oracle'"),
        ({"LLM_FALLBACKS": "oracle:one"}, "LLM_FALLBACKS names 'oracle'"),
        (
            {"LLM_PROVIDER": "cohere", "LLM_MODEL": "m"},
            "LLM_PROVIDER names 'cohere', which is not installed here: pip install langchain-co",
        ),
        (
            {"LLM_PROVIDER": "ollama", "LLM_FALLBACKS": "anthropic:m"},
            "pip install langchain-anthropic.",
        ),
        ({"LLM_PROVIDER": "openai"}, "LLM_MODEL doesn't say which model of openai"),
        (
            {"LLM_PROVIDER": "ollama", "LLM_FALLBACKS": "openai"},
            "LLM_FALLBACKS doesn't say which model of openai",
        ),
    ],
)
def test_one_sentence_says_what_is_wrong(values: dict[str, str], said: str) -> None:
    (problem,) = problems(KEYS, **values)
    assert said in problem


def test_a_key_that_is_missing() -> None:
    wanted = "OPENAI_API_KEY or OPENAI_BASE_URL is missing; openai is not asked without it."
    assert problems({}, LLM_PROVIDER="openai", LLM_MODEL="m") == [wanted]
    assert problems({"OPENAI_BASE_URL": "http://m"}, LLM_PROVIDER="openai", LLM_MODEL="m") == []


def test_a_local_model_needs_its_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    def is_there(name: str) -> object:
        return None if name == "peft" else find_spec("json")

    monkeypatch.setattr(providers, "find_spec", is_there)
    (problem,) = problems(LLM_PROVIDER="huggingface", LLM_MODEL="folder")
    assert problem.endswith("pip install -r requirements-huggingface.txt.")


@pytest.mark.standalone
def test_a_start_with_openai(tmp_path: Path) -> None:
    names = ["LLM_CHAIN", "LLM_PROVIDER", "LLM_FIRST_TOKEN_SECONDS", "LLM_ANSWER_SECONDS"]
    shown = settings_with(
        tmp_path,
        names,
        LLM_PROVIDER="openai",
        LLM_MODEL="mine",
        OPENAI_BASE_URL="http://127.0.0.1:9/v1",
        LLM_FIRST_TOKEN_SECONDS="3",
    )
    assert shown == {
        "LLM_CHAIN": [["openai", "mine"]],
        "LLM_PROVIDER": "openai",
        "LLM_FIRST_TOKEN_SECONDS": 3,
        "LLM_ANSWER_SECONDS": 45,
    }


@pytest.mark.standalone
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LLM_FIRST_TOKEN_SECONDS", "0"),
        ("LLM_ANSWER_SECONDS", "soon"),
        ("OPENAI_BASE_URL", "llm.example.edu"),
        ("HUGGINGFACE_4BIT", "yes"),
    ],
)
def test_a_wrong_one_stops_the_start(tmp_path: Path, name: str, value: str) -> None:
    done = start("import django; django.setup()", tmp_path, **{name: value})
    assert done.returncode != 0
    assert name in done.stderr.splitlines()[-1]

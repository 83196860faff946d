"""Which vectors the settings choose, and what is said at the start when that can't be."""

from __future__ import annotations

from typing import Any

import pytest

from psichat import embedding_providers as providers
from psichat import embeddings

POSTGRES = "postgres://psichat@db.example.edu/psichat"


@pytest.fixture(autouse=True)
def linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("platform.machine", lambda: "x86_64")


@pytest.mark.parametrize(
    ("provider", "model", "label"),
    [
        ("embedded", "", "embedded:multilingual-e5-small"),
        ("embedded", "use-multilingual-v3", "embedded:use-multilingual-v3"),
        ("google_genai", "", "google_genai:gemini-embedding-001"),
        ("gemini", "gemini-embedding-2", "google_genai:gemini-embedding-2"),
        ("ollama", "nomic-embed-text:v1.5", "ollama:nomic-embed-text:v1.5"),
        ("jina", "", "jina:jina-embeddings-v3"),
    ],
)
def test_the_model_that_is_chosen(settings: Any, provider: str, model: str, label: str) -> None:
    settings.EMBEDDING_PROVIDER, settings.EMBEDDING_MODEL = provider, model
    assert embeddings.chosen() == label


@pytest.mark.parametrize(("system", "machine"), [("darwin", "arm64"), ("linux", "aarch64")])
def test_another_machine_has_the_other_model(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str
) -> None:
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr("platform.machine", lambda: machine)
    assert providers.label("embedded") == "embedded:use-multilingual-v3"
    (problem,) = providers.problems("embedded", "multilingual-e5-small", {})
    assert problem.startswith("EMBEDDING_MODEL is 'multilingual-e5-small'")


@pytest.mark.parametrize(
    ("provider", "model", "keys"),
    [
        ("embedded", "", {}),
        ("google_genai", "", {"GOOGLE_API_KEY": "k"}),
        ("gemini", "", {"GOOGLE_API_KEY": "k"}),
        ("ollama", "", {}),
        ("jina", "", {"JINA_API_KEY": "k"}),
        ("jina", "", {"JINA_API_ENDPOINT": "http://10.0.0.7/v1"}),
        ("openai", "bge-m3", {"OPENAI_BASE_URL": "http://10.0.0.7/v1"}),
    ],
)
def test_what_can_be_asked(provider: str, model: str, keys: dict[str, str]) -> None:
    assert providers.problems(provider, model, keys) == []


@pytest.mark.parametrize(
    ("provider", "model", "said"),
    [
        ("nobody", "", "EMBEDDING_PROVIDER is 'nobody'; it must be one of: embedded, "),
        ("embedded", "bert", "EMBEDDING_MODEL is 'bert'; the embedded ones are "),
        ("google_genai", "", "GOOGLE_API_KEY is missing; "),
        ("jina", "", "JINA_API_KEY is missing; "),
        ("openai", "x", "OPENAI_API_KEY or OPENAI_BASE_URL is missing; "),
        ("cohere", "x", "EMBEDDING_PROVIDER names 'cohere', which is not installed here: pip "),
    ],
)
def test_what_can_not_be_asked(provider: str, model: str, said: str) -> None:
    (problem,) = providers.problems(provider, model, {})
    assert problem.startswith(said)


def test_a_model_must_be_named_where_none_is_known() -> None:
    assert providers.problems("openai", "", {"OPENAI_API_KEY": "k"}) == [
        "EMBEDDING_MODEL doesn't say which model of openai is to be asked."
    ]


@pytest.mark.parametrize(
    ("store", "url", "keys", "names"),
    [
        ("embedded", "sqlite:///x", {}, []),
        ("pgvector", POSTGRES, {}, []),
        ("pgvector", "sqlite:///x", {}, ["VECTOR_STORE"]),
        ("pinecone", POSTGRES, {}, ["PINECONE_API_KEY", "PINECONE_HOST"]),
        ("pinecone", POSTGRES, {"PINECONE_API_KEY": "k"}, ["PINECONE_HOST"]),
        ("pinecone", POSTGRES, {"PINECONE_API_KEY": "k", "PINECONE_HOST": "https://x"}, []),
    ],
)
def test_where_the_vectors_can_be_kept(
    store: str, url: str, keys: dict[str, str], names: list[str]
) -> None:
    said = providers.store_problems(store, url, keys)
    assert [sentence.split()[0] for sentence in said] == names


def test_every_provider_of_langchain_is_known() -> None:
    from langchain.embeddings import base  # noqa: PLC0415  # takes seconds

    known = set(base._BUILTIN_PROVIDERS)
    assert known | {"jina"} == set(providers.PACKAGES)

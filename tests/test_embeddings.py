"""Sentence vectors (F6): each provider's own language on the wire, and what may go wrong there."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from django.core.cache import cache

from psichat import embeddings
from psichat.embeddings import asking
from psichat.embeddings.rows import unit_rows
from psichat.llm.errors import (
    ModelAnswerInvalid,
    ModelBusy,
    ModelError,
    ModelNotConfigured,
    ModelRefused,
    ModelResting,
    ModelTimeout,
    ModelUnreachable,
)
from psichat.llm.events import ModelCall
from tests.fake_embeddings import SIZE, FakeEmbeddings, Reply, unit
from tests.fake_embeddings import embedding_server as embedding_server
from tests.fake_embeddings import provider as provider
from tests.fake_models import calls as calls
from tests.fake_models import no_books as no_books

LABELS = [
    "google_genai:gemini-embedding-001",
    "ollama:bge-m3",
    "jina:jina-embeddings-v3",
    "openai:text-embedding-3-small",
]
TWO = ["La beca de emergencia.", "El carné de biblioteca."]
every_label = pytest.mark.parametrize("label", LABELS, ids=lambda label: label.split(":")[0])
# OpenAI's library is known from the models that answer: what fails is tried with the other three.
three_labels = pytest.mark.parametrize("label", LABELS[:3], ids=lambda label: label.split(":")[0])


# --- asked as they want to be asked -----------------------------------------------------------
@every_label
def test_gives_unit_rows_in_the_order_of_the_texts(provider: FakeEmbeddings, label: str) -> None:
    found = embeddings.embedder(label).passages(TWO)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, [unit(text) for text in TWO], atol=1e-6)
    assert [asked.texts for asked in provider.asked] == [TWO]

    one = embeddings.embedder(label).query("¿hay  becas?")
    assert one.shape == (SIZE,)
    np.testing.assert_allclose(one, unit("¿hay becas?"), atol=1e-6)


def test_gemini_is_told_what_it_reads(provider: FakeEmbeddings) -> None:
    model = embeddings.embedder(LABELS[0])
    model.passages(TWO)
    model.query("¿hay becas?")
    passages, query = provider.asked
    assert passages.path == "/v1beta/models/gemini-embedding-001:batchEmbedContents"
    assert [each["taskType"] for each in passages.body["requests"]] == ["RETRIEVAL_DOCUMENT"] * 2
    assert [each["taskType"] for each in query.body["requests"]] == ["RETRIEVAL_QUERY"]
    assert passages.body["requests"][0]["outputDimensionality"] == 768
    assert passages.headers["x-goog-api-key"] == "for tests"


def test_jina_is_told_what_it_reads(provider: FakeEmbeddings) -> None:
    model = embeddings.embedder(LABELS[2])
    model.passages(TWO)
    model.query("¿hay becas?")
    passages, query = provider.asked
    assert (passages.path, passages.headers["authorization"]) == (
        "/v1/embeddings",
        "Bearer for tests",
    )
    assert (passages.body["task"], query.body["task"]) == ("retrieval.passage", "retrieval.query")
    assert passages.body["model"] == "jina-embeddings-v3"


def test_any_provider_of_langchain(
    provider: FakeEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class MistralAIEmbeddings:
        def __init__(self, model: str) -> None:
            self.model = model

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [[float(len(text)), 0.0] for text in texts]

        def embed_query(self, text: str) -> list[float]:
            return [0.0, float(len(self.model))]

    package: Any = ModuleType("langchain_mistralai")
    package.MistralAIEmbeddings = MistralAIEmbeddings
    monkeypatch.setitem(sys.modules, "langchain_mistralai", package)
    model = embeddings.embedder("mistralai:mistral-embed")
    assert model.outside
    assert model.passages(["uno", "dos más"]).tolist() == [[1.0, 0.0], [1.0, 0.0]]
    assert model.query("uno").tolist() == [0.0, 1.0]


def test_who_is_outside() -> None:
    outside = {
        label: embeddings.embedder(label).outside
        for label in (*LABELS, "embedded:multilingual-e5-small")
    }
    assert list(outside.values()) == [True, False, True, True, False]


@pytest.mark.parametrize(
    "label", ["", "jina", "jina:", "embedded:nothing", "nobody:knows", "google_vertexai:x"]
)
def test_a_label_that_names_nothing_here(provider: FakeEmbeddings, label: str) -> None:
    with pytest.raises(ModelNotConfigured):
        embeddings.embedder(label).passages(["uno"])


# --- what may go wrong --------------------------------------------------------------------------
@three_labels
@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(status=429, headers={"Retry-After": "7"}), ModelBusy),
        (Reply(status=500), ModelUnreachable),
        (Reply(status=401), ModelRefused),
        (Reply(vectors=[[1.0, 2.0]]), ModelAnswerInvalid),
        (Reply(vectors=[[1.0, 2.0], [1.0]]), ModelAnswerInvalid),
        (Reply(vectors=[[0.0, 0.0], [1.0, 0.0]]), ModelAnswerInvalid),
        (Reply(vectors=[[float("nan"), 0.0], [1.0, 0.0]]), ModelAnswerInvalid),
        (Reply(vectors=[[], []]), ModelAnswerInvalid),
        (Reply(raw='{"embeddings": [[0.1,'), ModelAnswerInvalid),
    ],
    ids=["429", "500", "401", "count", "ragged", "zeros", "nan", "empty", "cut"],
)
def test_errors_have_their_kind(
    provider: FakeEmbeddings, label: str, reply: Reply, error: type[ModelError]
) -> None:
    provider.says(reply)
    with pytest.raises(ModelError) as caught:
        embeddings.embedder(label).passages(TWO)
    assert type(caught.value) is error
    assert caught.value.is_retryable is (error in {ModelBusy, ModelUnreachable})
    assert caught.value.retry_after == (7 if error is ModelBusy else None)
    assert len(provider.asked) == 1  # none of the libraries tries again by itself


@three_labels
@pytest.mark.parametrize("raw", ["[]", "null", '{"data": 7, "embeddings": 7}'])
def test_an_answer_of_another_kind(provider: FakeEmbeddings, label: str, raw: str) -> None:
    provider.says(Reply(raw=raw))
    with pytest.raises(ModelError) as caught:
        embeddings.embedder(label).passages(TWO)
    assert not caught.value.is_retryable


@three_labels
def test_a_provider_that_says_nothing(
    provider: FakeEmbeddings, label: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PASSAGES_SECONDS", 0.05)
    provider.says(Reply(hangs=True))
    with pytest.raises(ModelTimeout):
        embeddings.embedder(label).passages(TWO)


def test_a_provider_that_is_away(provider: FakeEmbeddings, settings: Any) -> None:
    settings.JINA_API_ENDPOINT = "http://127.0.0.1:9/v1"
    with pytest.raises(ModelUnreachable):
        embeddings.embedder(LABELS[2]).passages(TWO)


def test_a_model_that_changes_its_dimensions(provider: FakeEmbeddings) -> None:
    model = embeddings.embedder(LABELS[2])
    model.passages(TWO)
    provider.says(Reply(vectors=[[1.0, 0.0]]))
    with pytest.raises(ModelAnswerInvalid):
        model.passages(["Uno."])


@pytest.mark.parametrize("found", ["text", [["a", "b"]], [None], [[1e999, 1.0]], [[10**400, 1.0]]])
def test_what_are_no_vectors(found: Any) -> None:
    with pytest.raises(ModelAnswerInvalid):
        unit_rows(found, 1)


def test_huge_and_tiny_numbers_keep_their_direction() -> None:
    found = unit_rows([[3e200, 4e200], [3e-10, 4e-10]], 2)
    np.testing.assert_allclose(found, [[0.6, 0.8]] * 2, rtol=1e-6)


# --- questions ----------------------------------------------------------------------------------
def test_a_question_is_asked_once_a_day(provider: FakeEmbeddings, monkeypatch: Any) -> None:
    keys: list[str] = []
    keep = cache.set

    def watch(key: str, *args: Any, **kwargs: Any) -> None:
        keys.append(key)
        keep(key, *args, **kwargs)

    monkeypatch.setattr(cache, "set", watch)
    first = embeddings.embedder(LABELS[2]).query("¿Hay becas?")
    again = embeddings.embedder(LABELS[2]).query(" ¿Hay  becas? ")
    np.testing.assert_array_equal(first, again)
    assert provider.texts == ["¿Hay becas?"]
    embeddings.embedder(LABELS[3]).query("¿Hay becas?")  # another model's vector is another
    assert len(provider.asked) == 2
    own = [key for key in keys if key.startswith("embedding:")]
    assert len(own) == 2
    assert not any("beca" in key.lower() for key in own)


def test_a_provider_that_fails_again_and_again_is_left_in_peace(provider: FakeEmbeddings) -> None:
    model = embeddings.embedder(LABELS[2])
    provider.says(*[Reply(status=500)] * 9)
    for number in range(5):
        with pytest.raises(ModelUnreachable):
            model.query(f"pregunta {number}")
    with pytest.raises(ModelResting):
        model.query("una más")
    assert len(provider.asked) == 5


# --- the books ------------------------------------------------------------------------------------
def test_calls_outside_are_booked(
    provider: FakeEmbeddings, calls: Callable[[], list[ModelCall]]
) -> None:
    books = {"institution": "7e7e8b1c-8f6b-4a52-a5c1-0d5e8c9c2b11"}
    model = embeddings.embedder(LABELS[2])
    model.passages(TWO, books)
    provider.says(Reply(status=401))
    with pytest.raises(ModelRefused):
        model.query("¿hay becas?", books)
    told = [(c.purpose, c.provider, c.model, c.outcome, c.tokens_in, c.books) for c in calls()]
    ours = ("embedding", "jina", "jina-embeddings-v3")
    assert told == [(*ours, "ok", 17, books), (*ours, "refused", 0, books)]


# --- in this process ------------------------------------------------------------------------------
def test_the_model_in_the_package_finds_what_is_meant(
    calls: Callable[[], list[ModelCall]], settings: Any
) -> None:
    model = embeddings.embedder("embedded:multilingual-e5-small")
    found = model.passages(["Ayuda económica de emergencia.", "Horario de la piscina."])
    assert found.shape == (2, 384)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), [1, 1], atol=1e-5)
    scores = found @ model.query("me quedé sin plata")
    assert scores[0] > scores[1]
    assert calls() == []


def test_the_model_for_any_machine() -> None:
    model = embeddings.embedder("embedded:use-multilingual-v3")
    found = model.passages(["Ayuda económica de emergencia.", "Horario de la piscina."])
    assert found.shape == (2, 512)
    scores = found @ model.query("necesito dinero urgente")
    assert scores[0] > scores[1]

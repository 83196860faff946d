"""The pipeline as others call it: what it says, what it survives, and its parts breaking."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import structlog

from analysis import encoder, labelling, language, linear, pii, pipeline, why
from analysis.artifacts import store
from analysis.crisis import detector, patterns
from analysis.labels import Emotion

pytestmark = pytest.mark.pure

CRISIS = "Gracias por la guía, pero ya no quiero seguir viviendo."
BROKEN = "the message must not be in the log"


def broken(*_: Any, **__: Any) -> Any:
    raise RuntimeError(BROKEN)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("¡Aprobé el examen, estoy feliz!", "joy"),
        ("Estoy triste, extraño mucho a mi familia", "sadness"),
        ("Qué rabia, el profe me bajó la nota sin razón", "anger"),
        ("Tengo mucho miedo de la exposición de mañana", "fear"),
        ("¿Cuál es el plazo de entrega del ensayo?", "neutral"),
    ],
)
def test_emotions(text: str, label: str) -> None:
    emotion = pipeline.analyse(text).emotion

    assert emotion is not None
    assert emotion.label == label
    assert set(emotion.scores) == set(Emotion.values)
    assert sum(emotion.scores.values()) == pytest.approx(1)
    assert emotion.confidence == max(emotion.scores.values())


def test_a_crisis_with_its_evidence() -> None:
    crisis = pipeline.analyse(CRISIS).crisis

    assert crisis.level == "high"
    assert crisis.is_crisis
    assert crisis.kinds[0] == "suicidal_ideation"
    assert crisis.confidence > 0.7
    assert [CRISIS[span.start : span.end] for span in crisis.evidence] == [
        "no quiero seguir viviendo"
    ]
    assert crisis.failed_layers == ()


def test_evidence_of_the_classifier_is_a_clause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "CATALOGUE", ())

    crisis = pipeline.analyse(CRISIS).crisis

    assert crisis.is_crisis
    assert [CRISIS[span.start : span.end].strip() for span in crisis.evidence] == [
        "pero ya no quiero seguir viviendo."
    ]


def test_a_calm_message() -> None:
    analysis = pipeline.analyse("¿Me explicas la regla de la cadena?")

    assert analysis.crisis.level == "none"
    assert analysis.crisis.kinds == ()
    assert analysis.crisis.evidence == ()
    assert set(analysis.versions) == set(store.NAMES)
    assert analysis.slots is not None


def test_earlier_messages_raise_a_vague_one() -> None:
    vague = "soy una basura, no valgo nada para esta carrera"
    alone = pipeline.analyse(vague).crisis
    later = pipeline.analyse(vague, ["¿hay clase?", "me quiero matar, en serio"]).crisis

    assert (alone.level, later.level) == ("low", "moderate")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        " " * 2000,
        "á" * 2000,
        "no quiero " * 200,
        "😭" * 2000,
        "لا أريد أن أعيش بعد الآن",
        "\u202eriv iv oreiuq on",
        "nul\u0000 \u0001\u001b[31m",
        "\ud83d\ude00 \udfff",
        "<script>alert('x')</script>" * 50,
        '"' * 500,
        "((((" * 500,
    ],
)
def test_survives_any_text(text: str) -> None:
    analysis = pipeline.analyse(text, [text] * 7)

    assert analysis.emotion is not None
    assert analysis.crisis.failed_layers == ()
    for span in analysis.crisis.evidence:
        assert 0 <= span.start < span.end <= len(text)


def test_without_the_patterns_the_classifier_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "find", broken)

    with structlog.testing.capture_logs() as logs:
        crisis = pipeline.analyse(CRISIS).crisis

    assert crisis.is_crisis
    assert crisis.evidence
    assert crisis.failed_layers == ("patterns",)
    assert [(entry["event"], entry["log_level"], entry["layer"]) for entry in logs] == [
        ("crisis_layer_failed", "error", "patterns")
    ]
    assert BROKEN not in str(logs)
    assert CRISIS not in str(logs)


def test_without_the_classifier_the_patterns_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "crisis", broken)

    crisis = pipeline.analyse(CRISIS).crisis

    assert crisis.level == "high"
    assert crisis.kinds == ("suicidal_ideation",)
    assert crisis.failed_layers == ("classifier",)
    assert pipeline.analyse("¿hay clase?").crisis.failed_layers == ("classifier",)


def test_without_both_layers_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "find", broken)
    monkeypatch.setattr(store, "crisis", broken)

    analysis = pipeline.analyse(CRISIS)

    assert analysis.crisis.level == "none"
    assert analysis.crisis.failed_layers == ("patterns", "classifier")
    assert analysis.emotion is not None


def test_a_broken_trend_leaves_the_level(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detector, "with_trend", broken)

    crisis = pipeline.analyse("siento que soy una carga para mi mamá", ["hola"]).crisis

    assert crisis.is_crisis
    assert crisis.failed_layers == ("trend",)


@pytest.mark.parametrize(
    ("where", "what", "part", "missing"),
    [
        *(
            (labelling, name, name, name)
            for name in ("emotion", "style", "sentiment", "topic", "toxicity", "injection")
        ),
        (pipeline, "extract_slots", "slots", "slots"),
        (pii, "find", "pii", "pii"),
        (language, "of", "language", None),
        (why, "words", "why", None),
        (store, "bank", "bank", None),
    ],
)
def test_a_broken_part_leaves_the_rest(
    monkeypatch: pytest.MonkeyPatch, where: Any, what: str, part: str, missing: str | None
) -> None:
    whole = pipeline.analyse(CRISIS).as_dict()
    monkeypatch.setattr(where, what, broken)

    with structlog.testing.capture_logs() as logs:
        left = pipeline.analyse(CRISIS).as_dict()

    assert [entry["part"] for entry in logs] == [part]
    for name, body in whole.items():
        assert (left[name] is None) == (name == missing)
        if name != missing:
            assert str(left[name])[:60] == str(body)[:60]
    assert left["crisis"]["level"] == "high"


def test_without_the_sentence_vector_the_patterns_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "vectors", broken)

    analysis = pipeline.analyse(CRISIS)
    many = pipeline.analyse_many([CRISIS])[0]

    for found in (analysis, many):
        assert found.crisis.level == "high"
        assert found.crisis.failed_layers == ("classifier",)
        assert found.emotion is None
        assert found.pii == ()


def test_a_missing_model_is_no_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(store, "FOLDER", tmp_path)
    store.forget()
    try:
        analysis = pipeline.analyse(CRISIS)
    finally:
        store.forget()

    assert analysis.versions == {}
    assert analysis.emotion is None
    assert analysis.crisis.level == "high"
    assert analysis.crisis.failed_layers == ("classifier",)


def test_threads_load_each_model_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []
    real = linear.load

    def counting(path: Any) -> Any:
        loaded.append(path.name)
        return real(path)

    monkeypatch.setattr(store, "load", counting)
    store.forget()

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(pipeline.analyse, [CRISIS] * 16))

    assert sorted(loaded) == sorted(f"{name}.npz" for name in store.NAMES)
    assert len({str(result) for result in results}) == 1


def test_many_texts_at_once_are_each_by_itself() -> None:
    texts = ["", "x", CRISIS, "¡Aprobé Cálculo! 🎉", "hola " * 400, "\ud800", "ya no quiero vivir"]

    many = pipeline.analyse_many(texts)

    assert len(many) == len(texts)
    for text, found in zip(texts, many, strict=True):
        alone = pipeline.analyse(text)
        assert found.crisis.level == alone.crisis.level
        assert (found.topic and found.topic.label) == (alone.topic and alone.topic.label)
        assert found.why == {}
    assert pipeline.analyse_many([]) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("¿me ayudas con la tarea de cálculo?", "es"),
        ("Could you please help me with my essay about Kafka?", "en"),
        ("Preciso de ajuda com a minha matrícula, por favor", "pt"),
        ("Я не понимаю эту задачу", "und"),
        ("我不明白这个问题，请帮我解释一下", "und"),
        ("ok", ""),
        ("q tal wn", ""),
        ("😀😀", ""),
    ],
)
def test_a_foreign_language_is_known_and_answered_without_confidence(text: str, code: str) -> None:
    analysis = pipeline.analyse(text)

    assert analysis.language == code
    assert analysis.emotion
    assert analysis.topic
    if code not in {"", "es"}:
        assert max(analysis.emotion.confidence, analysis.topic.confidence) < 0.5
        assert set(analysis.unsure) == {"emotion", "style", "sentiment", "topic"}


def test_the_words_that_carried_it_lie_in_the_text_as_written() -> None:
    text = "¡¡Estoy FELIZ, aprobé cálculo!! 🎉"
    analysis = pipeline.analyse(text)

    named = [text[span.start : span.end] for span in analysis.why["emotion"]]
    assert analysis.emotion
    assert analysis.emotion.label == "joy"
    assert any("FELIZ" in word for word in named)
    assert all(word.strip() for word in named)
    assert len(named) <= 4

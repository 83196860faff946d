"""Text in, analysis out: the one way into the models, safe to call from any thread.

Knows no message and no person; `analysis.services` stores what this returns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

import structlog

from analysis import encoder, labelling, language, pii, why
from analysis.artifacts import store
from analysis.crisis import detector
from analysis.features import TextFeatures
from analysis.normalise import Normalised, normalise
from analysis.results import Analysis, Span
from analysis.screening import Screening, screen
from analysis.slots import extract_slots

__all__ = ["Screening", "analyse", "analyse_many", "screen", "versions", "warm_up"]

log = structlog.get_logger(__name__)

Part = TypeVar("Part")


def analyse(text: str, recent: Sequence[str] = (), now: datetime | None = None) -> Analysis:
    """All that the embedded models say of `text`.

    `recent` are earlier messages of the same person, oldest first; the last five count, for
    the crisis level only. `now` is the person's own time, for deadlines such as «el jueves».
    Never raises: a part that broke is logged and left out.
    """
    normalised = normalise(text)
    features = TextFeatures(normalised.text)
    found, labels = _analysis(text, normalised, features, recent, now)
    return replace(found, why=_part("why", lambda: _why(normalised, features, labels)) or {})


def analyse_many(texts: Sequence[str]) -> list[Analysis]:
    """`analyse` of each text by itself, without `why`; the vectors are computed together."""
    normalised = [normalise(text) for text in texts]
    vectors = _part("encoder", lambda: encoder.vectors([each.text for each in normalised]))
    return [
        _analysis(
            text,
            each,
            TextFeatures(each.text, None if vectors is None else vectors[row]),
            (),
            None,
        )[0]
        for row, (text, each) in enumerate(zip(texts, normalised, strict=True))
    ]


def warm_up() -> None:
    """Load the models and the tables now, so that the first message doesn't wait for them."""
    analyse("Hola, ¿me ayudas con un ensayo para mañana?", ("Estoy triste.",))


def versions() -> dict[str, str]:
    """The version of each model that can be loaded."""
    found: dict[str, str] = {}
    for name in store.NAMES:
        try:
            found[name] = store.get(name).version
        except (OSError, ValueError):
            continue
    return found


def _analysis(
    text: str,
    normalised: Normalised,
    features: TextFeatures,
    recent: Sequence[str],
    now: datetime | None,
) -> tuple[Analysis, dict[str, str]]:
    """The analysis, and the labels whose words can be asked for."""
    _part("bank", lambda: store.bank().read(features))
    code = _part("language", lambda: language.of(text)) or ""
    foreign = language.is_foreign(code)
    emotion = _part("emotion", lambda: labelling.emotion(features, foreign=foreign))
    style = _part("style", lambda: labelling.style(features, foreign=foreign))
    sentiment = _part("sentiment", lambda: labelling.sentiment(features, foreign=foreign))
    topic = _part("topic", lambda: labelling.topic(features, foreign=foreign))
    toxicity = _part("toxicity", lambda: labelling.toxicity(features, foreign=foreign))
    injection = _part("injection", lambda: labelling.injection(features))
    labelled = {"emotion": emotion, "style": style, "sentiment": sentiment, "topic": topic}
    labels = {name: found.label for name, found in labelled.items() if found and found.label}
    if toxicity and toxicity.is_toxic:
        labels["toxicity"] = "1"
    if injection and injection.is_injection:
        labels["injection"] = "1"
    found = Analysis(
        emotion=emotion,
        crisis=detector.detect(normalised, recent, features),
        style=style,
        sentiment=sentiment,
        topic=topic,
        toxicity=toxicity,
        injection=injection,
        pii=_part("pii", lambda: pii.find(text)),
        slots=_part("slots", lambda: extract_slots(text, now)),
        versions=versions(),
        language=code,
        unsure=tuple(
            name
            for name, found in labelled.items()
            if found and (foreign or found.confidence < labelling.UNSURE)
        ),
    )
    return found, labels


def _why(
    normalised: Normalised, features: TextFeatures, labels: dict[str, str]
) -> dict[str, tuple[Span, ...]]:
    found = {
        name: tuple(
            Span(*normalised.original(*stretch))
            for stretch in why.words(store.get(name), features, label)
        )
        for name, label in labels.items()
    }
    return {name: spans for name, spans in found.items() if spans}


def _part(name: str, of: Callable[[], Part]) -> Part | None:
    try:
        return of()
    except Exception as exc:  # noqa: BLE001  # the crisis check must run whatever broke here
        # Without the traceback, whose frames hold the message.
        log.error("analysis_part_failed", part=name, error=type(exc).__name__)  # noqa: TRY400
        return None

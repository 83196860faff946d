"""Text in, analysis out: the one way into the models, safe to call from any thread.

Knows no message and no person; `analysis.services` stores what this returns.
"""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from analysis.artifacts import store
from analysis.crisis import detector
from analysis.normalise import Normalised, normalise
from analysis.results import Analysis, EmotionResult, Slots
from analysis.slots import extract_slots

log = structlog.get_logger(__name__)


def analyse(text: str, recent: Sequence[str] = ()) -> Analysis:
    """All that the embedded models say of `text`.

    `recent` are earlier messages of the same person, oldest first; the last five count, for
    the crisis level only. Never raises: a part that broke is logged and left out.
    """
    normalised = normalise(text)
    return Analysis(
        emotion=_emotion(normalised),
        crisis=detector.detect(normalised, recent),
        slots=_slots(text),
        versions=versions(),
    )


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


def _emotion(text: Normalised) -> EmotionResult | None:
    try:
        scores = store.emotion().softmax(text.text)
    except Exception as exc:  # noqa: BLE001  # the crisis check must run whatever broke here
        _report("emotion", exc)
        return None
    label = max(scores, key=scores.__getitem__)
    return EmotionResult(label, scores[label], scores)


def _slots(text: str) -> Slots | None:
    try:
        return extract_slots(text)
    except Exception as exc:  # noqa: BLE001  # the crisis check must run whatever broke here
        _report("slots", exc)
        return None


def _report(part: str, exc: Exception) -> None:
    # Without the traceback, whose frames hold the message.
    log.error("analysis_part_failed", part=part, error=type(exc).__name__)

"""The third layer of the crisis check: a language model's second opinion (requirement C5).

It is asked only where the embedded layers are unsure. It may raise a level or explain one; it
never lowers a level, and when it fails in whatever way the embedded result stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import structlog

from analysis import outgoing, referee_prompt
from analysis.crisis import margin
from analysis.labels import CrisisKind, CrisisLevel
from analysis.pii.masking import MaskingError
from analysis.results import CrisisResult
from psichat import llm

log = structlog.get_logger(__name__)

LAYER = "model"
TIMEOUT_SECONDS = 6.0
# Above this the opinion counts (requirement C5).
CONFIDENT = 0.7
RECENT = 5
_KEYS = frozenset(referee_prompt.SCHEMA["properties"])


@dataclass(frozen=True)
class Verdict:
    """What the model said; `reason` is its sentence, with placeholders for what is personal."""

    is_crisis: bool
    level: str
    confidence: float
    kinds: tuple[str, ...]
    reason: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"kinds": list(self.kinds)}


def is_unsure(result: CrisisResult) -> bool:
    """Whether a second opinion on `result` is worth asking for.

    It is when a layer failed, when the confidence lies near the threshold or the layers disagree
    (a high confidence without a crisis: what one saw the other took back), and at `low`, where
    most of the crises that the embedded layers miss are found.
    """
    return (
        bool(result.failed_layers)
        or result.level == CrisisLevel.LOW
        or margin.unsure(result.level, result.confidence)
    )


def level_after(level: str, verdict: Verdict) -> str:
    """The level once the model has been heard: `level`, or a higher one.

    A confident opinion that this is a crisis raises to its level, and to `moderate` at least.
    """
    if not verdict.is_crisis or verdict.confidence <= CONFIDENT:
        return level
    return max(
        (CrisisLevel(level), CrisisLevel(verdict.level), CrisisLevel.MODERATE),
        key=lambda each: each.rank,
    ).value


def verdict_of(data: Mapping[str, Any]) -> Verdict:
    """The verdict in a model's answer. Raises `ValueError` unless it has the keys and values of
    the schema, no other ones, and doesn't contradict itself."""
    _require(set(data) == _KEYS, "the keys are not those of the schema")
    is_crisis, level, kinds = data["is_crisis"], data["level"], data["kinds"]
    confidence, reason = data["confidence"], data["reason"]
    _require(isinstance(is_crisis, bool), "is_crisis is not true or false")
    _require(isinstance(level, str) and level in CrisisLevel.values, "level is not a level")
    number = isinstance(confidence, int | float) and not isinstance(confidence, bool)
    _require(number and 0 <= confidence <= 1, "confidence is not a number from 0 to 1")
    listed = isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds)
    _require(listed and set(kinds) <= set(CrisisKind.values), "kinds are not kinds")
    _require(isinstance(reason, str), "reason is not a text")
    grave = CrisisLevel(level).rank >= CrisisLevel.MODERATE.rank
    _require(is_crisis or not grave, "a crisis by its level, and none by its word")
    short = " ".join(reason.replace("\x00", " ").split())[: referee_prompt.REASON_CHARACTERS]
    return Verdict(is_crisis, level, float(confidence), tuple(dict.fromkeys(kinds)), short)


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)


async def ask(
    text: str,
    result: CrisisResult,
    recent: Sequence[str] = (),
    *,
    names: Sequence[str] = (),
    seconds: float = TIMEOUT_SECONDS,
    models: Sequence[llm.ModelRef] | None = None,
    books: Mapping[str, str] | None = None,
) -> Verdict | None:
    """The configured model's opinion on `text`, of which the embedded layers say `result`.

    `recent` are earlier messages of the same person, oldest first; `names` are people whose names
    must not leave. `models` are those that may be asked (None: the settings'), `books` say for
    whom. Everything is masked here. None when it failed: too slow, no JSON, wrong values, breaker
    open, masking broken; that is logged without the text.
    """
    try:
        masked = outgoing.mask_all([*recent[-RECENT:], text], names)
        *earlier, now = masked.texts
        answer = await llm.complete_json(
            referee_prompt.messages(now, earlier, result),
            referee_prompt.SCHEMA,
            purpose="crisis",
            timeout=seconds,
            models=models,
            books=books or {},
        )
        return verdict_of(answer)
    except (llm.ModelError, MaskingError) as exc:
        log.warning("crisis_layer_failed", layer=LAYER, error=exc.code)
    except ValueError:
        log.warning("crisis_layer_failed", layer=LAYER, error="wrong_answer")
    return None

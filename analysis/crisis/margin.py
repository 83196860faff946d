"""Where the crisis classifier alone would decide, and how near to it counts as nearly."""

from __future__ import annotations

import structlog

from analysis.artifacts import store
from analysis.labels import CrisisLevel

log = structlog.get_logger(__name__)

# As a probability. Wide enough that one word more would have tipped it, narrow enough that a
# person can read what falls in.
MARGIN = 0.15
# What stands in for a threshold that can't be read.
FALLBACK = 0.5


def threshold() -> float:
    """The probability from which the classifier alone calls a crisis, from 0 to 1."""
    try:
        found = float(store.crisis().meta["thresholds"]["crisis"])
    except (OSError, ValueError, KeyError, TypeError) as exc:
        log.warning("crisis_threshold_unknown", error=type(exc).__name__)
        return FALLBACK
    return found if 0 < found <= 1 else FALLBACK


def near_miss_from() -> float:
    """The confidence from which a message that was not called a crisis is worth a second look.

    There is no upper end: above the threshold lies what the classifier called a crisis and the
    other layer took back.
    """
    return threshold() - MARGIN


def unsure(level: str, confidence: float) -> bool:
    """Whether a little more or less would have changed that it is a crisis, or that it is none."""
    if CrisisLevel(level).rank >= CrisisLevel.MODERATE.rank:
        return confidence < threshold() + MARGIN
    return confidence >= near_miss_from()

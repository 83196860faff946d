"""How the layers' findings become one level, and what earlier messages add to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.crisis.model import Reading
from analysis.crisis.patterns import Find, Findings
from analysis.labels import CrisisLevel

NONE, LOW, MODERATE, HIGH, IMMINENT = CrisisLevel
RECENT = 5
DOUBTING = frozenset({"denial", "past"})
_KIND_THRESHOLD = 0.5
_PATTERN_CONFIDENCE = {LOW: 0.3, MODERATE: 0.85, HIGH: 0.92, IMMINENT: 0.95}


@dataclass(frozen=True)
class Thresholds:
    """Probabilities from which the classifier alone decides; set by cross-validation in training.

    `backed` holds where a weak sign of the catalogue (level `low`) backs the classifier,
    `doubted` where all that the catalogue found is denied or told as overcome. Below `clear` the
    classifier overrules what the catalogue holds for clear; 0 for never.
    """

    crisis: float
    backed: float
    doubted: float
    distress: float
    clear: float = 0.0


@dataclass(frozen=True)
class Verdict:
    """Level, kinds (most probable first) and confidence, before earlier messages are looked at."""

    level: CrisisLevel
    kinds: tuple[str, ...]
    confidence: float


def combine(findings: Findings, reading: Reading | None, limits: Thresholds) -> Verdict:
    """One verdict of what the layers found; `reading` is None when the classifier broke.

    A clear find counts by itself unless the classifier is all but sure that the words are meant
    otherwise, and may be. Even then it remains as `low`, with the confidence of the find, so that a person
    can look at it: nothing that was found is silenced.
    """
    finds = findings.finds
    level = max((find.pattern.level for find in finds), key=lambda each: each.rank, default=NONE)
    confidence = _PATTERN_CONFIDENCE.get(level, 0.0)
    if reading is not None:
        confidence = max(confidence, reading.crisis)
        unmistakable = any(find.pattern.unmistakable for find in findings.clear)
        if findings.clear and reading.crisis < limits.clear and not unmistakable:
            level = LOW
        read = _level_read(reading, _limit(findings, limits), limits.distress)
        if read.rank > level.rank:
            level = read
    return Verdict(level, _kinds(level, finds, reading), confidence)


def watched(verdict: Verdict) -> Verdict:
    """The verdict, at most `low`: for a person to look at, and no alarm."""
    if verdict.level.rank <= LOW.rank:
        return verdict
    return Verdict(LOW, (), verdict.confidence)


def _limit(findings: Findings, limits: Thresholds) -> float:
    """The probability from which the classifier calls a crisis, given what the catalogue found."""
    if findings.taken_back_by & DOUBTING and not findings.clear:
        return limits.doubted
    return limits.backed if findings.finds else limits.crisis


def _level_read(reading: Reading, limit: float, distress: float) -> CrisisLevel:
    if reading.crisis >= limit:
        if reading.imminent >= 0.5:
            return IMMINENT
        return HIGH if reading.high >= 0.5 else MODERATE
    if reading.distress >= distress:
        return LOW
    return NONE


def _kinds(level: CrisisLevel, finds: Sequence[Find], reading: Reading | None) -> tuple[str, ...]:
    if level is NONE:
        return ()
    clear = [find for find in finds if find.pattern.level.rank >= MODERATE.rank]
    kinds = {kind.value: 1.0 for find in (clear or finds) for kind in find.pattern.kinds}
    if reading is not None and level.rank >= MODERATE.rank:
        ranked = sorted(reading.kinds.items(), key=lambda item: -item[1])
        wanted = [item for item in ranked if item[1] >= (0.75 if kinds else _KIND_THRESHOLD)]
        if not kinds and not wanted:
            wanted = ranked[:1]
        for kind, probability in wanted:
            kinds.setdefault(kind, probability)
    return tuple(sorted(kinds, key=lambda kind: -kinds[kind]))


def _rank(level: CrisisLevel) -> int:
    return level.rank


def with_trend(
    level: CrisisLevel, earlier: Sequence[CrisisLevel], *, parting: bool = False
) -> CrisisLevel:
    """`level` raised by the levels of up to five `earlier` messages, oldest first.

    A third sign of distress in six messages is looked at now; a vague one soon after a clear one
    belongs to it; a third moderate one is high. Who takes leave or gives things away (`parting`,
    see `analysis.crisis.parting`) after having spoken of dying is looked at again even where the
    words alone say nothing. Any other message that says nothing is never raised.
    """
    ranks = [each.rank for each in earlier[-RECENT:]]
    signs = sum(rank >= LOW.rank for rank in ranks)
    crises = sum(rank >= MODERATE.rank for rank in ranks)
    if parting and crises:
        return max(level, HIGH if level.rank >= MODERATE.rank else MODERATE, key=_rank)
    if level is LOW and (signs >= 2 or HIGH.rank in ranks or IMMINENT.rank in ranks):
        return MODERATE
    if level is MODERATE and crises >= 2:
        return HIGH
    return level

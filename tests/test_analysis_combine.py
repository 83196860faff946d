"""From findings and probabilities to one level."""

from __future__ import annotations

import pytest

from analysis.crisis.combine import Thresholds, combine, with_trend
from analysis.crisis.model import Reading
from analysis.crisis.patterns import find
from analysis.labels import CrisisLevel
from analysis.normalise import normalise

NONE, LOW, MODERATE, HIGH, IMMINENT = CrisisLevel
LIMITS = Thresholds(crisis=0.6, backed=0.4, doubted=0.9, distress=0.7, clear=0.1)
CLEAR, WEAK, DENIED, CALM = (
    find(normalise(text).text)
    for text in (
        "me quiero matar, en serio",
        "soy una basura, no valgo nada",
        "no me quiero matar",
        "¿hay clase?",
    )
)


def reading(
    crisis: float, distress: float = 0.0, high: float = 0.0, imminent: float = 0.0
) -> Reading:
    return Reading(crisis, distress, high, imminent, {"self_harm": 0.2, "acute_distress": 0.3})


def test_a_clear_find_outweighs_a_doubting_classifier() -> None:
    verdict = combine(CLEAR, reading(0.1), LIMITS)

    assert verdict.level is HIGH
    assert verdict.kinds == ("suicidal_ideation",)
    assert verdict.confidence >= 0.9


def test_a_clear_find_that_the_classifier_finds_absurd_stays_worth_a_look() -> None:
    verdict = combine(CLEAR, reading(0.09), LIMITS)

    assert verdict.level is LOW
    assert verdict.kinds == ("suicidal_ideation",)
    assert verdict.confidence >= 0.9


def test_limits_of_before_leave_a_clear_find_alone() -> None:
    before = Thresholds(crisis=0.6, backed=0.4, doubted=0.9, distress=0.7)

    assert combine(CLEAR, reading(0.0), before).level is HIGH


def test_the_classifier_raises_a_clear_find_that_it_shares() -> None:
    shared = combine(CLEAR, reading(0.4, high=0.9, imminent=0.9), LIMITS)
    doubted = combine(CLEAR, reading(0.39, high=0.9, imminent=0.9), LIMITS)

    assert (shared.level, doubted.level) == (IMMINENT, HIGH)


@pytest.mark.parametrize(
    ("seen", "level"),
    [
        (reading(0.6), MODERATE),
        (reading(0.6, high=0.5), HIGH),
        (reading(0.6, high=0.5, imminent=0.5), IMMINENT),
        (reading(0.59, distress=0.7), LOW),
        (reading(0.59, distress=0.69), NONE),
    ],
)
def test_the_classifier_alone(seen: Reading, level: CrisisLevel) -> None:
    verdict = combine(CALM, seen, LIMITS)

    assert verdict.level is level
    assert (verdict.kinds != ()) is (level.rank >= MODERATE.rank)


def test_a_weak_sign_backs_the_classifier_and_a_denial_doubts_it() -> None:
    assert combine(WEAK, reading(0.4), LIMITS).level is MODERATE
    assert combine(WEAK, reading(0.39), LIMITS).level is LOW
    assert combine(DENIED, reading(0.89), LIMITS).level is NONE
    assert combine(DENIED, reading(0.9), LIMITS).level is MODERATE


def test_without_the_classifier_the_patterns_decide() -> None:
    assert combine(CLEAR, None, LIMITS).level is HIGH
    assert combine(CALM, None, LIMITS).level is NONE


@pytest.mark.parametrize(
    ("level", "earlier", "raised"),
    [
        (LOW, [], LOW),
        (LOW, [LOW], LOW),
        (LOW, [LOW, NONE, LOW], MODERATE),
        (LOW, [HIGH, NONE], MODERATE),
        (LOW, [LOW, LOW, NONE, NONE, NONE, NONE, NONE], LOW),
        (MODERATE, [MODERATE, LOW, MODERATE], HIGH),
        (MODERATE, [MODERATE], MODERATE),
        (NONE, [HIGH, HIGH, HIGH], NONE),
        (IMMINENT, [LOW], IMMINENT),
    ],
)
def test_the_trend(level: CrisisLevel, earlier: list[CrisisLevel], raised: CrisisLevel) -> None:
    assert with_trend(level, earlier) is raised

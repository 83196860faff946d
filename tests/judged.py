"""An analysis whose toxicity, injection and crisis the test decides, whatever the models say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from analysis import pipeline
from analysis.results import Analysis, CrisisResult, InjectionResult, ToxicityResult

CALM = CrisisResult("none", (), 0.99)
DANGER = CrisisResult("high", ("suicidal_ideation",), 0.99)
POLITE = ToxicityResult(is_toxic=False, confidence=0.01)
HARMLESS = InjectionResult(is_injection=False, confidence=0.01)


def judged(
    text: str,
    *kinds: str,
    attempt: float = 0,
    crisis: CrisisResult = CALM,
    now: datetime | None = None,
) -> Analysis:
    """The analysis of `text` as an attack of these kinds, an attempt of that confidence."""
    return replace(
        pipeline.analyse(text, (), now),
        crisis=crisis,
        toxicity=ToxicityResult(is_toxic=True, confidence=0.97, kinds=kinds) if kinds else POLITE,
        injection=InjectionResult(is_injection=True, confidence=attempt) if attempt else HARMLESS,
    )


def judge(monkeypatch: pytest.MonkeyPatch, *said: Analysis) -> None:
    """Let the turns to come be understood as `said`, one after another, then as harmless."""
    real = pipeline.analyse
    left = list(said)

    def analyse(text: str, recent: Sequence[str] = (), now: datetime | None = None) -> Analysis:
        if left:
            return left.pop(0)
        calm = replace(real(text, recent, now), crisis=CALM, toxicity=POLITE)
        return replace(calm, injection=HARMLESS)

    monkeypatch.setattr(pipeline, "analyse", analyse)

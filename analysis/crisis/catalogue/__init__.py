"""The reviewed catalogue of phrases that show a crisis, as data."""

from __future__ import annotations

from analysis.crisis.catalogue import (
    acute,
    dying,
    farewell,
    foreign,
    indirect,
    meaning,
    plan,
    self_harm,
    spoken,
    third_party,
    threats,
    told,
    violence,
)
from analysis.crisis.pattern import Pattern

CATALOGUE: tuple[Pattern, ...] = (
    *plan.PATTERNS,
    *farewell.PATTERNS,
    *dying.PATTERNS,
    *meaning.PATTERNS,
    *indirect.PATTERNS,
    *self_harm.PATTERNS,
    *violence.PATTERNS,
    *threats.PATTERNS,
    *acute.PATTERNS,
    *third_party.PATTERNS,
    *spoken.PATTERNS,
    *told.PATTERNS,
    *foreign.PATTERNS,
)

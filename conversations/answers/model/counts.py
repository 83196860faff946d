"""What operators count of answers by a model."""

from __future__ import annotations

from prometheus_client import Counter

ANSWERS_WITHHELD = Counter(
    "psichat_answers_withheld", "Answers of a model that were replaced.", ["provider", "reason"]
)
PASSAGES_DROPPED = Counter(
    "psichat_passages_dropped", "Passages of pages that tried to rule the assistant."
)

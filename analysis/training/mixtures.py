"""Longer messages made of two: a crisis is often one sentence beside an ordinary question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_JOINTS = (". ", ", ", " ", ", pero ", ". y ")
_ORDINARY_FIRST = 0.7


def mixtures(
    crises: Sequence[str], harmless: Sequence[str], ordinary: Sequence[str], pairs: int
) -> tuple[list[str], list[int]]:
    """`pairs` times an ordinary text joined to a crisis (1) and one joined to a harmless text
    (0), all normalised; the same for the same input."""
    random = np.random.default_rng(0)

    def one_of(texts: Sequence[str]) -> str:
        return texts[int(random.integers(len(texts)))]

    def joined(first: str, second: str) -> str:
        return first.rstrip(" .") + one_of(_JOINTS) + second

    texts: list[str] = []
    labels: list[int] = []
    for _ in range(pairs):
        plain, crisis = one_of(ordinary), one_of(crises)
        first = random.random() < _ORDINARY_FIRST
        texts.append(joined(plain, crisis) if first else joined(crisis, plain))
        labels.append(1)
        texts.append(joined(one_of(ordinary), one_of(harmless)))
        labels.append(0)
    return texts, labels

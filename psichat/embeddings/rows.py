"""What a provider gives for vectors, looked at before anything believes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from psichat.llm.errors import ModelAnswerInvalid

Rows = NDArray[np.float32]
# Shorter than this a vector has no direction that could be compared.
_SHORTEST = 1e-12


def unit_rows(found: Sequence[Any] | NDArray[Any], count: int) -> Rows:
    """The `count` vectors of `found` as float32 (count, d), each of length 1.

    Raises `ModelAnswerInvalid` for another number of them, lengths that differ, what is no number,
    what is not finite, and a vector of zeros.
    """
    try:
        rows = np.asarray(found, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as exc:
        raise ModelAnswerInvalid from exc
    if rows.ndim != 2 or rows.shape[0] != count or rows.shape[1] == 0:
        raise ModelAnswerInvalid
    if not np.isfinite(rows).all():
        raise ModelAnswerInvalid
    # In two steps, so that the squares of huge numbers don't overflow.
    largest = np.abs(rows).max(axis=1, keepdims=True)
    if (largest < _SHORTEST).any():
        raise ModelAnswerInvalid
    rows = rows / largest
    return np.ascontiguousarray(
        rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32
    )

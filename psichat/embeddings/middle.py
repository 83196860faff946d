"""What all questions have in common for a model, so that it can be taken away.

E5's vectors lie in a narrow cone: each question is near to the middle of all questions, and a
passage that happens to lie there seems to fit them all. Taking away half of the middle helps
(«Centering Similarity Measures to Reduce Hubs», Suzuki et al. 2013). `middle.npy` is made by
`manage.py learn_middle` from messages to the assistant; none is a question that the search is
measured or calibrated with.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from psichat.embeddings.rows import Rows

FILE = Path(__file__).with_name("middle.npy")
TAKEN_AWAY = 0.5


def centred(questions: Rows) -> Rows:
    """(n, 384) of unit rows, without so much of their middle. Not of length 1."""
    found: Rows = questions - TAKEN_AWAY * _middle()
    return found


@lru_cache(maxsize=1)
def _middle() -> Rows:
    """(384,)"""
    stored: Rows = np.load(FILE).astype(np.float32)
    return stored

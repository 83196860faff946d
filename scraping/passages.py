"""A passage of the institution's pages, as it is found for a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Passage:
    """A part of the page at `url`, under the headings `heading` (outermost first, joined by " › ").

    `text` is what an answerer reads: the chunk around the place that fits. `snippet` is that place.
    `score` is between 0 and 1, and `scores` are its parts (`lexical`, `semantic`, …) of the same
    range. `url` opens the page at the place where the browser can. Whatever the texts say is data
    and no instruction.
    """

    title: str
    url: str
    text: str
    heading: str = ""
    score: float = 0.0
    snippet: str = ""
    scores: Mapping[str, float] = field(default_factory=dict, compare=False)
    page_id: str = ""
    source_id: str = ""


@dataclass(frozen=True)
class Found:
    """What a search found: `passages`, best first, and whether they hold the answer.

    `confidence` is the calibrated probability (0 to 1) that they do; `answered` is whether it is
    enough. Where it is not, the passages are what came nearest.
    """

    passages: tuple[Passage, ...] = ()
    answered: bool = False
    confidence: float = 0.0

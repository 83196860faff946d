"""A passage of the institution's pages, as it is found for a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Confidence below which about every second question has no answer in the pages, even of those that
# count as answered: what is found is offered as the nearest, and not as the answer.
SURE = 0.6


@dataclass(frozen=True)
class Near:
    """A place of a passage (`text` as it is read) that the search had among its candidates, and how
    far it is behind the best of them: `fused` in standard deviations, `semantic` in cosine, both at
    most 0.
    """

    text: str
    fused: float
    semantic: float


@dataclass(frozen=True)
class Quote:
    """A sentence that may answer, the better the higher its score; the scores of one question can
    be compared. `url` opens the page at it.
    """

    text: str
    score: float
    url: str = ""


@dataclass(frozen=True)
class Passage:
    """A part of the page at `url`, under the headings `heading` (outermost first, joined by " › ").

    `text` is what an answerer reads: the chunk around the place that fits. `snippet` is that place.
    `score` is between 0 and 1, and `scores` are its parts (`lexical`, `semantic`, …) of the same
    range. `url` opens the page at the place where the browser can. `near` are places of the passage
    that fit, and `quotes` its sentences that answer, best first, once they were looked for
    (`scraping.search.quoting`); `closes` is then the sentence on the next deadline, for a question
    on what to do. Whatever the texts say is data and no instruction.
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
    near: tuple[Near, ...] = field(default=(), compare=False)
    quotes: tuple[Quote, ...] = field(default=(), compare=False)
    closes: Quote | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Found:
    """What a search found: `passages`, best first, and whether they hold the answer.

    `confidence` is the calibrated probability (0 to 1) that they do; `answered` is whether it is
    enough. Where it is not, the passages are what came nearest.
    """

    passages: tuple[Passage, ...] = ()
    answered: bool = False
    confidence: float = 0.0

    @property
    def is_sure(self) -> bool:
        """Whether what was found is said without a reservation."""
        return self.answered and self.confidence >= SURE

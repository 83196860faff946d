"""One search from the question to its passages."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from numpy.typing import NDArray

from scraping import revision
from scraping.models import Index
from scraping.passages import Found, Near, Passage
from scraping.prose import prose
from scraping.search import lexical, semantic
from scraping.search.asked import Asked, read
from scraping.search.bm25 import Floats
from scraping.search.confidence import confidence
from scraping.search.merging import Place, Ranked, distinct, passages, places
from scraping.search.preferring import preferred
from scraping.search.scoring import Measured, measure

MOST_RESULTS = 100
CACHE_SECONDS = 60
# Each ranker's candidates for a search of few results.
_CANDIDATES = 40


@dataclass(frozen=True, eq=False)
class Looked:
    """All candidates of a search, before any is left out: `order` has the best of `places` first.

    `whole` tells whether every part of the search worked.
    """

    asked: Asked
    places: list[Place]
    measured: Measured
    order: NDArray[np.intp]
    whole: bool


def found(question: str, *, institution_id: Any, k: int | None, outside: bool) -> Found:
    """See `scraping.search.look`."""
    asked = read(question)
    if asked is None:
        return Found()
    k = min(max(k or settings.SEARCH_RESULTS, 1), MOST_RESULTS)
    index = Index.objects.filter(state=Index.State.SERVING).first()
    key = _key(asked, institution_id, k, index, outside=outside)
    if isinstance(known := cache.get(key), Found):
        return known
    looked = candidates(asked, index, institution_id=institution_id, k=k, outside=outside)
    answer = _answer(looked, k)
    if looked.whole:
        cache.set(key, answer, CACHE_SECONDS)
    return answer


def candidates(
    asked: Asked, index: Index | None, *, institution_id: Any, k: int, outside: bool
) -> Looked:
    """Whatever shares words or meaning with the question, measured and ranked."""
    most = max(_CANDIDATES, 2 * k)
    cosines, whole = semantic.nearest(
        asked.in_words_of_pages, index, institution_id=institution_id, most=most, outside=outside
    )
    ids, reading = lexical.candidates(asked, institution_id=institution_id, most=most)
    there = places({*ids, *cosines}, institution_id)
    measured = measure(asked, [place.text for place in there], cosines, reading)
    fused = preferred(asked, there, measured.fused, timezone.localdate().year)
    measured = replace(measured, fused=fused)
    return Looked(asked, there, measured, ordered(there, measured.fused), whole)


def ordered(there: list[Place], fused: Floats) -> NDArray[np.intp]:
    """(n,) the places of the best first; of equals the one that was there earlier."""
    numbers = np.array([place.text.id for place in there], dtype=np.int64)
    return np.lexsort((numbers, -fused))


def _answer(looked: Looked, k: int) -> Found:
    if not looked.places:
        return Found()
    sure, answered = confidence(looked.asked, looked.measured, looked.order)
    chosen = passages(distinct(_ranked(looked, sure), k))
    return Found(tuple(_with_near(looked, one) for one in chosen), answered, sure)


def _ranked(looked: Looked, sure: float) -> list[Ranked]:
    """The first has the confidence as its score; the others less, by how far they are behind."""
    fused, parts = looked.measured.fused, looked.measured.parts
    best = float(fused[looked.order[0]])
    return [
        Ranked(
            looked.places[at],
            sure * math.exp((float(fused[at]) - best) / 2),
            {name: min(max(float(scores[at]), 0.0), 1.0) for name, scores in parts.items()},
        )
        for at in looked.order
    ]


def _with_near(looked: Looked, passage: Passage) -> Passage:
    fused, semantic = looked.measured.fused, looked.measured.parts["semantic"]
    near = [
        Near(
            prose(place.text.text),
            float(fused[at] - fused.max()),
            float(semantic[at] - semantic.max()),
        )
        for at, place in enumerate(looked.places)
        if str(place.page_id) == passage.page_id
    ]
    return replace(passage, near=tuple(near))


def _key(asked: Asked, institution_id: Any, k: int, index: Index | None, *, outside: bool) -> str:
    """Of the cache; it does not tell the question. The revision makes what is old unreachable."""
    number = revision.current(institution_id)
    named = f"{institution_id}:{number}:{k}:{index.pk if index else ''}:{int(outside)}"
    text = hashlib.sha256(asked.text.encode()).hexdigest()
    return f"search:3:{named}:{text}"

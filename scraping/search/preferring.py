"""Of places that fit about as well: what is valid now, and the page itself before the overview that
announces it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from scraping.search.asked import Asked
from scraping.search.bm25 import Floats
from scraping.search.merging import Place

# Both in the unit of the fused scores, standard deviations.
PAST = 0.5  # is taken from a place that tells only of years gone by
AHEAD = 1.0  # an overview that is further ahead of its pages stays there
_FRONT = 12  # places among which overviews are looked for
_READ = 40  # places that are looked through for years: the others are too far behind to be shown
_YEAR = re.compile(r"\b20\d\d\b")


def preferred(asked: Asked, places: Sequence[Place], fused: Floats, year: int) -> Floats:
    """(n,) the scores of n places; `year` is the present one."""
    found = fused.copy()
    wanted = {int(word) for word in asked.words if _YEAR.fullmatch(word)}
    for at in np.argsort(-found, kind="stable")[:_READ]:
        text = places[at].text
        years = {int(one) for one in _YEAR.findall(f"{text.title} {text.heading} {text.text}")}
        if years and max(years) < year and not years & wanted:
            found[at] -= PAST
    front = [int(at) for at in np.argsort(-found, kind="stable")[:_FRONT]]
    for at in front:
        below = [
            found[other]
            for other in front
            if found[other] > found[at] - AHEAD and is_above(places[at].url, places[other].url)
        ]
        if below:
            found[at] = min(found[at], max(below) - 1e-3)
    return found


def is_above(one: str, other: str) -> bool:
    """Whether `other` is a page within the folder that `one` is the overview of."""
    return bool(one) and one != other and one.endswith("/") and other.startswith(one)

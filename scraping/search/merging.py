"""From ranked snippets to the passages that an answerer reads: nothing twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from scraping.models import Chunk, Snippet
from scraping.passages import Passage
from scraping.search.fields import Text
from scraping.search.fragments import with_fragment
from scraping.search.words import words

MOST_CHARACTERS = 2_000
# Of one page: the places of several headings may be needed, but not instead of other pages.
MOST_OF_A_PAGE = 2
# Share of their words that two texts have in common, for one to be a copy of the other.
_COPY = 0.9
# Ranks for each result within which copies of it are looked for.
_COPIES_WITHIN = 5
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True)
class Place:
    """A snippet that may be shown, and where it stands."""

    text: Text
    chunk_id: int
    page_id: UUID
    source_id: UUID
    position: int
    url: str  # of the page; "" of an upload


@dataclass(frozen=True)
class Ranked:
    """A place with what `Passage` tells of its rank."""

    place: Place
    score: float
    scores: Mapping[str, float]


def places(ids: Iterable[int], institution_id: Any) -> list[Place]:
    """Those of these snippets that belong to the institution and to no deleted source."""
    rows = Snippet.objects.filter(
        id__in=list(ids), institution_id=institution_id, source__deleted_at=None
    ).values_list(
        *("id", "title", "heading", "text", "language", "stems"),
        *("chunk_id", "page_id", "source_id", "position", "page__url"),
    )
    return [Place(Text(*row[:6]), *row[6:]) for row in rows]


def distinct(ranked: Iterable[Ranked], k: int) -> list[Ranked]:
    """The best `k`, in their order: one for each chunk and for neighbours, a few for each page.

    Of pages that say the same, the one with the shorter address stands for all.
    """
    found: list[Ranked] = []
    contents: list[tuple[frozenset[str], frozenset[str]]] = []
    for rank, one in enumerate(ranked):
        if len(found) == k and rank >= _COPIES_WITHIN * k:
            break
        same_page = [at for at in found if at.place.page_id == one.place.page_id]
        if any(_touch(at.place, one.place) for at in same_page):
            continue
        content = _content(one.place.text)
        copy = next((n for n, other in enumerate(contents) if _is_copy(other, content)), None)
        if copy is not None:
            room = len(same_page) < MOST_OF_A_PAGE
            if room and _is_plainer(one.place.url, found[copy].place.url):
                found[copy] = replace(found[copy], place=one.place)
                contents[copy] = content
            continue
        if len(same_page) < MOST_OF_A_PAGE and len(found) < k:
            found.append(one)
            contents.append(content)
    return found


def passages(chosen: list[Ranked]) -> tuple[Passage, ...]:
    """With the text around each: its chunk, of which there is at most `MOST_CHARACTERS`."""
    wanted = [one.place.chunk_id for one in chosen]
    texts = dict(Chunk.objects.filter(id__in=wanted).values_list("id", "text"))
    return tuple(
        Passage(
            title=one.place.text.title,
            url=_address(one.place),
            text=_around(texts.get(one.place.chunk_id, ""), one.place.text.text),
            heading=one.place.text.heading,
            score=one.score,
            snippet=one.place.text.text,
            scores=dict(one.scores),
            page_id=str(one.place.page_id),
            source_id=str(one.place.source_id),
        )
        for one in chosen
    )


def _touch(one: Place, other: Place) -> bool:
    return one.chunk_id == other.chunk_id or abs(one.position - other.position) <= 1


def _content(text: Text) -> tuple[frozenset[str], frozenset[str]]:
    """Its words, and those of them with digits: another year makes another text."""
    found = frozenset(words(text.text))
    return found, frozenset(word for word in found if _NUMBER.search(word))


def _is_copy(
    one: tuple[frozenset[str], frozenset[str]], other: tuple[frozenset[str], frozenset[str]]
) -> bool:
    union = len(one[0] | other[0])
    return one[1] == other[1] and union > 0 and len(one[0] & other[0]) / union >= _COPY


def _is_plainer(one: str, other: str) -> bool:
    """Whether `one` is the better address of the same text; an upload has none."""
    return bool(one) and (not other or (len(one), one) < (len(other), other))


def _around(chunk: str, snippet: str) -> str:
    """The chunk, cut to its bound around the snippet."""
    if len(chunk) <= MOST_CHARACTERS:
        return chunk or snippet[:MOST_CHARACTERS]
    middle = max(chunk.find(snippet), 0) + len(snippet) // 2
    start = min(max(middle - MOST_CHARACTERS // 2, 0), len(chunk) - MOST_CHARACTERS)
    return chunk[start : start + MOST_CHARACTERS].strip()


def _address(place: Place) -> str:
    """Where the place can be read: at the page itself or, of an upload, in its reader here."""
    if place.url:
        return with_fragment(place.url, place.text.text)
    return f"/knowledge/documents/{place.page_id}/#p{place.position}"

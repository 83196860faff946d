"""What the words of a snippet weigh: those of its title and headings more than the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from scraping.search.asked import substance
from scraping.search.words import stem_list

# How often a word counts more for standing in the title or in a heading.
TITLE_EXTRA = 1.0
HEADING_EXTRA = 1.0


@dataclass(frozen=True)
class Text:
    """A snippet's texts. `stems` are those of all three, joined by spaces, or empty if unknown."""

    id: int
    title: str
    heading: str
    text: str
    language: str
    stems: str = ""


def stem_counts(snippet: Text) -> Mapping[str, float]:
    """What each stem of the snippet weighs."""
    if snippet.stems:
        counts: Counter[str] = Counter(snippet.stems.split())
    else:
        whole = f"{snippet.title}\n{snippet.heading}\n{snippet.text}"
        counts = Counter(stem_list(whole, snippet.language))
    return _with_extra(
        counts,
        _line_stems(snippet.title, snippet.language),
        _line_stems(snippet.heading, snippet.language),
    )


@lru_cache(maxsize=4_000)
def word_counts(snippet: Text) -> Mapping[str, float]:
    """What each folded word of substance of the snippet weighs."""
    title = _line_words(snippet.title, snippet.language)
    heading = _line_words(snippet.heading, snippet.language)
    counts = Counter(substance(snippet.text, snippet.language))
    counts.update(title)
    counts.update(heading)
    return _with_extra(counts, title, heading)


def _with_extra(
    counts: Counter[str], title: tuple[str, ...], heading: tuple[str, ...]
) -> Mapping[str, float]:
    found: dict[str, float] = dict(counts)
    for terms, extra in ((title, TITLE_EXTRA), (heading, HEADING_EXTRA)):
        for term in terms:
            found[term] = found.get(term, 0.0) + extra
    return found


@lru_cache(maxsize=20_000)
def _line_stems(line: str, language: str) -> tuple[str, ...]:
    return tuple(stem_list(line, language))


@lru_cache(maxsize=20_000)
def _line_words(line: str, language: str) -> tuple[str, ...]:
    return tuple(substance(line, language))

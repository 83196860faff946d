"""From normalised text to the n-grams that the models count; training and use share them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import islice, product

from analysis.crisis.concepts import concepts_of
from analysis.lexicon import emotions_of
from analysis.spelling import sound

Analyzer = Callable[[str], list[str]]

_TOKEN = re.compile(r"[a-z0-9_]+|[^\w\s]")
_CLAUSE = re.compile(r"[.;:!?,\"()\-]+")
_NEGATIONS = frozenset("no ni nunca jamas sin tampoco nada".split())
_READINGS = 8  # of a run of words that belong to several groups each


def tokens(text: str) -> list[str]:
    """Words, marks and emoji of normalised text."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=50_000)
def _sounded(token: str) -> str:
    return sound(token) if token.isalpha() and token.isascii() else token


def _runs(words: list[str], longest: int) -> list[str]:
    """All runs of 1 to `longest` words, with marks for the beginning and the end."""
    framed = ["<", *words, ">"]
    return [
        " ".join(framed[i : i + n])
        for n in range(1, longest + 1)
        for i in range(len(framed) - n + 1)
    ]


def _letters(text: str, shortest: int, longest: int) -> list[str]:
    return [text[i : i + n] for n in range(shortest, longest + 1) for i in range(len(text) - n + 1)]


def words(text: str) -> list[str]:
    """One and two words in a row."""
    return _runs(tokens(text), 2)


def word_letters(text: str) -> list[str]:
    """Two to five letters in a row within a word."""
    return [gram for word in tokens(text) for gram in _letters(f" {word} ", 2, 5)]


def sounds(text: str) -> list[str]:
    """One and two words in a row, by their sound."""
    return _runs([_sounded(token) for token in tokens(text)], 2)


def sound_letters(text: str) -> list[str]:
    """Three to six letters in a row, across words, by their sound."""
    return _letters(" " + " ".join(_sounded(token) for token in tokens(text)) + " ", 3, 6)


def concept_runs(text: str) -> list[str]:
    """The groups (`analysis.crisis.concepts`) of the words, and runs of two and three of them
    within a clause, the words of no group left out."""
    found: list[str] = []
    for clause in _CLAUSE.split(text):
        groups = [names for names in map(concepts_of, clause.split()) if names]
        for names in groups:
            found.extend(names)
        for n in (2, 3):
            for i in range(len(groups) - n + 1):
                readings: Iterable[tuple[str, ...]] = product(*groups[i : i + n])
                found.extend(">".join(reading) for reading in islice(readings, _READINGS))
    return found


def emotion_words(text: str) -> list[str]:
    """The emotions that words and emoji speak of (`analysis.lexicon`), denied ones apart, and
    marks of style: exclamations, questions, laughter."""
    found: list[str] = []
    denied = 0
    for token in tokens(text):
        for emotion in emotions_of(token):
            found.append(f"not {emotion}" if denied else emotion)
        denied = 3 if token in _NEGATIONS else max(0, denied - 1)
    found += [f"mark {mark}" for mark in ("!", "?", "jaja", "_url_", "_user_") if mark in text]
    found.append(f"length {min(6, len(text) // 40)}")
    return found


ANALYZERS: dict[str, Analyzer] = {
    "words": words,
    "word_letters": word_letters,
    "sounds": sounds,
    "sound_letters": sound_letters,
    "concept_runs": concept_runs,
    "emotion_words": emotion_words,
}

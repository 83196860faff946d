"""From normalised text to the n-grams that the models count; training and use share them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from itertools import islice, product

import numpy as np
from numpy.typing import NDArray

from analysis import encoder
from analysis.crisis.concepts import concepts_of
from analysis.lexicon import emotions_of, feelings_of
from analysis.spelling import sound
from analysis.topic_words import topics_of

Analyzer = Callable[[str], list[str]]

_TOKEN = re.compile(r"[a-z0-9_]+|[^\w\s]")
_CLAUSE = re.compile(r"[.;:!?,\"()\-]+")
_NEGATIONS = frozenset("no ni nunca jamas sin tampoco nada".split())
_MARKS = ("!", "?", "...", "jaja", "_url_", "user")
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


def sound_stems(text: str) -> list[str]:
    """One to three words in a row, by the first five letters of their sound: «pastilla» and
    «pastillas», «quiero matarme» and «quiero matarlo» begin alike."""
    return _runs([_sounded(token)[:5] for token in tokens(text)], 3)


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


def feeling_words(text: str) -> list[str]:
    """The finer groups of feeling (`analysis.lexicon`) that words and emoji belong to and the
    emotions of these groups, denied ones apart, and marks of style."""
    found: list[str] = []
    denied = 0
    for token in tokens(text):
        groups = feelings_of(token)
        emotions = dict.fromkeys(group.split(".")[0] for group in groups)
        found += [f"not {name}" if denied else name for name in (*groups, *emotions)]
        denied = 3 if token in _NEGATIONS else max(0, denied - 1)
    found += [f"mark {mark}" for mark in _MARKS if mark in text]
    found.append(f"length {min(6, len(text) // 40)}")
    return found


def topic_words(text: str) -> list[str]:
    """The topics that words speak of (`analysis.topic_words`), and which pairs of them meet."""
    found = [topic for token in tokens(text) for topic in topics_of(token)]
    kinds = sorted(set(found))
    return found + [f"{a}+{b}" for i, a in enumerate(kinds) for b in kinds[i + 1 :]]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where each of `tokens` lies."""
    return [match.span() for match in _TOKEN.finditer(text)]


# The n-grams of one word by itself, for the analyzers whose n-grams lie within a word.
_OF_WORD: dict[str, Analyzer] = {
    "word_letters": lambda word: _letters(f" {word} ", 2, 5),
    "emotion_words": lambda word: list(emotions_of(word)),
    "feeling_words": lambda word: list(feelings_of(word)),
    "topic_words": lambda word: list(topics_of(word)),
}

ANALYZERS: dict[str, Analyzer] = {
    "words": words,
    "word_letters": word_letters,
    "sounds": sounds,
    "sound_stems": sound_stems,
    "sound_letters": sound_letters,
    "concept_runs": concept_runs,
    "emotion_words": emotion_words,
    "feeling_words": feeling_words,
    "topic_words": topic_words,
}


class TextFeatures:
    """What the models count in one normalised text; each part is computed once, when asked for.

    `vector` may be given when it was computed in a batch.
    """

    def __init__(self, text: str, vector: NDArray[np.float32] | None = None) -> None:
        self.text = text
        self._counts: dict[str, Counter[str]] = {}
        # Raw scores by a model's version, where all models read the text together.
        self.scored: dict[str, NDArray[np.float64]] = {}
        if vector is not None:
            self.vector = vector

    def counts(self, analyzer: str) -> Counter[str]:
        """How often each n-gram of that analyzer occurs."""
        found = self._counts.get(analyzer)
        if found is None:
            found = self._counts[analyzer] = Counter(ANALYZERS[analyzer](self.text))
        return found

    def places(self, analyzer: str) -> dict[str, list[tuple[int, ...]]]:
        """For an analyzer whose n-grams belong to words: where each n-gram occurs, as the numbers
        of its words (`word_spans`)."""
        found: dict[str, list[tuple[int, ...]]] = {}
        parts = tokens(self.text)
        if analyzer in {"words", "sounds"}:
            spoken = [_sounded(part) for part in parts] if analyzer == "sounds" else parts
            framed = ["<", *spoken, ">"]
            for n in (1, 2):
                for i in range(len(framed) - n + 1):
                    inside = tuple(k - 1 for k in range(i, i + n) if 0 < k <= len(parts))
                    if inside:
                        found.setdefault(" ".join(framed[i : i + n]), []).append(inside)
            return found
        if analyzer == "sound_letters":
            owners: list[int] = [-1]  # the space before the first word
            spoken = [_sounded(part) for part in parts]
            for number, word in enumerate(spoken):
                owners += [number] * len(word) + [-1]
            line = " " + " ".join(spoken) + " "
            for n in range(3, 7):
                for i in range(len(line) - n + 1):
                    inside = tuple(sorted({k for k in owners[i : i + n] if k >= 0}))
                    if inside:
                        found.setdefault(line[i : i + n], []).append(inside)
            return found
        for number, part in enumerate(parts):
            for gram in _OF_WORD[analyzer](part):
                found.setdefault(gram, []).append((number,))
        return found

    @cached_property
    def vector(self) -> NDArray[np.float32]:
        """The sentence vector (512,). Raises what the encoder raises."""
        return encoder.vector(self.text)

"""Choosing words: varied, the same for the same request, and no sentence twice."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Mapping, Sequence
from string import Formatter

from conversations.answers.embedded.memory import Memory

_SENTENCE_END = re.compile(r"(?<=[.!?…:])[»\")]*\s+|\n+")
_HEAD = re.compile(r"\W*\w+:\W*\Z")  # «Pausa:» at the head of a step
_FIELDS = Formatter()


def sentences(text: str) -> list[str]:
    """The sentences of a text, without list numbers, spaces and case."""
    parts = (re.sub(r"^\s*\d\.\s*", "", part) for part in _SENTENCE_END.split(text))
    return [
        part.strip().lstrip('«“"(').lower()
        for part in parts
        if re.search(r"\w", part) and not _HEAD.match(part)
    ]


def _mark(sentence: str) -> str:
    return hashlib.blake2s(sentence.encode(), digest_size=5).hexdigest()


def _needed(line: str) -> set[str]:
    return {name for _, name, _, _ in _FIELDS.parse(line) if name}


class Picker:
    """Picks lines that this conversation has not seen; `seed` makes the choice repeatable."""

    def __init__(self, memory: Memory, seed: str, heard: Sequence[str] = ()) -> None:
        self._memory = memory
        self._random = random.Random(seed)  # noqa: S311 - variety, not secrecy
        self._used = set(memory.used)
        for text in heard:
            self._used.update(_mark(sentence) for sentence in sentences(text))

    def is_new(self, text: str) -> bool:
        """Whether no sentence of `text` was said before."""
        return not any(_mark(sentence) in self._used for sentence in sentences(text))

    def keep(self, text: str) -> str:
        """Note the sentences of `text` as said; returns it."""
        for sentence in sentences(text):
            self._note(sentence)
        return text

    def _note(self, words: str) -> None:
        mark = _mark(words)
        if mark not in self._used:
            self._used.add(mark)
            self._memory.used.append(mark)

    def pick(self, lines: Sequence[str], values: Mapping[str, str]) -> str | None:
        """A new line with its fields filled in, or None when all have been said.

        Of the lines whose fields are all known, those that use most of them come first: they
        say more of what the student said. A line that was used with other words in its fields
        comes after those that were not, so that no way to begin is heard again soon.
        """
        fitting = [line for line in lines if _needed(line) <= values.keys()]
        self._random.shuffle(fitting)
        fitting.sort(key=lambda line: (_mark(line) in self._used, -len(_needed(line))))
        for line in fitting:
            text = line.format_map(values)
            if self.is_new(text):
                if text != line:
                    self._note(line)
                return self.keep(text)
        return None

    def any_of(self, items: Sequence[str]) -> str:
        """One of `items`, whichever."""
        return self._random.choice(items)

"""Sentences as they stand in a text, and how much two of them have in common."""

from __future__ import annotations

import re

from analysis.folding import strip_accents

# A mark after a figure ends nothing: «1. Abre el documento», «a las 15.30».
END = re.compile(r"(?<=[^\d\s])[.!?…]+[»”\"')\]]*(?=\s)|\n+")
_WORD = re.compile(r"[^\W_]+")
_LEAST_LETTERS = 4
_STEM = 6  # letters by which forms of one word are taken for the same


def sentences(text: str) -> list[str]:
    """The sentences of `text`, each a stretch of it as written; those without a word left out."""
    found: list[str] = []
    at = 0
    for match in END.finditer(text):
        found.append(text[at : match.end()].strip())
        at = match.end()
    found.append(text[at:].strip())
    return [each for each in found if re.search(r"[^\W_]", each)]


def content_words(text: str) -> set[str]:
    """The words that carry what is said: figures, and longer words by their beginning."""
    found = _WORD.findall(strip_accents(text))
    return {word[:_STEM] for word in found if len(word) >= _LEAST_LETTERS or word.isdecimal()}


def shared(part: str, whole: str) -> float:
    """How much of what `part` says is also in `whole`, from 0 to 1; 0 where `part` says nothing."""
    words = content_words(part)
    return len(words & content_words(whole)) / len(words) if words else 0.0

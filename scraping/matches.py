"""Where the words of a question stand in a text, in whatever form of theirs."""

from __future__ import annotations

import re

from scraping.search.words import language_of, stem_list

_WORD = re.compile(r"[^\W_]+")


def matches(text: str, question: str) -> list[tuple[int, int]]:
    """The places (start, end) in `text` of words that share a stem with `question`, in order."""
    language = language_of(question)
    wanted = set(stem_list(question, language))
    known: dict[str, bool] = {}
    found = []
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if word not in known:
            known[word] = bool(wanted.intersection(stem_list(word, language)))
        if known[word]:
            found.append(match.span())
    return found

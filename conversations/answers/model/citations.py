"""The marks [1] by which a model names its sources, and the quotes that they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conversations.answers.model.sentences import sentences, shared
from scraping.passages import Passage
from scraping.prose import prose

_MARK = re.compile(r" ?\[(\d{1,2}(?:\s*[,;]\s*\d{1,2})*)\]")
# The end of a text that may yet become a mark.
_MAYBE = re.compile(r" ?\[[\d\s,;]{0,12}\Z| \Z")
_LONGEST_QUOTE = 320  # characters


class Marks:
    """Numbers the marks anew in the order in which they come; those without a passage go.

    `cited` are the passages by their new numbers: the first one is [1].
    """

    def __init__(self, passages: Sequence[Passage], cited: Sequence[Passage] = ()) -> None:
        self._passages = passages
        self._waiting = ""
        self.cited = list(cited)

    def feed(self, piece: str) -> str:
        """What is certain after `piece`."""
        self._waiting += piece
        match = _MAYBE.search(self._waiting)
        return self._release(match.start() if match else len(self._waiting))

    def close(self) -> str:
        """What still waited."""
        return self._release(len(self._waiting))

    def _release(self, until: int) -> str:
        text, self._waiting = self._waiting[:until], self._waiting[until:]
        return _MARK.sub(self._renumbered, text)

    def _renumbered(self, match: re.Match[str]) -> str:
        named = [int(number) for number in re.findall(r"\d+", match[1])]
        known = [number for number in named if 1 <= number <= len(self._passages)]
        if not known:
            return ""
        marks = "".join(f"[{self._number(self._passages[number - 1])}]" for number in known)
        space = " " if match[0].startswith(" ") else ""
        return space + marks

    def _number(self, passage: Passage) -> int:
        if passage not in self.cited:
            self.cited.append(passage)
        return self.cited.index(passage) + 1


def without_marks(text: str) -> str:
    """`text` as it would stand without citations."""
    return _MARK.sub("", text)


def citations(text: str, cited: Sequence[Passage]) -> tuple[dict[str, str], ...]:
    """`{title, url, quote}` of each of the `cited` passages, in the order of their marks in `text`.

    The quote is the sentence of the passage that has most in common with what it is cited for.
    """
    return tuple(
        {"title": passage.title, "url": passage.url, "quote": quote(passage, _claim(text, number))}
        for number, passage in enumerate(cited, start=1)
    )


def quote(passage: Passage, claim: str) -> str:
    """The sentence of `passage` nearest to `claim`, word for word; a long one is cut at a word."""
    best = max(sentences(prose(passage.text)), key=lambda each: shared(claim, each), default="")
    if len(best) <= _LONGEST_QUOTE:
        return best
    return best[:_LONGEST_QUOTE].rsplit(maxsplit=1)[0]


def _claim(text: str, number: int) -> str:
    """The sentences that carry the mark; a mark after a full stop belongs to what came before."""
    mark = f"[{number}]"
    claims: list[str] = []
    earlier = ""
    for sentence in sentences(text):
        words = without_marks(sentence)
        if mark in sentence:
            leads = sentence.index(mark) == 0
            claims.append(earlier if leads else words)
        earlier = words
    return " ".join(claims)


def cited_in(text: str, passages: Sequence[Passage]) -> list[Passage]:
    """The passages behind the marks of a finished `text`, by what each mark is put to.

    For a text whose list of citations was lost when it broke off.
    """
    numbers = [int(number) for number in re.findall(r"\[(\d{1,2})\]", text)]
    if not numbers or not passages:
        return []
    return [
        max(passages, key=lambda each: shared(_claim(text, number), each.text))
        for number in range(1, max(numbers) + 1)
    ]

"""How good the search is, by questions of which one knows the pages that answer them (F9)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from scraping.fetch.addresses import BadAddress, canonical, page_key
from scraping.search import look

DEPTHS = (1, 4, 10)
# The share of answerable questions that may be refused, at which the others are counted.
REFUSED = 0.05
_RESULTS = max(DEPTHS)
_NOT_WORDS = re.compile(r"[\W_]+")


class BadLine(Exception):
    """A line that is not as it must be. Its text is a sentence with the line's number."""

    def __init__(self, number: int, why: str) -> None:
        self.number = number
        super().__init__(f"Line {number}: {why}")


@dataclass(frozen=True)
class Item:
    """A question and the keys of the pages that answer it; none of a question without an answer.

    `says` are pieces of the sentences there that answer, where somebody marked them.
    """

    question: str
    pages: frozenset[str]
    says: tuple[str, ...] = ()

    def is_said_by(self, text: str) -> bool:
        """Whether `text` has one of the pieces, whatever their marks and case."""
        heard = f" {_bare(text)} "
        return any(f" {_bare(piece)} " in heard for piece in self.says)


@dataclass(frozen=True)
class Outcome:
    """`rank` is that of the first passage from a right page, from 1; 0 where there is none."""

    answerable: bool
    rank: int
    answered: bool
    confidence: float


def read(path: Path) -> list[Item]:
    """The lines `{"question", "answer_urls", "says"}` of a file, the last of which may be missing;
    empty ones are left out.

    Raises `BadLine`, and `OSError` for a file that can't be read.
    """
    with path.open("rb") as file:
        found = [(number, _item(number, line)) for number, line in enumerate(file, 1)]
    return [item for _number, item in found if item is not None]


def outcomes(items: Sequence[Item], institution_id: Any, *, outside: bool) -> Iterator[Outcome]:
    """One for each item, in order."""
    for item in items:
        found = look(item.question, institution_id=institution_id, k=_RESULTS, outside=outside)
        ranks = (
            rank for rank, passage in enumerate(found.passages, 1) if key(passage.url) in item.pages
        )
        yield Outcome(bool(item.pages), next(ranks, 0), found.answered, found.confidence)


def report(found: Sequence[Outcome]) -> dict[str, Any]:
    """Shares between 0 and 1, None where there is no question to count.

    `recall@k`: answerable questions of which one of the first k passages is from a right page;
    `mrr`: mean of 1 / rank among them, 0 beyond the tenth. `recognised` of the questions without an
    answer and `refused` of the others are by the threshold in use; `recognised_at_5` is what there
    would be at one that refuses 5 %, `threshold_at_5`.
    """
    with_answer = [one for one in found if one.answerable]
    without = [one for one in found if not one.answerable]
    ranks = [one.rank for one in with_answer]
    figures: dict[str, Any] = {"questions": len(with_answer), "unanswerable": len(without)}
    for depth in DEPTHS:
        figures[f"recall@{depth}"] = _share([0 < rank <= depth for rank in ranks])
    figures["mrr"] = float(np.mean([1 / rank if rank else 0 for rank in ranks])) if ranks else None
    figures["recognised"] = _share([not one.answered for one in without])
    figures["refused"] = _share([not one.answered for one in with_answer])
    threshold = threshold_at([one.confidence for one in with_answer]) if with_answer else None
    figures["threshold_at_5"] = threshold
    figures["recognised_at_5"] = (
        _share([one.confidence < threshold for one in without]) if threshold is not None else None
    )
    return figures


def threshold_at(answerable: Sequence[float], refused: float = REFUSED) -> float:
    """The highest confidence below which there are at most that share of these."""
    ordered = sorted(answerable)
    return ordered[int(len(ordered) * refused)]


def key(url: str) -> str:
    """The same for all addresses of one page; empty for an upload's, which no question names."""
    try:
        return page_key(canonical(url))
    except BadAddress:
        return ""


def _bare(text: str) -> str:
    return " ".join(_NOT_WORDS.split(text.lower())).strip()


def _share(hits: Sequence[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None


def _item(number: int, line: bytes) -> Item | None:
    if not line.strip():
        return None
    try:
        stored = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadLine(number, "not JSON in UTF-8.") from None
    if not isinstance(stored, dict):
        raise BadLine(number, 'not an object such as {"question": "…", "answer_urls": ["…"]}.')
    question, urls = stored.get("question"), stored.get("answer_urls")
    if not isinstance(question, str) or not question.strip():
        raise BadLine(number, '"question" is missing or no text.')
    if not isinstance(urls, list) or not all(isinstance(url, str) for url in urls):
        raise BadLine(number, '"answer_urls" is missing or no list of addresses.')
    says = stored.get("says", [])
    if not isinstance(says, list) or not all(isinstance(piece, str) for piece in says):
        raise BadLine(number, '"says" is no list of texts.')
    try:
        return Item(question, frozenset(page_key(canonical(url)) for url in urls), tuple(says))
    except BadAddress:
        raise BadLine(number, 'an address in "answer_urls" is not valid.') from None

"""The words of pages for what students call otherwise: «plata» is asked for, «dinero» is written.

The list is `colloquial.txt`. A word of the question stays what it is; the others stand beside it,
and weigh less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from scraping.search.words import fold, words

_FILE = Path(__file__).with_name("colloquial.txt")
# So many words are added to one question at most.
MOST = 24


# Short forms of the keyboard, in questions and in the list.
_SHORT = {
    "q": "que",
    "k": "que",
    "x": "por",
    "pa": "para",
    "xq": "porque",
    "pq": "porque",
    "porq": "porque",
    "toy": "estoy",
    "ta": "esta",
    "tb": "tambien",
    "tmb": "tambien",
    "d": "de",
    "denuevo": "de nuevo",
    "aca": "aqui",
}


@dataclass(frozen=True)
class Meant:
    """What of the question is said otherwise on pages: its folded words `said`, and the `words` of
    pages for them, as they are written.
    """

    said: tuple[str, ...]
    words: tuple[str, ...]


def meant(text: str) -> tuple[Meant, ...]:
    """In the order of the list. A word that the text has itself, or that was there before, is left
    out; at most `MOST` words in all. What is part of a longer phrase of the list counts as that
    phrase alone: «plata del almuerzo» is no want of money.
    """
    padded = f" {'  '.join(_plain(words(text)))} "
    taken = set(padded.split())
    found: list[Meant] = []
    room = MOST
    for said, others in _said(padded):
        new = tuple(dict.fromkeys(word for word in others if fold(word) not in taken))[:room]
        taken.update(fold(word) for word in new)
        room -= len(new)
        if new:
            found.append(Meant(said, new))
    return tuple(found)


def _said(padded: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What is said of each line of the list, and its words of pages."""
    spans = [
        (line, match.start(), match.end(), match.group().split())
        for line, (pattern, _others) in enumerate(_list())
        for match in pattern.finditer(padded)
    ]
    lines: dict[int, dict[str, None]] = {}
    for line, start, end, said in spans:
        if not any(
            begin <= start and end <= stop and stop - begin > end - start
            for _line, begin, stop, _said in spans
        ):
            lines.setdefault(line, {}).update(dict.fromkeys(said))
    for line, together in lines.items():
        yield tuple(together), _list()[line][1]


@lru_cache(maxsize=1)
def _list() -> list[tuple[re.Pattern[str], tuple[str, ...]]]:
    return [
        (re.compile(f" (?:{'|'.join(_pattern(each) for each in left.split(','))}) "), others)
        for left, others in _lines()
    ]


def _lines() -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            left, right = line.rsplit(" : ", 1)
            yield left, tuple(right.split())


def _pattern(said: str) -> str:
    """Of words that stand with two spaces between them, so that neighbours can both be found."""
    parts = _plain(re.findall(r"[^\W_]+\*?", fold(said)))
    return "  ".join(part.replace("*", r"[^\W_]*") for part in parts)


def _plain(said: list[str]) -> list[str]:
    return [part for word in said for part in _SHORT.get(word, word).split()]

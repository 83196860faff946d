"""What came with the program, in the shape in which the database keeps it."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

from conversations.answers.embedded.files import languages as languages
from conversations.answers.embedded.files import places, read
from conversations.answers.embedded.shapes import SIZES

LISTS = ("tasks", "phases", "feelings", "topics")
LINES = ("why", *(f"steps_{size}" for size in SIZES))
STRATEGY_FIELDS = ("name", "q2", "q3", *LISTS, *LINES, "source")

Data = dict[str, Any]


@lru_cache(maxsize=4)
def wordings(language: str) -> dict[str, Data]:
    """The lines of each situation by its address, as `{"lines": one a line}`."""
    return {place.key: {"lines": "\n".join(place.lines)} for place in places(read(language))}


@lru_cache(maxsize=4)
def single(language: str) -> frozenset[str]:
    """The addresses that hold one line and no choice."""
    return frozenset(place.key for place in places(read(language)) if place.is_single)


@lru_cache(maxsize=4)
def strategies(language: str) -> dict[str, Data]:
    """The fields of each strategy (`STRATEGY_FIELDS`) by its slug."""
    return {slug: _fields(data) for slug, data in read(language).strategies.items()}


@lru_cache(maxsize=4)
def topics(language: str) -> tuple[str, ...]:
    """The topics that a strategy may be for."""
    return tuple(sorted(read(language).topics))


@lru_cache(maxsize=4)
def nouns(language: str) -> tuple[str, ...]:
    """What students call a task, as the assistant knows it."""
    return tuple(sorted(read(language).names["nouns"]))


def _fields(data: Data) -> Data:
    listed = {name: list(data.get(name, ())) for name in LISTS}
    lines = {name: "\n".join(data[name]) for name in LINES}
    plain = {name: data[name] for name in ("name", "q2", "q3", "source")}
    return {**plain, **listed, **lines}


def digest(data: Data) -> str:
    """Of what an entry says; the same for the same, in any order of its fields."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()

"""The files of `answers/content/<language>/`, and the addresses of the lines in them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "content"
DEFAULT_LANGUAGE = "es"
_FILES = ("phrases", "care", "questions", "exercises", "names", "intents", "strategies")

Tables = dict[str, Any]


@dataclass(frozen=True)
class Raw:
    """What the files of a language say, table by table; `validate` follows a topic's mirror."""

    phrases: Tables
    care: Tables
    questions: Tables
    exercises: Tables
    names: Tables
    intents: Tables
    strategies: Tables
    topics: Tables
    validate: Tables


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """The languages whose files are all there."""
    return frozenset(
        folder.name
        for folder in FOLDER.iterdir()
        if all(_parts(folder.name, name) for name in (*_FILES, "topics"))
    )


def spoken(language: str) -> str:
    """`language`, or Spanish where there are no words for it yet."""
    return language if language in languages() else DEFAULT_LANGUAGE


def read(language: str) -> Raw:
    """The files of a language, read anew. A file may be divided: `phrases_work.toml`."""
    topics = _tables(language, "topics")
    validate = topics.pop("validate", {})
    return Raw(
        **{name: _tables(language, name) for name in _FILES}, topics=topics, validate=validate
    )


def _tables(language: str, name: str) -> Tables:
    found: Tables = {}
    for file in _parts(language, name):
        found |= tomllib.loads(file.read_text(encoding="utf-8"))
    return found


def _parts(language: str, name: str) -> list[Path]:
    folder = FOLDER / language
    return sorted([*folder.glob(f"{name}.toml"), *folder.glob(f"{name}_*.toml")])


@dataclass(frozen=True)
class Place:
    """Where lines stand in what was read. `is_single`: it holds one line and no list."""

    key: str
    holder: Tables
    name: str
    is_single: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        value = self.holder[self.name]
        return (value,) if self.is_single else tuple(value)

    def put(self, lines: tuple[str, ...]) -> None:
        """Replace the lines in what was read."""
        self.holder[self.name] = lines[0] if self.is_single else list(lines)


def places(raw: Raw) -> Iterator[Place]:
    """Every place that holds lines to say, with its address, in the order of the files."""
    for name, data in raw.phrases.items():
        for part in data:
            yield Place(name if part == "lines" else f"{name}.{part}", data, part)
    for table, name in ((raw.care, "care"), (raw.validate, "validate")):
        for part, data in table.items():
            yield Place(f"{name}.{part}", data, "lines")
    for id_, data in asked(raw).items():
        yield from _of_question(f"question.{id_}", data)
    for id_, data in raw.topics.items():
        yield from _of_topic(f"topic.{id_}", data)
    for id_, data in raw.exercises.items():
        for part in ("lead", "steps", "close"):
            yield Place(f"exercise.{id_}.{part}", data, part)


def _of_question(address: str, data: Tables) -> Iterator[Place]:
    yield Place(address, data, "text")
    for number, reply in enumerate(data.get("replies", ())):
        yield Place(f"{address}.replies.{number}.say", reply, "say", is_single=True)


def _of_topic(address: str, data: Tables) -> Iterator[Place]:
    for part in ("mirror", "listen"):
        if part in data:
            yield Place(f"{address}.{part}", data, part)
    for number, idea in enumerate(data.get("ideas", ())):
        for part in ("say", "then"):
            yield Place(f"{address}.ideas.{number}.{part}", idea, part, is_single=True)


def asked(raw: Raw) -> Mapping[str, Tables]:
    """Every question by its id: those of the work cycle and those of the topics."""
    found = dict(raw.questions)
    for data in raw.topics.values():
        found |= {item["id"]: item for item in data.get("questions", ())}
    return found

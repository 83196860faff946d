"""The words of the embedded answerer, read once from `answers/content/<language>/`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from conversations.answers.base import QuickReply

FOLDER = Path(__file__).resolve().parent.parent / "content"
DEFAULT_LANGUAGE = "es"


@dataclass(frozen=True)
class Reply:
    """What to say to an answer that matches `when`; `hold` leaves the floor to the student."""

    when: re.Pattern[str]
    say: str
    hold: bool


@dataclass(frozen=True)
class Question:
    """Asked once in a conversation; one of `texts` is used."""

    id: str
    texts: tuple[str, ...]
    chips: tuple[QuickReply, ...]
    replies: tuple[Reply, ...]


@dataclass(frozen=True)
class Idea:
    """A suggestion (`say`) and how to go about it once it is wanted (`then`).

    `when` is found in what the student has written when this one fits before the others.
    """

    say: str
    then: str
    when: re.Pattern[str] | None


@dataclass(frozen=True)
class Topic:
    """What a conversation is about. `kind` is `study` (leads to the work cycle) or `life`.

    A `brisk` topic comes to ideas soon, a `patient` one only when the student asks for them.
    """

    id: str
    kind: str
    brisk: bool
    patient: bool
    rank: int
    patterns: tuple[re.Pattern[str], ...]
    mirror: tuple[str, ...]
    listen: tuple[str, ...]
    questions: tuple[str, ...]
    ideas: tuple[Idea, ...]


@dataclass(frozen=True)
class Strategy:
    """Steps for a block of work; `shares` are the parts of the whole that each step takes."""

    id: str
    q2: str
    q3: str
    tasks: tuple[str, ...]
    phases: tuple[str, ...]
    feelings: tuple[str, ...]
    topics: tuple[str, ...]
    shares: tuple[int, ...]
    why: tuple[str, ...]
    short: tuple[str, ...]
    long: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Exercise:
    """A regulation exercise as steps to read."""

    id: str
    label: str
    feelings: tuple[str, ...]
    lead: tuple[str, ...]
    steps: tuple[str, ...]
    close: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Content:
    """All the words of one language."""

    lines: dict[str, tuple[str, ...]]
    names: dict[str, dict[str, str]]
    chips: dict[str, QuickReply]
    questions: dict[str, Question]
    topics: dict[str, Topic]
    strategies: dict[str, Strategy]
    exercises: dict[str, Exercise]
    short_intents: dict[str, re.Pattern[str]]
    intents: dict[str, re.Pattern[str]]


def _read(language: str, name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / language / f"{name}.toml").read_text(encoding="utf-8"))


def chip(written: str) -> QuickReply:
    """A chip from `label` or `label|text that is sent`."""
    label, _, text = written.partition("|")
    return QuickReply(label=label, text=text or label)


def _question(id_: str, data: dict[str, Any]) -> Question:
    return Question(
        id=id_,
        texts=tuple(data["text"]),
        chips=tuple(chip(item) for item in data["chips"]),
        replies=tuple(
            Reply(re.compile(item["when"]), item["say"], item.get("hold", False))
            for item in data.get("replies", ())
        ),
    )


def _idea(data: dict[str, Any]) -> Idea:
    when = re.compile(data["when"]) if "when" in data else None
    return Idea(say=data["say"], then=data["then"], when=when)


def _topic(id_: str, data: dict[str, Any]) -> Topic:
    return Topic(
        id=id_,
        kind=data.get("kind", "life"),
        brisk=data.get("brisk", False),
        patient=data.get("patient", False),
        rank=data["rank"],
        patterns=tuple(re.compile(r"\b" + pattern) for pattern in data["patterns"]),
        mirror=tuple(data["mirror"]),
        listen=tuple(data.get("listen", ())),
        questions=tuple(item["id"] for item in data.get("questions", ())),
        ideas=tuple(_idea(item) for item in data.get("ideas", ())),
    )


def _strategy(id_: str, data: dict[str, Any]) -> Strategy:
    return Strategy(
        id=id_,
        q2=data["q2"],
        q3=data["q3"],
        tasks=tuple(data["tasks"]),
        phases=tuple(data.get("phases", ())),
        feelings=tuple(data.get("feelings", ())),
        topics=tuple(data.get("topics", ())),
        shares=tuple(data["shares"]),
        why=tuple(data["why"]),
        short=tuple(data["short"]),
        long=tuple(data["long"]),
        source=data["source"],
    )


def _lines(language: str) -> dict[str, tuple[str, ...]]:
    """Every list of lines by its address: `thanks`, `intro.named`, `care.stay`, `validate.soon`."""
    lines: dict[str, tuple[str, ...]] = {}
    for name, data in _read(language, "phrases").items():
        for part, values in data.items():
            lines[name if part == "lines" else f"{name}.{part}"] = tuple(values)
    for name, data in _read(language, "care").items():
        lines[f"care.{name}"] = tuple(data["lines"])
    for name, data in _read(language, "topics_study")["validate"].items():
        lines[f"validate.{name}"] = tuple(data["lines"])
    return lines


@lru_cache(maxsize=4)
def load(language: str) -> Content:
    """The words of `language`, or of Spanish where there are none for it yet."""
    if not (FOLDER / language / "intents.toml").exists():
        return load(DEFAULT_LANGUAGE)
    names = _read(language, "names")
    intents = _read(language, "intents")
    raw_topics = {
        id_: data
        for file in ("topics_bonds", "topics_life", "topics_study")
        for id_, data in _read(language, file).items()
        if id_ != "validate"
    }
    questions = {id_: _question(id_, data) for id_, data in _read(language, "questions").items()}
    for data in raw_topics.values():
        for item in data.get("questions", ()):
            questions[item["id"]] = _question(item["id"], item)
    return Content(
        lines=_lines(language),
        names=names,
        chips={key: chip(value) for key, value in names["chips"].items()},
        questions=questions,
        topics={id_: _topic(id_, data) for id_, data in raw_topics.items()},
        strategies={
            id_: _strategy(id_, data) for id_, data in _read(language, "strategies").items()
        },
        exercises={
            id_: Exercise(
                id=id_,
                label=data["label"],
                feelings=tuple(data["feelings"]),
                lead=tuple(data["lead"]),
                steps=tuple(data["steps"]),
                close=tuple(data["close"]),
                source=data["source"],
            )
            for id_, data in _read(language, "exercises").items()
        },
        short_intents={
            name: re.compile(rf"[\W_]*(?:{pattern})[\W_]*\Z")
            for name, pattern in intents["short"].items()
        },
        intents={
            name: re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
            for name, patterns in intents["any"].items()
        },
    )

"""From what the files say to the words of a language, with what staff have changed laid over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from conversations.answers.base import QuickReply
from conversations.answers.embedded.files import Raw, asked, places
from conversations.answers.embedded.shapes import (
    SIZES,
    Content,
    Exercise,
    Idea,
    Question,
    Reply,
    Strategy,
    Topic,
)
from conversations.answers.embedded.steps import read_steps


@dataclass(frozen=True)
class Overlay:
    """What differs from the files: lines by address, and strategies; None is one out of use."""

    wordings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strategies: Mapping[str, Strategy | None] = field(default_factory=dict)


def build(raw: Raw, overlay: Overlay) -> Content:
    """The words of a language; `raw` is changed. An address that the files lack is left out."""
    places_by_key = {place.key: place for place in places(raw)}
    for key, said in overlay.wordings.items():
        if key in places_by_key and said:
            places_by_key[key].put(said)
    strategies = {id_: strategy(id_, data) for id_, data in raw.strategies.items()}
    for id_, changed in overlay.strategies.items():
        if changed is None:
            strategies.pop(id_, None)
        else:
            strategies[id_] = changed
    return Content(
        lines={
            place.key: place.lines
            for place in places_by_key.values()
            if not place.key.startswith(("question.", "topic.", "exercise."))
        },
        names=raw.names,
        chips={key: chip(value) for key, value in raw.names["chips"].items()},
        questions={id_: _question(id_, data) for id_, data in asked(raw).items()},
        topics={id_: _topic(id_, data) for id_, data in raw.topics.items()},
        strategies=strategies,
        exercises={id_: _exercise(id_, data) for id_, data in raw.exercises.items()},
        short_intents={
            name: re.compile(rf"[\W_]*(?:{pattern})[\W_]*\Z")
            for name, pattern in raw.intents["short"].items()
        },
        intents={
            name: re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
            for name, patterns in raw.intents["any"].items()
        },
    )


def chip(written: str) -> QuickReply:
    """A chip from `label` or `label|text that is sent`."""
    label, _, text = written.partition("|")
    return QuickReply(label=label, text=text or label)


def strategy(id_: str, data: Mapping[str, Any]) -> Strategy:
    """A strategy as the files write it; ValueError for a step that is not `minutes: what`."""
    return Strategy(
        id=id_,
        name=data["name"],
        q2=data["q2"],
        q3=data["q3"],
        tasks=tuple(data["tasks"]),
        phases=tuple(data.get("phases", ())),
        feelings=tuple(data.get("feelings", ())),
        topics=tuple(data.get("topics", ())),
        why=tuple(data["why"]),
        sizes={size: read_steps(data[f"steps_{size}"]) for size in SIZES},
        source=data["source"],
    )


def _question(id_: str, data: Mapping[str, Any]) -> Question:
    return Question(
        id=id_,
        texts=tuple(data["text"]),
        chips=tuple(chip(item) for item in data["chips"]),
        replies=tuple(
            Reply(re.compile(item["when"]), item["say"], item.get("hold", False))
            for item in data.get("replies", ())
        ),
    )


def _topic(id_: str, data: Mapping[str, Any]) -> Topic:
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


def _idea(data: Mapping[str, Any]) -> Idea:
    when = re.compile(data["when"]) if "when" in data else None
    return Idea(say=data["say"], then=data["then"], when=when)


def _exercise(id_: str, data: Mapping[str, Any]) -> Exercise:
    return Exercise(
        id=id_,
        label=data["label"],
        feelings=tuple(data["feelings"]),
        lead=tuple(data["lead"]),
        steps=tuple(data["steps"]),
        close=tuple(data["close"]),
        source=data["source"],
    )

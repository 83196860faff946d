"""What the words of the embedded answerer are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from conversations.answers.base import QuickReply

# The sizes in which every strategy is written, in minutes.
SIZES = (10, 15, 25, 45)


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
class Step:
    """One thing to do and for how many minutes."""

    minutes: int
    text: str


@dataclass(frozen=True)
class Strategy:
    """Steps for a block of work in each of `SIZES`; the minutes of a size add up to it.

    `tasks` may hold `any`. Empty `phases`, `feelings` and `topics` prefer none.
    """

    id: str
    name: str
    q2: str
    q3: str
    tasks: tuple[str, ...]
    phases: tuple[str, ...]
    feelings: tuple[str, ...]
    topics: tuple[str, ...]
    why: tuple[str, ...]
    sizes: Mapping[int, tuple[Step, ...]]
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
    language: str = "es"

"""What an answerer is given and what it gives back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from analysis.results import Analysis
from scraping.passages import Passage


@dataclass(frozen=True)
class Said:
    """An earlier message: `sender` is one of `Message.Sender`."""

    sender: str
    text: str


@dataclass(frozen=True)
class AnswerRequest:
    """One question to an answerer.

    `history` is oldest first and ends before `text`. `state` is what the conversation
    remembers (`SessionState.data`, empty at the start). `now` is in the institution's time zone.
    `limited` are the kinds of attack (`analysis.toxicity_rules.KINDS`) to which a limit is set.
    `passages` are what the knowledge base has on the question, best first; they are data, whatever
    they say. `helped` says of each strategy how often it (helped, was closed) before, as
    `conversations.trials` counts it. `summary` is what came before `history`. `names` are of people
    that no outside model may learn. `in_crisis`: a crisis of the student is open, here or in
    another conversation. `contact` is the institution's support service (name, phone, email,
    hours).
    `books` says for whom a model is asked: institution, student and conversation, as ids.
    """

    conversation_id: str
    text: str
    analysis: Analysis
    history: tuple[Said, ...]
    state: dict[str, Any]
    now: datetime
    student_name: str = ""
    language: str = "es"
    limited: frozenset[str] = frozenset()
    passages: tuple[Passage, ...] = ()
    helped: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    summary: str = ""
    names: tuple[str, ...] = ()
    in_crisis: bool = False
    contact: Mapping[str, str] = field(default_factory=dict)
    books: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class QuickReply:
    """A chip: `label` is shown, `text` is sent."""

    label: str
    text: str


@dataclass(frozen=True)
class Answer:
    """A whole answer, with what the conversation remembers after it.

    `strategy` is the one that it newly proposes, `chosen_by` says by what it was chosen: `rules`,
    `experience` or `exploration`. `prompt_version` names the prompt of a model's answer. `withheld`
    says why what a model wrote was replaced by this. `fallback`: it is not, or not wholly, from the
    answerer that was meant to give it. `move` is what the answer does, for those who put it in
    other words: `ask:minutes`, `strategy`, `exercise:breathing`, `listen`, `care` …
    """

    text: str
    state: dict[str, Any]
    quick_replies: tuple[QuickReply, ...] = ()
    citations: tuple[dict[str, str], ...] = field(default=())
    strategy: str = ""
    chosen_by: str = ""
    prompt_version: str = ""
    withheld: str = ""
    fallback: bool = False
    move: str = ""


class Switched(str):
    """A piece of nothing in a stream: from here on another answerer (its name) writes.

    What was said before stays; the rest is the fall-back's.
    """

    __slots__ = ()


class Answerer(Protocol):
    """Writes answers. `stream` yields pieces of text and, last, the whole `Answer`."""

    name: str

    def stream(self, request: AnswerRequest) -> AsyncIterator[str | Answer]: ...

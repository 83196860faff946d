"""One answer while it is being written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.folding import fold
from conversations.answers.base import Answer, AnswerRequest, QuickReply
from conversations.answers.embedded.content import Content, Question, load
from conversations.answers.embedded.memory import Memory
from conversations.answers.embedded.picker import Picker
from conversations.answers.embedded.understanding import Understanding, understand
from conversations.answers.embedded.words import quotable, remember_words, task_values

MOST_WORDS = 140
_MOST_CHIPS = 4


@dataclass
class _Part:
    text: str
    optional: bool


def count_words(text: str) -> int:
    return len(re.findall(r"\w+", text))


class Turn:
    """The message, what is remembered, and the answer so far."""

    def __init__(self, request: AnswerRequest) -> None:
        self.request = request
        self.content: Content = load(request.language)
        self.memory = Memory.load(request.state)
        self.memory.turn += 1
        known = self.content.topics
        self.memory.topics = {k: v for k, v in self.memory.topics.items() if k in known}
        self.seen: Understanding = understand(request, self.content)
        if not self.seen.attempt:
            self.memory.merge(self.seen.slots, self.seen.text)
            remember_words(self.memory, self.seen.folded, self.content)
        heard = [said.text for said in request.history if said.sender == "assistant"]
        self.picker = Picker(
            self.memory, f"{request.conversation_id}:{self.memory.turn}:{request.text}", heard
        )
        self.pending = self.memory.pending
        self.memory.pending = None
        self._paragraphs: list[list[_Part]] = [[]]
        self._chips: list[QuickReply] = []

    # --- reading ---------------------------------------------------------------------------
    @property
    def values(self) -> dict[str, str]:
        """The fields that lines may use now."""
        values = {**task_values(self.memory, self.content), **self.seen.values}
        if self.memory.time_block:
            values["minutes"] = str(self.memory.time_block)
        name = self.request.student_name.split()
        if name:
            values["name"] = name[0]
        return values

    @property
    def told(self) -> str:
        """What the student has written lately, this message last, folded."""
        said = [item.text for item in self.request.history if item.sender == "student"]
        return fold(" ".join([*said, ""])) + " " + self.seen.folded

    def waits_for(self, kind: str, id_: str | None = None) -> bool:
        """Whether the message before ended in this."""
        pending = self.pending
        return bool(pending and pending["kind"] == kind and id_ in {None, pending["id"]})

    # --- writing ---------------------------------------------------------------------------
    def say(self, key: str, *, optional: bool = False, **extra: str) -> bool:
        """Add a new line of `key`; False when all of them have been said."""
        return self.say_one(self.content.lines[key], optional=optional, **extra)

    def say_one(self, lines: tuple[str, ...], *, optional: bool = False, **extra: str) -> bool:
        text = self.picker.pick(lines, {**self.values, **extra})
        if text is None:
            return False
        self._paragraphs[-1].append(_Part(text, optional))
        return True

    def say_quote(self) -> bool:
        """Give back a clause of the student's message literally, unless it attacks somebody."""
        quote = quotable(self.request.text) if self.seen.quotable else None
        return bool(quote) and self.say("quote", optional=True, quote=str(quote))

    def write(self, text: str) -> None:
        """Add `text` as it is."""
        self._paragraphs[-1].append(_Part(self.picker.keep(text), optional=False))

    def new_paragraph(self) -> None:
        if self._paragraphs[-1]:
            self._paragraphs.append([])

    def can_ask(self, id_: str) -> bool:
        return id_ not in self.memory.asked

    def ask(self, id_: str) -> bool:
        """Ask once in a conversation; sets the chips and what is waited for."""
        question: Question = self.content.questions[id_]
        if not self.can_ask(id_):
            return False
        text = self.picker.pick(question.texts, {})
        if text is None:
            return False
        self.new_paragraph()
        self._paragraphs[-1].append(_Part(text, optional=False))
        self.memory.asked.append(id_)
        self.wait("question", id_)
        self._chips = list(question.chips)
        return True

    def wait(self, kind: str, id_: str = "") -> None:
        self.memory.pending = {"kind": kind, "id": id_}

    def keep_waiting(self) -> None:
        """An aside: what was waited for still is, with the same chips."""
        self.memory.pending = self.pending
        if self.memory.chips:
            self._chips = [QuickReply(label, text) for label, text in self.memory.chips]
        else:
            self.offer("task", "mood", "human")

    def offer(self, *keys: str) -> None:
        """Set the chips by name."""
        self._chips = [self.content.chips[key] for key in keys]

    def offer_written(self, chips: tuple[QuickReply, ...]) -> None:
        self._chips = list(chips)

    @property
    def is_empty(self) -> bool:
        return not any(self._paragraphs)

    @property
    def has_written(self) -> bool:
        """Whether the paragraph being written says something already."""
        return bool(self._paragraphs[-1])

    # --- the end ---------------------------------------------------------------------------
    def answer(self) -> Answer:
        """The whole answer, cut to 140 words by leaving out what may be left out."""
        optional = [
            (paragraph, part)
            for paragraph in self._paragraphs
            for part in paragraph
            if part.optional
        ]
        while count_words(self._text()) > MOST_WORDS and optional:
            paragraph, part = optional.pop()
            paragraph.remove(part)
        self.memory.chips = [[chip.label, chip.text] for chip in self._chips[:_MOST_CHIPS]]
        return Answer(
            text=self._text(),
            state=self.memory.dump(),
            quick_replies=tuple(self._chips[:_MOST_CHIPS]),
        )

    def _text(self) -> str:
        blocks = [" ".join(part.text for part in items) for items in self._paragraphs if items]
        return "\n\n".join(block.replace(" \n", "\n") for block in blocks)

"""One answer while it is being written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.folding import fold
from conversations.answers.base import Answer, AnswerRequest, QuickReply
from conversations.answers.embedded.content import Content, load
from conversations.answers.embedded.english import mirroring as english_mirroring
from conversations.answers.embedded.english import wording as english_wording
from conversations.answers.embedded.english.reading import correction, understand_english
from conversations.answers.embedded.memory import Memory
from conversations.answers.embedded.mirroring import mirrored
from conversations.answers.embedded.picker import Picker
from conversations.answers.embedded.register import Register
from conversations.answers.embedded.understanding import Understanding, understand
from conversations.answers.embedded.words import quotable, remember_words, task_values

MOST_WORDS = 140
MOST_CHIPS = 5
_WORDS_FOR_BRIEF = 60  # to who writes a word or two at a time


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
        english = self.content.language == "en"
        read = understand_english if english else understand
        self.seen: Understanding = read(request, self.content, self.memory.pending)
        self.register = Register(self.memory)
        self.set_aside_before = len(self.memory.set_aside)
        if not self.seen.attempt:
            if self.seen.has("take_up"):
                self.memory.take_up(self.seen.folded)
                self.set_aside_before = len(self.memory.set_aside)
            text = self.seen.text
            self.memory.merge(self.seen.slots, correction(text) if english else text)
            remember_words(
                self.memory,
                self.seen.folded,
                self.content,
                values=self.seen.values,
                said=self.seen.slots,
            )
            self.register.note(request.text)
        heard = [said.text for said in request.history if said.sender == "assistant"]
        self.picker = Picker(
            self.memory, f"{request.conversation_id}:{self.memory.turn}:{request.text}", heard
        )
        self.pending = self.memory.pending
        self.memory.pending = None
        self._paragraphs: list[list[_Part]] = [[]]
        self._chips: list[QuickReply] = []
        self.move = ""
        self.strategy = ""
        self.chosen_by = ""
        self.citations: tuple[dict[str, str], ...] = ()

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
        first = self.content.names.get("feeling", {}).get(self.memory.first_feeling or "")
        if first:
            values["first"] = first
        return values

    @property
    def known_task(self) -> dict[str, str]:
        """`task` and `due` as far as they were said."""
        return task_values(self.memory, self.content)

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
        """Add a new line of `key`; False when all of them have been said, or there are none."""
        return self.say_one(self.content.lines.get(key, ()), optional=optional, **extra)

    def say_one(self, lines: tuple[str, ...], *, optional: bool = False, **extra: str) -> bool:
        text = self.picker.pick(lines, {**self.values, **extra})
        if text is None:
            return False
        self._paragraphs[-1].append(_Part(text, optional))
        return True

    def say_quote(self) -> bool:
        """Give back a clause of the student's message literally, unless it attacks somebody."""
        in_english = self.content.language == "en"
        find = english_wording.quotable if in_english else quotable
        quote = find(self.request.text) if self.seen.quotable else None
        return bool(quote) and self.say("quote", optional=True, quote=str(quote))

    def say_mirror(self) -> bool:
        """Give back a clause of the message as said to the student, unless it attacks somebody."""
        in_english = self.content.language == "en"
        find = english_mirroring.mirrored if in_english else mirrored
        clause = find(self.request.text) if self.seen.quotable else None
        if clause is None:
            return False
        capital = clause[0].upper() + clause[1:]
        return self.say("mirror", mirror=clause, mirror_cap=capital)

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
        question = self.content.questions.get(id_)
        if question is None or not self.can_ask(id_):
            return False
        text = self.picker.pick(question.texts, {})
        if text is None:
            return False
        self.new_paragraph()
        self._paragraphs[-1].append(_Part(text, optional=False))
        self.memory.asked.append(id_)
        self.does(f"ask:{id_}")
        self.wait("question", id_)
        self._chips = list(question.chips)
        return True

    def does(self, move: str) -> None:
        """Note what the answer does: what was noted first; a strategy, then care before all."""
        if move == "strategy" or (move == "care" and self.move != "strategy"):
            self.move = move
        self.move = self.move or move

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
        self._chips = [self.content.chips[key] for key in keys if key in self.content.chips]

    def offer_written(self, chips: tuple[QuickReply, ...]) -> None:
        self._chips = list(chips)

    @property
    def is_empty(self) -> bool:
        return not any(self._paragraphs)

    @property
    def written(self) -> str:
        """The answer as far as it is written."""
        return self._text()

    @property
    def has_written(self) -> bool:
        """Whether the paragraph being written says something already."""
        return bool(self._paragraphs[-1])

    # --- the end ---------------------------------------------------------------------------
    def answer(self) -> Answer:
        """The whole answer, cut to its length by leaving out what may be left out."""
        most = _WORDS_FOR_BRIEF if self.register.is_brief else MOST_WORDS
        optional = [
            (paragraph, part)
            for paragraph in self._paragraphs
            for part in paragraph
            if part.optional
        ]
        while count_words(self._text()) > most and optional:
            paragraph, part = optional.pop()
            paragraph.remove(part)
        self.memory.chips = [[chip.label, chip.text] for chip in self._chips[:MOST_CHIPS]]
        return Answer(
            text=self._text(),
            state=self.memory.dump(),
            quick_replies=tuple(self._chips[:MOST_CHIPS]),
            citations=self.citations,
            strategy=self.strategy,
            chosen_by=self.chosen_by,
            move=self.move or "listen",
        )

    def _text(self) -> str:
        blocks = [" ".join(part.text for part in items) for items in self._paragraphs if items]
        return "\n\n".join(block.replace(" \n", "\n") for block in blocks)

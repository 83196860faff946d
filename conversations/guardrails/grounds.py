"""What the output of an outside model is measured by, and how it is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from analysis.pii.plain import plain

_EMPHASIS = re.compile(r"[*`#_]+")

HARM = "harm"
MEDICAL = "medical"
LEGAL = "legal"
LINK = "link"
PERSONAL_DATA = "personal_data"
PROMPT_ECHO = "prompt_echo"
LANGUAGE = "language"
SECRECY = "secrecy"
EMPTY = "empty"
TOO_LONG = "too_long"
INSTRUCTIONS = "instructions"
REASONS = (
    HARM,
    MEDICAL,
    LEGAL,
    LINK,
    PERSONAL_DATA,
    PROMPT_ECHO,
    LANGUAGE,
    SECRECY,
    EMPTY,
    TOO_LONG,
    INSTRUCTIONS,
)


@dataclass(frozen=True)
class Grounds:
    """By what one answer is judged.

    `language` is the one asked for (`es` or `en`). `sources` are the addresses that the answer
    may link to: those of the passages and of the hotlines, as they would be written. `known` is
    every text that the student and the institution gave (history, names, contact, hotlines,
    passages): personal data in it may be said. `system_prompt` is the fixed part of the prompt,
    which must not come back; not the draft that the model is to put in other words.
    `student_text` is the message answered, whose words may be quoted.
    """

    language: str = "es"
    sources: frozenset[str] = frozenset()
    known: str = ""
    system_prompt: str = ""
    student_text: str = ""

    @cached_property
    def given(self) -> str:
        """All that was given, in the plain form that rules read."""
        return plain(f"{self.known}\n{self.student_text}").low

    @cached_property
    def flat(self) -> str:
        """The same as one line without emphasis."""
        return flat(self.given)


def flat(low: str) -> str:
    """A plain form without emphasis and with single spaces."""
    return " ".join(_EMPHASIS.sub("", low).split())


class Withheld(Exception):
    """The rest of an answer must not be shown, and what was shown is to be replaced.

    `reason` is one of `REASONS`. `before` is harmless text that the same call had let through and
    could not return. Says nothing of what was refused.
    """

    def __init__(self, reason: str, before: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.before = before

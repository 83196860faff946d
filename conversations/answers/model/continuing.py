"""An answer that broke off: what another one must still say, and no word twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from conversations.answers.base import Answer
from conversations.answers.embedded.turn import MOST_WORDS, count_words
from conversations.answers.model.citations import citations, cited_in, without_marks
from conversations.answers.model.sentences import sentences, shared
from scraping.passages import Passage

# From here on a sentence counts as said, in whatever words.
_SAID = 0.6
_STEP = re.compile(r"\d+\. ")
_WHOLE = re.compile(r"[.!?…:][»”\"')\]]*(?: ?\[\d+\])*\s*\Z")


def question_of(text: str) -> str:
    """The last question in `text`, as it stands there; empty where it asks nothing."""
    asked = [each for each in sentences(text) if each.rstrip("»”\"')").endswith("?")]
    return asked[-1] if asked else ""


def fits(text: str, more: str) -> bool:
    """Whether `more` may be added to `text` within the length of an answer."""
    return count_words(text) + count_words(more) <= MOST_WORDS


def rest_after(said: str, plan: Answer) -> str:
    """What to add to `said`, an answer that broke off, so that the turn does what it must.

    It is made of the sentences of `plan` that were not said in one wording or another, as many as
    fit into the length of an answer: the steps first, then the question, then the others, in the
    plan's order. Begins with the space between the two. Empty when nothing is missing or fits.
    """
    blocks = [_new_units(paragraph, said) for paragraph in plan.text.split("\n\n")]
    units = [unit for block in blocks for unit in block]
    if "?" in said:
        units = [unit for unit in units if not unit.endswith("?")]
    chosen: list[str] = []
    for unit in sorted(units, key=_urgency):
        if fits(said, " ".join([*chosen, unit])):
            chosen.append(unit)
    paragraphs = [" ".join(unit for unit in block if unit in chosen) for block in blocks]
    rest = "\n\n".join(each for each in paragraphs if each).replace(" \n", "\n")
    return f"{_join(said)}{rest}" if rest else ""


def completed(said: str, plan: Answer, passages: Sequence[Passage]) -> Answer:
    """`plan` with the text that a student reads once `rest_after` is added to `said`.

    The citations are those of the marks in `said` where it has any, else those of `plan`.
    """
    rest = rest_after(said, plan)
    cited = cited_in(said, passages)
    if not cited:
        return replace(plan, text=said + rest, fallback=True)
    text = said + without_marks(rest)
    return replace(plan, text=text, citations=citations(text, cited), fallback=True)


def _new_units(paragraph: str, said: str) -> list[str]:
    """What of a paragraph is not in `said`: its sentences, a list of steps being one."""
    lines = paragraph.split("\n")
    first = next((at for at, line in enumerate(lines) if _STEP.match(line)), len(lines))
    units = sentences("\n".join(lines[:first]))
    if first < len(lines):
        units.append("\n" + "\n".join(lines[first:]))
    return [unit for unit in units if shared(unit, said) < _SAID]


def _urgency(unit: str) -> int:
    if unit.startswith("\n"):
        return 0
    return 1 if unit.endswith("?") else 2


def _join(said: str) -> str:
    """What stands between: a broken sentence ends in an ellipsis, and a new paragraph begins."""
    if not said.strip():
        return ""
    return "\n\n" if _WHOLE.search(said) else "…\n\n"


class Fresh:
    """Lets through what a model adds to `said`; where it begins with `said` again, that goes."""

    def __init__(self, said: str) -> None:
        self._said = said
        self._held = ""
        self._begun = False

    def feed(self, piece: str) -> str:
        """What is new for certain."""
        if self._begun or not self._said:
            return piece
        self._held += piece
        held = self._held.lstrip()
        if not held or (len(held) < len(self._said.strip()) and self._repeats(held)):
            return ""
        return self._begin()

    def close(self) -> str:
        """What was held back, unless it only repeats."""
        if self._begun or self._repeats(self._held.lstrip()):
            return ""
        return self._begin()

    def _repeats(self, held: str) -> bool:
        return self._said.strip().startswith(held.rstrip())

    def _begin(self) -> str:
        self._begun = True
        held, said = self._held.lstrip(), self._said.strip()
        if held.startswith(said):
            return held[len(said) :]
        if self._said[-1:].isspace() or held[:1] in {*".,;:!?…)»"}:
            return held
        return self._held if self._held[:1].isspace() else f" {held}"

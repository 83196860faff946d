"""The check of an answer while it is written.

Words are let through as they come. From the first sign of something that could need a check
(`signs`) the rest of the sentence waits for its end, where the whole sentence is read. What is
decided depends on the words alone, never on how the text was cut into pieces.
"""

from __future__ import annotations

import re
from typing import NoReturn

from conversations.guardrails.echo import EchoWatch
from conversations.guardrails.grounds import (
    EMPTY,
    LANGUAGE,
    LINK,
    PROMPT_ECHO,
    TOO_LONG,
    Grounds,
    Withheld,
)
from conversations.guardrails.languages import LanguageWatch
from conversations.guardrails.links import listed, unlisted
from conversations.guardrails.personal import tidy
from conversations.guardrails.sentence import ends, fault
from conversations.guardrails.signs import Sign, SignReader, plain_word

MOST_WORDS = 220
# Longer is no word but a text without spaces; with MOST_WORDS it bounds what is ever read.
_LONGEST_WORD = 400
_UNIT = re.compile(r"\s*\S+(?=\s)")
_LAST = re.compile(r"(\s*)(\S*)(\s*)\Z")
# How much of what was shown is read again, to see how the next sentence is meant.
_CONTEXT = 200
# Behind these a capital is no sign of a name, nor at the beginning of a quotation.
_OPENS_AGAIN = re.compile(r"(?:[:—•\-*]|\A\d{1,2}[.)])\Z")
_QUOTES = ("«", "“", '"', "¿", "¡")


class OutputGuard:
    """Lets through what may be shown of one answer that comes in pieces."""

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._allowed = listed(grounds.sources)
        self._echo = EchoWatch(grounds)
        self._language = LanguageWatch(grounds.language)
        self._signs = SignReader(grounds)
        self._rest = ""  # what has no end of a word yet
        self._sentence = ""  # the running sentence, shown or not
        self._before = ""  # the end of the sentences before it
        self._held = ""
        self._sign = Sign.NONE
        self._waiting = ""  # the word that `WAIT` is about
        self._starts = True
        self._words = 0
        self._says = False
        self._out: list[str] = []
        self._refused = ""

    def feed(self, piece: str) -> str:
        """What may be shown after `piece`. Raises `Withheld`, then and ever after."""
        return self._passing(piece, last=False)

    def close(self) -> str:
        """The rest. Raises `Withheld`."""
        return self._passing("", last=True)

    def _passing(self, piece: str, *, last: bool) -> str:
        if self._refused:
            raise Withheld(self._refused)
        self._out = []
        try:
            self._read(piece)
            if last:
                self._finish()
        except Withheld as refused:
            self._refused = refused.reason
            raise Withheld(refused.reason, "".join(self._out)) from None
        return "".join(self._out)

    def _read(self, piece: str) -> None:
        self._rest += piece
        at = 0
        while match := _UNIT.match(self._rest, at):
            self._take(match[0])
            at = match.end()
        self._rest = self._rest[at:]
        if len(self._rest) > _LONGEST_WORD:
            _refuse(TOO_LONG)

    def _finish(self) -> None:
        if self._rest.strip():
            self._take(self._rest.rstrip())
        self._end_sentence()
        if self._language.whole():
            _refuse(LANGUAGE)
        if not self._says:
            _refuse(EMPTY)

    def _take(self, unit: str) -> None:
        """The next word with the space before it."""
        if len(unit) > _LONGEST_WORD:
            _refuse(TOO_LONG)
        word = unit.lstrip()
        if "\n" in unit[: len(unit) - len(word)] and self._sentence:
            self._end_sentence()
            self._language.paragraph_ended()
        low = plain_word(word)
        self._words += any(map(str.isalnum, low))
        if self._words > MOST_WORDS:
            _refuse(TOO_LONG)
        if unlisted(word, self._allowed):
            _refuse(LINK)
        if self._echo.echoes(low):
            _refuse(PROMPT_ECHO)
        if self._language.turned(word):
            _refuse(LANGUAGE)
        first = not self._sentence.strip()
        self._sentence += unit
        self._weigh(unit, word, low)
        if ends(word, first=first):
            self._end_sentence()

    def _weigh(self, unit: str, word: str, low: str) -> None:
        """Show the word, or hold it."""
        starts = self._starts or word.startswith(_QUOTES)
        self._starts = bool(_OPENS_AGAIN.search(word))
        if self._sign is Sign.HOLD:
            self._held += unit
            return
        sign = self._signs.of(word, low, starts)
        if self._sign is Sign.WAIT:
            if sign is Sign.HOLD or not self._signs.harmless_after(self._waiting, low):
                self._sign = Sign.HOLD
                self._held += unit
                return
            self._show(self._held)
            self._held, self._sign = "", Sign.NONE
        if sign is Sign.NONE:
            self._show(unit)
        else:
            self._sign, self._held, self._waiting = sign, unit, low

    def _end_sentence(self) -> None:
        if self._sentence:
            reason = fault(self._before, self._sentence, self._grounds, self._allowed)
            if reason:
                _refuse(reason)
            if self._language.sentence_ended():
                _refuse(LANGUAGE)
            seen = self._sentence.removesuffix(self._held)
            self._show(tidy(self._held, seen))
            self._before = (self._before + self._sentence)[-_CONTEXT:]
        self._sentence, self._held, self._waiting = "", "", ""
        self._sign, self._starts = Sign.NONE, True

    def _show(self, text: str) -> None:
        self._says = self._says or any(map(str.isalnum, text))
        self._out.append(text)


def _refuse(reason: str) -> NoReturn:
    raise Withheld(reason)


def check(text: str, grounds: Grounds) -> str | None:
    """Why a whole `text` must not be shown; None when it may be."""
    guard = OutputGuard(grounds)
    try:
        guard.feed(text)
        guard.close()
    except Withheld as refused:
        return refused.reason
    return None

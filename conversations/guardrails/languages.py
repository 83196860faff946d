"""Whether an answer is in the language that was asked for."""

from __future__ import annotations

import re
from collections import deque

from analysis import language

SPANISH = language.SPANISH
# The first words of an answer in another language may be shown, no more than these.
WINDOW = 12
_FEWEST = 5
_EVERY = 3
_LEAD = 2
_MOST_QUOTED = 60  # words; a quotation that was never closed ends here

# Words of Spanish that are none of English, for answers asked for in English, where
# `analysis.language` takes doubt for Spanish.
_SPANISH = frozenset(
    "el la los las que de del en y un una por con para es su lo como más pero le si"
    " sin este esta ya "
    "entre cuando todo son también muy hasta desde mi porque qué hay así te tu tus"
    " algo puedes tienes "
    "estás está estar hacer tan bien hoy eso esto nada otro otra cómo cuál dónde al"
    " se vamos ahora".split()
)
_ENGLISH = frozenset(
    "the of and to in is you that it he for on are as with they at be this have"
    " from i or by but "
    "what we can your how an if will my don't i'm it's you're not do one about up"
    " out then them "
    "so was there which who her his me let when just".split()
)
# Words, and letters, of other languages that Spanish has not, beside those of `analysis.language`.
_FOREIGN = frozenset(
    "voici voilà sans trop avec pour vous nous est petit petite peu commencer"
    " aujourd'hui c'est être peux "
    "chose moi toi mais você não só uma um é ler fazer então isso também muito pra"
    " ao pelo pela consegue "
    "começar pouco hoje che non sono sei puoi piccolo piccola anche per di il oggi"
    " cominciare "
    "und ist nicht wir ein eine kannst schritt heute the and you your with that"
    " this what is are".split()
)
_LETTERS = re.compile(r"[ãõêçàèìòùâîôûäößœæ]")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OPENS, _CLOSES = "«“‘(", "»”’)"
_TOGGLES = '"`'


def _is_other(text: str, asked: str) -> bool:
    found = language.of(text)
    if asked == SPANISH:
        return language.is_foreign(found) or _is_mixed(text)
    if found in {"", asked}:
        return False
    if found != SPANISH:
        return True
    words = [word.replace("’", "'") for word in _TOKEN.findall(text.lower())]
    spanish = sum(word in _SPANISH for word in words)
    english = sum(word in _ENGLISH for word in words)
    return spanish >= max(2, english * _LEAD + 1, len(words) * 0.25)


def _is_mixed(text: str) -> bool:
    """Whether a Spanish text has more of another language than single terms."""
    words = [word.replace("’", "'") for word in _TOKEN.findall(text.lower())]
    foreign = {word for word in words if word in _FOREIGN or _LETTERS.search(word)}
    spanish = {word for word in words if word in _SPANISH}
    return len(foreign) >= max(3, len(spanish) + 1, len(words) * 0.3)


class LanguageWatch:
    """Reads an answer word by word, what stands in quotation marks and code aside."""

    def __init__(self, asked: str) -> None:
        self._asked = asked
        self._recent: deque[str] = deque(maxlen=WINDOW)
        self._all: list[str] = []
        self._own: list[str] = []  # of the running sentence
        self._read = 0  # words outside of quotations
        self._quoted = 0
        self._closing = ""
        self._example = False  # after a colon: «Por ejemplo: I have been…»

    def turned(self, word: str) -> bool:
        """Whether the answer has shown another language with `word`, its next one."""
        self._all.append(word)
        if self._outside(word):
            self._recent.append(word)
            self._own.append(word)
            self._read += 1
            if self._read >= _FEWEST and self._read % _EVERY == 0:
                return self._is_other()
        return False

    def sentence_ended(self) -> bool:
        """The same after the last word of a sentence."""
        self._example = False
        own, self._own = self._own, []
        if len(own) >= _FEWEST and _is_other(" ".join(own), self._asked):
            return True
        return len(self._recent) >= _FEWEST and self._is_other()

    def paragraph_ended(self) -> None:
        """A quotation of one line ends with it."""
        if self._closing != "```":
            self._closing, self._quoted = "", 0

    def whole(self) -> bool:
        """The same for the whole answer, which may consist of quotations or be very short."""
        if self._read >= _FEWEST and self._read * 2 >= len(self._all):
            return False
        text = " ".join(self._all)
        code = "`" in text
        return not code and len(self._all) < 2 * _FEWEST and self._is_script(text)

    def _is_script(self, text: str) -> bool:
        found = language.of(text)
        return found == language.UNKNOWN_SCRIPT or (bool(found) and _is_other(text, self._asked))

    def _is_other(self) -> bool:
        return _is_other(" ".join(self._recent), self._asked)

    def _outside(self, word: str) -> bool:
        """Whether `word` is the answer's own; follows the marks that it opens and closes."""
        outside = not self._closing and not self._example
        if "```" in word:
            outside = False
            if word.count("```") % 2:
                self._closing = "" if self._closing == "```" else "```"
        else:
            for character in word:
                outside = self._mark(character) and outside
        self._quoted = self._quoted + 1 if self._closing else 0
        if self._quoted > _MOST_QUOTED and self._closing != "```":
            self._closing = ""
        if word.endswith(":") and self._read >= _EVERY:
            self._example = True
        return outside

    def _mark(self, character: str) -> bool:
        if self._closing:
            if character == self._closing:
                self._closing = ""
            return False
        if character in _OPENS:
            self._closing = _CLOSES[_OPENS.index(character)]
        elif character in _TOGGLES:
            self._closing = character
        return not self._closing

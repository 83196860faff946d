"""Words as search compares them: folded, without stop words, cut to their stems."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Protocol

import snowballstemmer

from scraping.search.stop_words import STOP_WORDS

_ALGORITHMS = {"es": "spanish", "en": "english", "pt": "portuguese"}
LANGUAGES = tuple(_ALGORITHMS)
DEFAULT_LANGUAGE = "es"
# Longer ones are no words (encoded data, addresses) and would only fill the index.
LONGEST_WORD = 40
_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
# Besides Latin letters and punctuation: what may have marks of its own that combine.
_OTHER_SCRIPT = re.compile("[^\\x00-\u02ff\u1e00-\u1eff\u2000-\u20cf\u2100-\u2bff]")


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802


_stemmers = threading.local()  # a stemmer holds the word that it works on


def fold(text: str) -> str:
    """`text` in lower case without accents: «Matrícula» is «matricula», «año» is «ano»."""
    if text.isascii():
        return text.lower()
    decomposed = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.lower()))
    if not _OTHER_SCRIPT.search(decomposed):
        return decomposed.lower()
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


def words(text: str) -> list[str]:
    """The folded words and numbers of `text`, in order, stop words too."""
    return [word for word in _WORD.findall(fold(text)) if len(word) <= LONGEST_WORD]


def language_of(text: str, default: str = DEFAULT_LANGUAGE) -> str:
    """`es`, `en` or `pt`: whose stop words `text` has most of, and `default` where none wins.

    Made for questions of one line; longer texts carry their language (`Page.language`).
    """
    found = words(text)
    counts = {name: sum(word in STOP_WORDS[name] for word in found) for name in LANGUAGES}
    best = max(counts.values(), default=0)
    winners = [name for name in LANGUAGES if counts[name] == best]
    if best == 0 or default in winners:
        return default
    return winners[0]


def stem_list(text: str, language: str) -> list[str]:
    """The stems of `text`'s words in order, those of stop words left out.

    An unknown `language` is taken for Spanish. Words are folded before they are cut, so that a
    question typed without accents has the stems of the page that has them.
    """
    name = language if language in _ALGORITHMS else DEFAULT_LANGUAGE
    stops = STOP_WORDS[name]
    return [_stem(word, name) for word in words(text) if word not in stops]


def stems(text: str, language: str = "") -> str:
    """`stem_list` as one text, joined by spaces; in the text's own language where none is given."""
    return " ".join(stem_list(text, language or language_of(text)))


def ngrams(word: str, size: int = 4) -> list[str]:
    """The character n-grams of one folded word with its bounds: «beca» has `_bec`, `beca`, `eca_`.

    A word shorter than that is one n-gram.
    """
    bounded = f"_{word}_"
    if len(bounded) <= size:
        return [bounded]
    return [bounded[start : start + size] for start in range(len(bounded) - size + 1)]


@lru_cache(maxsize=100_000)
def _stem(word: str, language: str) -> str:
    if word.isdigit():
        return word
    if language == "pt" and word.endswith("oes"):
        word = f"{word[:-3]}ao"  # «inscrições»: its stemmer knows the ending by the tilde alone
    stemmer: _Stemmer | None = getattr(_stemmers, language, None)
    if stemmer is None:
        stemmer = snowballstemmer.stemmer(_ALGORITHMS[language])
        setattr(_stemmers, language, stemmer)
    return stemmer.stemWord(word)

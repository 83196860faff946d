"""A question as the search reads it."""

from __future__ import annotations

from dataclasses import dataclass

from scraping.search.colloquial import meant
from scraping.search.stop_words import STOP_WORDS
from scraping.search.words import LANGUAGES, fold, language_of, ngrams, stem_list, words

MOST_CHARACTERS = 2_000
MOST_STEMS = 48
MOST_NGRAMS = 240


@dataclass(frozen=True)
class Asked:
    """`stems` and `grams` are distinct, in the order of the question; `words` are its words of
    substance, folded. `text` has no line ends and at most `MOST_CHARACTERS`.

    `beside_stems` and `beside_grams` are of the words by which pages call what is asked for, none
    of them among its own; `same` has, for some of its own stems, those of pages that say the same.
    """

    text: str
    language: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    grams: tuple[str, ...]
    beside: tuple[str, ...] = ()
    beside_stems: tuple[str, ...] = ()
    beside_grams: tuple[str, ...] = ()
    same: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def in_words_of_pages(self) -> str:
        """The text, with the words of pages behind it."""
        return f"{self.text} ({' '.join(self.beside)})" if self.beside else self.text


def read(question: str) -> Asked | None:
    """None for a question without a letter or a digit."""
    text = " ".join(question.replace("\x00", " ").split())[:MOST_CHARACTERS].strip()
    if not words(text):
        return None
    language = language_of(text)
    found = substance(text, language)
    stems = dict.fromkeys(stem_list(text, language))
    grams = dict.fromkeys(gram for word in found for gram in ngrams(word))
    said_otherwise = meant(text)
    # Pages are in Spanish where a language has no list of its own.
    beside = tuple(word for each in said_otherwise for word in each.words)
    beside_stems = dict.fromkeys(stem_list(" ".join(beside), "es"))
    beside_grams = dict.fromkeys(gram for word in beside for gram in ngrams(fold(word)))
    same: dict[str, tuple[str, ...]] = {}
    for each in said_otherwise:
        others = tuple(stem_list(" ".join(each.words), "es"))
        for stem in stem_list(" ".join(each.said), language):
            same[stem] = tuple(dict.fromkeys((*same.get(stem, ()), *others)))
    return Asked(
        text=text,
        language=language,
        words=tuple(dict.fromkeys(found)),
        stems=tuple(stems)[:MOST_STEMS],
        grams=tuple(grams)[:MOST_NGRAMS],
        beside=beside,
        beside_stems=tuple(stem for stem in beside_stems if stem not in stems),
        beside_grams=tuple(gram for gram in beside_grams if gram not in grams)[:MOST_NGRAMS],
        same=tuple(same.items()),
    )


def substance(text: str, language: str) -> list[str]:
    """The folded words of `text` in order, without the stop words of its language."""
    stops = STOP_WORDS[language if language in LANGUAGES else "es"]
    return [word for word in words(text) if word not in stops]

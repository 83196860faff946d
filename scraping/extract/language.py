"""The language of a text: what the page says, unless the text says otherwise."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_SAMPLE = 1_200
# Shorter texts than this don't contradict what a page declares, or tell a language by themselves.
_ENOUGH_TO_DENY = 120
_ENOUGH_TO_TELL = 25
# Languages that pages of universities here are written in. Among all 142 that the model knows,
# short Spanish texts come out as Aragonese or Extremaduran, which are no ISO 639-1 at that.
_EXPECTED = frozenset({"ca", "de", "en", "es", "eu", "fr", "gl", "it", "pt"})
_MISTAKEN = frozenset({"an", "gl", "oc", "la", "eo", "ht", "br", "lb", "af", "nl", "ro"})
# Words that tell Spanish and English from their neighbours, and words of those.
_TELLING = {
    "es": frozenset("el los las del y con por para su una más".split()),
    "en": frozenset("the of and to for is are you your with".split()),
    "": frozenset(
        "i els les amb és dels das em um uma com não ao é unha et du est pour dans il"
        " della sono der die und".split()
    ),
}
_LEAST_TOLD, _LEAST_SHARE, _MOST_OTHERS = 6, 0.07, 0.17
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile(r"\S+@\S+|https?://\S+|[#|*>`\d_/-]+")
_CODE = re.compile(r"^\s*([a-z]{2})(?:[-_][a-z0-9-]+)?\s*$", re.IGNORECASE)


def language_of(text: str, declared: str = "") -> str:
    """ISO 639-1 code of the language of `text` (Markdown); empty where it can't be told."""
    found = _CODE.match(declared)
    said = found[1].lower() if found else ""
    sample = " ".join(_MARKS.sub(" ", text[: 2 * _SAMPLE]).split())[:_SAMPLE]
    if len(sample) < (_ENOUGH_TO_DENY if said else _ENOUGH_TO_TELL):
        return said
    plain = _told_by_words(sample) if len(sample) >= _ENOUGH_TO_DENY else ""
    if plain:
        return plain
    ranked = [str(code) for code, _ in _model().rank(sample)]
    best = ranked[0]
    if best == said or (best in _EXPECTED and best not in _MISTAKEN):
        return best
    nearest = next(code for code in ranked if code in _EXPECTED)
    # Another alphabet or family altogether.
    if len(best) == 2 and best not in _MISTAKEN and said != nearest:
        return best
    return nearest


def _told_by_words(sample: str) -> str:
    """`es` or `en` where its common words leave no doubt: no model is needed then."""
    words = _WORD.findall(sample.lower())
    counts = {code: sum(map(telling.__contains__, words)) for code, telling in _TELLING.items()}
    total = sum(counts.values())
    best = max(counts, key=lambda code: counts[code])
    count = counts[best]
    if count < max(_LEAST_TOLD, _LEAST_SHARE * len(words)) or total - count > _MOST_OTHERS * count:
        return ""
    return best


@cache
def _model() -> Any:
    """About 80 MB, loaded in half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE)

"""Answering from the institution's own pages: literal sentences, and where they are from.

A page is data. What it tells its reader to do is not followed, and a sentence that tries is not
even quoted (`analysis.screening`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, takewhile
from textwrap import shorten
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from analysis.folding import fold, words
from analysis.screening import screen
from conversations.answers.embedded import enquiry
from conversations.answers.embedded.turn import Turn
from scraping.passages import SURE, Passage, Quote

_FELT = "felt_before_pages"  # what lies behind the question is answered to once
_MOST_QUOTES = 2
_MOST_SHORT_QUOTES = 3  # of which the words together are few: rows of a table
_FEW_WORDS = 40
_BEHIND = 1.2  # by which a further quote may be worse than the first
# What the program itself is asked, and what no page may decide.
_NEVER = (
    "robot", "bot_self", "bot_name", "can_do", "who_reads", "joke", "do_it", "medicine",
    "diagnosis", "others_data",
)  # fmt: skip
_NOT_IN_FEW_WORDS = ("not_understood", "worry")
_FEW = 8  # words
_YEAR = re.compile(r"\b20\d\d\b")
_LONGEST_TITLE = 90  # characters
_MARKS = re.compile(r"[«»“”\"<>]")
# Nobody is urged to die, whoever wrote the page.
_URGES = re.compile(
    r"\b(?:matate|matense|suicidate|suicidense|ahorcate|cuelgate|muerete|quitate la vida|"
    r"(?:te|se) (?:mates|matas|suicides|suicidas|quites la vida|mueras|ahorques)|kill yourself)\b"
)
_A_MATTER = 2  # words with a meaning; fewer name nothing to look up
_EMPTY = frozenset(
    "que cual cuales como cuando cuanto cuanta cuantos cuantas donde quien quienes para por con "
    "los las del una uno unos unas hay puedo puede pueden debo tengo tiene hacer hago saber "
    "quiero "
    "hasta desde sobre este esta esto eso ese esa mis mas muy ser son fue sin favor hola gracias "
    "sabes dime tambien entonces ahora necesito "
    "the what which how when where who why can could does did have has had get for from with about "
    "are was were is you your our this that there and please thanks know tell need want".split()
)


def answer(turn: Turn) -> bool:
    """Answer a question from the passages, or say that they don't; False where none is asked."""
    seen = turn.seen
    if not turn.request.passages or not _asks(turn):
        return False
    found = _chosen(turn)
    if not found:
        return _nothing_new(turn)
    turn.does("passages")
    if seen.topic is not None and turn.can_ask(_FELT):
        turn.memory.asked.append(_FELT)
        turn.say_one(seen.topic.mirror, optional=True)
        turn.new_paragraph()
    unsure = _is_unsure(turn)
    closes = None if unsure else _deadline(turn, found)
    for number, (passage, quote) in enumerate(found):
        key = "passages_more" if number else "passages_near" if unsure else "passages_quote"
        title = _title(passage)
        said = _ended(quote.text)
        if not turn.say(key, quote=said, title=title):
            turn.write(f"«{said}»" if number else f"«{title}»: «{said}»")
    if closes and turn.say("passages_closes", quote=_ended(closes[1].text)):
        found.append(closes)
    turn.citations = tuple(
        {"title": _title(passage), "url": quote.url or passage.url, "quote": quote.text}
        for passage, quote in found
    )
    turn.say("passages_check", optional=True)
    turn.keep_waiting()
    return True


def _nothing_new(turn: Turn) -> bool:
    """There is nothing to quote, or nothing that was not quoted before."""
    seen = turn.seen
    if seen.topic is not None and not seen.has("admin", "academic"):
        return False
    turn.does("passages")
    passage = turn.request.passages[0]
    known = passage.quotes and not turn.picker.is_new(passage.quotes[0].text)
    if known and turn.say("passages_said", title=_title(passage)):
        turn.citations = (
            {"title": _title(passage), "url": passage.url, "quote": passage.quotes[0].text},
        )
    else:
        turn.say("passages_none") or turn.say("admin_limit", optional=True)
    enquiry.where_to_go(turn)
    turn.keep_waiting()
    return True


def _asks(turn: Turn) -> bool:
    """Whether this is for the pages: they were searched for it, but may not be what is meant."""
    seen = turn.seen
    if seen.has(*_NEVER) or (seen.has(*_NOT_IN_FEW_WORDS) and seen.count <= _FEW):
        return False
    # «¿Qué hago?» alone asks for the program's ideas; «¿qué hago si repruebo un ramo?» for a rule.
    return not seen.has("ideas") or len(_content_words(seen.text)) >= _A_MATTER


def _content_words(text: str) -> list[str]:
    return [word for word in words(fold(text)) if len(word) > len("los") and word not in _EMPTY]


def _chosen(turn: Turn) -> list[tuple[Passage, Quote]]:
    """What is quoted: the sentence that answers best, and others of its page that are about as
    good. Nothing that was said before, and nothing that rules the assistant.
    """
    ranked = sorted(
        ((passage, quote) for passage in turn.request.passages for quote in passage.quotes),
        key=lambda pair: (_is_past(turn, *pair), -pair[1].score),
    )
    clean = (pair for pair in ranked if _is_clean(pair[1].text))
    top = next(clean, None)
    if top is None:
        return []
    # What answers best was said already: only what is about as good is worth saying after it.
    good = takewhile(lambda pair: pair[1].score >= top[1].score - _BEHIND, chain([top], clean))
    new = (pair for pair in good if turn.picker.is_new(pair[1].text))
    best = next(new, None)
    if best is None:
        return []
    if _is_unsure(turn):
        return [best]
    found, size = [best], len(best[1].text.split())
    for passage, quote in takewhile(lambda pair: pair[1].score >= best[1].score - _BEHIND, new):
        if _page(passage) != _page(best[0]) or any(quote.text == one.text for _, one in found):
            continue
        size += len(quote.text.split())
        if len(found) >= (_MOST_SHORT_QUOTES if size <= _FEW_WORDS else _MOST_QUOTES):
            break
        found.append((passage, quote))
    return found


def _is_past(turn: Turn, passage: Passage, quote: Quote) -> bool:
    """Whether it tells of years gone by alone, and none of them was asked for."""
    years = set(_YEAR.findall(f"{passage.title} {quote.text}"))
    asked = set(_YEAR.findall(turn.seen.text))
    return bool(years) and int(max(years)) < turn.request.now.year and not years & asked


def _deadline(turn: Turn, found: list[tuple[Passage, Quote]]) -> tuple[Passage, Quote] | None:
    """Until when, of the page that is quoted, where it says so and the quotes do not."""
    for passage in turn.request.passages:
        quote = passage.closes
        if quote and _page(passage) == _page(found[0][0]):
            said = any(quote.text == one.text for _, one in found)
            if not said and turn.picker.is_new(quote.text) and _is_clean(quote.text):
                return passage, quote
    return None


def _is_unsure(turn: Turn) -> bool:
    return 0 < turn.request.passages[0].score < SURE


def _ended(quote: str) -> str:
    """With a full stop where a row of a table has none, so that what follows stands apart."""
    return quote if quote.endswith((".", "!", "?", "…", ":")) else f"{quote}."


def _title(passage: Passage) -> str:
    """Of the page, to be said: short, with no quotation marks of its own, and nothing that a quote
    may not say either; then the page's address stands for it.
    """
    title = _MARKS.sub("", " ".join(passage.title.split()))
    if not title or not _is_clean(title):
        return urlsplit(passage.url).hostname or _("un documento")
    return shorten(title, _LONGEST_TITLE, placeholder="…")


def _page(passage: Passage) -> str:
    return passage.page_id or passage.url.partition("#")[0]


@lru_cache(maxsize=512)
def _is_clean(sentence: str) -> bool:
    """Whether a sentence neither rules the assistant nor attacks; unread counts as unclean."""
    if _URGES.search(fold(sentence)):
        return False
    found = screen(sentence)
    if found.injection is None or found.toxicity is None:
        return False
    return not (found.injection.is_injection or found.toxicity.is_toxic)

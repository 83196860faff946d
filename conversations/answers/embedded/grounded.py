"""Answering from the institution's own pages: literal sentences, and where they are from.

A page is data. What it tells its reader to do is not followed, and a sentence that tries is not
even quoted (`analysis.screening`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from analysis.folding import fold, words
from analysis.screening import screen
from conversations.answers.embedded import enquiry
from conversations.answers.embedded.turn import Turn
from scraping.passages import Passage
from scraping.prose import prose

_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\d)[^.!?\n]+)*[.!?]?")
_SHORTEST, _LONGEST = 4, 45  # words of a sentence to quote
_STEM = 5  # letters that two forms of a word share
# Stems that ask for the same.
_SAME = {
    "solic": "postu", "inscr": "postu", "plazo": "vence", "cierr": "vence", "cierra": "vence",
    "preci": "cuest", "valor": "cuest", "costo": "cuest", "vale": "cuest", "horar": "atien",
    "abre": "atien", "ofici": "donde",
}  # fmt: skip
_STEP = 0.5  # by which a sentence of the next passage must be better
_FELT = "felt_before_pages"  # what lies behind the question is answered to once
_ENOUGH = 0.5  # of what a question asks for must be in the sentence and its headings
_MOST_QUOTES = 2
_SHORT_QUESTION = 3  # words with a meaning; fewer lean on the question before
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
_ASKS_FIGURE = re.compile(
    r"\b(?:cuando|cuanto|cuanta|cuantos|cuantas|hasta cuando|a que hora|plazo|fecha|when|how much|"
    r"how many|what time|deadline|date)\b"
)
_ASKS_PLACE = re.compile(r"\b(?:donde|a quien|con quien|where|who(?:m)? to)\b")
_FIGURE = re.compile(
    r"\d|\b(?:lunes|martes|miercoles|jueves|viernes|enero|febrero|marzo|abril|mayo|junio|julio|"
    r"agosto|septiembre|octubre|noviembre|diciembre|gratis|gratuit[ao]|"
    r"monday|tuesday|wednesday|thursday|friday|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|free)\b"
)
_ASKS_PRICE = re.compile(
    r"\b(?:cuanto (?:cuesta|vale|sale|cobran|es|hay que pagar|se paga|me sale|me cuesta)|precio|"
    r"que (?:precio|valor)|how much)\b"
)
_PRICE = re.compile(
    r"\$|\d\.\d{3}\b|\b(?:pesos|euros|dolares|uf|gratis|gratuit[ao]s?|sin costo|no (?:se )?paga|"
    r"free|costs?)\b"
)
# Says nothing of when or how much.
_YEAR = re.compile(r"\b20\d\d\b")
_PLACE = re.compile(
    r"\b(?:en (?:el|la|los|las)|oficina|portal|edificio|sala|secretaria|direccion|correo|sitio|"
    r"ventanilla|piso|formulario|at the|in the|on the|office|building|room|desk|website|form)\b"
)


@dataclass(frozen=True)
class _Quote:
    text: str
    passage: Passage
    score: float


def answer(turn: Turn) -> bool:
    """Answer a question from the passages, or say that they don't; False where none is asked."""
    seen = turn.seen
    if not turn.request.passages or not _asks(turn):
        return False
    asked = _asked(turn)
    found = _quotes(asked, fold(seen.text), turn.request.passages) if asked else []
    found = found or _nearest(fold(seen.text), turn.request.passages[0])
    found = [quote for quote in found if turn.picker.is_new(quote.text)]
    if not found:
        if seen.topic is not None and not seen.has("admin", "academic"):
            return False
        turn.does("passages")
        turn.say("passages_none") or turn.say("admin_limit", optional=True)
        enquiry.where_to_go(turn)
        turn.keep_waiting()
        return True
    turn.does("passages")
    if seen.topic is not None and turn.can_ask(_FELT):
        turn.memory.asked.append(_FELT)
        turn.say_one(seen.topic.mirror, optional=True)
        turn.new_paragraph()
    for number, quote in enumerate(found):
        key = "passages_quote" if number == 0 else "passages_more"
        title = quote.passage.title.strip() or quote.passage.url
        if not turn.say(key, quote=quote.text, title=title):
            turn.write(f"«{title}»: «{quote.text}».")
    turn.citations = tuple(
        {"title": q.passage.title, "url": q.passage.url, "quote": q.text} for q in found
    )
    turn.say("passages_check", optional=True)
    turn.keep_waiting()
    return True


def _asks(turn: Turn) -> bool:
    seen = turn.seen
    aside = seen.has(
        "robot", "bot_self", "bot_name", "can_do", "who_reads", "joke", "not_understood", "worry",
        "do_it", "medicine", "diagnosis", "others_data",
    )  # fmt: skip
    # «¿Qué hago?» alone asks for the program's ideas; «¿qué hago si repruebo un ramo?» for a rule.
    if seen.has("ideas") and len(_content_words(seen.text)) < _A_MATTER:
        return False
    return (seen.is_question or seen.has("admin", "academic")) and not aside


def _content_words(text: str) -> list[str]:
    found = [word for word in words(fold(text)) if len(word) > len("los") and word not in _EMPTY]
    stems = [word.removesuffix("s")[:_STEM] for word in found]
    return [_SAME.get(stem, stem) for stem in stems]


def _asked(turn: Turn) -> set[str]:
    """What the question asks for; a short one leans on the student's question before."""
    asked = _content_words(turn.seen.text)
    if len(asked) < _SHORT_QUESTION and re.match(r"\W*(?:y|and)\b", turn.seen.folded):
        before = [said.text for said in turn.request.history if said.sender == "student"]
        asked += _content_words(before[-1]) if before else []
    return set(asked)


def _quotes(asked: set[str], folded: str, passages: tuple[Passage, ...]) -> list[_Quote]:
    """The sentences that answer, best first; the second one only from the same page."""
    found = [
        quote
        for rank, passage in enumerate(passages)
        for quote in _of_passage(asked, folded, passage, rank)
    ]
    found.sort(key=lambda quote: -quote.score)
    kept: list[_Quote] = []
    for quote in found:
        same_page = not kept or quote.passage.url == kept[0].passage.url
        if len(kept) < _MOST_QUOTES and same_page and _is_clean(quote.text):
            if kept and quote.score < kept[0].score - 1:
                break
            kept.append(quote)
    return kept


def _of_passage(asked: set[str], folded: str, passage: Passage, rank: int) -> list[_Quote]:
    about = set(_content_words(f"{passage.title} {passage.heading}"))
    wants_figure, wants_place = _ASKS_FIGURE.search(folded), _ASKS_PLACE.search(folded)
    wants_price = _ASKS_PRICE.search(folded)
    found = []
    before: set[str] = set()  # a sentence leans on the one before it: «el plazo para renovarla»
    nearest = fold(prose(passage.snippet))
    for match in _SENTENCE.finditer(prose(passage.text)):
        text = match[0].strip()
        size = len(text.split())
        own = set(_content_words(text))
        hits, known = asked & own, own | about | before
        before = own
        if size not in range(_SHORTEST, _LONGEST + 1) or not hits:
            continue
        if len(asked & known) < _ENOUGH * len(asked):
            continue
        plain = fold(text)
        if wants_price and not _PRICE.search(plain):
            continue
        if wants_figure and not _FIGURE.search(_YEAR.sub("", plain)):
            continue
        if wants_place and not _PLACE.search(plain):
            continue
        score = 2 * len(hits) + len(asked & about) + (plain in nearest) - _STEP * rank
        found.append(_Quote(text, passage, score))
    return found


def _nearest(folded: str, passage: Passage) -> list[_Quote]:
    """The first sentences of the place that the search found: it may say the same in other words.

    A sentence with a figure or a place comes first where one is asked for.
    """
    wants = _PLACE if _ASKS_PLACE.search(folded) else None
    if _ASKS_FIGURE.search(folded):
        wants = _PRICE if _ASKS_PRICE.search(folded) else _FIGURE
    found = _sentences(passage.snippet)
    if wants:
        if not any(wants.search(_YEAR.sub("", fold(text))) for text in found):
            # It may stand beside the place that was found.
            found += [
                text for text in _sentences(passage.text) if wants.search(_YEAR.sub("", fold(text)))
            ]
        found.sort(key=lambda text: not wants.search(_YEAR.sub("", fold(text))))
    clean = [text for text in found if _is_clean(text)]
    return [_Quote(text, passage, 0.0) for text in clean[:_MOST_QUOTES]]


def _sentences(markdown: str) -> list[str]:
    """Those that are neither too short nor too long to quote."""
    found = [match[0].strip() for match in _SENTENCE.finditer(prose(markdown))]
    return [text for text in found if len(text.split()) in range(_SHORTEST, _LONGEST + 1)]


@lru_cache(maxsize=512)
def _is_clean(sentence: str) -> bool:
    """Whether a sentence neither rules the assistant nor attacks; unread counts as unclean."""
    found = screen(sentence)
    if found.injection is None or found.toxicity is None:
        return False
    return not (found.injection.is_injection or found.toxicity.is_toxic)

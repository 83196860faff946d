"""Which sentences of the passages answer a question: what is worth quoting, best first.

Each sentence is weighed by what it shares with the question, by how near to the question the search
found the place where it stands, and by whether it tells what is asked for: a figure, a price, a
place. The weights are made by `manage.py calibrate_quotes` from questions whose answering sentences
were marked by people, and lie in `quoting.json`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from scraping.passages import Near, Passage, Quote
from scraping.prose import cells, is_rule, prose
from scraping.search.asked import Asked, read
from scraping.search.fragments import with_fragment
from scraping.search.lexicon import Lexicon
from scraping.search.preferring import is_above
from scraping.search.words import DEFAULT_LANGUAGE, fold, ngrams, stem_list, words

ARTIFACT = Path(__file__).with_name("quoting.json")
MOST_QUOTES = 4  # of one passage
_SHORTEST, _LONGEST = 4, 45  # words of a sentence to quote
_SHORTEST_ROW = 2
_FAR = Near("", -3.0, -0.1)  # a place that was no candidate
_ASKS_FIGURE = re.compile(
    r"\b(?:cuando|cuanto|cuanta|cuantos|cuantas|hasta cuando|(?:a )?(?:que|q) hora|horario|plazo|"
    r"fecha|when|how much|how many|what time|deadline|date)\b"
)
_ASKS_PLACE = re.compile(r"\b(?:donde|dnd|a quien|con quien|where|who(?:m)? to)\b")
_ASKS_PRICE = re.compile(
    r"\b(?:cuanto (?:cuesta|vale|sale|cobran|es|hay que pagar|se paga|me sale|me cuesta)|precio|"
    r"que (?:precio|valor)|how much)\b"
)
_FIGURE = re.compile(
    r"\d|\b(?:lunes|martes|miercoles|jueves|viernes|enero|febrero|marzo|abril|mayo|junio|julio|"
    r"agosto|septiembre|octubre|noviembre|diciembre|gratis|gratuit[ao]|"
    r"monday|tuesday|wednesday|thursday|friday|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|free)\b"
)
_PRICE = re.compile(
    r"\$|\d\.\d{3}\b|\b(?:pesos|euros|dolares|uf|gratis|gratuit[ao]s?|sin costo|no (?:se )?paga|"
    r"free|costs?)\b"
)
_PLACE = re.compile(
    r"\b(?:en (?:el|la|los|las)|oficina|portal|edificio|sala|secretaria|direccion|correo|sitio|"
    r"ventanilla|piso|formulario|at the|in the|on the|office|building|room|desk|website|form)\b"
)
_YEAR = re.compile(r"\b20\d\d\b")  # says nothing of when or how much
# A mark ends it only before a space: «imprimir@u.example» and «8.30» are one piece.
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?=[^\s.!?])[^.!?\n]+)*[.!?]*")

Rarity = Callable[[str], float]


@dataclass(frozen=True)
class Sentence:
    """One that could be quoted: as it is read, as it is written (`source`, Markdown), and whether
    it is a row of a table. A row is read with the names of its columns.
    """

    text: str
    source: str
    is_row: bool


def quoted(
    question: str, passages: Sequence[Passage], lexicon: Lexicon | None = None
) -> tuple[Passage, ...]:
    """The passages with their `quotes`. `lexicon` says how rare words are in the institution's
    pages; without it all count alike.
    """
    asked = read(question)
    if asked is None:
        return tuple(passages)
    found = []
    for rank, passage in enumerate(passages):
        weighed = [
            Quote(one.text, _score(values), address(passage, one))
            for one, values in weighable(asked, passages, rank, lexicon)
        ]
        weighed.sort(key=lambda quote: -quote.score)
        found.append(replace(passage, quotes=tuple(weighed[:MOST_QUOTES])))
    return tuple(found)


def weighable(
    asked: Asked, passages: Sequence[Passage], rank: int, lexicon: Lexicon | None = None
) -> Iterator[tuple[Sentence, dict[str, float]]]:
    """The sentences of the `rank`th passage, from 0, with what their weight is made of."""
    passage = passages[rank]
    is_overview = any(is_above(_page(passage), _page(other)) for other in passages)
    about = _stems(f"{passage.title} {passage.heading}", asked.language)
    snippet = prose(passage.snippet)
    places = passage.near or (Near(snippet, 0.0, 0.0),)
    same = dict(asked.same)
    kinds = _kinds(asked.text)
    stem_idf: Rarity = lexicon.stem_idf if lexicon else _alike
    gram_idf: Rarity = lexicon.gram_idf if lexicon else _alike
    for one in sentences(passage.text):
        own = _stems(one.text, asked.language)
        written = prose(one.source) if one.is_row else one.text
        near = max(
            (near for near in places if written in near.text),
            key=lambda near: near.fused,
            default=_FAR,
        )
        plain = fold(one.text)
        yield (
            one,
            {
                "said": _share(asked.stems, own, same, stem_idf),
                "said_with_heading": _share(asked.stems, own | about, same, stem_idf),
                "heading": _share(asked.stems, about, same, stem_idf),
                "grams": _share(asked.grams, _grams(one.text), {}, gram_idf),
                "place_fused": max(near.fused, _FAR.fused),
                "place_semantic": near.semantic,
                "in_snippet": float(written in snippet),
                "first_passage": float(rank == 0),
                "length": math.log(len(one.text.split())),
                "row": float(one.is_row),
                "overview": float(is_overview),
                "figure": _fits(kinds["figure"], _FIGURE.search(_YEAR.sub("", plain))),
                "price": _fits(kinds["price"], _PRICE.search(plain)),
                "place": _fits(kinds["place"], _PLACE.search(plain)),
            },
        )


def sentences(markdown: str) -> Iterator[Sentence]:
    """Those that are neither too short nor too long to quote; no headings, of a table no head."""
    lines = markdown.splitlines()
    head: list[str] = []
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        is_row = line.lstrip().startswith("|")
        if is_row and is_rule(below):
            head = cells(line)
            continue
        if is_rule(line):
            continue
        head = head if is_row else []
        if is_row:
            pieces = [_row(cells(line), head)]
        else:
            pieces = [match[0].strip() for match in _SENTENCE.finditer(prose(line))]
        for piece in pieces:
            shortest = _SHORTEST_ROW if is_row else _SHORTEST
            if shortest <= len(piece.split()) <= _LONGEST:
                yield Sentence(piece, line if is_row else piece, is_row)


def _row(found: Sequence[str], head: Sequence[str]) -> str:
    """«Clases, sábado: Central 9:00 a 14:00, Costanera cerrada»; with one column beside the first,
    its name is left out.
    """
    first, *others = [*found, ""]
    others = others[:-1]
    if len(others) > 1 and len(head) == len(found):
        named = [f"{name} {cell}".strip() for name, cell in zip(head[1:], others, strict=True)]
        others = [one for one, cell in zip(named, others, strict=True) if cell]
    told = ", ".join(one for one in others if one)
    return f"{first}: {told}" if first and told else first or told


def _score(values: Mapping[str, float]) -> float:
    return sum(weight * values[name] for name, weight in weights().items())


@cache
def weights() -> Mapping[str, float]:
    stored: dict[str, float] = json.loads(ARTIFACT.read_text(encoding="utf-8"))["weights"]
    return stored


def asks_what_to_do(question: str) -> bool:
    """Whether it asks for no figure, price or place."""
    return not any(_kinds(question).values())


def _kinds(question: str) -> dict[str, bool]:
    """What the question asks for, as far as a sentence can be seen to tell it."""
    plain = fold(question)
    return {
        "figure": bool(_ASKS_FIGURE.search(plain)),
        "price": bool(_ASKS_PRICE.search(plain)),
        "place": bool(_ASKS_PLACE.search(plain)),
    }


def _fits(is_asked: bool, told: object) -> float:
    """1 where the sentence tells what is asked for, -1 where it does not."""
    return (1.0 if told else -1.0) if is_asked else 0.0


def _share(
    terms: Sequence[str], there: frozenset[str], same: Mapping[str, Sequence[str]], rarity: Rarity
) -> float:
    """Of the question's terms, weighed by rarity, what is there or said in another word."""
    total = sum(rarity(term) for term in terms)
    told = sum(
        rarity(term)
        for term in terms
        if term in there or any(other in there for other in same.get(term, ()))
    )
    return told / total if total else 0.0


def _alike(_term: str) -> float:
    return 1.0


@lru_cache(maxsize=10_000)
def _stems(text: str, language: str) -> frozenset[str]:
    """In the question's language, and as pages are mostly written."""
    return frozenset(
        stem for each in {language, DEFAULT_LANGUAGE} for stem in stem_list(text, each)
    )


@lru_cache(maxsize=10_000)
def _grams(text: str) -> frozenset[str]:
    return frozenset(gram for word in words(text) for gram in ngrams(word))


def _page(passage: Passage) -> str:
    return passage.url.partition("#")[0]


def address(passage: Passage, one: Sentence) -> str:
    """The page opened at the sentence; an upload is opened at the place that was found."""
    if passage.url.startswith("/") or not passage.url:
        return passage.url
    return with_fragment(passage.url, _once(one, prose(passage.text)) if one.is_row else one.source)


def _once(row: Sentence, text: str) -> str:
    """The longest cell of the row that `text` has nowhere else, since a browser opens the first
    place that has the words; the whole row where there is none.
    """
    for cell in sorted(cells(row.source), key=len, reverse=True):
        if any(char.isalnum() for char in cell) and text.count(cell) == 1:
            return cell
    return row.source

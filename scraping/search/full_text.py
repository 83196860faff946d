"""Candidates from PostgreSQL's full-text index, and statistics from a sample of the snippets.

A common word stands in a large part of all snippets, and to rank these would take longer than the
whole search may. So the rarest stems choose the rows, and the commoner ones only have a say in
their order. What is found is ranked anew elsewhere (`scraping.search.scoring`).
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from django.db import connection, models
from django.db.models.functions import Mod

from scraping.models import Snippet
from scraping.search.asked import Asked
from scraping.search.fields import Text
from scraping.search.lexicon import Lexicon
from scraping.search.memory import FIELDS
from scraping.search.words import stem_list

SAMPLE = 4_000  # snippets
SAMPLE_SECONDS = 900  # before another is taken
MOST_SAMPLES = 32  # institutions
# Rows that are ranked by the database for one question.
MOST_RANKED = 1_500
_MOST_STEMS = 10  # the rarest; the others hardly change an order
_ALIKE = 2  # words for which an unknown one may be misspelt

# The rows that a condition chooses, in the order of what their stems weigh. What ts_rank says of
# one stem grows with its occurrences and is damped; the weights are the inverse frequencies.
_RANKED = """
SELECT id FROM (
    SELECT id, stems_vector FROM scraping_snippet
    WHERE institution_id = %s AND stems_vector @@ %s::tsquery LIMIT %s
) AS chosen
ORDER BY {ranks} DESC, id LIMIT %s
"""
_RANK = "%s * ts_rank(stems_vector, %s::tsquery)"


class Samples:
    """For each institution a lexicon of some of its snippets, which stands for all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: OrderedDict[Any, tuple[float, int, Lexicon]] = OrderedDict()

    def sample(self, institution_id: Any) -> tuple[Lexicon, int]:
        """The lexicon, and how many snippets each of its snippets stands for."""
        now = time.monotonic()
        with self._lock:
            made, each, lexicon = self._held.get(institution_id, (0.0, 1, Lexicon()))
            if lexicon.count and now - made < SAMPLE_SECONDS:
                self._held.move_to_end(institution_id)
                return lexicon, each
            if lexicon.count:  # one takes the new one, the others go on with the old
                self._held[institution_id] = (now, each, lexicon)
        rows = Snippet.objects.filter(institution_id=institution_id, source__deleted_at=None)
        each = max(1, -(-rows.count() // SAMPLE))
        part = rows.annotate(rest=Mod("id", each, output_field=models.IntegerField()))
        chosen = part.filter(rest=0).order_by("id").values(*FIELDS)
        lexicon = Lexicon().changed([Text(**row) for row in chosen.iterator()], ())
        with self._lock:
            self._held[institution_id] = (now, each, lexicon)
            while len(self._held) > MOST_SAMPLES:
                self._held.popitem(last=False)
        return lexicon, each

    def forget(self) -> None:
        with self._lock:
            self._held.clear()


samples = Samples()


def candidates(asked: Asked, institution_id: Any, most: int) -> tuple[list[int], Lexicon]:
    """At most about `most` ids of snippets that share stems with the question, and statistics."""
    lexicon, each = samples.sample(institution_id)
    stems = [*asked.stems, *asked.beside_stems, *_meant(asked, lexicon)]
    having = {stem: lexicon.having(stem) * each for stem in dict.fromkeys(stems)}
    ordered = sorted(having, key=lambda stem: (having[stem], stem))[:_MOST_STEMS]
    found: dict[int, None] = {}
    for condition in _conditions(ordered, having):
        if len(found) >= most:
            break
        found.update(dict.fromkeys(_ranked(condition, ordered, lexicon, institution_id, most)))
    return list(found), lexicon


def _meant(asked: Asked, lexicon: Lexicon) -> Iterator[str]:
    """The stems of known words that the question's unknown ones may be misspelt for."""
    for word in asked.words:
        if any(lexicon.having(stem) for stem in stem_list(word, asked.language)):
            continue
        for known in lexicon.alike(word, _ALIKE):
            yield from stem_list(known, asked.language)


def _conditions(ordered: Sequence[str], having: dict[str, int]) -> Iterator[str]:
    """Queries of the full-text index, from those that tell most."""
    rare: list[str] = []
    rows = 0
    for stem in ordered:
        rows += having[stem]
        if rows > MOST_RANKED:
            break
        rare.append(stem)
    if rare:
        yield " | ".join(_lexeme(stem) for stem in rare)
    for size in (3, 2):
        for together in combinations(ordered[: size + 1], size):
            yield " & ".join(_lexeme(stem) for stem in together)
    for stem in ordered[:2]:
        yield _lexeme(stem)


def _ranked(
    condition: str, stems: Sequence[str], lexicon: Lexicon, institution_id: Any, most: int
) -> list[int]:
    ranks = " + ".join([_RANK] * len(stems))
    weights = [part for stem in stems for part in (lexicon.stem_idf(stem), _lexeme(stem))]
    with connection.cursor() as cursor:
        cursor.execute(
            _RANKED.format(ranks=ranks),
            [str(institution_id), condition, MOST_RANKED, *weights, most],
        )
        return [row[0] for row in cursor.fetchall()]


def _lexeme(stem: str) -> str:
    """The stem as a query of its own; there are only letters and digits in it."""
    return f"'{stem}'"

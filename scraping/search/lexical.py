"""What the words say: the snippets that share words, or pieces of words, with the question."""

from __future__ import annotations

from typing import Any

from django.db import connection

from scraping.models import Snippet
from scraping.search import full_text
from scraping.search.asked import Asked
from scraping.search.lexicon import Lexicon
from scraping.search.memory import kept
from scraping.search.reading import Reading

# Up to so many snippets of an institution are searched in memory even where the database can.
MOST_IN_MEMORY = 4_000


def candidates(asked: Asked, *, institution_id: Any, most: int) -> tuple[list[int], Reading]:
    """At most about `2 * most` ids of snippets, and the lexicon that says how rare terms are.

    Some of them may have vanished or be of a deleted source.
    """
    if _asks_database(institution_id):
        ids, sample = full_text.candidates(asked, institution_id, most)
        return ids, Reading(sample)
    reading = Reading(kept.lexicon(institution_id))
    by_stems = reading.best_by_stems((*asked.stems, *asked.beside_stems), most)
    by_grams = reading.best_by_grams((*asked.grams, *asked.beside_grams), most)
    return list(dict.fromkeys([*by_stems, *by_grams])), reading


def lexicon_of(institution_id: Any) -> Lexicon:
    """What says how rare terms are in the institution's pages."""
    if _asks_database(institution_id):
        return full_text.samples.sample(institution_id)[0]
    return kept.lexicon(institution_id)


def _asks_database(institution_id: Any) -> bool:
    if connection.vendor != "postgresql":
        return False
    rows = Snippet.objects.filter(institution_id=institution_id).values("id")
    return rows[: MOST_IN_MEMORY + 1].count() > MOST_IN_MEMORY

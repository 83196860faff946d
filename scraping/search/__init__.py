"""Finding what the institution's own pages say on a question."""

from __future__ import annotations

from psichat.leaving import impersonal
from scraping.passages import Found, Passage

__all__ = ["look", "look_for_carer", "with_quotes"]


def look(
    question: str, *, institution_id: object, k: int | None = None, outside: bool = True
) -> Found:
    """The `k` passages (setting SEARCH_RESULTS) that come nearest, and whether they answer.

    `outside=False` asks no embedding provider outside this machine. The question must be without
    personal data. Where vectors can't be had, words alone are compared; only errors of the
    database are raised.
    """
    # Whoever needs only the words of this package does not load the rest, which needs models.
    from scraping.search.looking import found  # noqa: PLC0415

    return found(question, institution_id=institution_id, k=k, outside=outside)


def look_for_carer(question: str, *, institution_id: object, k: int | None = None) -> Found:
    """As `look`, for a question that may tell of a person, as pasted from a conversation.

    What is personal is left out of it; where that can't be made sure nothing is asked outside.
    """
    query = impersonal(question)
    return look(
        question if query is None else query,
        institution_id=institution_id,
        k=k,
        outside=query is not None,
    )


def with_quotes(
    question: str, passages: tuple[Passage, ...], *, institution_id: object
) -> tuple[Passage, ...]:
    """What `look` found, with the sentences that answer the question (`Passage.quotes`) and, where
    it asks what to do, the next deadline of their pages (`Passage.closes`).
    """
    from scraping.search.deadlines import with_deadlines  # noqa: PLC0415  # as above
    from scraping.search.lexical import lexicon_of  # noqa: PLC0415
    from scraping.search.quoting import quoted  # noqa: PLC0415

    return with_deadlines(question, quoted(question, passages, lexicon_of(institution_id)))

"""Finding what the institution's own pages say on a question."""

from __future__ import annotations

from scraping.passages import Found, Passage

__all__ = ["look", "search", "with_quotes"]


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


def search(
    question: str, *, institution_id: object, k: int | None = None, outside: bool = True
) -> tuple[Passage, ...]:
    """What `look` found; nothing where the pages don't hold an answer."""
    found = look(question, institution_id=institution_id, k=k, outside=outside)
    return found.passages if found.answered else ()


def with_quotes(
    question: str, passages: tuple[Passage, ...], *, institution_id: object
) -> tuple[Passage, ...]:
    """What `look` found for the question, with the sentences that answer it (`Passage.quotes`)."""
    from scraping.search.lexical import lexicon_of  # noqa: PLC0415  # as above
    from scraping.search.quoting import quoted  # noqa: PLC0415

    return quoted(question, passages, lexicon_of(institution_id))

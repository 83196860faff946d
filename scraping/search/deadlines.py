"""Until when: of the sentences of a page, the one that says when what it tells of closes.

Who asks what to do wants to know it too, and it often stands in another part of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.utils import timezone

from scraping.models import Chunk
from scraping.passages import Passage, Quote
from scraping.search.quoting import Sentence, address, asks_what_to_do, sentences
from scraping.search.words import fold

_MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
).split()
_IN_ENGLISH = (
    "january february march april may june july august september october november december"
).split()
_NUMBER_OF = {
    name: at % 12 + 1 for names in (_MONTHS, _IN_ENGLISH) for at, name in enumerate(names)
}
_DATE = re.compile(rf"\b(\d{{1,2}}) (?:de )?({'|'.join(_NUMBER_OF)})(?: (?:de |del )?(20\d\d))?\b")
_CLOSES = re.compile(
    r"\b(?:cierre|cierran?|plazos?|vencen?|hasta el|a mas tardar|termina el|deadline|closes?|"
    r"until)\b"
)


def with_deadlines(question: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages with what their pages say on the next deadline (`closes`), for a question on
    what to do.
    """
    ids = {passage.page_id for passage in passages if passage.page_id}
    if not ids or not asks_what_to_do(question):
        return tuple(passages)
    texts: dict[str, list[Sentence]] = {}
    for page_id, text in (
        Chunk.objects.filter(page_id__in=ids).order_by("position").values_list("page_id", "text")
    ):
        texts.setdefault(str(page_id), []).extend(sentences(text))
    today = timezone.localdate()
    return tuple(_with_deadline(one, texts.get(one.page_id, ()), today) for one in passages)


def _with_deadline(passage: Passage, said: Sequence[Sentence], today: date) -> Passage:
    by_text = {one.text: one for one in said}
    closes = next_deadline(by_text, today)
    if closes is None:
        return passage
    return replace(passage, closes=Quote(closes, 0.0, address(passage, by_text[closes])))


def next_deadline(sentences: Iterable[str], today: date) -> str | None:
    """The sentence with the first day on which something closes that has not passed; a day without
    its year is the next one of that name.
    """
    found: list[tuple[date, str]] = []
    for text in sentences:
        plain = fold(text)
        if closes := _CLOSES.search(plain):
            days = [_day(match, today) for match in _DATE.finditer(plain, closes.start())]
            coming = [day for day in days if day is not None and day >= today]
            if coming:
                found.append((min(coming), text))
    return min(found)[1] if found else None


def _day(match: re.Match[str], today: date) -> date | None:
    day, month = int(match[1]), _NUMBER_OF[match[2]]
    for year in (int(match[3]),) if match[3] else (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if match[3] or found >= today:
            return found
    return None

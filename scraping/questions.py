"""Questions that no page answers: counted, bounded, put aside (F9)."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from scraping.models import OpenQuestion
from scraping.search.words import language_of, stem_list

MOST_CHARACTERS = 300
MOST_QUESTIONS = 500  # of an institution


def note(text: str, institution_id: Any) -> OpenQuestion | None:
    """Count that `text`, which holds no personal data, was asked and not answered.

    Two ways to ask the same, by their stems, are one question with the words of the first. None
    for a text without a word of substance. Of more than `MOST_QUESTIONS` the least asked go, the
    oldest of them first. One that was put aside stays so.
    """
    plain = " ".join(text.replace("\x00", " ").split())[:MOST_CHARACTERS].strip()
    words = sorted(set(stem_list(plain, language_of(plain))))
    if not words:
        return None
    key = hashlib.sha256(" ".join(words).encode()).hexdigest()
    now = timezone.now()
    question, is_new = OpenQuestion.objects.get_or_create(
        institution_id=institution_id,
        key=key,
        defaults={"text": plain, "first_asked_at": now, "last_asked_at": now},
    )
    if is_new:
        _make_room(institution_id)
    else:
        OpenQuestion.objects.filter(id=question.id).update(times=F("times") + 1, last_asked_at=now)
    return question


def dismiss(*, question: OpenQuestion) -> None:
    """Put it aside: no page is missing for it."""
    OpenQuestion.objects.filter(id=question.id).update(dismissed_at=timezone.now())


def restore(*, question: OpenQuestion) -> None:
    """Bring it back to the list."""
    OpenQuestion.objects.filter(id=question.id).update(dismissed_at=None)


@transaction.atomic
def _make_room(institution_id: Any) -> None:
    rows = OpenQuestion.objects.filter(institution_id=institution_id)
    over = rows.count() - MOST_QUESTIONS
    if over > 0:
        least = rows.order_by("times", "last_asked_at", "id").values_list("id", flat=True)[:over]
        OpenQuestion.objects.filter(id__in=list(least)).delete()

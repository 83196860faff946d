"""Answers to questions that anybody may ask, kept for whoever asks the same (requirement D9).

Only what is impersonal through and through is kept: such a question goes to the model without the
conversation, and nothing of a feeling, a crisis, a person or the work cycle gets here. It is in
Django's cache; where that is away nothing is found and nothing kept.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from prometheus_client import Counter

from analysis.folding import fold, words
from analysis.labels import CrisisLevel, Emotion, Topic
from analysis.results import Analysis
from conversations.answers.asked import asks_for_search
from conversations.answers.base import Answer, AnswerRequest
from conversations.answers.whole_questions import refers_back

# `outcome`: hit, miss or kept.
ANSWER_CACHE = Counter(
    "psichat_answer_cache", "Impersonal questions looked up in the cache of answers.", ["outcome"]
)
SECONDS = 6 * 60 * 60
MOST_CHARACTERS = 8000  # of one entry
_PREFIX = "answer:1:"
_TOPICS = frozenset({Topic.ACADEMIC_CONTENT, Topic.ADMINISTRATION, Topic.EXAMS_GRADES})
# What a turn does that any student's could do; the cycle belongs to one of them at one moment.
_EVERYBODYS_MOVES = frozenset({"passages", "how_to_go_about"})
_CYCLE_KINDS = frozenset({"strategy", "running", "exercise", "idea"})
_CYCLE_QUESTIONS = frozenset(
    {"feeling", "task", "subject", "deadline", "minutes", "phase", "blocked_where", "next"}
)
_FEELING_NOT_SAID = frozenset({None, "neutral"})
# Of the one who asks, of today, or of what was said before.
_PERSONAL = re.compile(
    r"\b(?:yo|mi|mis|mio|mia|me|conmigo|nuestr[oa]s?|nos|estoy|tengo|debo|soy|quiero|necesito|"
    r"hoy|ayer|manana|ahora|esta (?:semana|tarde|noche)|ultima vez|"
    r"es[aeo]s?|est[eo]s?|estas|aquell\w+|i|my|mine|me|we|our|today|tomorrow|yesterday|now|"
    r"this|that|these|those)\b|^\W*(?:y|and)\b"
)


@dataclass(frozen=True)
class Kept:
    """What of an answer is everybody's."""

    text: str
    citations: tuple[dict[str, str], ...]


def key_of(request: AnswerRequest, plan: Answer, *, model: str, prompt_version: str) -> str | None:
    """The key under which the answer to `request` may be kept; None when it is nobody else's."""
    institution = request.books.get("institution", "")
    impersonal = (
        institution
        and request.state.get("greeted")
        and not request.in_crisis
        and _is_plain(request.analysis)
        and not _PERSONAL.search(fold(request.text))
        and not refers_back(request.text)
        and asks_for_search(request.text, request.analysis)
        and not _is_of_cycle(plan)
    )
    if not impersonal:
        return None
    parts = [
        request.language,
        " ".join(words(fold(request.text))),
        model,
        prompt_version,
        institution,
        *(f"{each.url}\n{each.heading}\n{each.text}" for each in request.passages),
    ]
    digest = hashlib.blake2s(json.dumps(parts).encode()).hexdigest()
    return f"{_PREFIX}{digest}"


async def recall(key: str) -> Kept | None:
    """What is kept under `key`; None where there is nothing, or nothing that can be read."""
    kept = _read(await cache.aget(key))
    ANSWER_CACHE.labels(outcome="miss" if kept is None else "hit").inc()
    return kept


async def keep(key: str, answer: Answer) -> None:
    """Keep text and citations of `answer` for `SECONDS`; one that is too large is not kept."""
    entry = json.dumps({"text": answer.text, "citations": list(answer.citations)})
    if len(entry) > MOST_CHARACTERS:
        return
    await cache.aset(key, entry, SECONDS)
    ANSWER_CACHE.labels(outcome="kept").inc()


def _read(entry: object) -> Kept | None:
    if not isinstance(entry, str):
        return None
    try:
        found: Any = json.loads(entry)
        cited = tuple({str(k): str(v) for k, v in each.items()} for each in found["citations"])
        return Kept(str(found["text"]), cited)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _is_plain(analysis: Analysis) -> bool:
    """No feeling, no danger, nobody's data; a part that broke might have found some."""
    slots, emotion, topic = analysis.slots, analysis.emotion, analysis.topic
    return (
        analysis.pii == ()
        and CrisisLevel(analysis.crisis.level) == CrisisLevel.NONE
        and not analysis.crisis.failed_layers
        and emotion is not None
        and emotion.label == Emotion.NEUTRAL
        and topic is not None
        and topic.label in _TOPICS
        and slots is not None
        and slots.sentimiento in _FEELING_NOT_SAID
        and slots.tiempo_bloque is None
    )


def _is_of_cycle(plan: Answer) -> bool:
    pending: Mapping[str, str] = plan.state.get("pending") or {}
    return bool(
        plan.strategy
        or plan.move not in _EVERYBODYS_MOVES
        or pending.get("kind") in _CYCLE_KINDS
        or pending.get("id") in _CYCLE_QUESTIONS
    )

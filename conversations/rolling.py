"""What a long conversation was about, for an answerer that sees only its last messages (B5).

A language model writes it where the institution has one; otherwise, and whenever that fails, it is
put together from what the session remembers and from what the student said most tellingly. It is
written beside the turns: none waits for it, and two at once do no harm.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from channels.db import database_sync_to_async as in_database
from django.conf import settings

from analysis.models import MessageAnalysis
from analysis.outgoing import mask_all
from analysis.pii.masking import MaskingError
from analysis.pii.placeholders import LIKE
from analysis.screening import screen
from conversations import permitted
from conversations.answers import prompts
from conversations.answers.base import Said
from conversations.gist import MOST_CHARACTERS, cut, extract
from conversations.models import Conversation, Message, SessionState
from psichat import llm
from psichat.llm import ModelRef
from psichat.llm.errors import ModelError

log = structlog.get_logger(__name__)

LEAST_MESSAGES = 6
MOST_MESSAGES = 60  # of one update; what is older is taken up first, the rest the next time
TIMEOUT_SECONDS = 20.0


@dataclass(frozen=True)
class _Material:
    """What a summary is made of; `messages` are oldest first, up to the number `upto`."""

    messages: tuple[Said, ...]
    upto: int
    known_upto: int
    earlier: str
    state: dict[str, Any]
    names: tuple[str, ...]
    language: str
    models: tuple[ModelRef, ...]
    books: dict[str, str]


def due(conversation: Conversation) -> bool:
    """Whether enough messages have left an answerer's sight since the summary was written."""
    return _out_of_sight(conversation) - conversation.rolling_upto >= LEAST_MESSAGES


def _out_of_sight(conversation: Conversation) -> int:
    """The number of the newest message that an answerer no longer sees."""
    return conversation.last_seq - int(settings.HISTORY_TO_ANSWERER)


async def update(conversation_id: uuid.UUID) -> bool:
    """Bring the summary up to date where that is due; whether it was written.

    It is not where another process was quicker. Asks a model outside any transaction.
    """
    material = await in_database(_material)(conversation_id)
    if material is None:
        return False
    text = await _by_model(material)
    if not text:
        text = extract(material.messages, material.state, material.earlier, material.language)
    return await in_database(_store)(conversation_id, material, text)


def _material(conversation_id: uuid.UUID) -> _Material | None:
    conversation = (
        Conversation.objects.select_related("student__institution")
        .filter(id=conversation_id, deleted_at=None)
        .first()
    )
    if conversation is None or not due(conversation):
        return None
    rows = list(
        Message.objects.filter(
            conversation=conversation,
            seq__gt=conversation.rolling_upto,
            seq__lte=_out_of_sight(conversation),
        ).order_by("seq")[:MOST_MESSAGES]
    )
    if not rows:
        return None
    attempts = _attempts(rows)
    stored = SessionState.objects.filter(conversation=conversation).first()
    student = conversation.student
    return _Material(
        messages=tuple(
            Said(row.sender, row.text)
            for row in rows
            if row.id not in attempts and row.sender != Message.Sender.SYSTEM
        ),
        upto=rows[-1].seq,
        known_upto=conversation.rolling_upto,
        earlier=conversation.rolling_summary,
        state=dict(stored.data) if stored else {},
        names=(student.name,),
        language=student.language,
        models=permitted.models_for(student),
        books={
            "institution": str(conversation.institution_id),
            "student": str(student.id),
            "conversation": str(conversation.id),
        },
    )


def _attempts(rows: Sequence[Message]) -> set[uuid.UUID]:
    """The messages that tried to rule the assistant: nothing of them is handed on as memory."""
    found = MessageAnalysis.objects.filter(message_id__in=[row.id for row in rows])
    return {
        row.message_id
        for row in found.only("message_id", "result")
        if (row.result.get("injection") or {}).get("is_injection")
    }


async def _by_model(material: _Material) -> str:
    """The summary in a model's words; empty where there is no model or it fails."""
    if not material.models or not material.messages:
        return ""
    try:
        facts = json.dumps(material.state.get("slots") or {}, ensure_ascii=False)
        masked = mask_all(
            [*(said.text for said in material.messages), material.earlier, facts], material.names
        )
        *told, earlier, known = masked.texts
        talk = [
            {"de": said.sender, "texto": text}
            for said, text in zip(material.messages, told, strict=True)
        ]
        content = {"resumen_anterior": earlier, "datos": known, "mensajes": talk}
        found = await llm.complete_text(
            [
                {"role": "system", "content": prompts.of(material.language).text("rolling")},
                {"role": "user", "content": json.dumps(content, ensure_ascii=False)},
            ],
            purpose="summary",
            timeout=TIMEOUT_SECONDS,
            books=material.books,
            models=material.models,
        )
    except (ModelError, MaskingError) as exc:
        log.warning("summary_by_model_failed", error=exc.code)
        return ""
    text = cut(" ".join(masked.put_back(found).split()), MOST_CHARACTERS)
    injection = screen(text).injection
    if not text or LIKE.search(text) or injection is None or injection.is_injection:
        log.warning("summary_by_model_failed", error="wrong_answer")
        return ""
    return text


def _store(conversation_id: uuid.UUID, material: _Material, text: str) -> bool:
    """Compare and set: only on top of the summary that was read."""
    changed = Conversation.objects.filter(
        id=conversation_id, rolling_upto=material.known_upto, deleted_at=None
    ).update(rolling_summary=text, rolling_upto=material.upto)
    return bool(changed)

"""What an answerer is given: the situation, and what the institution's pages say on it."""

from __future__ import annotations

import structlog
from channels.db import database_sync_to_async as in_database
from django.db import Error as DatabaseError

from analysis.outgoing import impersonal
from analysis.results import Analysis
from conversations.answers.asked import ASKED, least_confidence
from conversations.answers.base import AnswerRequest
from conversations.answers.matters import names_one
from conversations.answers.whole_questions import rewrite
from conversations.catalogue import current
from conversations.models import Message
from conversations.situation import Situation
from scraping import questions
from scraping.passages import Passage
from scraping.search import look, with_quotes

# Confidence from which a question is taken for one on the institution: the pages have its words.
_NEAR = 0.05

log = structlog.get_logger(__name__)


async def request_for(question: Message, result: Analysis, now: Situation) -> AnswerRequest:
    """The request to an answerer, who writes with the words and strategies in force.

    A search that fails leaves it without passages, and is told of.
    """
    await current.keep_fresh()
    return AnswerRequest(
        conversation_id=str(now.conversation_id),
        text=question.text,
        analysis=result,
        history=now.history,
        state=now.state,
        now=now.now,
        student_name=now.student_name,
        language=now.language,
        limited=now.limited,
        passages=await _passages(question, result, now),
        helped=now.helped,
        summary=now.summary,
        names=now.names,
        in_crisis=now.in_crisis,
        contact=now.contact,
        books=now.books,
    )


async def _passages(question: Message, result: Analysis, now: Situation) -> tuple[Passage, ...]:
    least = least_confidence(question.text, result, now.history)
    if least is None:
        return ()
    try:
        wanted = await rewrite(
            question.text,
            now.history,
            books=now.books,
            names=now.names,
            language=now.language,
            models=now.models,
        )
        return await in_database(_found)(wanted, now, least)
    except Exception:  # whatever breaks in the search, the student is answered without pages
        log.exception("knowledge_not_searched", message_id=str(question.id))
        return ()


def _found(wanted: str, now: Situation, least: float) -> tuple[Passage, ...]:
    """What the pages answer; a question that they don't answer is kept for the tutors.

    Only the question without personal data is searched for and kept.
    """
    query = impersonal(wanted, now.names)
    found = look(query, institution_id=now.institution_id, outside=now.search_outside)
    if found.answered and found.confidence >= least:
        return with_quotes(query, found.passages, institution_id=now.institution_id)
    if found.answered or least > ASKED or not (names_one(query) or found.confidence >= _NEAR):
        return ()
    try:
        questions.note(query, now.institution_id)
    except DatabaseError as exc:
        log.warning("open_question_not_kept", error=type(exc).__name__)
    return ()

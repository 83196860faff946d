"""One turn: from a student's text to the stored answer, as one generator of events.

The socket, Server-Sent Events and the plain call each only carry what `run` yields. Each step's
result is in the database before its event is sent, so that a turn that ends at any point can be
taken up by `resume`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import structlog
from channels.db import database_sync_to_async as in_database
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import override

from analysis import pipeline
from analysis.results import Analysis, CrisisResult
from conversations import asking, turn_store, writing
from conversations.answers.embedded import EmbeddedAnswerer, wants_human
from conversations.intake import accept
from conversations.models import Message
from conversations.safety import (
    SAFETY_PROVIDER,
    safety_event,
    safety_reply,
    safety_without_database,
)
from conversations.second_opinion import SecondOpinion
from conversations.situation import Situation, recent_texts, said_at
from conversations.situation import situation as situation_of
from conversations.turn import SWEEPER, Turn, TurnRecord
from conversations.wire import Event, event, message_dict, public_state
from psichat import throttling
from psichat.errors import RateLimited, Unavailable

log = structlog.get_logger(__name__)

WAIT_FOR_EARLIER_SECONDS = 20
_analysts = ThreadPoolExecutor(max_workers=2, thread_name_prefix="analysis")


async def run(turn: Turn) -> AsyncIterator[Event]:
    """Accept the text and answer it. Yields the contract's events in their order.

    Raises the errors of the intake (`RateLimited`, `NotFound`, `Unavailable`) before anything is
    stored; after that the message can't be lost, and whatever fails ends in an answer or in an
    open turn that the sweeper finishes.
    """
    early: Analysis | None = None
    try:
        limited = await in_database(_rate_limit)(turn)
        if limited is not None:
            early = await _understand(turn.text, [])
            if not early.crisis.is_crisis:
                raise limited
        accepted = await in_database(accept)(
            conversation_id=turn.conversation_id, text=turn.text, client_id=turn.client_id
        )
    except DatabaseError as exc:
        log.exception("message_not_accepted")
        early = early or await _understand(turn.text, [])
        if early.crisis.is_crisis:
            yield safety_event(early.crisis, safety_without_database(early.crisis), notified=False)
        raise Unavailable(
            _("No pudimos guardar tu mensaje. Sigue en tu pantalla: vuelve a enviarlo.")
        ) from exc
    question = accepted.message
    yield event(
        "accepted",
        conversation_id=str(question.conversation_id),
        user_message=message_dict(question),
    )
    if not accepted.created:
        standing = await _wait_for_end(question)
        if standing.answer is not None and standing.answer.status == Message.Status.COMPLETE:
            yield _complete(standing.answer, standing.state)
            return
        if not await in_database(turn_store.take_lease)(question.id):
            return  # a person answers, or another process is at it and its events come by
    async for step in answer_question(question, turn, early):
        yield step


async def answer_question(
    question: Message, turn: Turn, early: Analysis | None = None
) -> AsyncIterator[Event]:
    """Understand a stored question whose lease is ours, and answer it unless a person does."""
    record = turn.record
    record.message_id, record.transport = question.id, turn.transport
    recent = await in_database(recent_texts)(question)
    when = await in_database(said_at)(question)
    result = early or await _understand(question.text, recent, when)
    record.analysis_ms = record.elapsed()
    stored = await in_database(turn_store.store_analysis)(question, result)
    yield event("analysis", message_id=str(question.id), full=result.as_dict())
    is_waiting, now = await in_database(_look)(question)
    record.institution_id = now.institution_id
    if result.crisis.is_crisis:
        steps = _crisis(question, result.crisis, now, stored, record)
    elif wants_human(question.text):
        steps = _ask_for_person(question, now, record)
    elif now.taken_over_by:
        steps = _leave_to_person(question, now.taken_over_by, record)
    else:
        if is_waiting:
            await _let_earlier_turn_end(question, turn)
            now = await in_database(situation_of)(question)
        steps = writing.write(question, result, now, turn)
    with SecondOpinion(question, result, recent, now) as opinion:
        is_asked = stored and turn.transport != SWEEPER and opinion.is_wanted()
        if is_asked and not result.crisis.is_crisis:
            opinion.begin()
        async for step in steps:
            yield step
            if is_asked:
                opinion.begin()  # after the safety event, at the earliest
                for late in opinion.take():
                    yield late


async def _understand(text: str, recent: list[str], when: datetime | None = None) -> Analysis:
    """The analysis, computed off the event loop so that other conversations go on.

    `when` is the student's time at the message.
    """
    return await asyncio.get_running_loop().run_in_executor(
        _analysts, pipeline.analyse, text, recent, when
    )


def _rate_limit(turn: Turn) -> RateLimited | None:
    """The refusal when the student sends too fast; a message sent again does not count."""
    known = (
        turn.client_id is not None
        and Message.objects.filter(
            conversation_id=turn.conversation_id, client_id=turn.client_id
        ).exists()
    )
    if known:
        return None
    try:
        throttling.enforce("message", str(turn.student_id))
    except RateLimited as refusal:
        return refusal
    return None


async def _wait_for_end(question: Message) -> turn_store.Standing:
    """How the turn of a message sent again stands; waits while another process is at it."""
    give_up = time.monotonic() + WAIT_FOR_EARLIER_SECONDS
    while True:
        standing = await in_database(turn_store.standing)(question.id)
        if not standing.at_work or time.monotonic() > give_up:
            return standing
        await asyncio.sleep(0.2)


def _look(question: Message) -> tuple[bool, Situation]:
    """Whether an earlier question is still being answered, and then the situation: in this order,
    so that what an answer that has just ended leaves behind is seen."""
    is_waiting = turn_store.is_another_answering(question)
    return is_waiting, situation_of(question)


async def _let_earlier_turn_end(question: Message, turn: Turn) -> None:
    """Answers come one after another: wait while an earlier question is being answered."""
    give_up = time.monotonic() + WAIT_FOR_EARLIER_SECONDS
    while time.monotonic() < give_up and not turn.cancelled.is_set():
        if not await in_database(turn_store.is_another_answering)(question):
            return
        await in_database(turn_store.beat)(question.id)
        await asyncio.sleep(0.2)


async def _crisis(
    question: Message, crisis: CrisisResult, now: Situation, stored: bool, record: TurnRecord
) -> AsyncIterator[Event]:
    """The fixed text with the numbers to call, at once; no answerer is asked."""
    state = {**now.state, "crisis": crisis.level}
    state["crisis_times"] = int(state.get("crisis_times", 0)) + 1
    reply = await in_database(safety_reply)(
        level=crisis.level,
        kinds=crisis.kinds,
        country=now.country,
        institution_contact=now.contact,
        notified=stored,
        answer_minutes=now.answer_minutes,
        language=now.language,
        times=state["crisis_times"],
    )
    yield safety_event(crisis, reply, notified=stored)
    record.outcome, record.provider = "crisis", SAFETY_PROVIDER
    record.first_chunk_ms = record.elapsed()
    if now.taken_over_by:
        await in_database(turn_store.end_without_answer)(question)
        return
    answer = await in_database(turn_store.store_fixed_answer)(
        question, text=reply.text, provider=SAFETY_PROVIDER, state=state
    )
    yield _complete(answer, state)


async def _ask_for_person(
    question: Message, now: Situation, record: TurnRecord
) -> AsyncIterator[Event]:
    """Tell the tutors that the student asks for one, and the student that they know."""
    notified = await in_database(asking.request_person)(question)
    record.outcome = "person_requested"
    if now.taken_over_by:
        await in_database(turn_store.end_without_answer)(question)
        yield event("takeover", active=True, tutor={"name": now.taken_over_by})
        return
    with override(now.language):
        text = asking.person_requested_text(now, notified=notified)
    state = {**now.state, "human_requested": True}
    answer = await in_database(turn_store.store_fixed_answer)(
        question, text=text, provider=EmbeddedAnswerer.name, state=state
    )
    record.provider = EmbeddedAnswerer.name
    record.first_chunk_ms = record.elapsed()
    yield _complete(answer, state)


async def _leave_to_person(
    question: Message, name: str, record: TurnRecord
) -> AsyncIterator[Event]:
    await in_database(turn_store.end_without_answer)(question)
    record.outcome = "left_to_person"
    yield event("takeover", active=True, tutor={"name": name})


def _complete(answer: Message, state: dict[str, Any]) -> Event:
    return event(
        "complete",
        message=message_dict(answer),
        quick_replies=answer.quick_replies,
        state=public_state(state),
    )

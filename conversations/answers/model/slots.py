"""A second reading of a reply that the embedded extractor made nothing of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis import slots_model
from analysis.folding import words
from analysis.results import Slots
from conversations.answers.base import AnswerRequest
from psichat import llm
from psichat.llm import ModelRef

TIMEOUT_SECONDS = 1.5
# Shorter replies are chips and «no sé»: the extractor reads them, or there is nothing in them.
_FEW_WORDS = 3
# What a question of the cycle asks for.
_ASKED: dict[str, tuple[str, ...]] = {
    "task": ("tipo_tarea", "ramo"),
    "subject": ("ramo",),
    "deadline": ("plazo",),
    "minutes": ("tiempo_bloque",),
    "feeling": ("sentimiento",),
    "phase": ("fase",),
}


def asked_for(request: AnswerRequest) -> tuple[str, ...]:
    """The slots that are waited for, when the message is a sentence and says none of them."""
    pending = request.state.get("pending") or {}
    slots = request.analysis.slots
    if slots is None or pending.get("kind") != "question":
        return ()
    names = _ASKED.get(str(pending.get("id")), ())
    told = any(getattr(slots, name) is not None for name in names)
    return () if told or len(words(request.text)) <= _FEW_WORDS else names


async def with_model_slots(
    request: AnswerRequest, models: Sequence[ModelRef] | None = None
) -> AnswerRequest:
    """`request` with the slots that a model reads in the message, where that can help.

    `models` are those of the institution, in their order (None for those of the settings, none of
    them for «never»). Only the slots that were asked for are taken over; whenever it fails, is too
    slow or finds nothing the request comes back as it is.
    """
    names = asked_for(request)
    slots = request.analysis.slots
    usable = llm.is_configured() if models is None else bool(models)
    if not names or slots is None or not usable:
        return request
    recent = [said.text for said in request.history if said.sender == "student"]
    found = await slots_model.read(
        request.text,
        slots,
        recent,
        names=[*request.names, request.student_name],
        seconds=TIMEOUT_SECONDS,
        books=request.books,
        models=models,
    )
    new = {name: getattr(found, name) for name in names if getattr(found, name) is not None}
    if not new:
        return request
    merged: Slots = replace(slots, **new)
    return replace(request, analysis=replace(request.analysis, slots=merged))

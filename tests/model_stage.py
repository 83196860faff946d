"""A question to a language model's answerer, and the plan that it is to say in its own words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from analysis.pipeline import analyse
from conversations.answers.base import Answer, AnswerRequest, QuickReply, Switched
from conversations.answers.model import LanguageModelAnswerer
from conversations.answers.model import answerer as answerer_module
from psichat.llm import ModelRef
from scraping.passages import Passage
from tests.fake_models import GEMINI

REF = ModelRef(*GEMINI)
NOW = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
BOOKS = {"institution": "1", "student": "2", "conversation": "3"}
PLAN = Answer(
    text=(
        "Un ensayo para mañana pesa, y tiene sentido que te trabes.\n\n"
        "Prueba con 25 minutos así:\n"
        "1. Escribe tres ideas sueltas (10 min).\n"
        "2. Ordénalas en una frase cada una (15 min).\n\n"
        "¿Empezamos con eso?"
    ),
    state={
        "greeted": True,
        "slots": {"tipo_tarea": "ensayo", "ramo": "filosofía", "plazo": "<24h"},
        "q2": "B",
        "q3": "down",
        "focus": "prevention",
        "time_block": 25,
        "pending": {"kind": "strategy", "id": "tres_ideas"},
    },
    quick_replies=(QuickReply("Empiezo", "Empiezo"),),
    strategy="tres_ideas",
    chosen_by="rules",
    move="strategy",
)
ENROLMENT = Passage(
    title="Inscripción de ramos",
    url="https://sur.example/inscripcion",
    text=(
        "La inscripción de ramos se hace en el portal. El plazo va del 3 al 7 de marzo. "
        "Quien se atrasa escribe a la secretaría de su carrera."
    ),
    heading="Trámites › Inscripción",
)
GRANTS = Passage(
    title="Becas",
    url="https://sur.example/becas",
    text="La beca de alimentación se pide en abril. Hace falta un certificado de ingresos.",
)


def question(text: str, **fields: Any) -> AnswerRequest:
    """A request whose `text` has been understood; `fields` are those of `AnswerRequest`."""
    given: dict[str, Any] = {
        "conversation_id": "3",
        "analysis": analyse(text),
        "history": (),
        "state": {"greeted": True},
        "now": NOW,
        "student_name": "Ana",
        "names": ("Ana Rojas",),
        "books": BOOKS,
    }
    return AnswerRequest(text=text, **(given | fields))


def planned(monkeypatch: pytest.MonkeyPatch, plan: Answer = PLAN) -> Answer:
    """The embedded engine decides on `plan`, whatever is asked."""
    monkeypatch.setattr(answerer_module, "compose", lambda _request: plan)
    return plan


async def answered(request: AnswerRequest, said: str = "") -> tuple[str, Answer]:
    """What was shown piece by piece, and the whole answer; `said` is gone on with."""
    answerer = LanguageModelAnswerer(REF)
    source = answerer.continue_from(request, said) if said else answerer.stream(request)
    shown, whole = "", None
    async for piece in source:
        assert whole is None, "nothing comes after the whole answer"
        if isinstance(piece, Answer):
            whole = piece
        elif not isinstance(piece, Switched):
            shown += piece
    assert whole is not None
    return shown, whole

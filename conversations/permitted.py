"""Which language models may be asked about a student."""

from __future__ import annotations

from accounts import consent
from accounts.answering import leaves, searches_outside
from accounts.models import User
from psichat import llm
from psichat.llm import ModelRef


def models_for(student: User) -> tuple[ModelRef, ...]:
    """The institution's models in their order, without those outside for a student who has not
    accepted that what they write goes there, masked. Needs `student.institution`.
    """
    models = llm.chain(student.institution.answer_model)
    if any(leaves(ref) for ref in models) and not consent.covers_outside(student):
        return tuple(ref for ref in models if not leaves(ref))
    return models


def may_search_outside(student: User) -> bool:
    """Whether a question of this student, masked, may be told to an embedding provider outside.

    Needs `student.institution`.
    """
    return searches_outside(student.institution.answer_model) and consent.covers_outside(student)

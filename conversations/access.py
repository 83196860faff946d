"""What each person may see of conversations; every road to one starts here (requirement A3)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts import access
from accounts.models import Role, User
from analysis.models import Correction, MessageAnalysis
from conversations.models import Conversation, Message
from psichat.errors import NotAllowed, NotFound


def conversations(user: User) -> QuerySet[Conversation]:
    """The conversations that `user` may read: a student's own, a carer's students'.

    One that its student deleted is gone for the student; whoever cares for them keeps it, as an
    alert or an intervention may hang on it.
    """
    there = Conversation.objects.filter(institution_id=user.institution_id)
    if user.role == Role.STUDENT:
        return there.filter(student_id=user.id, deleted_at=None)
    if user.role == Role.ADMIN:
        return there
    return there.filter(student__in=access.students(user))


def conversation(user: User, conversation_id: Any) -> Conversation:
    """That conversation with its student, or `NotFound`."""
    try:
        return (
            conversations(user)
            .select_related("student", "institution", "taken_over_by")
            .get(id=conversation_id)
        )
    except (Conversation.DoesNotExist, ValidationError, ValueError, TypeError) as exc:
        raise NotFound from exc


def own_conversation(user: User, conversation_id: Any) -> Conversation:
    """A conversation in which `user` speaks as its student."""
    found = conversation(user, conversation_id)
    if found.student_id != user.id:
        raise NotAllowed
    return found


def message(user: User, message_id: Any) -> Message:
    """A message of a conversation that `user` may read, or `NotFound`."""
    try:
        return Message.objects.select_related("conversation").get(
            id=message_id, conversation__in=conversations(user)
        )
    except (Message.DoesNotExist, ValidationError, ValueError, TypeError) as exc:
        raise NotFound from exc


def analysis(user: User, message_id: Any) -> MessageAnalysis:
    """The analysis of a message of a student whom `user` looks after, with the way to them.

    `NotAllowed` for students, who see the emotion only; `NotFound` when there is none.
    """
    access.require_carer(user)
    try:
        return MessageAnalysis.objects.select_related("message__conversation__student").get(
            message__id=message_id, message__conversation__in=conversations(user)
        )
    except (MessageAnalysis.DoesNotExist, ValidationError, ValueError, TypeError) as exc:
        raise NotFound from exc


def correction(user: User, message_id: Any, correction_id: Any) -> Correction:
    """A correction of such an analysis, or `NotFound`."""
    found = analysis(user, message_id)
    try:
        return found.corrections.select_related("by").get(id=correction_id)
    except (Correction.DoesNotExist, ValidationError, ValueError, TypeError) as exc:
        raise NotFound from exc

"""What each person may see of alerts and care; every road to one starts here (requirement A3)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts import access
from accounts.models import Role, User
from conversations import access as conversations_access
from conversations.models import Conversation
from psichat.errors import NotFound
from tutoring.models import Alert, FollowUp


def alerts(user: User) -> QuerySet[Alert]:
    """An administrator's institution, a tutor's students, and nothing for a student."""
    if not user.cares:
        return Alert.objects.none()
    there = Alert.objects.filter(institution_id=user.institution_id)
    if user.role == Role.ADMIN:
        return there
    return there.filter(student__in=access.students(user))


def alert(user: User, alert_id: Any) -> Alert:
    """That alert, or `NotFound`; `NotAllowed` for students."""
    access.require_carer(user)
    try:
        return alerts(user).select_related("student", "owner", "conversation").get(id=alert_id)
    except (Alert.DoesNotExist, ValidationError, ValueError, TypeError) as exc:
        raise NotFound from exc


def conversation(user: User, conversation_id: Any) -> Conversation:
    """A conversation of a student whom `user` looks after."""
    access.require_carer(user)
    return conversations_access.conversation(user, conversation_id)


def follow_ups(user: User) -> QuerySet[FollowUp]:
    """Follow-ups of the students whom `user` looks after."""
    access.require_carer(user)
    return FollowUp.objects.filter(student__in=access.students(user))


def follow_up(user: User, follow_up_id: Any) -> FollowUp:
    try:
        return follow_ups(user).select_related("student", "intervention").get(id=follow_up_id)
    except (FollowUp.DoesNotExist, ValidationError, ValueError, TypeError) as exc:
        raise NotFound from exc

"""Alerts and interventions as the contract writes them."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from conversations.wire import moment
from tutoring.models import Alert, FollowUp, Intervention


def alert_dict(alert: Alert) -> dict[str, Any]:
    """Needs `student` and `owner`."""
    return {
        "id": str(alert.id),
        "priority": alert.priority,
        "kind": alert.kind,
        "state": alert.state,
        "level": alert.level,
        "evidence": alert.evidence,
        "student": _person(alert.student),
        "conversation_id": str(alert.conversation_id),
        "message_id": str(alert.message_id) if alert.message_id else None,
        "owner": _person(alert.owner),
        "created_at": moment(alert.created_at),
        "acknowledged_at": moment(alert.acknowledged_at),
        "resolved_at": moment(alert.resolved_at),
        "reason": alert.reason,
    }


def intervention_dict(intervention: Intervention) -> dict[str, Any]:
    follow_up = FollowUp.objects.filter(intervention=intervention).first()
    return {
        "id": str(intervention.id),
        "conversation_id": str(intervention.conversation_id),
        "alert_id": str(intervention.alert_id) if intervention.alert_id else None,
        "kind": intervention.kind,
        "text": intervention.text,
        "tutor": _person(intervention.tutor),
        "message_id": str(intervention.message_id) if intervention.message_id else None,
        "follow_up_at": moment(follow_up.due_at) if follow_up else None,
        "created_at": moment(intervention.created_at),
    }


def follow_up_dict(follow_up: FollowUp) -> dict[str, Any]:
    """Needs `student` and `intervention`."""
    return {
        "id": str(follow_up.id),
        "student": _person(follow_up.student),
        "conversation_id": str(follow_up.intervention.conversation_id),
        "due_at": moment(follow_up.due_at),
        "done_at": moment(follow_up.done_at),
        "text": follow_up.intervention.text,
        "outcome": follow_up.outcome,
    }


def _person(user: User | None) -> dict[str, str] | None:
    return {"id": str(user.id), "name": user.name} if user else None

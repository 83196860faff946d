"""What tutoring does when something happens below it."""

from __future__ import annotations

from typing import Any

from analysis.events import message_analysed
from analysis.models import MessageAnalysis
from conversations.events import human_requested
from conversations.models import Message
from tutoring import push, raising
from tutoring.events import alert_changed


def connect() -> None:
    message_analysed.connect(on_message_analysed, dispatch_uid="tutoring.raise")
    human_requested.connect(on_human_requested, dispatch_uid="tutoring.human")
    alert_changed.connect(on_alert_changed, dispatch_uid="tutoring.push")


def on_message_analysed(analysis: MessageAnalysis, before: str = "none", **_: Any) -> None:
    raising.raise_for(analysis, before=before)


def on_human_requested(question: Message, **_: Any) -> None:
    raising.raise_request(question)


def on_alert_changed(alert_id: Any, **_: Any) -> None:
    push.push_alert(alert_id)

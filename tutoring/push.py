"""Bringing an alert to the screens of those who may see it (requirement E2, live part)."""

from __future__ import annotations

import uuid

from accounts import access
from psichat import live
from tutoring import selectors
from tutoring.models import Alert
from tutoring.wire import alert_dict


def push_alert(alert_id: uuid.UUID) -> None:
    """Send the alert as it stands, and the counts, to every carer of its student."""
    alert = Alert.objects.select_related("student", "owner").get(id=alert_id)
    body = {"type": "alert", "data": alert_dict(alert)}
    for carer in access.carers(alert.student):
        group = live.person_group(carer.id)
        live.send(group, body)
        live.send(group, {"type": "counts", "data": selectors.counts(carer)})

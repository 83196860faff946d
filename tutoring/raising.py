"""Raising alerts: in the transaction of the analysis, one for each crisis (requirement E1)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from analysis.labels import CrisisKind, CrisisLevel
from analysis.models import MessageAnalysis
from conversations.intake import lock
from conversations.models import Message
from tutoring.events import alert_changed
from tutoring.models import Alert, AlertChange

URGENCY = {priority: rank for rank, priority in enumerate(Alert.Priority.values)}

# The kind that names an alert when several apply: the one that needs a person soonest.
_KIND_ORDER = (
    CrisisKind.SUICIDAL_IDEATION,
    CrisisKind.VIOLENCE_THREATENED,
    CrisisKind.VIOLENCE_SUFFERED,
    CrisisKind.SELF_HARM,
    CrisisKind.THIRD_PARTY,
    CrisisKind.ACUTE_DISTRESS,
)
EVIDENCE_CHARACTERS = 280


def priority_of(level: str, kinds: list[str]) -> str:
    """Critical: high and imminent levels, and any suicidal ideation of one's own; else high.

    Passive ideation is `moderate` as a level, but nobody who speaks of it should wait for half
    an hour.
    """
    grave = CrisisLevel(level).rank >= CrisisLevel.HIGH.rank
    own_ideation = CrisisKind.SUICIDAL_IDEATION in kinds and CrisisKind.THIRD_PARTY not in kinds
    return Alert.Priority.CRITICAL if grave or own_ideation else Alert.Priority.HIGH


def raise_for(analysis: MessageAnalysis, before: str = CrisisLevel.NONE) -> Alert | None:
    """Raise or join the alert of a message in crisis, else that of an attack; None when neither.

    `before` is the level that this message had when it was last told of: one that was a crisis
    already may raise its alert, and does not count as another signal.

    Called inside the transaction that stores the analysis: both are written or neither.
    """
    if not analysis.is_crisis:
        return _raise_conduct(analysis)
    message = analysis.message
    kinds = list(analysis.result["crisis"]["kinds"])
    return _raise_or_join(
        message,
        family=Alert.Family.CRISIS,
        kind=next((kind for kind in _KIND_ORDER if kind in kinds), CrisisKind.ACUTE_DISTRESS),
        level=analysis.crisis_level,
        priority=priority_of(analysis.crisis_level, kinds),
        evidence=evidence_of(message.text, analysis.result["crisis"]["evidence"]),
        is_counted=CrisisLevel(before).rank >= CrisisLevel.MODERATE.rank,
    )


def raise_request(message: Message) -> Alert:
    """Raise or join the alert of a student who asks for a person."""
    return _raise_or_join(
        message,
        family=Alert.Family.HUMAN,
        kind="human_requested",
        level=CrisisLevel.NONE,
        priority=Alert.Priority.HIGH,
        evidence=evidence_of(message.text, []),
    )


def _raise_conduct(analysis: MessageAnalysis) -> Alert | None:
    """Raise or join the alert of a message that attacks somebody, where its institution wants one.

    A message in crisis has the alert of that instead. One alert stands for each conversation, and
    tells of the newest message; what was told of once, or before that, is not told of again.
    """
    toxicity = analysis.result.get("toxicity") or {}
    if not toxicity.get("is_toxic"):
        return None
    message = analysis.message
    kind = message.conversation.institution.first_told(toxicity["kinds"])
    if kind is None:
        return None
    told = Alert.objects.filter(
        conversation_id=message.conversation_id,
        family=Alert.Family.CONDUCT,
        message__seq__gte=message.seq,
    )
    return told.order_by("-created_at").first() or _raise_or_join(
        message,
        family=Alert.Family.CONDUCT,
        kind=f"toxicity_{kind}",
        level=CrisisLevel.NONE,
        priority=Alert.Priority.LOW,
        evidence=evidence_of(message.text, []),
    )


def evidence_of(text: str, spans: list[dict[str, int]]) -> str:
    """The words that show it, in one line; the beginning of the text when none are marked."""
    parts = [text[span["start"] : span["end"]] for span in spans]
    line = " ".join(" … ".join(part for part in parts if part.strip()).split())
    line = line or " ".join(text.split())
    return line if len(line) <= EVIDENCE_CHARACTERS else line[: EVIDENCE_CHARACTERS - 1] + "…"


@transaction.atomic
def _raise_or_join(
    message: Message,
    *,
    family: str,
    kind: str,
    level: str,
    priority: str,
    evidence: str,
    is_counted: bool = False,
) -> Alert:
    conversation = lock(message.conversation_id, even_deleted=True)
    alert = Alert.objects.filter(
        conversation=conversation, family=family, state__in=Alert.LIVE
    ).first()
    now = timezone.now()
    if alert is None:
        alert = Alert(
            institution_id=conversation.institution_id,
            student_id=conversation.student_id,
            conversation=conversation,
            family=family,
            created_at=now,
        )
        action, graver = "raised", True
    else:
        is_counted = is_counted or alert.message_id == message.id
        rank, before = CrisisLevel(level).rank, CrisisLevel(alert.level).rank
        graver = (URGENCY[priority], -rank) <= (alert.urgency, -before)
        rises = (URGENCY[priority], -rank) < (alert.urgency, -before)
        if is_counted and not rises:
            return alert
        alert.signals += 0 if is_counted else 1
        action = "rose" if rises else "joined"
    if graver:
        alert.kind, alert.level, alert.evidence, alert.message = kind, level, evidence, message
        alert.priority, alert.urgency = priority, URGENCY[priority]
    alert.changed_at, alert.snoozed_until = now, None
    alert.save()
    AlertChange.objects.create(
        alert=alert, action=action, state=alert.state, priority=alert.priority
    )
    announce(alert)
    return alert


def announce(alert: Alert) -> None:
    """Tell the screens, once the transaction is through."""
    transaction.on_commit(
        lambda: alert_changed.send_robust(sender=Alert, alert_id=alert.id), robust=True
    )

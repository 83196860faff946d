"""Reading one student's case: the transcript, the feelings, and what was done; nothing changes.

Whoever calls has asked `access` for the conversation or the student before.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Prefetch, QuerySet

from accounts.models import User
from analysis import corrections
from analysis.models import MessageAnalysis
from conversations.models import Conversation, Message
from tutoring.models import Alert, AlertChange, CannedReply, FollowUp, Intervention


def transcript(
    conversation: Conversation, *, before: int | None = None, limit: int = 200
) -> list[Message]:
    """The newest messages (before that seq) with author, analysis and corrections, oldest first."""
    found = _with_analysis(conversation)
    if before:
        found = found.filter(seq__lt=before)
    return list(reversed(found.order_by("-seq")[:limit]))


def messages_since(conversation: Conversation, seq: int, limit: int = 200) -> list[Message]:
    """The messages from that seq on, as `transcript` gives them."""
    return list(_with_analysis(conversation).filter(seq__gte=seq).order_by("seq")[:limit])


def _with_analysis(conversation: Conversation) -> QuerySet[Message]:
    found = conversation.messages.select_related("author", "analysis")
    return found.prefetch_related(corrections.with_standing("analysis"))


def feelings(conversation: Conversation, limit: int = 200) -> list[MessageAnalysis]:
    """The newest analyses of a conversation with messages and corrections, oldest first."""
    found = _analyses().filter(message__conversation=conversation)
    return list(reversed(found.order_by("-message__seq")[:limit]))


def one_feeling(conversation: Conversation, message_id: UUID) -> MessageAnalysis | None:
    """The analysis of that message of the conversation, as `feelings` gives it."""
    return _analyses().filter(message__conversation=conversation, pk=message_id).first()


def _analyses() -> QuerySet[MessageAnalysis]:
    found = MessageAnalysis.objects.select_related("message")
    return found.prefetch_related(corrections.with_standing())


def feelings_of(student: User, limit: int = 60) -> list[MessageAnalysis]:
    """The student's newest analyses over all conversations, oldest first."""
    found = _analyses().filter(message__conversation__student=student)
    return list(reversed(found.order_by("-message__created_at")[:limit]))


def conversations_of(student: User, limit: int = 20) -> QuerySet[Conversation]:
    """The student's conversations, newest first, those that the student deleted as well."""
    return (
        Conversation.objects.filter(student=student)
        .select_related("taken_over_by")
        .order_by("-updated_at")[:limit]
    )


def interventions_of(student: User, limit: int = 30) -> QuerySet[Intervention]:
    """What was done for the student, newest first; messages stand in the transcripts.

    Private notes are of the kind `note`.
    """
    return (
        Intervention.objects.filter(conversation__student=student)
        .exclude(kind=Intervention.Kind.MESSAGE)
        .select_related("tutor", "follow_up", "conversation")
        .order_by("-created_at")[:limit]
    )


def follow_ups_of(student: User, limit: int = 20) -> QuerySet[FollowUp]:
    """The student's follow-ups: those to do first, then the newest done."""
    return (
        FollowUp.objects.filter(student=student)
        .select_related("tutor", "intervention")
        .order_by(F("done_at").desc(nulls_first=True), "due_at")[:limit]
    )


def alerts_of(student: User, limit: int = 20) -> QuerySet[Alert]:
    """The student's alerts, newest first."""
    return (
        Alert.objects.filter(student=student)
        .select_related("owner")
        .order_by("-created_at")[:limit]
    )


def live_alerts(conversation: Conversation) -> QuerySet[Alert]:
    """The conversation's alerts that are not closed, the most urgent first, with their steps."""
    return (
        Alert.objects.filter(conversation=conversation, state__in=Alert.LIVE)
        .select_related("owner", "student")
        .prefetch_related(Prefetch("changes", queryset=AlertChange.objects.select_related("actor")))
        .order_by("urgency", "created_at")
    )


def canned_replies(tutor: User, student: User) -> list[tuple[str, str]]:
    """Title and text of the institution's prepared replies, with the names filled in."""
    return [
        (
            reply.title,
            reply.text.replace("{nombre}", student.first_name).replace("{tutor}", tutor.first_name),
        )
        for reply in CannedReply.objects.filter(institution_id=tutor.institution_id)
    ]

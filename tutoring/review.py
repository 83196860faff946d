"""Messages that wait for a person's word on whether they showed a crisis; nothing changes here.

Three kinds: those nearly called a crisis (or called one by the classifier and taken back by the
other layer), those whose alert was dismissed as none, and those called one and not yet looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from analysis.crisis import margin
from analysis.labels import Aspect, CrisisLevel
from analysis.masking import masked
from analysis.models import Correction, MessageAnalysis
from conversations import access
from conversations.models import Message
from tutoring.models import Alert
from tutoring.words import DISMISSED_FOR_ANOTHER, in_every_language

CONTEXT_CHARACTERS = 280
_CRISES = [level.value for level in CrisisLevel if level.rank >= CrisisLevel.MODERATE.rank]


class Kind(TextChoices):
    NEAR = "near", _("Casi alertas")
    FALSE_ALARM = "false_alarm", _("Alertas descartadas")
    CRISIS = "crisis", _("Crisis sin revisar")


@dataclass(frozen=True)
class Around:
    """A neighbour of a message: who said it, and its words without personal data.

    `text` is None when they could not be masked.
    """

    sender: str
    text: str | None


@dataclass(frozen=True)
class Item:
    """A message to review, with the one before and the one after it."""

    analysis: MessageAnalysis
    kind: Kind
    before: Around | None
    after: Around | None


def waiting(user: User, *, kind: str = "", q: str = "") -> QuerySet[MessageAnalysis]:
    """What `user` may review, newest first, with `dismissed`; of one kind, or of all.

    `q` is part of a student's name.
    """
    found = _unlabelled(user).select_related("message__conversation__student")
    if kind:
        found = found.filter(_is(kind))
    if q:
        found = found.filter(message__conversation__student__name__icontains=q)
    return found.order_by("-created_at", "-pk")


def counts(user: User) -> dict[str, int]:
    """How many of each kind are left."""
    found = _unlabelled(user).aggregate(
        **{kind.value: Count("pk", filter=_is(kind)) for kind in Kind}
    )
    return {name: int(value) for name, value in found.items()}


def one(user: User, message_id: object) -> MessageAnalysis:
    """An analysis that `user` may read, whether it waits or not, as `waiting` gives it."""
    found = access.analysis(user, message_id)
    found.dismissed = _dismissed().filter(message_id=found.pk).exists()  # type: ignore[attr-defined]
    return found


def items(rows: Sequence[MessageAnalysis]) -> list[Item]:
    """The rows with their neighbours, read in one query. Needs what `waiting` gives."""
    places = Q()
    for row in rows:
        message = row.message
        near = (message.seq - 1, message.seq + 1)
        places |= Q(conversation_id=message.conversation_id, seq__in=near)
    neighbours = {
        (found.conversation_id, found.seq): found
        for found in (Message.objects.filter(places) if rows else ())
    }

    def around(row: MessageAnalysis, step: int) -> Around | None:
        message = row.message
        found = neighbours.get((message.conversation_id, message.seq + step))
        if found is None:
            return None
        names = [message.conversation.student.name]
        return Around(found.sender, _short(masked(found.text, names)))

    return [Item(row, kind_of(row), around(row, -1), around(row, 1)) for row in rows]


def kind_of(row: MessageAnalysis) -> Kind:
    if not row.is_crisis:
        return Kind.NEAR
    return Kind.FALSE_ALARM if getattr(row, "dismissed", False) else Kind.CRISIS


def unalerted(correction: Correction | None) -> bool:
    """Whether a person saw a crisis where the models saw none, so that nobody was alerted."""
    return correction is not None and (
        correction.right in _CRISES and not correction.analysis.is_crisis
    )


def _unlabelled(user: User) -> QuerySet[MessageAnalysis]:
    """All kinds that nobody has labelled yet."""
    labelled = Correction.objects.filter(
        analysis=OuterRef("pk"), aspect=Aspect.CRISIS, superseded_at=None, withdrawn_at=None
    )
    return MessageAnalysis.objects.annotate(
        dismissed=Exists(_dismissed().filter(message_id=OuterRef("pk")))
    ).filter(
        _near() | Q(crisis_level__in=_CRISES),
        ~Exists(labelled),
        message__conversation__in=access.conversations(user),
    )


def _near() -> Q:
    return Q(crisis_confidence__gte=margin.near_miss_from()) & ~Q(crisis_level__in=_CRISES)


def _is(kind: str) -> Q:
    if kind == Kind.NEAR:
        return ~Q(crisis_level__in=_CRISES)
    return Q(crisis_level__in=_CRISES, dismissed=kind == Kind.FALSE_ALARM)


def _dismissed() -> QuerySet[Alert]:
    """Alerts of a crisis that were closed as none; not those looked after in another alert."""
    return Alert.objects.filter(state=Alert.State.DISMISSED, family=Alert.Family.CRISIS).exclude(
        reason__in=in_every_language(DISMISSED_FOR_ANOTHER)
    )


def _short(text: str | None) -> str | None:
    if text is None or len(text) <= CONTEXT_CHARACTERS:
        return text
    return text[: CONTEXT_CHARACTERS - 1] + "…"

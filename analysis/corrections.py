"""Correcting what the models said of a message, and taking a correction back.

The stored analysis and the alerts it raised stay as they are: a correction stands beside them.
Whoever calls has asked for the right to read the conversation before.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from analysis import aspects
from analysis.labels import Aspect
from analysis.models import Correction, MessageAnalysis
from psichat.errors import Conflict, InvalidInput

COMMENT_CHARACTERS = 500


def correct(
    *, analysis: MessageAnalysis, by: User, aspect: object, right: object, comment: object = ""
) -> Correction:
    """Store that `right` is the label of `aspect`, in the place of the correction that stood.

    The same by the same person again changes nothing. Saying what the model said confirms it.
    Raises `InvalidInput` naming the field.
    """
    name = _aspect(aspect)
    label = _label(name, right)
    note = _comment(comment)
    with transaction.atomic():
        held = _hold(analysis)
        former = standing(held).filter(aspect=name).first()
        if former and (former.by_id, former.right, former.comment) == (by.id, label, note):
            return former
        now = timezone.now()
        if former:
            former.superseded_at = now
            former.save(update_fields=["superseded_at"])
        made = Correction.objects.create(
            analysis=held,
            aspect=name,
            said=aspects.said(held.result, name),
            right=label,
            comment=note,
            by=by,
            model_version=aspects.version(held.result, name),
            created_at=now,
        )
        _record(by, "analysis_corrected", made)
    return made


def withdraw(*, correction: Correction, by: User) -> Correction | None:
    """Take a correction back; the one that it had replaced stands again, and is returned.

    Taken back before, nothing changes. Raises `Conflict` when another has replaced it since.
    """
    with transaction.atomic():
        held = _hold(correction.analysis)
        now = Correction.objects.get(id=correction.id)
        if now.withdrawn_at is not None:
            return standing(held).filter(aspect=now.aspect).first()
        if now.superseded_at is not None:
            raise Conflict(_("Otra persona corrigió esto después. Mira cómo quedó."))
        now.withdrawn_at = timezone.now()
        now.save(update_fields=["withdrawn_at"])
        former = (
            held.corrections.filter(aspect=now.aspect, withdrawn_at=None)
            .exclude(superseded_at=None)
            .order_by("-superseded_at", "-created_at")
            .first()
        )
        if former:
            former.superseded_at = None
            former.save(update_fields=["superseded_at"])
        _record(by, "correction_withdrawn", now)
    return former


def standing(analysis: MessageAnalysis) -> QuerySet[Correction]:
    """The corrections of an analysis that stand, one for each aspect at most."""
    return analysis.corrections.filter(superseded_at=None, withdrawn_at=None)


def with_standing(path: str = "") -> Prefetch[Any]:
    """For `prefetch_related`: `standing_corrections`, a list, on each analysis at `path`."""
    rows = Correction.objects.filter(superseded_at=None, withdrawn_at=None).select_related("by")
    lookup = f"{path}__corrections" if path else "corrections"
    return Prefetch(lookup, queryset=rows, to_attr="standing_corrections")


def standing_labels(analysis: MessageAnalysis) -> dict[str, str]:
    """What people say of the analysis, by aspect. Needs `with_standing`."""
    found: list[Correction] = getattr(analysis, "standing_corrections", [])
    return {row.aspect: row.right for row in found}


def _hold(analysis: MessageAnalysis) -> MessageAnalysis:
    """The analysis, held: corrections of one message are made one after the other."""
    return MessageAnalysis.objects.select_for_update().get(pk=analysis.pk)


def _aspect(value: object) -> str:
    if isinstance(value, str) and value in Aspect.values:
        return value
    raise _refused("aspect", _("Elige uno de: %(names)s.") % {"names": ", ".join(Aspect.values)})


def _label(aspect: str, value: object) -> str:
    if isinstance(value, bool):
        value = aspects.TRUE if value else aspects.FALSE
    known = [label for label, _word in aspects.options(aspect)]
    if isinstance(value, str) and value in known:
        return value
    raise _refused("right", _("Elige uno de: %(names)s.") % {"names": ", ".join(known)})


def _comment(value: object) -> str:
    text = value.replace("\x00", "").strip() if isinstance(value, str) else ""
    if (value is not None and not isinstance(value, str)) or len(text) > COMMENT_CHARACTERS:
        sentence = _("Escribe hasta %(limit)d caracteres.") % {"limit": COMMENT_CHARACTERS}
        raise _refused("comment", sentence)
    return text


def _refused(field: str, sentence: str) -> InvalidInput:
    return InvalidInput(sentence, errors={field: [sentence]})


def _record(by: User, action: str, made: Correction) -> None:
    audit.record(
        actor=by,
        action=action,
        student=made.analysis.message.conversation.student,
        obj=made,
        aspect=made.aspect,
        said=made.said,
        right=made.right,
    )

"""A short summary of a conversation at its end (requirement B8)."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analysis.labels import Emotion
from analysis.models import MessageAnalysis
from conversations.models import Conversation, Message


def summarise(conversation: Conversation) -> str:
    """Two or three sentences of facts: how long, about what, with which feelings."""
    asked = conversation.messages.filter(sender=Message.Sender.STUDENT).count()
    if not asked:
        return str(_("Conversación sin mensajes."))
    sentences = [
        ngettext("%(count)d mensaje de su parte", "%(count)d mensajes de su parte", asked)
        % {"count": asked}
        + (f": «{conversation.title}»." if conversation.title else ".")
    ]
    analyses = list(
        MessageAnalysis.objects.filter(message__conversation=conversation).order_by("message__seq")
    )
    felt = Counter(a.emotion for a in analyses if a.emotion and a.emotion != Emotion.NEUTRAL)
    if felt:
        named = ", ".join(
            f"{Emotion(label).label.lower()} ({count})" for label, count in felt.most_common(3)
        )
        sentences.append(_("Emociones: %(named)s.") % {"named": named})
    crises = sum(a.is_crisis for a in analyses)
    if crises:
        sentences.append(
            ngettext(
                "Hubo %(count)d mensaje con señales de crisis.",
                "Hubo %(count)d mensajes con señales de crisis.",
                crises,
            )
            % {"count": crises}
        )
    return " ".join(sentences)

"""The stored analysis of a message."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from analysis.labels import CrisisLevel, Emotion


class MessageAnalysis(models.Model):
    """What the models said of one message, and which versions of them."""

    message = models.OneToOneField(
        "conversations.Message",
        on_delete=models.CASCADE,
        related_name="analysis",
        primary_key=True,
        verbose_name=_("mensaje"),
    )
    emotion = models.CharField(_("emoción"), max_length=10, choices=Emotion.choices, blank=True)
    emotion_confidence = models.FloatField(_("confianza"), default=0)
    crisis_level = models.CharField(
        _("crisis"), max_length=10, choices=CrisisLevel.choices, default=CrisisLevel.NONE
    )
    crisis_confidence = models.FloatField(_("confianza de la crisis"), default=0)
    result = models.JSONField(_("resultado completo"))
    failed_layers = models.JSONField(_("capas que fallaron"), default=list, blank=True)
    created_at = models.DateTimeField(_("creado"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("análisis")
        verbose_name_plural = _("análisis")
        indexes: ClassVar = [models.Index(fields=["crisis_level", "-created_at"])]

    def __str__(self) -> str:
        return f"{self.emotion or '—'} · {self.crisis_level}"

    @property
    def is_crisis(self) -> bool:
        return CrisisLevel(self.crisis_level).rank >= CrisisLevel.MODERATE.rank

"""The stored analysis of a message, and what people correct in it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from analysis.aspects import word
from analysis.labels import Aspect, CrisisLevel, Emotion


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
        indexes: ClassVar = [
            models.Index(fields=["crisis_level", "-created_at"]),
            # The few that were nearly called a crisis, among many that were not.
            models.Index(fields=["crisis_confidence"], name="analysis_by_confidence"),
        ]

    def __str__(self) -> str:
        return f"{self.emotion or '—'} · {self.crisis_level}"

    @property
    def is_crisis(self) -> bool:
        return CrisisLevel(self.crisis_level).rank >= CrisisLevel.MODERATE.rank


class Correction(models.Model):
    """What a person says that an analysis should have said of one aspect (requirement C11).

    One stands for each aspect of an analysis. The next one replaces it (`superseded_at`), and who
    takes one back (`withdrawn_at`) gives its place to the one that it had replaced.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    analysis = models.ForeignKey(
        MessageAnalysis,
        on_delete=models.CASCADE,
        related_name="corrections",
        verbose_name=_("análisis"),
    )
    aspect = models.CharField(_("aspecto"), max_length=10, choices=Aspect.choices)
    # Empty when no model had read the aspect.
    said = models.CharField(_("decía"), max_length=24, blank=True)
    right = models.CharField(_("corregido"), max_length=24)
    comment = models.CharField(_("comentario"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("quién"),
    )
    model_version = models.CharField(_("versión del modelo"), max_length=80, blank=True)
    created_at = models.DateTimeField(_("creada"), default=timezone.now, editable=False)
    superseded_at = models.DateTimeField(_("reemplazada"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("deshecha"), null=True, blank=True)

    class Meta:
        verbose_name = _("corrección")
        verbose_name_plural = _("correcciones")
        ordering = ("-created_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["analysis", "aspect"],
                condition=Q(superseded_at=None, withdrawn_at=None),
                name="correction_one_stands",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["analysis", "-created_at"], name="correction_by_analysis"),
            models.Index(fields=["aspect", "created_at"], name="correction_by_aspect"),
        ]

    def __str__(self) -> str:
        return f"{self.get_aspect_display()}: {self.said or '—'} → {self.right}"

    @property
    def stands(self) -> bool:
        return self.superseded_at is None and self.withdrawn_at is None

    @property
    def word(self) -> str:
        """«Tristeza»."""
        return word(self.aspect, self.right)

    @property
    def said_word(self) -> str:
        return word(self.aspect, self.said)

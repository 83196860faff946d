"""What is kept to watch how PsiChat does."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution
from conversations.models import Message


class TurnLog(models.Model):
    """One line for every student's message: how its turn went (requirement G1). No text."""

    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, primary_key=True, related_name="turn_log"
    )
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE)
    outcome = models.CharField(_("resultado"), max_length=20)
    transport = models.CharField(_("vía"), max_length=10, blank=True)
    provider = models.CharField(_("proveedor"), max_length=40, blank=True)
    fallback = models.BooleanField(_("de reserva"), default=False)
    error = models.CharField(_("error"), max_length=60, blank=True)
    analysis_ms = models.FloatField(_("análisis (ms)"), null=True, blank=True)
    first_chunk_ms = models.FloatField(_("primer trozo (ms)"), null=True, blank=True)
    total_ms = models.FloatField(_("total (ms)"), null=True, blank=True)
    created_at = models.DateTimeField(_("cuándo"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("turno")
        verbose_name_plural = _("turnos")
        ordering = ("-created_at",)
        indexes: ClassVar = [models.Index(fields=["institution", "-created_at"])]

    def __str__(self) -> str:
        return f"{self.outcome} · {self.created_at:%Y-%m-%d %H:%M:%S}"

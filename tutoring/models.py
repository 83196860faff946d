"""Alerts and what people do about them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution
from analysis.labels import CrisisLevel
from conversations.models import Conversation, Message


class Alert(models.Model):
    """Something in a conversation that a person must look at (requirement E1)."""

    class Priority(models.TextChoices):
        CRITICAL = "critical", _("Crítica")
        HIGH = "high", _("Alta")
        MEDIUM = "medium", _("Media")
        LOW = "low", _("Baja")

    class State(models.TextChoices):
        OPEN = "open", _("Sin atender")
        ACKNOWLEDGED = "acknowledged", _("Vista")
        IN_PROGRESS = "in_progress", _("En atención")
        RESOLVED = "resolved", _("Resuelta")
        DISMISSED = "dismissed", _("Descartada")

    class Family(models.TextChoices):
        CRISIS = "crisis", _("Crisis")
        HUMAN = "human", _("Pidió una persona")
        CONDUCT = "conduct", _("Ataca a alguien")

    LIVE: ClassVar = (State.OPEN, State.ACKNOWLEDGED, State.IN_PROGRESS)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE)
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="alerts",
        verbose_name=_("estudiante"),
    )
    conversation = models.ForeignKey(
        Conversation,
        on_delete=models.CASCADE,
        related_name="alerts",
        verbose_name=_("conversación"),
    )
    # The message whose evidence is shown: the gravest so far, the newest among equals.
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, related_name="+")
    family = models.CharField(max_length=10, choices=Family.choices, default=Family.CRISIS)
    kind = models.CharField(_("tipo"), max_length=30)
    level = models.CharField(
        _("nivel"), max_length=10, choices=CrisisLevel.choices, default=CrisisLevel.NONE
    )
    priority = models.CharField(_("prioridad"), max_length=10, choices=Priority.choices)
    # 0 critical … 3 low, so that the database can sort the queue.
    urgency = models.PositiveSmallIntegerField(editable=False)
    evidence = models.TextField(_("evidencia"), blank=True)
    signals = models.PositiveIntegerField(_("mensajes con señales"), default=1)
    state = models.CharField(_("estado"), max_length=12, choices=State.choices, default=State.OPEN)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("a cargo"),
    )
    reason = models.CharField(_("motivo del cierre"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("creada"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("cambiada"), default=timezone.now)
    acknowledged_at = models.DateTimeField(_("vista"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("cerrada"), null=True, blank=True)
    snoozed_until = models.DateTimeField(_("pospuesta hasta"), null=True, blank=True)

    class Meta:
        verbose_name = _("alerta")
        verbose_name_plural = _("alertas")
        ordering = ("urgency", "created_at")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "family"],
                condition=Q(state__in=("open", "acknowledged", "in_progress")),
                name="alert_one_live_each_conversation",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["institution", "state", "urgency", "created_at"], name="alert_queue"
            ),
            models.Index(fields=["student", "-created_at"], name="alert_by_student"),
        ]

    def __str__(self) -> str:
        return f"{self.get_priority_display()} · {self.student}"

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE


class AlertChange(models.Model):
    """One step in an alert's life. Written once, never changed."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="changes")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    action = models.CharField(_("qué"), max_length=20)
    state = models.CharField(_("estado"), max_length=12)
    priority = models.CharField(_("prioridad"), max_length=10)
    note = models.TextField(_("nota"), blank=True)
    created_at = models.DateTimeField(_("cuándo"), default=timezone.now)

    class Meta:
        verbose_name = _("cambio de alerta")
        verbose_name_plural = _("cambios de alertas")
        ordering = ("created_at", "id")

    def __str__(self) -> str:
        return f"{self.action} · {self.state}"


class Intervention(models.Model):
    """What a tutor did for a student."""

    class Kind(models.TextChoices):
        MESSAGE = "message", _("Mensaje")
        TAKEOVER = "takeover", _("Tomó la conversación")
        CALL = "call", _("Llamada")
        MEETING = "meeting", _("Reunión")
        REFERRAL = "referral", _("Derivación")
        NOTE = "note", _("Nota")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="interventions"
    )
    alert = models.ForeignKey(
        Alert, on_delete=models.SET_NULL, null=True, blank=True, related_name="interventions"
    )
    tutor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="interventions"
    )
    kind = models.CharField(_("tipo"), max_length=10, choices=Kind.choices)
    text = models.TextField(_("qué se acordó"), blank=True)
    message = models.ForeignKey(
        Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("cuándo"), default=timezone.now)

    class Meta:
        verbose_name = _("intervención")
        verbose_name_plural = _("intervenciones")
        ordering = ("-created_at",)
        indexes: ClassVar = [models.Index(fields=["conversation", "-created_at"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.created_at:%Y-%m-%d}"


class FollowUp(models.Model):
    """Something to look after on a day, from an intervention."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    intervention = models.OneToOneField(
        Intervention, on_delete=models.CASCADE, related_name="follow_up"
    )
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follow_ups"
    )
    tutor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    due_at = models.DateTimeField(_("para cuándo"))
    done_at = models.DateTimeField(_("hecho"), null=True, blank=True)
    outcome = models.TextField(_("resultado"), blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("seguimiento")
        verbose_name_plural = _("seguimientos")
        ordering = ("due_at",)
        indexes: ClassVar = [models.Index(fields=["student", "due_at"])]

    def __str__(self) -> str:
        return f"{self.student} · {self.due_at:%Y-%m-%d}"


class CannedReply(models.Model):
    """A text that tutors use again; `{nombre}` and `{tutor}` are filled in."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE)
    title = models.CharField(_("título"), max_length=80)
    text = models.TextField(_("texto"), max_length=2000)
    position = models.PositiveSmallIntegerField(_("orden"), default=0)

    class Meta:
        verbose_name = _("respuesta preparada")
        verbose_name_plural = _("respuestas preparadas")
        ordering = ("position", "title")

    def __str__(self) -> str:
        return self.title

"""Conversations, their messages, and what a conversation remembers."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution


class Conversation(models.Model):
    """One thread between a student, the assistant, and at times a tutor."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("Abierta")
        COMPLETED = "completed", _("Terminada")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE)
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="conversations",
        verbose_name=_("estudiante"),
    )
    title = models.CharField(_("título"), max_length=100, blank=True)
    status = models.CharField(
        _("estado"), max_length=10, choices=Status.choices, default=Status.ACTIVE
    )
    last_seq = models.PositiveIntegerField(_("mensajes"), default=0, editable=False)
    taken_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("la atiende"),
    )
    taken_over_at = models.DateTimeField(null=True, blank=True)
    summary = models.TextField(_("resumen"), blank=True)
    # What the messages up to `rolling_upto` were about, for an answerer that sees only the last.
    rolling_summary = models.TextField(blank=True, editable=False)
    rolling_upto = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("creada"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("último mensaje"), default=timezone.now)
    completed_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("conversación")
        verbose_name_plural = _("conversaciones")
        ordering = ("-updated_at",)
        indexes: ClassVar = [
            models.Index(fields=["student", "-updated_at", "-id"], name="conversation_by_student"),
            models.Index(
                fields=["institution", "-updated_at", "-id"], name="conversation_by_place"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.id)


class Message(models.Model):
    """One message; `seq` counts 1, 2, 3 … within its conversation without gaps."""

    class Sender(models.TextChoices):
        STUDENT = "student", _("Estudiante")
        ASSISTANT = "assistant", _("Asistente")
        TUTOR = "tutor", _("Tutor o tutora")
        SYSTEM = "system", _("Sistema")

    class Status(models.TextChoices):
        COMPLETE = "complete", _("Completo")
        STREAMING = "streaming", _("Escribiéndose")
        INTERRUPTED = "interrupted", _("Interrumpido")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages"
    )
    seq = models.PositiveIntegerField()
    client_id = models.UUIDField(null=True, blank=True)
    sender = models.CharField(_("de"), max_length=10, choices=Sender.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The student's message that this answer answers; an answer is written at most once for each.
    answers = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="answer"
    )
    text = models.TextField(_("texto"), blank=True)
    status = models.CharField(
        _("estado"), max_length=12, choices=Status.choices, default=Status.COMPLETE
    )
    citations = models.JSONField(default=list, blank=True)
    quick_replies = models.JSONField(default=list, blank=True)
    provider = models.CharField(_("proveedor"), max_length=40, blank=True)
    fallback = models.BooleanField(_("de reserva"), default=False)
    # How an answer came about: the strategy that it proposes, the version of the prompt that it was
    # written by, and why what a model wrote was withheld and replaced (empty where it was not).
    strategy = models.CharField(_("estrategia"), max_length=60, blank=True)
    prompt_version = models.CharField(_("versión del prompt"), max_length=40, blank=True)
    withheld = models.CharField(_("retenida por"), max_length=20, blank=True)
    # The turn that a student's message sets going keeps its lease here: the last sign of life of
    # the process at work, when all was done, and how often it was begun.
    beat_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    cancel_requested = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(_("cuándo"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("mensaje")
        verbose_name_plural = _("mensajes")
        ordering = ("conversation", "seq")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "seq"], name="message_seq_once"),
            models.UniqueConstraint(
                fields=["conversation", "client_id"], name="message_client_id_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["beat_at"],
                condition=Q(sender="student", done_at=None),
                name="message_turn_open",
            ),
            models.Index(
                fields=["created_at"], condition=Q(sender="student"), name="message_by_students"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_sender_display()} {self.seq}"


class SessionState(models.Model):
    """What a conversation remembers of the motivation cycle (requirement B6)."""

    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, related_name="state", primary_key=True
    )
    data = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("estado de la conversación")
        verbose_name_plural = _("estados de conversaciones")

    def __str__(self) -> str:
        return str(self.conversation_id)


class Rating(models.Model):
    """A student's rating of a conversation, or of one answer when `message` is set.

    A thumb is 5 (up) or 1 (down), the latter with a `reason`.
    """

    class Reason(models.TextChoices):
        NOT_ABOUT_ME = "not_about_me", _("No responde a lo que dije")
        NOT_USEFUL = "not_useful", _("No me sirve para avanzar")
        TOO_LONG = "too_long", _("Es muy larga o difícil")
        WRONG = "wrong", _("Tiene un error")
        TONE = "tone", _("No me gustó el tono")
        OTHER = "other", _("Otra cosa")

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="ratings")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, null=True, blank=True)
    rating = models.PositiveSmallIntegerField(_("nota"))
    reason = models.CharField(_("motivo"), max_length=20, choices=Reason.choices, blank=True)
    comment = models.TextField(_("comentario"), max_length=1000, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("valoración")
        verbose_name_plural = _("valoraciones")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(rating__gte=1) & Q(rating__lte=5), name="rating_from_1_to_5"
            ),
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(message=None), name="rating_once_conversation"
            ),
            models.UniqueConstraint(fields=["message"], name="rating_once_message"),
        ]

    def __str__(self) -> str:
        return f"{self.rating}/5"

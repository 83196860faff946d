"""What the assistant says and proposes, as data that staff edit; each change is a version."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution
from conversations.models.talk import Conversation, Message


class ContentLanguage(models.TextChoices):
    ES = "es", _("Español")
    EN = "en", _("Inglés")


class Strategy(models.Model):
    """A way to work through a block of time (requirements D3 and D4).

    `why` has one sentence a line, of which one is said. Each `steps_N` has one step a line,
    `minutes: what to do`, whose minutes add up to N. `shipped` is the digest of the entry as it
    came with the program: as long as `is_edited` is false a newer program brings its own text.
    """

    class Demand(models.TextChoices):
        CREATIVE = "A", _("creativa")
        ANALYTICAL = "B", _("analítica")

    class Level(models.TextChoices):
        WHY = "up", _("por qué (↑)")
        HOW = "down", _("cómo (↓)")
        MIXED = "mixed", _("mixto")

    slug = models.SlugField(_("clave"), max_length=60)
    language = models.CharField(_("idioma"), max_length=5, choices=ContentLanguage.choices)
    name = models.CharField(_("nombre"), max_length=80)
    q2 = models.CharField(_("demanda (Q2)"), max_length=1, choices=Demand.choices)
    q3 = models.CharField(_("nivel (Q3)"), max_length=5, choices=Level.choices)
    tasks = models.JSONField(_("tareas"), default=list)
    phases = models.JSONField(_("fases"), default=list, blank=True)
    feelings = models.JSONField(_("sentimientos"), default=list, blank=True)
    topics = models.JSONField(_("temas"), default=list, blank=True)
    why = models.TextField(_("por qué sirve"))
    steps_10 = models.TextField(_("pasos para 10 minutos"))
    steps_15 = models.TextField(_("pasos para 15 minutos"))
    steps_25 = models.TextField(_("pasos para 25 minutos"))
    steps_45 = models.TextField(_("pasos para 45 minutos"))
    source = models.CharField(_("fuente"), max_length=300)
    is_active = models.BooleanField(_("en uso"), default=True)
    version = models.PositiveIntegerField(_("versión"), default=1, editable=False)
    is_edited = models.BooleanField(_("cambiada aquí"), default=False, editable=False)
    shipped = models.CharField(max_length=64, blank=True, editable=False)
    updated_at = models.DateTimeField(_("cambiada"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("estrategia")
        verbose_name_plural = _("estrategias")
        ordering = ("language", "slug")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug", "language"], name="strategy_once_a_language")
        ]

    def __str__(self) -> str:
        return self.name


class Wording(models.Model):
    """The lines that the assistant chooses from in one situation, one a line.

    `key` is the address in the content that came with the program: `thanks`, `intro.named`,
    `question.minutes`, `topic.exam.mirror`, `exercise.breathing.steps` …
    """

    key = models.CharField(_("situación"), max_length=120)
    language = models.CharField(_("idioma"), max_length=5, choices=ContentLanguage.choices)
    lines = models.TextField(_("frases, una por línea"))
    version = models.PositiveIntegerField(_("versión"), default=1, editable=False)
    is_edited = models.BooleanField(_("cambiada aquí"), default=False, editable=False)
    shipped = models.CharField(max_length=64, blank=True, editable=False)
    updated_at = models.DateTimeField(_("cambiada"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("frases de una situación")
        verbose_name_plural = _("frases del asistente")
        ordering = ("language", "key")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "language"], name="wording_once_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"


class ContentVersion(models.Model):
    """What a strategy or a wording said before a change; any of them can be taken back."""

    class Kind(models.TextChoices):
        STRATEGY = "strategy", _("estrategia")
        WORDING = "wording", _("frases")

    kind = models.CharField(_("clase"), max_length=10, choices=Kind.choices)
    key = models.CharField(_("clave"), max_length=120)
    language = models.CharField(_("idioma"), max_length=5, choices=ContentLanguage.choices)
    version = models.PositiveIntegerField(_("versión"))
    data = models.JSONField(_("contenido"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("quién"),
    )
    created_at = models.DateTimeField(_("cuándo"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("versión anterior")
        verbose_name_plural = _("versiones anteriores")
        ordering = ("kind", "key", "language", "-version")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "key", "language", "version"], name="content_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.language}) · {self.version}"


class StrategyTrial(models.Model):
    """A strategy that was proposed to a student, and what came of it; no text.

    It is what the next choice learns from.
    """

    class Outcome(models.TextChoices):
        OPEN = "", _("sin respuesta")
        HELPED = "helped", _("ayudó")
        STUCK = "stuck", _("no avanzó")
        REFUSED = "refused", _("pidió otra")

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="+")
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="strategy_trials"
    )
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="trial")
    strategy = models.CharField(_("estrategia"), max_length=60)
    q2 = models.CharField(max_length=1, blank=True)
    q3 = models.CharField(max_length=5, blank=True)
    feeling = models.CharField(_("sentimiento"), max_length=24, blank=True)
    task = models.CharField(_("tarea"), max_length=24, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutos"), null=True, blank=True)
    chosen_by = models.CharField(_("elegida por"), max_length=12, blank=True)
    outcome = models.CharField(
        _("resultado"), max_length=10, choices=Outcome.choices, blank=True, default=""
    )
    created_at = models.DateTimeField(_("propuesta"), default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(_("aceptada"), null=True, blank=True)
    closed_at = models.DateTimeField(_("evaluada"), null=True, blank=True)

    class Meta:
        verbose_name = _("estrategia propuesta")
        verbose_name_plural = _("estrategias propuestas")
        ordering = ("-created_at",)
        indexes: ClassVar = [
            models.Index(fields=["institution", "strategy", "outcome"], name="trial_by_strategy"),
            models.Index(fields=["conversation", "-created_at"], name="trial_by_conversation"),
        ]

    def __str__(self) -> str:
        return f"{self.strategy} · {self.outcome or '…'}"

"""What keeps a student safe: whom to call, the student's own plan, and a crisis that is open."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.countries import Country
from conversations.models.talk import Conversation


class Hotline(models.Model):
    """A number to call in a crisis; staff keep the directory up to date."""

    class Use(models.TextChoices):
        CRISIS = "crisis", _("Apoyo en crisis")
        VIOLENCE = "violence", _("Violencia")
        EMERGENCY = "emergency", _("Emergencia")

    country = models.CharField(_("país"), max_length=2, choices=Country.choices)
    use = models.CharField(_("para"), max_length=10, choices=Use.choices, default=Use.CRISIS)
    name = models.CharField(_("nombre"), max_length=120)
    phone = models.CharField(_("número"), max_length=40, blank=True)
    hours = models.CharField(_("horario"), max_length=120, blank=True)
    language = models.CharField(_("idioma"), max_length=40, default="es")
    url = models.URLField(_("página"), blank=True)
    position = models.PositiveSmallIntegerField(_("orden"), default=0)
    checked_on = models.DateField(_("revisado el"), null=True, blank=True)
    active = models.BooleanField(_("en uso"), default=True)

    class Meta:
        verbose_name = _("línea de ayuda")
        verbose_name_plural = _("líneas de ayuda")
        ordering = ("country", "position", "name")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["country", "name"], name="hotline_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.country})"


class SafetyPlan(models.Model):
    """A student's own plan for hard moments, in the parts of Stanley and Brown (2012)."""

    student = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="safety_plan",
        primary_key=True,
        verbose_name=_("estudiante"),
    )
    signs = models.TextField(_("señales de que viene un mal momento"), max_length=1000, blank=True)
    alone = models.TextField(_("lo que me ayuda sin nadie más"), max_length=1000, blank=True)
    places = models.TextField(_("personas y lugares que me distraen"), max_length=1000, blank=True)
    people = models.TextField(_("a quién le pido ayuda"), max_length=1000, blank=True)
    professionals = models.TextField(_("profesionales y servicios"), max_length=1000, blank=True)
    surroundings = models.TextField(_("cómo hago más seguro mi lugar"), max_length=1000, blank=True)
    reasons = models.TextField(_("lo que me importa"), max_length=1000, blank=True)
    is_shared = models.BooleanField(_("la puede leer quien me acompaña"), default=False)
    updated_at = models.DateTimeField(_("cambiado"), auto_now=True)

    class Meta:
        verbose_name = _("plan de seguridad")
        verbose_name_plural = _("planes de seguridad")

    def __str__(self) -> str:
        return str(self.student_id)


class CrisisState(models.Model):
    """A student's crisis, from the first message that showed it until a tutor closes it.

    It belongs to the student and not to a conversation: a new conversation or another device does
    not end it. At most one is open for a student.
    """

    student = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="crisis_states",
        verbose_name=_("estudiante"),
    )
    level = models.CharField(_("nivel"), max_length=10)
    times = models.PositiveIntegerField(_("mensajes con señales"), default=1)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(_("desde"), default=timezone.now)
    last_at = models.DateTimeField(_("última señal"), default=timezone.now)
    closed_at = models.DateTimeField(_("cerrado"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lo cerró"),
    )
    closing_note = models.TextField(_("por qué se cerró"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("estado de crisis")
        verbose_name_plural = _("estados de crisis")
        ordering = ("-last_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["student"], condition=models.Q(closed_at=None), name="crisis_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.level} · {self.student_id}"

"""What was asked and is in no page."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution


class OpenQuestion(models.Model):
    """A question, without personal data and without who asked it, that no page answered (F9)."""

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="open_questions"
    )
    text = models.CharField(_("pregunta"), max_length=300)
    # Of its stems in order of the alphabet: two ways to ask the same are counted together.
    key = models.CharField(max_length=64)
    times = models.PositiveIntegerField(_("veces"), default=1)
    first_asked_at = models.DateTimeField(default=timezone.now)
    last_asked_at = models.DateTimeField(_("última vez"), default=timezone.now)
    dismissed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("pregunta sin respuesta")
        verbose_name_plural = _("preguntas sin respuesta")
        ordering = ("-times", "-last_asked_at")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "key"], name="open_question_once"),
        ]

    def __str__(self) -> str:
        return self.text

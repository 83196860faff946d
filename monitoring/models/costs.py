"""What asking language models costs: each call, the prices, and what may be spent (D8)."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution


class ModelCall(models.Model):
    """One call to a language model: what it took and what came of it. No text.

    Tokens out include those of thinking, tokens in include the cached ones. `cost` is in US
    dollars by the price in force on the day, null where no price was known.
    """

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, null=True, related_name="+"
    )
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    purpose = models.CharField(_("para"), max_length=30)
    provider = models.CharField(_("proveedor"), max_length=40)
    model = models.CharField(_("modelo"), max_length=100)
    outcome = models.CharField(_("resultado"), max_length=20)
    ms = models.FloatField(_("duración (ms)"))
    first_token_ms = models.FloatField(_("primera palabra (ms)"), null=True)
    tokens_in = models.PositiveIntegerField(_("tokens de entrada"), default=0)
    tokens_out = models.PositiveIntegerField(_("tokens de salida"), default=0)
    tokens_thinking = models.PositiveIntegerField(default=0)
    tokens_cached = models.PositiveIntegerField(default=0)
    cost = models.DecimalField(_("costo (US$)"), max_digits=12, decimal_places=8, null=True)
    created_at = models.DateTimeField(_("cuándo"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("llamada a un modelo")
        verbose_name_plural = _("llamadas a modelos")
        ordering = ("-created_at",)
        indexes: ClassVar = [
            models.Index(fields=["institution", "created_at"], name="call_by_institution"),
            models.Index(fields=["student", "created_at"], name="call_by_student"),
        ]

    def __str__(self) -> str:
        return f"{self.provider}:{self.model} · {self.outcome}"


class ModelPrice(models.Model):
    """What a model costs from a day on, in US dollars for a million tokens."""

    provider = models.CharField(_("proveedor"), max_length=40)
    model = models.CharField(_("modelo"), max_length=100)
    starts_on = models.DateField(_("desde"))
    tokens_in = models.DecimalField(_("entrada"), max_digits=10, decimal_places=4)
    tokens_cached = models.DecimalField(_("entrada en caché"), max_digits=10, decimal_places=4)
    tokens_out = models.DecimalField(_("salida"), max_digits=10, decimal_places=4)
    source = models.URLField(_("fuente"), blank=True)

    class Meta:
        verbose_name = _("precio de un modelo")
        verbose_name_plural = _("precios de modelos")
        ordering = ("provider", "model", "-starts_on")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "model", "starts_on"], name="price_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider}:{self.model} · {self.starts_on}"


class Budget(models.Model):
    """What an institution may spend on outside models in a calendar month, in US dollars.

    Without one there is no limit. `warned_for` and `ended_for` are the months (YYYY-MM) whose
    marks of 80 % and 100 % were told of already.
    """

    institution = models.OneToOneField(
        Institution, on_delete=models.CASCADE, related_name="budget", primary_key=True
    )
    monthly = models.DecimalField(
        _("al mes (US$)"),
        max_digits=10,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
    )
    warned_for = models.CharField(max_length=7, blank=True, editable=False)
    ended_for = models.CharField(max_length=7, blank=True, editable=False)

    class Meta:
        verbose_name = _("presupuesto")
        verbose_name_plural = _("presupuestos")

    def __str__(self) -> str:
        return f"{self.institution}: US$ {self.monthly}"

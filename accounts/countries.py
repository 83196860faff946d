"""Countries with a hotline directory of their own."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Country(models.TextChoices):
    """Countries with a hotline directory of their own (ISO 3166-1 alpha-2)."""

    CHILE = "CL", _("Chile")
    MEXICO = "MX", _("México")
    ARGENTINA = "AR", _("Argentina")
    COLOMBIA = "CO", _("Colombia")
    PERU = "PE", _("Perú")
    URUGUAY = "UY", _("Uruguay")
    ECUADOR = "EC", _("Ecuador")
    SPAIN = "ES", _("España")
    OTHER = "XX", _("Otro país")

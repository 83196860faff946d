"""The labels of the analysis, as the field and the API name them, with words for people."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Emotion(models.TextChoices):
    JOY = "joy", _("Alegría")
    SADNESS = "sadness", _("Tristeza")
    ANGER = "anger", _("Enojo")
    FEAR = "fear", _("Miedo")
    SURPRISE = "surprise", _("Sorpresa")
    DISGUST = "disgust", _("Rechazo")
    NEUTRAL = "neutral", _("Neutral")


class CrisisLevel(models.TextChoices):
    """In rising order; a crisis (`is_crisis`) is `moderate` and above."""

    NONE = "none", _("Sin señales")
    LOW = "low", _("Leve")
    MODERATE = "moderate", _("Moderado")
    HIGH = "high", _("Alto")
    IMMINENT = "imminent", _("Inminente")

    @property
    def rank(self) -> int:
        return list(CrisisLevel).index(self)


class CrisisKind(models.TextChoices):
    SUICIDAL_IDEATION = "suicidal_ideation", _("Ideación suicida")
    SELF_HARM = "self_harm", _("Autolesión")
    VIOLENCE_SUFFERED = "violence_suffered", _("Violencia sufrida")
    VIOLENCE_THREATENED = "violence_threatened", _("Amenaza a otros")
    ACUTE_DISTRESS = "acute_distress", _("Angustia aguda")
    THIRD_PARTY = "third_party", _("Otra persona en riesgo")

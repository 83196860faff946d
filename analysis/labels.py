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


class Style(models.TextChoices):
    """A message without marked style has none: null on the wire, no member here."""

    ASSERTIVE = "assertive", _("Asertivo")
    PASSIVE = "passive", _("Pasivo")
    AGGRESSIVE = "aggressive", _("Agresivo")
    PASSIVE_AGGRESSIVE = "passive_aggressive", _("Pasivo-agresivo")
    MANIPULATIVE = "manipulative", _("Manipulador")


class Sentiment(models.TextChoices):
    POSITIVE = "positive", _("Positivo")
    NEGATIVE = "negative", _("Negativo")
    NEUTRAL = "neutral", _("Neutro")


class Topic(models.TextChoices):
    ACADEMIC_CONTENT = "academic_content", _("Contenidos de la materia")
    STUDY_PLANNING = "study_planning", _("Organización del estudio")
    EXAMS_GRADES = "exams_grades", _("Exámenes y notas")
    ADMINISTRATION = "administration", _("Trámites")
    EMOTIONAL_WELLBEING = "emotional_wellbeing", _("Bienestar emocional")
    SOCIAL_RELATIONSHIPS = "social_relationships", _("Relaciones con otras personas")
    FAMILY_ECONOMY = "family_economy", _("Dinero y trabajo")
    TECHNOLOGY = "technology", _("Tecnología")
    OTHER = "other", _("Otro tema")


class Aspect(models.TextChoices):
    """What of an analysis a person may correct; the names are those of the stored result."""

    EMOTION = "emotion", _("Emoción")
    STYLE = "style", _("Estilo")
    SENTIMENT = "sentiment", _("Sentimiento")
    TOPIC = "topic", _("Tema")
    CRISIS = "crisis", _("Crisis")
    TOXICITY = "toxicity", _("Ofensas")
    INJECTION = "injection", _("Intento de manipular al asistente")

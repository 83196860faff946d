"""What an institution wants to follow from messages that attack somebody (requirement C6)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class ToxicityRule(models.TextChoices):
    """What follows from one kind of attack; each rule does what the one before does, and more."""

    NOTHING = "nothing", _("Nada en especial")
    REMIND = "remind", _("Pone un límite y sigue ayudando")
    TUTOR = "tutor", _("Pone un límite y avisa a tutoría")


class ToxicityRules(models.Model):
    """One rule for each kind of attack that the analysis tells apart."""

    on_insult = models.CharField(
        _("insultos"),
        max_length=10,
        choices=ToxicityRule.choices,
        default=ToxicityRule.REMIND,
        help_text=_(
            "Insultos a una persona o al asistente. Contar un insulto que se recibió no cuenta."
        ),
    )
    on_hate = models.CharField(
        _("odio"),
        max_length=10,
        choices=ToxicityRule.choices,
        default=ToxicityRule.REMIND,
        help_text=_(
            "Desprecio hacia un grupo de personas por su origen, su fe, su cuerpo o a quién "
            "quieren."
        ),
    )
    on_harassment = models.CharField(
        _("acoso"),
        max_length=10,
        choices=ToxicityRule.choices,
        default=ToxicityRule.TUTOR,
        help_text=_(
            "Amedrentar, perseguir o humillar a alguien, o pedir ayuda para hacerlo. Una amenaza "
            "grave se trata además como crisis, sea cual sea esta regla."
        ),
    )
    on_sexual = models.CharField(
        _("contenido sexual"),
        max_length=10,
        choices=ToxicityRule.choices,
        default=ToxicityRule.REMIND,
        help_text=_(
            "Contenido sexual dirigido a una persona o al asistente. Preguntar por salud o contar "
            "algo que se sufrió no cuenta."
        ),
    )

    class Meta:
        abstract = True

    @property
    def toxicity_rules(self) -> dict[str, str]:
        """The rule of each kind (`insult`, `hate`, `harassment`, `sexual`)."""
        return {
            "insult": self.on_insult,
            "hate": self.on_hate,
            "harassment": self.on_harassment,
            "sexual": self.on_sexual,
        }

    @property
    def limited_kinds(self) -> frozenset[str]:
        """The kinds to which the assistant sets a limit."""
        limiting = {ToxicityRule.REMIND, ToxicityRule.TUTOR}
        return frozenset(kind for kind, rule in self.toxicity_rules.items() if rule in limiting)

    def first_told(self, kinds: Iterable[str]) -> str | None:
        """The first of `kinds` of which the tutors are told, None when they are told of none."""
        rules = self.toxicity_rules
        return next((kind for kind in kinds if rules.get(kind) == ToxicityRule.TUTOR), None)

"""The aspects of a stored analysis, each by its one label: what it says, may say, and in words.

A label is a string: a value of the enums of `analysis.labels`, `none` for no marked style and for
no crisis, `true` or `false` for toxicity and injection.
"""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from analysis.labels import Aspect, CrisisLevel, Emotion, Sentiment, Style, Topic

NO_STYLE = "none"
TRUE, FALSE = "true", "false"

_ENUMS: dict[str, type[TextChoices]] = {
    Aspect.EMOTION: Emotion,
    Aspect.STYLE: Style,
    Aspect.SENTIMENT: Sentiment,
    Aspect.TOPIC: Topic,
    Aspect.CRISIS: CrisisLevel,
}
_FLAGS = {
    Aspect.TOXICITY: ("is_toxic", _("Con ofensas"), _("Sin ofensas")),
    Aspect.INJECTION: ("is_injection", _("Hay un intento"), _("Sin señales")),
}


def options(aspect: str) -> list[tuple[str, Any]]:
    """Every label of `aspect` with its word, in the order in which a person reads them."""
    if aspect in _FLAGS:
        _field, yes, no = _FLAGS[Aspect(aspect)]
        return [(TRUE, yes), (FALSE, no)]
    found = [(value, label) for value, label in _ENUMS[aspect].choices]
    return [*found, (NO_STYLE, _("Sin estilo marcado"))] if aspect == Aspect.STYLE else found


def word(aspect: str, label: str) -> str:
    """«Tristeza»; the label itself when it is none of the aspect's, nothing for nothing."""
    return str(dict(options(aspect)).get(label, label))


def part(result: dict[str, Any], aspect: str) -> dict[str, Any] | None:
    """What a stored result holds of `aspect`; None when no model read it."""
    found = result.get(aspect)
    return found if isinstance(found, dict) else None


def said(result: dict[str, Any], aspect: str) -> str:
    """The label that the models gave; empty when no model read the aspect."""
    found = part(result, aspect)
    if found is None:
        return ""
    if aspect in _FLAGS:
        return TRUE if found.get(_FLAGS[Aspect(aspect)][0]) else FALSE
    if aspect == Aspect.CRISIS:
        return str(found.get("level") or "")
    if aspect == Aspect.STYLE:
        return str(found.get("label") or NO_STYLE)
    return str(found.get("label") or "")


def version(result: dict[str, Any], aspect: str) -> str:
    """The version of the model that read `aspect`; empty when the result does not say."""
    versions = result.get("versions")
    return str(versions.get(aspect, "")) if isinstance(versions, dict) else ""

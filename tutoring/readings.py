"""An analysis as its readers see it: one line for each aspect, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from analysis import aspects
from analysis.crisis import margin
from analysis.labels import Aspect, CrisisKind
from analysis.models import Correction, MessageAnalysis
from tutoring.forms import CorrectionForm
from tutoring.words import signed

# Below this probability a label is shown as doubtful; yes and no are so in the middle.
SURE = 0.5
BETWEEN = (0.35, 0.65)
FAINT = 0.2
WORDS_SHOWN = 8

_KINDS: dict[str, Any] = {
    **dict(CrisisKind.choices),
    "insult": _("Insulto"),
    "hate": _("Odio"),
    "harassment": _("Acoso"),
    "sexual": _("Contenido sexual"),
}


@dataclass
class Reading:
    """What the models said of one aspect, and what a person says of it.

    `word` is empty when no model read it; `detail` is a percentage or a score; `kinds` are words;
    `carried` are the words of the message that weighed most.
    """

    aspect: str
    title: str
    label: str
    word: str
    detail: str
    kinds: str
    unsure: bool
    carried: list[str]
    scores: list[tuple[str, str, float]]
    correction: Correction | None
    form: CorrectionForm
    thanks: bool


def readings(
    analysis: MessageAnalysis, *, form: CorrectionForm | None = None, thanked: str = ""
) -> list[Reading]:
    """The seven aspects of an analysis in the order of reading. Needs `message` and
    `corrections.with_standing`.

    `form` is one that was refused; `thanked` is the aspect that was corrected just now.
    """
    standing = {row.aspect: row for row in getattr(analysis, "standing_corrections", [])}
    found = []
    for aspect, title in Aspect.choices:
        label = aspects.said(analysis.result, aspect)
        refused = form if form is not None and form.aspect == aspect else None
        found.append(
            Reading(
                aspect=aspect,
                title=str(title),
                label=label,
                word=aspects.word(aspect, label),
                detail=_detail(analysis, aspect),
                kinds=_kinds(analysis, aspect),
                unsure=_unsure(analysis, aspect),
                carried=_carried(analysis, aspect),
                scores=_scores(analysis, aspect),
                correction=standing.get(aspect),
                form=refused or CorrectionForm(aspect),
                thanks=aspect == thanked and aspect in standing,
            )
        )
    return found


def _detail(analysis: MessageAnalysis, aspect: str) -> str:
    part = aspects.part(analysis.result, aspect)
    label = aspects.said(analysis.result, aspect)
    if part is None or label in {"", aspects.NO_STYLE, aspects.FALSE}:
        return ""
    if aspect == Aspect.SENTIMENT:
        return signed(_number(part, "score"))
    return f"{round(_number(part, 'confidence') * 100)} %"


def _unsure(analysis: MessageAnalysis, aspect: str) -> bool:
    part = aspects.part(analysis.result, aspect)
    if part is None:
        return False
    label = aspects.said(analysis.result, aspect)
    confidence = _number(part, "confidence")
    if aspect == Aspect.CRISIS:
        return margin.unsure(analysis.crisis_level, analysis.crisis_confidence)
    if aspect in {Aspect.TOXICITY, Aspect.INJECTION}:
        return BETWEEN[0] < confidence < BETWEEN[1]
    named = analysis.result.get("unsure")
    if isinstance(named, list):
        return aspect in named and label != aspects.NO_STYLE
    # Results of before say no more than their figures.
    if aspect == Aspect.SENTIMENT:
        return label != "neutral" and abs(_number(part, "score")) < FAINT
    return label not in {"", aspects.NO_STYLE} and confidence < SURE


def _carried(analysis: MessageAnalysis, aspect: str) -> list[str]:
    """The stretches of the text that `why` names, in the order of the text."""
    why = analysis.result.get("why")
    spans = why.get(aspect) if isinstance(why, dict) else None
    text = analysis.message.text
    found: list[str] = []
    for span in spans if isinstance(spans, list) else []:
        start, end = _whole(span, "start"), _whole(span, "end")
        words = text[start:end].strip() if 0 <= start < end else ""
        if words and words not in found:
            found.append(words)
    return found[:WORDS_SHOWN]


def _scores(analysis: MessageAnalysis, aspect: str) -> list[tuple[str, str, float]]:
    """Label, word and probability of each class, the most probable first."""
    part = aspects.part(analysis.result, aspect) or {}
    scores = part.get("scores")
    if not isinstance(scores, dict):
        return []
    known = [(label, aspects.word(aspect, label), _number(scores, label)) for label in scores]
    return sorted(known, key=lambda row: -row[2])


def _kinds(analysis: MessageAnalysis, aspect: str) -> str:
    """«Ideación suicida, Autolesión», of a crisis or an offence."""
    part = aspects.part(analysis.result, aspect) or {}
    kinds = part.get("kinds")
    words = [str(_KINDS.get(kind, kind)) for kind in kinds] if isinstance(kinds, list) else []
    return ", ".join(words)


def _number(values: dict[str, Any], name: str) -> float:
    value = values.get(name)
    return float(value) if isinstance(value, int | float) else 0.0


def _whole(values: Any, name: str) -> int:
    value = values.get(name) if isinstance(values, dict) else None
    return value if isinstance(value, int) else -1

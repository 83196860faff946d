"""What an analysis says of one text: frozen dataclasses, and their form on the wire.

Labels are those of `analysis.labels`; probabilities and confidences are from 0 to 1; offsets are
in characters (code points) of the text as given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from analysis.labels import CrisisLevel


@dataclass(frozen=True)
class EmotionResult:
    """The emotion with a probability for each of the seven; `confidence` is the label's."""

    label: str
    confidence: float
    scores: dict[str, float]


@dataclass(frozen=True)
class Span:
    """A half-open stretch `[start, end)` of the text."""

    start: int
    end: int


@dataclass(frozen=True)
class CrisisResult:
    """The level, the kinds that apply (empty for `none`), and what in the text shows it.

    `failed_layers` names the layers that broke; the others decided.
    """

    level: str
    kinds: tuple[str, ...]
    confidence: float
    evidence: tuple[Span, ...] = ()
    failed_layers: tuple[str, ...] = ()

    @property
    def is_crisis(self) -> bool:
        return CrisisLevel(self.level).rank >= CrisisLevel.MODERATE.rank


@dataclass(frozen=True)
class Slots:
    """The study task as far as it was said (`labels.md`, Slots); what was not said is None.

    `tiempo_bloque` is in minutes.
    """

    sentimiento: str | None = None
    tipo_tarea: str | None = None
    ramo: str | None = None
    plazo: str | None = None
    fase: str | None = None
    tiempo_bloque: int | None = None


@dataclass(frozen=True)
class Analysis:
    """All that is known of one text. A part that no model gives yet, or that broke, is None."""

    emotion: EmotionResult | None
    crisis: CrisisResult
    slots: Slots | None = None
    versions: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The body of the contract's `POST /api/v1/analysis/text`."""
        emotion = self.emotion
        crisis = self.crisis
        return {
            "emotion": emotion
            and {
                "label": emotion.label,
                "confidence": round(emotion.confidence, 4),
                "scores": {label: round(p, 4) for label, p in emotion.scores.items()},
            },
            "style": None,
            "sentiment": None,
            "topic": None,
            "crisis": {
                "level": crisis.level,
                "is_crisis": crisis.is_crisis,
                "kinds": list(crisis.kinds),
                "confidence": round(crisis.confidence, 4),
                "evidence": [{"start": span.start, "end": span.end} for span in crisis.evidence],
            },
            "toxicity": None,
            "pii": None,
            "injection": None,
            "slots": self.slots
            and {
                "sentimiento": self.slots.sentimiento,
                "tipo_tarea": self.slots.tipo_tarea,
                "ramo": self.slots.ramo,
                "plazo": self.slots.plazo,
                "fase": self.slots.fase,
                "tiempo_bloque": self.slots.tiempo_bloque,
            },
            "versions": self.versions,
        }

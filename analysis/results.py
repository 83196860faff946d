"""What an analysis says of one text: frozen dataclasses, and their form on the wire.

Labels are those of `analysis.labels`; probabilities and confidences are from 0 to 1; offsets are
in characters (code points) of the text as given.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from analysis.labels import CrisisLevel
from analysis.pii import PiiSpan


@dataclass(frozen=True)
class EmotionResult:
    """The emotion with a probability for each of the seven; `confidence` is the label's."""

    label: str
    confidence: float
    scores: dict[str, float]


@dataclass(frozen=True)
class StyleResult:
    """The communicative style, None where none is marked; the scores don't sum to one.

    `confidence` is that of the answer given, «none» included.
    """

    label: str | None
    confidence: float
    scores: dict[str, float]


@dataclass(frozen=True)
class SentimentResult:
    """`score` is from -1 to 1, `confidence` the label's."""

    label: str
    score: float
    confidence: float


@dataclass(frozen=True)
class TopicResult:
    """The topic with a probability for each of the nine."""

    label: str
    confidence: float
    scores: dict[str, float]


@dataclass(frozen=True)
class ToxicityResult:
    """Whether the text attacks somebody; `confidence` is the probability that it does."""

    is_toxic: bool
    confidence: float
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class InjectionResult:
    """Whether the text tries to rule the assistant; `confidence` is the probability of that."""

    is_injection: bool
    confidence: float


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
    """All that is known of one text. A part that broke is None.

    `language` is a two-letter code, or empty when the text is too short to tell. `unsure` names
    the parts whose confidence is too low to build on; `why` has for a part the words that carried
    it.
    """

    emotion: EmotionResult | None
    crisis: CrisisResult
    style: StyleResult | None = None
    sentiment: SentimentResult | None = None
    topic: TopicResult | None = None
    toxicity: ToxicityResult | None = None
    injection: InjectionResult | None = None
    pii: tuple[PiiSpan, ...] | None = None
    slots: Slots | None = None
    versions: dict[str, str] = field(default_factory=dict)
    language: str = ""
    unsure: tuple[str, ...] = ()
    why: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether no part and no layer broke."""
        parts = (
            self.emotion,
            self.style,
            self.sentiment,
            self.topic,
            self.toxicity,
            self.injection,
            self.pii,
            self.slots,
        )
        return all(part is not None for part in parts) and not self.crisis.failed_layers

    def as_dict(self) -> dict[str, Any]:
        """The body of the contract's `POST /api/v1/analysis/text`."""
        crisis = self.crisis
        return {
            "emotion": _scored(self.emotion),
            "style": _scored(self.style),
            "sentiment": self.sentiment
            and {"label": self.sentiment.label, "score": round(self.sentiment.score, 4)},
            "topic": _scored(self.topic),
            "crisis": {
                "level": crisis.level,
                "is_crisis": crisis.is_crisis,
                "kinds": list(crisis.kinds),
                "confidence": round(crisis.confidence, 4),
                "evidence": _spans(crisis.evidence),
            },
            "toxicity": self.toxicity
            and {
                "is_toxic": self.toxicity.is_toxic,
                "confidence": round(self.toxicity.confidence, 4),
                "kinds": list(self.toxicity.kinds),
            },
            "pii": None
            if self.pii is None
            else [{"start": span.start, "end": span.end, "type": span.type} for span in self.pii],
            "injection": self.injection
            and {
                "is_injection": self.injection.is_injection,
                "confidence": round(self.injection.confidence, 4),
            },
            "slots": self.slots and asdict(self.slots),
            "versions": self.versions,
        }

    def as_record(self) -> dict[str, Any]:
        """What is stored: the contract's body, and what only the staff's pages show."""
        return self.as_dict() | {
            "language": self.language,
            "unsure": list(self.unsure),
            "why": {part: _spans(spans) for part, spans in self.why.items()},
        }


def _scored(
    result: EmotionResult | StyleResult | TopicResult | None,
) -> dict[str, Any] | None:
    if result is None:
        return None
    return {
        "label": result.label,
        "confidence": round(result.confidence, 4),
        "scores": {label: round(p, 4) for label, p in result.scores.items()},
    }


def _spans(spans: tuple[Span, ...]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]

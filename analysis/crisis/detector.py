"""The crisis detector: two layers that stand in for each other, and the trend over messages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import structlog

from analysis.artifacts import store
from analysis.crisis import model, patterns
from analysis.crisis.combine import RECENT, Thresholds, Verdict, combine, watched, with_trend
from analysis.crisis.everyday import is_everyday
from analysis.crisis.model import Reading
from analysis.crisis.parting import is_parting
from analysis.crisis.patterns import Findings
from analysis.features import TextFeatures
from analysis.labels import CrisisKind, CrisisLevel
from analysis.normalise import Normalised, normalise
from analysis.results import CrisisResult, Span

log = structlog.get_logger(__name__)

PATTERNS, CLASSIFIER, TREND = "patterns", "classifier", "trend"
_MOST_LEVELS = 4096
_FIRST_PICTURE = 0x2600
_levels: dict[bytes, tuple[object, CrisisLevel]] = {}
# Used when the classifier, which brings its thresholds along, can't be loaded.
_NO_CLASSIFIER = Thresholds(crisis=1.1, backed=1.1, doubted=1.1, distress=1.1)


def detect(
    text: Normalised, recent: Sequence[str] = (), features: TextFeatures | None = None
) -> CrisisResult:
    """What `text` shows of a crisis, in the light of `recent` earlier messages (oldest first).

    `features` are those of `text` where the caller has them.

    Never raises: a layer that breaks is logged without the text, named in `failed_layers`, and
    the others decide. With both layers broken the level is `none`, with both named.
    """
    failed: list[str] = []
    findings, reading, verdict = _judge(features or TextFeatures(text.text), failed)
    level = verdict.level
    kinds = verdict.kinds
    if recent:
        level = _raised(level, text.text, recent, failed)
        if level.rank >= CrisisLevel.MODERATE.rank:
            # A message that is a sign only by what came before has no kind of its own.
            kinds = kinds or (CrisisKind.SUICIDAL_IDEATION.value,)
    if level is CrisisLevel.NONE:
        return CrisisResult(level.value, (), verdict.confidence, (), tuple(failed))
    return CrisisResult(
        level.value,
        kinds,
        verdict.confidence,
        _evidence(text, findings, reading, failed),
        tuple(failed),
    )


def _judge(text: TextFeatures, failed: list[str]) -> tuple[Findings, Reading | None, Verdict]:
    """Both layers' findings and the verdict; names the broken ones in `failed`."""
    findings = Findings()
    reading: Reading | None = None
    limits = _NO_CLASSIFIER
    try:
        findings = patterns.find(text.text)
    except Exception as exc:  # noqa: BLE001  # whatever broke, the classifier must still be asked
        _report(PATTERNS, exc, failed)
    try:
        trained = store.crisis()
        limits = Thresholds(**trained.meta["thresholds"])
        if _says_something(text.text):
            reading = model.read(trained, text)
    except Exception as exc:  # noqa: BLE001  # whatever broke, the patterns' findings must count
        _report(CLASSIFIER, exc, failed)
    verdict = combine(findings, reading, limits)
    if not findings.finds and PATTERNS not in failed and is_everyday(text.text):
        verdict = watched(verdict)
    return findings, reading, verdict


def _says_something(text: str) -> bool:
    """Whether there is a word or a picture in it; the classifier knows nothing of «…» and «?!»."""
    return any(sign.isalnum() or ord(sign) >= _FIRST_PICTURE for sign in text)


def _raised(level: CrisisLevel, text: str, recent: Sequence[str], failed: list[str]) -> CrisisLevel:
    try:
        parting = is_parting(text)
        if not parting and level not in {CrisisLevel.LOW, CrisisLevel.MODERATE}:
            return level
        earlier = [_remembered(each) for each in recent[-RECENT:]]
        return with_trend(level, earlier, parting=parting)
    except Exception as exc:  # noqa: BLE001  # the message's own level must not be lost
        _report(TREND, exc, failed)
        return level


def _remembered(text: str) -> CrisisLevel:
    """The level of an earlier message, which most often was judged a moment ago by this process.

    What is kept are digests, no texts; a level found while a layer was broken is not kept.
    """
    key = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    known = _levels.get(key)
    if known is not None and known[0] is store.bank():
        return known[1]
    failed: list[str] = []
    level = _judge(TextFeatures(normalise(text).text), failed)[2].level
    if not failed:
        if len(_levels) >= _MOST_LEVELS:
            _levels.clear()
        _levels[key] = (store.bank(), level)
    return level


def _evidence(
    text: Normalised, findings: Findings, reading: Reading | None, failed: list[str]
) -> tuple[Span, ...]:
    """Where the original text shows it: the patterns' finds, else the heaviest clause."""
    stretches = [(find.start, find.end) for find in (findings.clear or findings.finds)]
    if not findings.clear and reading is not None:
        try:
            stretches = [model.heaviest_clause(store.crisis(), text.text)]
        except Exception as exc:  # noqa: BLE001  # evidence is a help, not the finding
            _report(CLASSIFIER, exc, failed)
    spans: list[Span] = []
    for start, end in sorted(text.original(*stretch) for stretch in stretches):
        if spans and start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        elif end > start:
            spans.append(Span(start, end))
    return tuple(spans)


def _report(layer: str, exc: Exception, failed: list[str]) -> None:
    if layer not in failed:
        failed.append(layer)
    # Without the traceback, whose frames hold the message.
    log.error("crisis_layer_failed", layer=layer, error=type(exc).__name__)

"""Text of any length, looked through for attacks and for attempts to rule the assistant.

The models are made for messages. A long text is read in windows: the patterns read each window and
each of its sentences, the classifiers its sentences, and the worst that is found decides.

Measured on attempts and attacks of the test corpora, each hidden in 1,000 characters of an
encyclopaedia: 82 of 100 attempts and 46 of 100 attacks found; of 150 clean pieces 2 were taken for
an attempt and none for an attack. Text that tells its reader what to do is taken for an attempt
more easily.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace

import structlog

from analysis import encoder, injection_rules, labelling, toxicity_rules
from analysis.features import TextFeatures
from analysis.normalise import normalise
from analysis.results import InjectionResult, ToxicityResult

log = structlog.get_logger(__name__)

WINDOW, OVERLAP = 1000, 250  # characters
_SLACK = 100  # characters by which a window gives way so as not to cut a word
_SENTENCE = range(15, 301)  # characters
_SENTENCE_END = re.compile(r"(?<=[.!?;:…])\s+|\n")
# From which probability a classifier is believed on a sentence; a page has many. So chosen that at
# most 2 of 400 paragraphs of an encyclopaedia are flagged.
_SURE_TOXIC, _SURE_INJECTION = 0.96, 0.93
_PATTERN_CONFIDENCE = 0.9


@dataclass(frozen=True)
class Screening:
    """The worst that was found; both are None when the text could not be read."""

    toxicity: ToxicityResult | None
    injection: InjectionResult | None


def screen(text: str) -> Screening:
    """Look through `text`, for pages and files that were not written to the assistant.

    Never raises: what goes wrong is logged, and what is None must not be taken for harmless.
    """
    try:
        return _screen(text)
    except Exception as exc:  # noqa: BLE001  # the caller withholds what could not be read
        # Without the traceback, whose frames hold the text.
        log.error("screening_failed", error=type(exc).__name__)  # noqa: TRY400
        return Screening(None, None)


def windows(text: str) -> Iterator[str]:
    """Pieces of at most `WINDOW` characters, each of which begins within the one before.

    Blank space in a row counts as one space, or one line end where it holds one; a piece ends
    between words where there are any.
    """
    lines = (" ".join(line.split()) for line in text.splitlines())
    whole = "\n".join(line for line in lines if line)
    begin = 0
    while begin < len(whole):
        end = min(begin + WINDOW, len(whole))
        if end < len(whole):
            space = max(whole.rfind(sign, end - _SLACK, end) for sign in " \n")
            end = space if space > 0 else end
        yield whole[begin:end].strip()
        if end == len(whole):
            return
        begin = end - OVERLAP


def _screen(text: str) -> Screening:
    toxicity = ToxicityResult(is_toxic=False, confidence=0.0)
    injection = InjectionResult(is_injection=False, confidence=0.0)
    read: set[str] = set()
    for window in windows(text):
        new = [part for part in _sentences(window) if part not in read]
        read.update(new)
        parts = [normalise(part).text for part in new]
        vectors = encoder.vectors(parts)
        features = [TextFeatures(part, vectors[row]) for row, part in enumerate(parts)]
        whole = normalise(window).text
        toxicity = max(
            toxicity,
            _toxicity_by_patterns(whole),
            *map(_toxicity, features),
            key=lambda result: (result.is_toxic, result.confidence),
        )
        injection = max(
            injection,
            _injection_by_patterns(whole),
            *map(_injection, features),
            key=lambda result: (result.is_injection, result.confidence),
        )
    return Screening(toxicity, injection)


def _sentences(window: str) -> list[str]:
    """The sentences of a window, long ones in pieces; too short ones say nothing by themselves."""
    return [
        part
        for sentence in _SENTENCE_END.split(window)
        for part in textwrap.wrap(sentence, _SENTENCE.stop - 1)
        if len(part) in _SENTENCE
    ]


def _toxicity_by_patterns(whole: str) -> ToxicityResult:
    kinds = toxicity_rules.kinds(whole)
    return ToxicityResult(bool(kinds), _PATTERN_CONFIDENCE if kinds else 0.0, kinds)


def _injection_by_patterns(whole: str) -> InjectionResult:
    found = injection_rules.matches(whole)
    return InjectionResult(found, _PATTERN_CONFIDENCE if found else 0.0)


def _toxicity(features: TextFeatures) -> ToxicityResult:
    found = labelling.toxicity(features)
    if found.confidence >= _SURE_TOXIC or toxicity_rules.kinds(features.text):
        return found
    return replace(found, is_toxic=False, kinds=())


def _injection(features: TextFeatures) -> InjectionResult:
    found = labelling.injection(features)
    if found.confidence >= _SURE_INJECTION or injection_rules.matches(features.text):
        return found
    return replace(found, is_injection=False)

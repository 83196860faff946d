"""The classifiers' answers on one text, but for the crisis: probabilities made into results.

Every function raises what its model raises; `analysis.pipeline` keeps that from spreading.
"""

from __future__ import annotations

from analysis import injection_rules, toxicity_rules
from analysis.artifacts import store
from analysis.features import TextFeatures
from analysis.labels import Sentiment
from analysis.results import (
    EmotionResult,
    InjectionResult,
    SentimentResult,
    StyleResult,
    TopicResult,
    ToxicityResult,
)

# A probability below one half is more likely wrong than right.
UNSURE = 0.5
# A yes or no is unsure within this distance of its threshold.
UNSURE_MARGIN = 0.15
# What is left of a probability where the text is in a language that the models don't know.
_FOREIGN_SHARE = 0.3
# Insults are known by their words; without these the sentence vector alone is not believed.
_FOREIGN_TOXICITY = 0.5
_KIND = "kind:"
_KIND_THRESHOLD = 0.5
# Of a pattern's find; the classifier may be surer still.
_PATTERN_CONFIDENCE = 0.9


def _spread(scores: dict[str, float], *, foreign: bool) -> dict[str, float]:
    """`scores`, moved towards an even share where the language is foreign."""
    if not foreign:
        return scores
    even = (1 - _FOREIGN_SHARE) / len(scores)
    return {label: p * _FOREIGN_SHARE + even for label, p in scores.items()}


def emotion(features: TextFeatures, *, foreign: bool = False) -> EmotionResult:
    scores = _spread(store.get(store.EMOTION).softmax(features), foreign=foreign)
    label = max(scores, key=scores.__getitem__)
    return EmotionResult(label, scores[label], scores)


def topic(features: TextFeatures, *, foreign: bool = False) -> TopicResult:
    scores = _spread(store.get(store.TOPIC).softmax(features), foreign=foreign)
    label = max(scores, key=scores.__getitem__)
    return TopicResult(label, scores[label], scores)


def sentiment(features: TextFeatures, *, foreign: bool = False) -> SentimentResult:
    """The score is the probability of positive less that of negative."""
    scores = _spread(store.get(store.SENTIMENT).softmax(features), foreign=foreign)
    label = max(scores, key=scores.__getitem__)
    score = scores[Sentiment.POSITIVE] - scores[Sentiment.NEGATIVE]
    return SentimentResult(label, score, scores[label])


def style(features: TextFeatures, *, foreign: bool = False) -> StyleResult:
    """The most probable style from its threshold on; else none, with the confidence of that."""
    model = store.get(store.STYLE)
    scores = model.sigmoid(features)
    if foreign:
        scores = {label: p * _FOREIGN_SHARE for label, p in scores.items()}
    label = max(scores, key=scores.__getitem__)
    if scores[label] >= model.meta["threshold"]:
        return StyleResult(label, scores[label], scores)
    return StyleResult(None, 1 - scores[label], scores)


def toxicity(features: TextFeatures, *, foreign: bool = False) -> ToxicityResult:
    """Patterns and classifier together: either is enough."""
    model = store.get(store.TOXICITY)
    scores = model.sigmoid(features)
    probability = scores["1"] * (_FOREIGN_TOXICITY if foreign else 1)
    found = toxicity_rules.kinds(features.text)
    if found:
        probability = max(probability, _PATTERN_CONFIDENCE)
    toxic = bool(found) or probability >= model.meta["threshold"]
    if not toxic:
        return ToxicityResult(is_toxic=False, confidence=probability)
    kinds = {
        name.removeprefix(_KIND): p for name, p in scores.items() if name.startswith(_KIND)
    } | dict.fromkeys(found, 1.0)
    ranked = sorted(kinds, key=lambda kind: -kinds[kind])
    named = [kind for kind in ranked if kinds[kind] >= _KIND_THRESHOLD] or ranked[:1]
    return ToxicityResult(is_toxic=True, confidence=probability, kinds=tuple(named))


def injection(features: TextFeatures) -> InjectionResult:
    """Patterns and classifier together: either is enough."""
    model = store.get(store.INJECTION)
    probability = model.sigmoid(features)["1"]
    if injection_rules.matches(features.text):
        return InjectionResult(is_injection=True, confidence=max(probability, _PATTERN_CONFIDENCE))
    return InjectionResult(probability >= model.meta["threshold"], probability)

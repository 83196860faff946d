"""Which words carried a label: a word's share in the score of a linear model."""

from __future__ import annotations

import numpy as np

from analysis.features import TextFeatures, word_spans
from analysis.linear import LinearModel

MOST = 4
# Of the heaviest word's share; lighter ones are not named.
_WORTH_NAMING = 0.35
_LAST_OF_PUNCTUATION = 0x2070  # emoji and other signs come after it
# Blocks whose n-grams belong to words that can be named.
_BY_WORD = {
    "words",
    "word_letters",
    "sounds",
    "sound_letters",
    "emotion_words",
    "feeling_words",
    "topic_words",
}


def _is_telling(word: str) -> bool:
    """Whether a word says something to a person: no comma, no «a» or «me»; emoji and «!» do."""
    return len(word) > 2 or word in "!?" or ord(word[0]) > _LAST_OF_PUNCTUATION


def words(model: LinearModel, features: TextFeatures, label: str) -> list[tuple[int, int]]:
    """The stretches of the normalised text that speak most for `label`, in order; at most four.

    The share of an n-gram is its TF-IDF value times its weight for the label, above the mean
    over all labels where one of them always holds; each of the words that it is made of gets an
    equal part. The sentence vector, which belongs to no word, is left out.
    """
    spans = word_spans(features.text)
    if not spans:
        return []
    column = model.outputs.index(label)
    gains = [0.0] * len(spans)
    for block in model.blocks:
        if block.analyzer not in _BY_WORD:
            continue
        index, values = block.values(features)
        weights = block.weights[index].astype(np.float64)
        shares = values * (weights[:, column] - weights.mean(axis=1) * (weights.shape[1] > 1))
        by_gram = dict(zip(index.tolist(), shares.tolist(), strict=True))
        for gram, places in features.places(block.analyzer).items():
            row = block.vocabulary.get(gram)
            if row is None:
                continue
            part = by_gram.get(row, 0.0) / sum(len(place) for place in places)
            for place in places:
                for word in place:
                    gains[word] += part
    heaviest = max(gains)
    if heaviest <= 0:
        return []
    telling = [word for word, span in enumerate(spans) if _is_telling(features.text[slice(*span)])]
    ranked = sorted(telling, key=lambda word: -gains[word])[:MOST]
    return [spans[word] for word in sorted(ranked) if gains[word] >= heaviest * _WORTH_NAMING]

"""How well each candidate fits the question: three rankers, brought to one scale.

The candidates come from wherever they were found quickest; here all are measured alike, so that
the order is the same whatever found them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scraping.search import bm25
from scraping.search.asked import Asked
from scraping.search.bm25 import Floats
from scraping.search.fields import Text
from scraping.search.reading import Reading

# Tuned on half of SQuAD-es and on questions about the example university.
WEIGHTS = {"lexical": 0.3, "ngrams": 0.3, "semantic": 0.4}
SAME_LANGUAGE = 0.1
# Of a word of pages that stands for one of the question's, against one of its own.
BESIDE = 0.5
# The best of each ranker that its scale is taken from.
_SCALE_OF = 100
# No ranker is stretched beyond these: where all fit alike, noise would decide.
_LEAST_SPREAD = {"lexical": 0.02, "ngrams": 0.02, "semantic": 0.01}


@dataclass(frozen=True, eq=False)
class Measured:
    """For n candidates, in their order, arrays (n,): `parts` by ranker, 0 to 1; `fused`, the
    weighted mean of how many standard deviations each ranker puts it above its better candidates.

    `lexical` and `ngrams` are shares of the best BM25 that the question allows; `semantic` is the
    cosine. `covered` (n,) is the share of the question's idf whose stems the snippet has,
    `familiar` (n,) whether it is in the question's language, and `has_vectors` whether there were
    cosines at all. `weight` is the idf of all stems of the question.
    """

    parts: Mapping[str, Floats]
    fused: Floats
    covered: Floats
    familiar: NDArray[np.bool_]
    has_vectors: bool
    weight: float


def measure(
    asked: Asked, texts: Sequence[Text], cosines: Mapping[int, float], reading: Reading
) -> Measured:
    """`cosines` are of the nearest snippets by id; one that is not among them has the least."""
    lexicon = reading.lexicon
    stems = (*asked.stems, *asked.beside_stems)
    idfs = np.array([lexicon.stem_idf(stem) for stem in stems], dtype=np.float32)
    counts, lengths = reading.stems(stems, texts)
    own = len(asked.stems)
    lexical = _share(counts, lengths, idfs, own, lexicon.mean_stems)
    weight = float(idfs[:own].sum())
    covered = (_said(asked, stems, counts > 0) * idfs[:own]).sum(axis=1) / max(weight, 1e-6)
    grams = (*asked.grams, *asked.beside_grams)
    idfs = np.array([lexicon.gram_idf(gram) for gram in grams], dtype=np.float32)
    counts, lengths = reading.grams(grams, texts)
    parts = {
        "lexical": lexical,
        "ngrams": _share(counts, lengths, idfs, len(asked.grams), lexicon.mean_grams),
        "semantic": _cosines(texts, cosines),
    }
    familiar = np.array([text.language in ("", asked.language) for text in texts], dtype=np.bool_)
    found = covered.astype(np.float32)
    return _fused(parts, found, familiar, has_vectors=bool(cosines), weight=weight)


def measure_again(measured: Measured, kept: NDArray[np.intp]) -> Measured:
    """As if only these candidates had been there."""
    return _fused(
        {name: scores[kept] for name, scores in measured.parts.items()},
        measured.covered[kept],
        measured.familiar[kept],
        has_vectors=measured.has_vectors,
        weight=measured.weight,
    )


def _fused(
    parts: Mapping[str, Floats],
    covered: Floats,
    familiar: NDArray[np.bool_],
    *,
    has_vectors: bool,
    weight: float,
) -> Measured:
    used = [name for name in parts if name != "semantic" or has_vectors]
    total = sum(WEIGHTS[name] for name in used)
    fused = (SAME_LANGUAGE * familiar).astype(np.float32)
    for name in used:
        fused += WEIGHTS[name] / total * _scaled(parts[name], _LEAST_SPREAD[name])
    return Measured(parts, fused, covered, familiar, has_vectors, weight)


def _share(counts: Floats, lengths: Floats, idfs: Floats, own: int, mean: float) -> Floats:
    """(n,) the BM25 of each text, as a share of what the question's own terms allow, at most 1.

    The first `own` columns are of these; the others weigh less.
    """
    weights = idfs.copy()
    weights[own:] *= BESIDE
    found = (bm25.damped(counts, lengths[:, np.newaxis], mean) * weights).sum(axis=1)
    most = max(bm25.most(float(idfs[:own].sum())), 1e-6)
    return np.minimum(found / most, 1.0).astype(np.float32)


def _said(asked: Asked, stems: Sequence[str], there: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(n, own stems) whether a text has each stem of the question, or one that says the same.

    `there` is (n, stems).
    """
    columns = {stem: column for column, stem in enumerate(stems)}
    found = there[:, : len(asked.stems)].copy()
    for stem, others in asked.same:
        column = columns.get(stem, len(asked.stems))
        if column < len(asked.stems):
            for other in others:
                if other in columns:
                    found[:, column] |= there[:, columns[other]]
    return found


def _cosines(texts: Sequence[Text], cosines: Mapping[int, float]) -> Floats:
    least = min(cosines.values(), default=0.0)
    found = np.array([cosines.get(text.id, least) for text in texts], dtype=np.float32)
    return np.clip(found, 0.0, 1.0)


def _scaled(scores: Floats, least: float) -> Floats:
    """(n,) in standard deviations above the mean of the best."""
    if not len(scores):
        return scores
    best = np.sort(scores)[-_SCALE_OF:]
    scaled = (scores - best.mean()) / max(float(best.std()), least)
    return scaled.astype(np.float32, copy=False)

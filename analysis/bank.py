"""All classifiers side by side: an n-gram is kept and looked up once, and not once for each model.

What comes out is what `LinearModel.scores` computes for each model by itself; where the bank can't
be used, the models compute it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.encoder import SIZE
from analysis.features import TextFeatures
from analysis.linear import Block, LinearModel


@dataclass
class _Draft:
    """What has been gathered of one analyzer: for each model its place, rows, idf, weights."""

    vocabulary: dict[str, int] = field(default_factory=dict)
    parts: list[tuple[int, NDArray[np.int32], NDArray[Any], NDArray[Any]]] = field(
        default_factory=list
    )

    def add(self, number: int, block: Block) -> None:
        known = self.vocabulary
        rows = np.empty(len(block.vocabulary), dtype=np.int32)
        for gram, row in block.vocabulary.items():
            rows[row] = known.setdefault(gram, len(known))
        self.parts.append(
            (number, rows, block.idf.astype(np.float16), block.weights.astype(np.float16))
        )


@dataclass(frozen=True)
class Shelf:
    """What the models that use one analyzer know of its n-grams.

    `idf` is (n-grams, models), zero where a model doesn't know the n-gram; `weights` is (n-grams,
    columns of all models); `owner` gives the column of `idf` for each of `columns`.
    """

    analyzer: str
    vocabulary: dict[str, int]
    idf: NDArray[np.float16]
    weights: NDArray[np.float16]
    owner: NDArray[np.int64]
    columns: NDArray[np.int64]


class Bank:
    """The models read together; `models` are the same ones, whose blocks look into the shelves.

    Kept in 16 bits, as the files are; the models that are given are not kept.
    """

    def __init__(self, models: Iterable[LinearModel]) -> None:
        drafts: dict[str, _Draft] = {}
        plain: list[LinearModel] = []
        for number, model in enumerate(models):
            for block in model.blocks:
                drafts.setdefault(block.analyzer, _Draft()).add(number, block)
            plain.append(replace(model, blocks=()))
        ends = np.cumsum([len(model.outputs) for model in plain]).tolist()
        self._slices = [
            slice(end - len(model.outputs), end) for end, model in zip(ends, plain, strict=True)
        ]
        self._intercept = np.concatenate([np.zeros(0), *(model.intercept for model in plain)])
        empty = np.zeros((SIZE, 0), dtype=np.float32)
        self._dense = np.hstack(
            [
                empty,
                *(
                    np.zeros((SIZE, len(model.outputs)), dtype=np.float32)
                    if model.dense is None
                    else model.dense
                    for model in plain
                ),
            ]
        )
        blocks: dict[int, list[Block]] = {}
        self._shelves = []
        for analyzer in list(drafts):
            self._shelves.append(self._shelf(analyzer, drafts.pop(analyzer), blocks))
        self.models = tuple(
            replace(model, blocks=tuple(blocks.get(number, ())))
            for number, model in enumerate(plain)
        )

    def _shelf(self, analyzer: str, draft: _Draft, blocks: dict[int, list[Block]]) -> Shelf:
        """The finished shelf; adds each model's view of it to `blocks`."""
        widths = [weights.shape[1] for _, _, _, weights in draft.parts]
        size = len(draft.vocabulary)
        idf = np.zeros((size, len(widths)), dtype=np.float16)
        weights = np.zeros((size, sum(widths)), dtype=np.float16)
        columns = []
        begin = 0
        for place, (number, rows, own_idf, own_weights) in enumerate(draft.parts):
            end = begin + widths[place]
            idf[rows, place] = own_idf
            weights[rows, begin:end] = own_weights
            view = Block(analyzer, draft.vocabulary, idf[:, place], weights[:, begin:end])
            blocks.setdefault(number, []).append(view)
            columns.append(np.arange(self._slices[number].start, self._slices[number].stop))
            begin = end
        owner = np.repeat(np.arange(len(widths)), widths)
        return Shelf(analyzer, draft.vocabulary, idf, weights, owner, np.concatenate(columns))

    def read(self, features: TextFeatures) -> None:
        """Score the text with every model; `features.scored` then holds the raw scores."""
        total: NDArray[np.float64] = self._intercept + (features.vector @ self._dense).astype(float)
        for shelf in self._shelves:
            counts = features.counts(shelf.analyzer)
            rows = np.array(list(map(shelf.vocabulary.get, counts)), dtype=float)
            known = ~np.isnan(rows)  # None, for what the vocabulary lacks, is not a number
            index = rows[known].astype(np.intp)
            if not len(index):
                continue
            tf = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))[known]
            values = (1 + np.log(tf))[:, None] * shelf.idf[index].astype(np.float32)
            lengths = np.sqrt(np.einsum("ij,ij->j", values, values))
            values /= np.where(lengths > 0, lengths, 1)
            weights = shelf.weights[index].astype(np.float32)
            weights *= values[:, shelf.owner]
            total[shelf.columns] += weights.sum(axis=0)
        scored: Mapping[str, NDArray[np.float64]] = {
            model.version: total[columns]
            for model, columns in zip(self.models, self._slices, strict=True)
        }
        features.scored.update(scored)

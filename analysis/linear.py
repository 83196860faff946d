"""Linear models over n-grams, in a file format that holds numbers and words and nothing to run.

A model is a few blocks of TF-IDF features (`analysis.features`), where it uses them the weights of
the sentence vector (`analysis.encoder`), and a calibration; reading and applying it needs NumPy
alone. The figures are those of scikit-learn, which trains it (`analysis.training.fitting`):
sublinear term frequency, smooth inverse document frequency, each block scaled to unit length.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.features import TextFeatures

Vector = NDArray[np.float64]
FORMAT = 2


@dataclass(frozen=True)
class Block:
    """One kind of feature: `weights` is (n-grams, outputs), already times the block's factor.

    An n-gram with an `idf` of zero is not known. Both arrays may be of 16 or 32 bits.
    """

    analyzer: str
    vocabulary: dict[str, int]
    idf: NDArray[Any]
    weights: NDArray[Any]

    def values(self, features: TextFeatures) -> tuple[NDArray[np.int64], Vector]:
        """The rows of the text's known n-grams and their TF-IDF values, of unit length together."""
        place = self.vocabulary
        counts = features.counts(self.analyzer)
        known = [(place[gram], n) for gram, n in counts.items() if gram in place]
        if not known:
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        index, tf = np.array(known).T
        values = (1 + np.log(tf)) * self.idf[index]
        length = np.sqrt(values @ values)
        return index, values / length if length else values


@dataclass(frozen=True)
class LinearModel:
    """`outputs` names the columns; `scale` and `shift` turn scores into calibrated ones.

    `dense` is (512, outputs), the weights of the sentence vector; None for a model without.
    """

    outputs: tuple[str, ...]
    blocks: tuple[Block, ...]
    intercept: Vector
    scale: Vector
    shift: Vector
    dense: NDArray[np.float32] | None = None
    meta: dict[str, Any] = field(default_factory=dict)
    date: str = ""
    version: str = ""

    def scores(self, text: str | TextFeatures, *, grams_only: bool = False) -> Vector:
        """Calibrated scores of normalised text: log-odds, or unnormalised log-probabilities.

        `grams_only` leaves the sentence vector out: cheaper, to compare parts of one text.
        """
        features = text if isinstance(text, TextFeatures) else TextFeatures(text)
        known = None if grams_only else features.scored.get(self.version)
        if known is not None:
            return known * self.scale + self.shift
        total = self.intercept.copy()
        for block in self.blocks:
            index, values = block.values(features)
            if len(index):
                total += values @ block.weights[index]
        if self.dense is not None and not grams_only:
            total += features.vector @ self.dense
        return total * self.scale + self.shift

    def softmax(self, text: str | TextFeatures) -> dict[str, float]:
        """A probability for each output; they sum to one."""
        scores = self.scores(text)
        odds = np.exp(scores - scores.max())
        return dict(zip(self.outputs, (odds / odds.sum()).tolist(), strict=True))

    def sigmoid(self, text: str | TextFeatures) -> dict[str, float]:
        """An independent probability for each output."""
        scores = np.clip(self.scores(text), -40, 40)
        return dict(zip(self.outputs, (1 / (1 + np.exp(-scores))).tolist(), strict=True))


def save(model: LinearModel, path: Path) -> None:
    """Write `model` to `path`; the same model always gives the same bytes."""
    head = {
        "format": FORMAT,
        "outputs": model.outputs,
        "analyzers": [block.analyzer for block in model.blocks],
        "dense": model.dense is not None,
        "meta": model.meta,
    }
    arrays: dict[str, Any] = {
        "date": np.frombuffer(model.date.encode(), dtype=np.uint8),
        "head": np.frombuffer(json.dumps(head, sort_keys=True).encode(), dtype=np.uint8),
        "intercept": model.intercept,
        "scale": model.scale,
        "shift": model.shift,
    }
    for number, block in enumerate(model.blocks):
        words = sorted(block.vocabulary, key=block.vocabulary.__getitem__)
        arrays[f"words{number}"] = np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
        arrays[f"idf{number}"] = block.idf.astype(np.float16)
        arrays[f"weights{number}"] = block.weights.astype(np.float16)
    if model.dense is not None:
        arrays["dense"] = model.dense.astype(np.float16)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    path.write_bytes(buffer.getvalue())


def load(path: Path) -> LinearModel:
    """The model in `path`; its version is `date+hash` of what the file holds.

    Raises `OSError` when it can't be read and `ValueError` when it is not such a file.
    """
    data = path.read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        try:
            head = json.loads(arrays["head"].tobytes())
            if head["format"] != FORMAT:
                raise ValueError(f"{path.name} has format {head['format']}, not {FORMAT}.")
            blocks = tuple(
                Block(
                    analyzer,
                    {
                        w: i
                        for i, w in enumerate(arrays[f"words{n}"].tobytes().decode().split("\n"))
                    },
                    arrays[f"idf{n}"],
                    arrays[f"weights{n}"],
                )
                for n, analyzer in enumerate(head["analyzers"])
            )
            date = arrays["date"].tobytes().decode()
            digest = hashlib.sha256()
            for name in sorted(set(arrays.files) - {"date"}):
                digest.update(arrays[name].tobytes())
            return LinearModel(
                tuple(head["outputs"]),
                blocks,
                arrays["intercept"],
                arrays["scale"],
                arrays["shift"],
                arrays["dense"].astype(np.float32) if head["dense"] else None,
                head["meta"],
                date,
                f"{date}+{digest.hexdigest()[:10]}",
            )
        except KeyError as exc:
            raise ValueError(f"{path.name} is not a model: {exc} is missing.") from exc

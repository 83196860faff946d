"""Linear models over n-grams, in a file format that holds numbers and words and nothing to run.

A model is a few blocks of TF-IDF features (`analysis.features`), one matrix of weights and a
calibration; reading and applying it needs NumPy alone. The figures are those of scikit-learn,
which trains it (`analysis.training.fitting`): sublinear term frequency, smooth inverse document
frequency, each block scaled to unit length.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.features import ANALYZERS

Vector = NDArray[np.float64]
FORMAT = 1


@dataclass(frozen=True)
class Block:
    """One kind of feature: `weights` is (n-grams, outputs), already times the block's factor."""

    analyzer: str
    vocabulary: dict[str, int]
    idf: NDArray[np.float32]
    weights: NDArray[np.float32]


@dataclass(frozen=True)
class LinearModel:
    """`outputs` names the columns; `scale` and `shift` turn scores into calibrated ones."""

    outputs: tuple[str, ...]
    blocks: tuple[Block, ...]
    intercept: Vector
    scale: Vector
    shift: Vector
    meta: dict[str, Any] = field(default_factory=dict)
    date: str = ""
    version: str = ""

    def scores(self, text: str) -> Vector:
        """Calibrated scores of normalised text: log-odds, or unnormalised log-probabilities."""
        total = self.intercept.copy()
        for block in self.blocks:
            counts = Counter(ANALYZERS[block.analyzer](text))
            place = block.vocabulary
            known = [(place[gram], n) for gram, n in counts.items() if gram in place]
            if not known:
                continue
            index, tf = np.array(known).T
            values = (1 + np.log(tf)) * block.idf[index]
            values /= np.sqrt(values @ values)
            total += values @ block.weights[index]
        return total * self.scale + self.shift

    def softmax(self, text: str) -> dict[str, float]:
        """A probability for each output; they sum to one."""
        scores = self.scores(text)
        odds = np.exp(scores - scores.max())
        return dict(zip(self.outputs, (odds / odds.sum()).tolist(), strict=True))

    def sigmoid(self, text: str) -> dict[str, float]:
        """An independent probability for each output."""
        scores = np.clip(self.scores(text), -40, 40)
        return dict(zip(self.outputs, (1 / (1 + np.exp(-scores))).tolist(), strict=True))


def save(model: LinearModel, path: Path) -> None:
    """Write `model` to `path`; the same model always gives the same bytes."""
    head = {
        "format": FORMAT,
        "outputs": model.outputs,
        "analyzers": [block.analyzer for block in model.blocks],
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
                    arrays[f"idf{n}"].astype(np.float32),
                    arrays[f"weights{n}"].astype(np.float32),
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
                head["meta"],
                date,
                f"{date}+{digest.hexdigest()[:10]}",
            )
        except KeyError as exc:
            raise ValueError(f"{path.name} is not a model: {exc} is missing.") from exc

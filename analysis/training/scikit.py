"""A `LinearModel` as scikit-learn would run it, to compare figures and speed with."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from analysis import encoder
from analysis.features import ANALYZERS
from analysis.linear import LinearModel


def scores(model: LinearModel) -> Callable[[str], NDArray[np.float64]]:
    """A function that gives the same as `model.scores`, by scikit-learn's own vectorizers and
    logistic regression with the same words and weights."""
    vectorizers = []
    for block in model.blocks:
        vectorizer = TfidfVectorizer(
            analyzer=ANALYZERS[block.analyzer], vocabulary=block.vocabulary, sublinear_tf=True
        )
        vectorizer.idf_ = block.idf.astype(np.float64)
        vectorizers.append(vectorizer)
    weights = [block.weights for block in model.blocks]
    if model.dense is not None:
        weights.append(model.dense)
    regression = LogisticRegression()
    regression.classes_ = np.arange(max(2, len(model.outputs)))
    regression.coef_ = np.vstack(weights).T.astype(np.float64)
    regression.intercept_ = model.intercept
    regression.n_features_in_ = regression.coef_.shape[1]

    def of(text: str) -> NDArray[np.float64]:
        parts = [vectorizer.transform([text]) for vectorizer in vectorizers]
        if model.dense is not None:
            parts.append(csr_matrix(encoder.vector(text)[None, :]))
        found: NDArray[np.float64] = regression.decision_function(hstack(parts).tocsr())[0]
        return found * model.scale + model.shift

    return of

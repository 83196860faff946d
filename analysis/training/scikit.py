"""A `LinearModel` as scikit-learn would run it, to compare figures and speed with."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from analysis.features import ANALYZERS
from analysis.linear import LinearModel


def scores(model: LinearModel) -> Callable[[str], NDArray[np.float64]]:
    """A function that gives the same as `model.scores`, by scikit-learn's own vectorizers and
    logistic regression with the same words and weights. Needs three outputs or more."""
    vectorizers = []
    for block in model.blocks:
        vectorizer = TfidfVectorizer(
            analyzer=ANALYZERS[block.analyzer], vocabulary=block.vocabulary, sublinear_tf=True
        )
        vectorizer.idf_ = block.idf.astype(np.float64)
        vectorizers.append(vectorizer)
    regression = LogisticRegression()
    regression.classes_ = np.array(model.outputs)
    regression.coef_ = np.vstack([block.weights for block in model.blocks]).T.astype(np.float64)
    regression.intercept_ = model.intercept
    regression.n_features_in_ = regression.coef_.shape[1]

    def of(text: str) -> NDArray[np.float64]:
        matrix = hstack([vectorizer.transform([text]) for vectorizer in vectorizers]).tocsr()
        found: NDArray[np.float64] = regression.decision_function(matrix)[0]
        return found * model.scale + model.shift

    return of

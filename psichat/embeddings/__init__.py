"""Sentence vectors: texts in, unit rows of float32 out, whoever computes them (F6)."""

from __future__ import annotations

from psichat.embeddings.asking import Embedder as Embedder
from psichat.embeddings.asking import chosen as chosen
from psichat.embeddings.asking import embedder as embedder
from psichat.embeddings.asking import forget as forget

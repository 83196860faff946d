"""How often the search finds the right page, on SQuAD in Spanish; and how long it takes.

    python -m benchmarks.retrieval FOLDER [--cache FILE] [--questions N]

FOLDER has `paragraphs.jsonl` (id, title, text) and `questions.jsonl` (question, paragraph). Each
paragraph becomes a page, and goes through the real chunker, the embedded model and the embedded
store in a fresh SQLite. The vectors, some ten minutes of one core, are kept in the cache file.

The weights were tuned on the half of the questions named «tuning» (by the paragraphs' titles); the
other half, «held out», was only measured. Target: recall@4 of at least 0.91.
"""

from __future__ import annotations

import argparse
import json
import time
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from benchmarks.harness import ROOT, line, place

TARGET = 0.91
DEPTHS = (1, 4, 10)
RANKERS = ("lexical", "ngrams", "semantic", "fused")
_NAMES = {"lexical": "BM25 of stems", "ngrams": "BM25 of n-grams", "semantic": "vectors"}
_BATCH = 50


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, default=ROOT / "var" / "squad_es_vectors.npz")
    parser.add_argument("--questions", type=int, default=0, help="only so many, evenly taken")
    options = parser.parse_args()
    paragraphs = _lines(options.folder / "paragraphs.jsonl")
    questions = _lines(options.folder / "questions.jsonl")
    if options.questions:
        questions = questions[:: max(1, len(questions) // options.questions)]
    with place():
        import django

        django.setup()
        return measure(paragraphs, questions, options.cache)


def measure(
    paragraphs: Sequence[dict[str, Any]], questions: Sequence[dict[str, Any]], cache: Path
) -> int:
    institution_id, pages = load(paragraphs)
    embed(institution_id, cache)
    titles = {row["id"]: row["title"] for row in paragraphs}
    tuning = np.array([zlib.crc32(titles[q["paragraph"]].encode()) % 2 == 0 for q in questions])
    ranks = _ranks(questions, pages, institution_id)
    print(f"{len(paragraphs)} pages, {len(questions)} questions")
    for name, half in (("tuning", tuning), ("held out", ~tuning), ("all", tuning | True)):
        print(f"\n{name:28} recall@1  recall@4 recall@10       MRR")
        for ranker in RANKERS:
            figures = "".join(f"{figure:10.3f}" for figure in _figures(ranks[ranker][half]))
            print(f"  {_NAMES.get(ranker, ranker):24}{figures}")
    reached = _figures(ranks["fused"])[1]
    print(f"\nrecall@4 {reached:.3f}, target {TARGET}: {'yes' if reached >= TARGET else 'NO'}")
    return int(reached < TARGET)


def load(paragraphs: Sequence[dict[str, Any]]) -> tuple[Any, dict[str, int]]:
    """The paragraphs as pages, cut into snippets: the institution's id, and each page's paragraph
    by its id."""
    from accounts.models import Institution
    from scraping.index import chunking
    from scraping.models import Page, Source

    institution = Institution.objects.create(name="Medición", slug="medicion")
    source = Source.objects.create(institution=institution, url="https://squad.example/")
    pages: dict[str, int] = {}
    for row in tqdm(paragraphs, desc="pages", delay=2, leave=False):
        page = Page.objects.create(
            source=source,
            url=f"https://squad.example/{row['id']}",
            url_hash=str(row["id"]),
            state=Page.State.DONE,
            title=row["title"].replace("_", " "),
            language="es",
            text=row["text"],
            text_hash=str(row["id"]),
        )
        pages[str(page.pk)] = row["id"]
        chunking.rebuild(page)
    return institution.pk, pages


def embed(institution_id: Any, cache: Path) -> None:
    """Fill the serving index, from the cache as far as it goes."""
    from psichat.embeddings import embedder
    from scraping.index import versions, wording
    from scraping.models import Snippet
    from scraping.vectors import Row, store_for

    index = versions.serving()
    known = _cached(cache)
    snippets = list(Snippet.objects.filter(institution_id=institution_id).order_by("id"))
    new = [s for s in snippets if s.content_hash not in known]
    for at in tqdm(range(0, len(new), _BATCH), desc="vectors", delay=2, leave=False):
        batch = new[at : at + _BATCH]
        texts = [wording.passage(s.title, s.heading, s.text) for s in batch]
        vectors = embedder(index.embedder).passages(texts)
        known.update(zip([s.content_hash for s in batch], vectors, strict=True))
        if at % (5 * _BATCH) == 0 or at + _BATCH >= len(new):
            cache.parent.mkdir(parents=True, exist_ok=True)
            np.savez(cache, hashes=list(known), vectors=np.stack(list(known.values())))
    store = store_for(index)
    for at in range(0, len(snippets), 500):
        store.upsert(
            [
                Row(s.id, s.source_id, s.institution_id, s.content_hash, known[s.content_hash])
                for s in snippets[at : at + 500]
            ]
        )


def _cached(cache: Path) -> dict[str, Any]:
    if not cache.exists():
        return {}
    with np.load(cache) as stored:
        return dict(zip(stored["hashes"].tolist(), stored["vectors"], strict=True))


def _ranks(
    questions: Sequence[dict[str, Any]], pages: dict[str, int], institution_id: Any
) -> dict[str, Any]:
    """For each ranker (questions,) the rank of the right page, infinite where it is not found.

    Pages are ranked by their best snippet; prints how long the searches took.
    """
    from scraping.models import Index
    from scraping.search.asked import read
    from scraping.search.looking import candidates

    index = Index.objects.get(state=Index.State.SERVING)
    ranks: dict[str, list[float]] = {name: [] for name in RANKERS}
    times = []
    for question in tqdm(questions, desc="questions", delay=2, leave=False):
        began = time.perf_counter()
        asked = read(question["question"])
        assert asked is not None
        looked = candidates(asked, index, institution_id=institution_id, k=10, outside=False)
        times.append((time.perf_counter() - began) * 1000)
        found = [pages[str(at.page_id)] for at in looked.places]
        for name in RANKERS:
            scores = looked.measured.fused if name == "fused" else looked.measured.parts[name]
            ordered = dict.fromkeys(found[at] for at in np.argsort(-scores, kind="stable"))
            right = question["paragraph"]
            rank = list(ordered).index(right) + 1 if right in ordered else np.inf
            ranks[name].append(rank)
    print(line("search, with the vector of the question", times))
    return {name: np.array(found) for name, found in ranks.items()}


def _figures(ranks: Any) -> list[float]:
    """recall at each depth, and the mean of 1 / rank."""
    return [*(float((ranks <= depth).mean()) for depth in DEPTHS), float((1 / ranks).mean())]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    raise SystemExit(main())

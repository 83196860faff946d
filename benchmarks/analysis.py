"""Time of one message through the analysis, on one core, beside the same models in scikit-learn.

    python -m benchmarks.analysis [--repeats N]

The texts are the test corpora in the repository. Targets: p95 under 15 ms a message, and 300
messages a second in batches.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence

TARGET_P95_MS = 15.0
TARGET_PER_SECOND = 300.0
BATCH = 64
_ONE_CORE = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def measure(run: Callable[[str], object], texts: Sequence[str], repeats: int) -> dict[str, float]:
    """p50 and p95 in milliseconds, and messages a second, after one warm round."""
    for text in texts[:50]:
        run(text)
    times = []
    for _ in range(repeats):
        for text in texts:
            begin = time.perf_counter()
            run(text)
            times.append((time.perf_counter() - begin) * 1000)
    cuts = statistics.quantiles(times, n=100)
    return {"p50": cuts[49], "p95": cuts[94], "per_second": 1000 / statistics.fmean(times)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=3, help="rounds over the texts")
    repeats = parser.parse_args().repeats
    os.environ.update(dict.fromkeys(_ONE_CORE, "1"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psichat.settings")
    import django

    django.setup()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    from analysis import pipeline

    begin = time.perf_counter()
    pipeline.warm_up()
    loading = time.perf_counter() - begin
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    lazy = "sklearn" not in sys.modules and "scipy" not in sys.modules

    from analysis.artifacts import store
    from analysis.features import TextFeatures
    from analysis.normalise import normalise
    from analysis.training import corpora, scikit

    texts = [item.text for item in corpora.crisis(corpora.CRISIS_TEST)]
    texts += [item.text for item in corpora.labelled(corpora.EMOTION_TEST, "emotion")]
    recent = ("Estoy triste.", "No aguanto más.", "Nadie me escucha.", "¿Hay clase?", "Bueno.")
    models = [store.get(name) for name in store.NAMES]
    bank = store.bank()
    by_scikit = [scikit.scores(model) for model in models]

    def together(text: str) -> None:
        bank.read(TextFeatures(normalise(text).text))

    def one_by_one(text: str) -> None:
        features = TextFeatures(normalise(text).text)
        for model in models:
            model.scores(features)

    def in_scikit(text: str) -> None:
        plain = normalise(text).text
        for scores in by_scikit:
            scores(plain)

    long = [(" ".join(texts[i : i + 60]))[:2000] for i in range(0, len(texts), 60)]
    rows = {
        "whole analysis": measure(pipeline.analyse, texts, repeats),
        "whole analysis, 5 earlier messages": measure(
            lambda text: pipeline.analyse(text, recent), texts, repeats
        ),
        "whole analysis, 2,000 characters": measure(pipeline.analyse, long, repeats),
        "the models, read together": measure(together, texts, repeats),
        "the models, one by one": measure(one_by_one, texts, repeats),
        "the models in scikit-learn": measure(in_scikit, texts[:200], 1),
    }
    begin = time.perf_counter()
    for _ in range(repeats):
        for first in range(0, len(texts), BATCH):
            pipeline.analyse_many(texts[first : first + BATCH])
    batched = repeats * len(texts) / (time.perf_counter() - begin)
    print(f"{len(texts)} texts, {repeats} rounds, one core")
    print(f"{'':36}{'p50 ms':>9}{'p95 ms':>9}{'a second':>10}")
    for name, row in rows.items():
        print(f"{name:36}{row['p50']:9.2f}{row['p95']:9.2f}{row['per_second']:10.0f}")
    print(f"whole analysis in batches of {BATCH}: {batched:.0f} a second")
    print(f"loading the models: {loading:.2f} s, {memory:.0f} MB; without scikit-learn: {lazy}")
    quick = rows["whole analysis"]["p95"] <= TARGET_P95_MS
    many = batched >= TARGET_PER_SECOND
    print(f"target p95 {TARGET_P95_MS:g} ms: {'reached' if quick else 'missed'}")
    print(f"target {TARGET_PER_SECOND:g} a second: {'reached' if many else 'missed'}")
    return 0 if quick and many else 1


if __name__ == "__main__":
    sys.exit(main())

"""Time of one message through the analysis, on one core, beside the same models in scikit-learn.

    python -m benchmarks.analysis [--repeats N]

The texts are the test corpora in the repository. Target: p95 under 20 ms a message.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence

TARGET_P95_MS = 20.0
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
    from analysis.normalise import normalise
    from analysis.training import corpora, scikit

    texts = [item.text for item in corpora.crisis(corpora.CRISIS_TEST)]
    texts += [item.text for item in corpora.students(corpora.EMOTION_TEST)]
    recent = ("Estoy triste.", "No aguanto más.", "Nadie me escucha.", "¿Hay clase?", "Bueno.")
    emotion, crisis = store.emotion(), store.crisis()
    by_scikit = scikit.scores(emotion), scikit.scores(crisis)

    def both(text: str) -> None:
        plain = normalise(text).text
        emotion.scores(plain)
        crisis.scores(plain)

    def both_by_scikit(text: str) -> None:
        plain = normalise(text).text
        for each in by_scikit:
            each(plain)

    long = [(" ".join(texts[i : i + 60]))[:2000] for i in range(0, len(texts), 60)]
    rows = {
        "whole analysis": measure(pipeline.analyse, texts, repeats),
        "whole analysis, 5 earlier messages": measure(
            lambda text: pipeline.analyse(text, recent), texts, repeats
        ),
        "whole analysis, 2,000 characters": measure(pipeline.analyse, long, repeats),
        "the two models": measure(both, texts, repeats),
        "the two models in scikit-learn": measure(both_by_scikit, texts, repeats),
    }
    print(f"{len(texts)} texts, {repeats} rounds, one core")
    print(f"{'':36}{'p50 ms':>9}{'p95 ms':>9}{'a second':>10}")
    for name, row in rows.items():
        print(f"{name:36}{row['p50']:9.2f}{row['p95']:9.2f}{row['per_second']:10.0f}")
    print(f"loading the models: {loading:.2f} s, {memory:.0f} MB; without scikit-learn: {lazy}")
    reached = rows["whole analysis"]["p95"] <= TARGET_P95_MS
    print(f"target p95 {TARGET_P95_MS:g} ms: {'reached' if reached else 'missed'}")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())

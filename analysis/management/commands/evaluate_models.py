"""`manage.py evaluate_models`: what the shipped models do on their test texts."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from analysis.artifacts import store
from analysis.training import cards, corpora, measuring, work


class Command(BaseCommand):
    help = (
        "Measures the shipped models on texts that were not trained on: figures by class, "
        "confusion, crisis recall and false positives by category and variety, time per message. "
        "Exits with 1 when a figure differs from the model's card in docs/models/."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "names",
            nargs="*",
            metavar="name",
            help=f"which models: {', '.join(store.NAMES)} (all of them when none is named)",
        )
        parser.add_argument(
            "--data",
            type=Path,
            default=Path(settings.BASE_DIR).parent / "shared" / "data",
            help="the folder with emoevent_es/dev.tsv; that part is left out where it is missing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        data: Path = options["data"]
        names = options["names"] or list(store.NAMES)
        wrong: list[str] = []
        if store.EMOTION in names and not (data / corpora.EMOEVENT).is_dir():
            self.stderr.write(f"{data / corpora.EMOEVENT} is missing: that part is not measured.")
        for name in tqdm(names, desc="models"):
            if name not in store.NAMES:
                raise CommandError(
                    f"No model is called {name}. There are: {', '.join(store.NAMES)}."
                )
            measured = work.measure(name, data)
            self.stdout.write(f"## {name}, version {store.get(name).version}\n\n{measured.report}")
            try:
                recorded = cards.figures(name)
            except (OSError, ValueError) as exc:
                wrong.append(f"{name}: no card to compare with ({exc})")
                continue
            wrong += [f"{name}: {line}" for line in cards.differences(recorded, measured.figures)]
        times = measuring.latency()
        self.stdout.write(
            f"time per message: p50 {times['p50_ms']} ms, p95 {times['p95_ms']} ms; "
            f"{times['per_second']} messages a second"
        )
        if wrong:
            raise CommandError("The cards say otherwise:\n" + "\n".join(wrong))
        self.stdout.write("The cards say the same.")

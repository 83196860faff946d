"""`manage.py evaluate_models`: what the shipped models do on their test texts."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from analysis.artifacts import store
from analysis.training import cards, corpora, measuring, rule_cards, work


class Command(BaseCommand):
    help = (
        "Measures what ships on texts that were not trained on: figures by class and variety, "
        "confusion, calibration, crisis recall and false positives by category, time per message. "
        "Exits with 1 when a figure differs from the model's card in docs/models/."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "names",
            nargs="*",
            metavar="name",
            help=f"which: {', '.join(work.MEASURED)} (all of them when none is named)",
        )
        parser.add_argument(
            "--data",
            type=Path,
            default=Path(settings.BASE_DIR).parent / "shared" / "data",
            help="the folder with emoevent_es/dev.tsv; that part is left out where it is missing",
        )

        parser.add_argument(
            "--write-rules",
            action="store_true",
            help="write the cards of what works by rules (the trained models' are written in "
            "training)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        data: Path = options["data"]
        names = options["names"] or list(work.MEASURED)
        wrong: list[str] = []
        if store.EMOTION in names and not (data / corpora.EMOEVENT).is_dir():
            self.stderr.write(f"{data / corpora.EMOEVENT} is missing: that part is not measured.")
        for name in tqdm(names, desc="models"):
            if name not in work.MEASURED:
                raise CommandError(
                    f"No model is called {name}. There are: {', '.join(work.MEASURED)}."
                )
            measured = work.measure(name, data)
            trained = name in store.NAMES
            version = f", version {store.get(name).version}" if trained else ", rules"
            self.stdout.write(f"## {name}{version}\n\n{measured.report}")
            if options["write_rules"] and not trained:
                cards.write_rules(name, rule_cards.TEXTS[name], measured)
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

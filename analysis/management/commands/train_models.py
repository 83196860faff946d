"""`manage.py train_models`: artifacts and model cards from the corpora."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from analysis.artifacts import store
from analysis.training import corpora, work


class Command(BaseCommand):
    help = (
        "Trains the embedded models and writes analysis/artifacts/<name>.npz and "
        "docs/models/<name>.md. The same data always gives the same weights. About a minute."
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
            help="the folder with emoevent_es/train.tsv and dev.tsv (default: ../shared/data)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        data: Path = options["data"]
        names = options["names"] or list(store.NAMES)
        for name in names:
            if name not in store.NAMES:
                raise CommandError(
                    f"No model is called {name}. There are: {', '.join(store.NAMES)}."
                )
        needed = data / corpora.EMOEVENT / "train.tsv"
        if store.EMOTION in names and not needed.is_file():
            raise CommandError(f"{needed} is missing; say with --data where the data lie.")
        for name in names:
            with tqdm(total=work.STEPS[name], desc=name, unit="step") as bar:

                def step(what: str, bar: Any = bar) -> None:
                    bar.set_postfix_str(what)
                    bar.update()

                model = work.train(name, data, timezone.now().date().isoformat(), step)
            self.stdout.write(f"{name}: version {model.version}")
            for key, value in sorted(model.meta.items()):
                self.stdout.write(f"  {key}: {value}")

"""`manage.py train_models`: artifacts and model cards from the corpora."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from analysis.artifacts import store
from analysis.training import cards, compare, corpora, corrections, work
from analysis.training.corrections import CorrectedItem
from analysis.training.tasks import TASKS

_TWEETS = (corpora.EMOEVENT, "train.tsv")
_NEEDED = {
    store.EMOTION: (_TWEETS, (corpora.EMOEVENT, "dev.tsv")),
    store.TOXICITY: ((corpora.TOXIC_TWEETS, "gold.tsv"),),
}


class Command(BaseCommand):
    help = (
        "Trains the embedded models and writes analysis/artifacts/<name>.npz and "
        "docs/models/<name>.md. The same data always gives the same weights. About ten minutes."
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
            help="the folder with emoevent_es/ and toxicity_latam/ (default: ../shared/data)",
        )
        parser.add_argument(
            "--corrections",
            type=Path,
            help="learn also from what tutors corrected (a file of manage.py export_corrections)",
        )
        parser.add_argument(
            "--compare",
            action="store_true",
            help="train nothing: compare kinds of features by cross-validation and write "
            "docs/models/comparison.md (about 20 minutes for all)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        data: Path = options["data"]
        names = options["names"] or list(store.NAMES)
        for name in names:
            if name not in store.NAMES:
                raise CommandError(
                    f"No model is called {name}. There are: {', '.join(store.NAMES)}."
                )
        for name in names:
            for folder, file in _NEEDED.get(name, ()):
                if not (data / folder / file).is_file():
                    raise CommandError(
                        f"{data / folder / file} is missing; say with --data where the data lie."
                    )
        if options["compare"]:
            self._compare(names, data)
            return
        corrected = self._corrections(options["corrections"])
        for name in names:
            with tqdm(total=work.STEPS[name], desc=name, unit="step") as bar:
                model = work.train(
                    name, data, timezone.now().date().isoformat(), _stepper(bar), corrected
                )
            self.stdout.write(f"{name}: version {model.version}")
            for key, value in sorted(model.meta.items()):
                self.stdout.write(f"  {key}: {value}")

    def _corrections(self, path: Path | None) -> list[CorrectedItem]:
        if path is None:
            return []
        try:
            found = corrections.read(path)
        except (OSError, ValueError) as exc:
            raise CommandError(f"The corrections can't be read: {exc}") from exc
        self.stdout.write(f"{len(found)} corrections are learnt from.")
        return found

    def _compare(self, names: list[str], data: Path) -> None:
        parts = [_COMPARISON]
        for name in names:
            if name not in TASKS:
                self.stdout.write(f"{name} has a training of its own; it is not compared here.")
                continue
            with tqdm(total=len(compare.CANDIDATES), desc=name, unit="candidate") as bar:
                rows = compare.compare(TASKS[name], data, _stepper(bar))
            parts.append(compare.as_markdown(TASKS[name], rows))
            self.stdout.write(parts[-1])
            cards.path("comparison").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _stepper(bar: Any) -> Callable[[str], None]:
    def step(what: str) -> None:
        bar.set_postfix_str(what)
        bar.update()

    return step


_COMPARISON = """# Kinds of features compared

Written by `manage.py train_models --compare`. Macro-F1 and expected calibration error by five-fold
cross-validation on the training corpora, no scenario in two folds; the test corpora have no part in
it. The training corpora hold many messages that were written to be hard, so figures are lower than
on the test corpora. «Sounds» are words and pairs of words by their sound, «letters of sounds» three
to six letters across words by their sound; the lexicons were written for this project; the vector
is the multilingual sentence encoder's (512 numbers), times one unless said otherwise."""

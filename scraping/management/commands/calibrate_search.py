"""`manage.py calibrate_search`: make anew what tells a question without an answer."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scraping.management.institutions import named
from scraping.search import calibrate, confidence, evaluation


class Command(BaseCommand):
    help = (
        "Learn from questions whose pages are known when the pages found hold no answer, and write "
        "it where the search reads it. The files must be none that the search is measured with."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", help="as for evaluate_retrieval")
        parser.add_argument(
            "--institution", default="", help="slug; not needed where there is only one"
        )
        parser.add_argument("--to", type=Path, default=confidence.ARTIFACT)

    def handle(self, *args: Any, **options: Any) -> None:
        institution = named(options["institution"])
        items = []
        for file in options["files"]:
            try:
                items += evaluation.read(file)
            except (evaluation.BadLine, OSError) as exc:
                raise CommandError(f"{file}: {exc}") from exc
        stored: dict[str, Any] = {
            "about": "Whether the passages found hold the answer: scraping.search.confidence.",
            "made_from": sorted(file.name for file in options["files"]),
            "questions": sum(bool(item.pages) for item in items),
            "unanswerable": sum(not item.pages for item in items),
            "models": {},
        }
        for kind in (confidence.WITH_VECTORS, confidence.WORDS_ALONE):
            found = calibrate.examples(
                items, institution.pk, vectors=kind == confidence.WITH_VECTORS
            )
            try:
                model, figures = calibrate.fit(found)
            except ValueError as exc:
                raise CommandError(str(exc)) from exc
            stored["models"][kind] = asdict(model) | {"cross_validated": figures}
            self.stdout.write(
                f"{kind}: {figures['recognised']:.3f} of the unanswerable recognised, "
                f"{figures['refused']:.3f} of the answerable refused"
            )
        text = json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True)
        options["to"].write_text(f"{text}\n", encoding="utf-8")

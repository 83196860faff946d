"""`manage.py search_knowledge`: what the search finds for a question (contract «Knowledge»)."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from scraping.management.institutions import named
from scraping.search import look
from scraping.search.looking import MOST_RESULTS
from scraping.wire import passage_dict


class Command(BaseCommand):
    help = "Search an institution's pages, as the assistant does."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("question")
        parser.add_argument("--k", type=int, help="passages (SEARCH_RESULTS)", metavar="N")
        parser.add_argument("--json", action="store_true", help="print as the API answers")
        parser.add_argument(
            "--institution", default="", help="slug; not needed where there is only one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        institution = named(options["institution"])
        k = options["k"]
        if k is not None and not 1 <= k <= MOST_RESULTS:
            self.stderr.write(f"--k must be between 1 and {MOST_RESULTS}.")
            raise SystemExit(2)
        found = look(options["question"], institution_id=institution.pk, k=k)
        rows = [passage_dict(passage) for passage in found.passages]
        if options["json"]:
            self.stdout.write(json.dumps({"results": rows}, ensure_ascii=False))
            return
        verdict = "answers" if found.answered else "no answer"
        self.stdout.write(f"{verdict} (confidence {found.confidence:.2f})")
        for number, row in enumerate(rows, 1):
            scores = ", ".join(f"{name} {value:.2f}" for name, value in row["scores"].items())
            above = " › ".join(part for part in (row["title"], row["heading"]) if part)
            text = found.passages[number - 1].snippet
            self.stdout.write(f"\n{number}. {row['score']:.2f} ({scores})\n{above}\n{row['url']}")
            self.stdout.write("\n".join(f"   {line}" for line in text.splitlines()))

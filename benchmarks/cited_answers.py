"""What a student is told who asks about the institution: the page that is cited, and its words.

    python -m benchmarks.cited_answers FILE... [--show]

A FILE has a question in each line, as `manage.py evaluate_retrieval` reads it; `says` may list
pieces of the sentences that answer it, of which an answer should quote one. The pages are those of
the database that the settings name, read before (`manage.py crawl`). Each question goes the way of
a first message of a conversation to the embedded answerer: analysis, whether to search, search,
answer. Beside it stands what a quote of the best passage's first sentence would reach.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conversations.answers.base import Answer
    from scraping.passages import Passage
    from scraping.search.evaluation import Item


@dataclass(frozen=True)
class Case:
    """One question: was it searched for, did the search answer, what was said, what is right."""

    item: Item
    searched: bool
    passages: tuple[Passage, ...]
    answer: Answer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true", help="each question with its answer")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psichat.settings")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    import django

    django.setup()
    from scraping.search import evaluation

    cases = list(_cases([item for path in options.files for item in evaluation.read(path)]))
    if options.show:
        for case in cases:
            _show(case)
    _report([case for case in cases if case.item.pages])
    without = [case for case in cases if not case.item.pages]
    if without:
        cited = sum(bool(case.answer.citations) for case in without)
        print(f"{len(without)} without an answer: {_share(cited, without)} get a quote")
    return 0


def _cases(items: Iterable[Item]) -> Iterator[Case]:
    from django.utils import timezone

    from analysis import pipeline
    from analysis.outgoing import impersonal
    from conversations.answers.asked import least_confidence
    from conversations.answers.base import AnswerRequest
    from conversations.answers.embedded.compose import compose
    from scraping.management.institutions import named
    from scraping.search import look, with_quotes

    institution = named("")
    for item in items:
        text = item.question
        analysis = pipeline.analyse(text)
        least, query = least_confidence(text, analysis), impersonal(text, ())
        searched = least is not None
        found = look(query, institution_id=institution.pk) if searched else None
        fits = found is not None and found.answered and found.confidence >= (least or 0.0)
        passages = (
            with_quotes(query, found.passages, institution_id=institution.pk)
            if found and fits
            else ()
        )
        request = AnswerRequest(
            conversation_id="0",
            text=text,
            analysis=analysis,
            history=(),
            state={},
            now=timezone.localtime(),
            passages=passages,
        )
        yield Case(item, searched, passages, compose(request))


def _report(cases: list[Case]) -> None:
    from scraping.prose import prose

    told: Counter[str] = Counter()
    marked = [case for case in cases if case.item.says]
    for case in cases:
        cited = case.answer.citations
        told["searched"] += case.searched
        told["answered by the search"] += bool(case.passages)
        told["a page cited"] += bool(cited)
        told["a right page cited first"] += bool(cited) and _is_right(case, cited[0]["url"])
    print(f"{len(cases)} with an answer:")
    for name, count in told.items():
        print(f"  {name:<28} {_share(count, cases)}")
    if not marked:
        return
    first = [prose(case.passages[0].snippet).split("\n")[0] for case in marked if case.passages]
    quoted = sum(_says(case, (c["quote"] for c in case.answer.citations)) for case in marked)
    there = sum(_says(case, (prose(p.text) for p in case.passages)) for case in marked)
    naive = sum(
        _says(case, [text])
        for case, text in zip([c for c in marked if c.passages], first, strict=True)
    )
    print(f"{len(marked)} of them with the sentences that answer:")
    print(f"  {'a quote that answers':<28} {_share(quoted, marked)}")
    print(f"  {'it is in a passage':<28} {_share(there, marked)}")
    print(f"  {'best snippet’s first line':<28} {_share(naive, marked)}")


def _is_right(case: Case, url: str) -> bool:
    from scraping.search.evaluation import key

    return key(url) in case.item.pages


def _says(case: Case, texts: Iterable[str]) -> bool:
    return any(case.item.is_said_by(text) for text in texts)


def _show(case: Case) -> None:
    right = bool(case.item.says) and _says(case, (c["quote"] for c in case.answer.citations))
    kind = "no answer there" if not case.item.pages else "right" if right else "wrong"
    steps = f"searched={case.searched:d} passages={len(case.passages)} move={case.answer.move}"
    print(f"\n[{kind}] {steps}\nQ: {case.item.question}")
    for cited in case.answer.citations:
        print(f"   «{cited['quote']}»  {cited['url'].partition('#')[0]}")
    if case.item.says:
        print(f"   wanted: {case.item.says}")
    if not case.answer.citations:
        print(f"   said: {case.answer.text}")


def _share(count: int, of: list[Any]) -> str:
    return f"{count / max(len(of), 1):.3f} ({count})"


if __name__ == "__main__":
    raise SystemExit(main())

"""`manage.py analyse`: the embedded models over JSON lines (contract «Analysis»)."""

from __future__ import annotations

import json
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from analysis import pipeline


class BadLineError(ValueError):
    """A line that can't be analysed; `id` is the line's own, if it has one."""

    def __init__(self, detail: str, identity: Any = None) -> None:
        self.identity = identity
        super().__init__(detail)


def _parsed(line: bytes) -> dict[str, Any]:
    """The line's object, which has a text."""
    try:
        item = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as exc:
        raise BadLineError("The line is not JSON in UTF-8.") from exc
    if not isinstance(item, dict):
        raise BadLineError('The line must be an object such as {"text": "…"}.')
    if not isinstance(item.get("text"), str):
        raise BadLineError('The field "text" is missing or not a string.', item.get("id"))
    return item


def answer(line: bytes) -> tuple[dict[str, Any], bool]:
    """What is printed for one line, and whether the line was good."""
    try:
        item = _parsed(line)
    except BadLineError as exc:
        body: dict[str, Any] = {"error": {"code": "invalid", "detail": str(exc)}}
        return ({"id": exc.identity} | body if exc.identity is not None else body), False
    body = pipeline.analyse(item["text"]).as_dict()
    return ({"id": item["id"]} | body if "id" in item else body), True


class Command(BaseCommand):
    help = (
        'Reads JSON lines {"text": "…"} or {"id": …, "text": "…"} from standard input and prints '
        "one analysis a line, in order, with the embedded models only. The last line on standard "
        'error is the rate. A line that is no such object is answered with {"error": …}, and the '
        "exit code is then 1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="no progress bar")

    def handle(self, *args: Any, **options: Any) -> None:
        pipeline.warm_up()
        begin = time.perf_counter()
        done = failed = 0
        lines = tqdm(sys.stdin.buffer, unit=" lines", disable=options["quiet"] or None)
        for line in lines:
            if not line.strip():
                continue
            body, good = answer(line)
            done += 1
            failed += not good
            self.stdout.write(json.dumps(body, ensure_ascii=True))
        seconds = max(time.perf_counter() - begin, 1e-9)
        self.stderr.write(f"{done} lines in {seconds:.2f} s, {done / seconds:.1f} lines/s")
        if failed:
            sys.exit(1)

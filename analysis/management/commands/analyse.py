"""`manage.py analyse`: the embedded models over JSON lines (contract «Analysis»)."""

from __future__ import annotations

import json
import os
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from analysis import pipeline

_CHUNK = 1 << 16
_BATCH = 64


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


def answers(lines: Sequence[bytes]) -> Iterator[tuple[dict[str, Any], bool]]:
    """What is printed for each line, in order, and whether the line was good."""
    parsed = [_tried(line) for line in lines]
    texts = [item["text"] for item in parsed if isinstance(item, dict)]
    found = iter(pipeline.analyse_many(texts))
    for item in parsed:
        if isinstance(item, BadLineError):
            body: dict[str, Any] = {"error": {"code": "invalid", "detail": str(item)}}
            yield ({"id": item.identity} | body if item.identity is not None else body), False
        else:
            body = next(found).as_dict()
            yield ({"id": item["id"]} | body if "id" in item else body), True


def _tried(line: bytes) -> dict[str, Any] | BadLineError:
    try:
        return _parsed(line)
    except BadLineError as exc:
        return exc


def batches(source: int) -> Iterator[list[bytes]]:
    """The lines that have come in on the file descriptor `source`, a few dozen at most at a time.

    Whoever writes one line and waits gets its answer at once. Lines of blanks are left out.
    """
    rest = b""
    while chunk := os.read(source, _CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        wanted = [line for line in lines if line.strip()]
        for begin in range(0, len(wanted), _BATCH):
            yield wanted[begin : begin + _BATCH]
    if rest.strip():
        yield [rest]


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
        with tqdm(unit=" lines", disable=options["quiet"] or None) as bar:
            for lines in batches(sys.stdin.fileno()):
                for body, good in answers(lines):
                    done += 1
                    failed += not good
                    self.stdout.write(json.dumps(body, ensure_ascii=True))
                self.stdout.flush()
                bar.update(len(lines))
        seconds = max(time.perf_counter() - begin, 1e-9)
        self.stderr.write(f"{done} lines in {seconds:.2f} s, {done / seconds:.1f} lines/s")
        if failed:
            sys.exit(1)

"""Memory of a worker that is fed what no worker should take, and how each of it ends.

    python -m benchmarks.fetch_memory

A server of this machine sends pages of 60 MB (plain, and in parts of a byte), bombs of 10 GB in
every coding and one within another, endless answers, a page that drips, and a robots.txt and
sitemaps that are too much. A process with all tasks of a worker loaded reads each with the bounds
of the product. Beside it stands what one writes without thinking of any of this (`urlopen`, `read`,
decompress), in a process of its own for each, which is ended at `NAIVE_MB` and `NAIVE_SECONDS`.

What is taken apart afterwards (`scraping.extract`) is not measured here: none of these pages gets
so far. Target: under 300 MB, each ended by its bound.
"""

from __future__ import annotations

import functools
import gzip
import json
import os
import resource
import socket
import subprocess
import sys
import time
import urllib.request
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

import brotli

from benchmarks.harness import ROOT

TARGET_MB = 300
NAIVE_MB = 2_000
NAIVE_SECONDS = 10
BOMB_BYTES = 10_000_000_000
OK = b"HTTP/1.1 200 OK\r\nContent-Type: "
HEAD = OK + b"text/html; charset=utf-8\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
URLSET = OK + b"application/xml\r\n\r\n<urlset>"
TEXT = b"<p>Becas de alimentacion y transporte</p>\n" * 1560
TIMES = 60_000_000 // len(TEXT)
ENTRY = b"<url><loc>https://uni.cl/becas</loc></url>"

Sending = Callable[[socket.socket], None]


@functools.cache
def bomb(kind: str) -> bytes:
    """`BOMB_BYTES` of zeros or, for deflate, of text, compressed to a thousandth or less."""
    piece = (TEXT if kind == "deflate" else bytes(65_536)) * 150
    # After a flush the same piece gives the same bytes again: they can be copied.
    if kind == "br":
        packing = brotli.Compressor(quality=5)
        head, part = (packing.process(piece) + packing.flush() for _ in range(2))
        end = packing.finish()
    else:
        packer = zlib.compressobj(6, wbits=31 if kind == "gzip" else 15)
        head, part = (packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
        end = b""  # its checksum would be that of two pieces; nobody gets that far
    return head + part * (BOMB_BYTES // len(piece)) + end


def whole(head: bytes) -> Sending:
    def send(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(TIMES):
            connection.sendall(TEXT)

    return send


def packed(head: bytes, coding: bytes, make: Callable[[], bytes]) -> Sending:
    line = b"Content-Encoding: " + coding + b"\r\n\r\n"
    return lambda connection: connection.sendall(head + line + make())


def forever(head: bytes, piece: bytes, pause: float = 0) -> Sending:
    def send(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(piece)
            time.sleep(pause)

    return send


@dataclass(frozen=True)
class Case:
    name: str
    send: Sending
    ends: str  # by which codes it may end: its bound, and no other failure
    wanted: str = "page"


PLAIN = OK + b"text/plain\r\n\r\n"
PDF = OK + b"application/pdf\r\n\r\n%PDF-1.7\n"
TOLD = HEAD + b"Content-Length: %d\r\n\r\n" % (TIMES * len(TEXT))
CASES = (
    Case("page of 60 MB, length told", whole(TOLD), "too_large"),
    Case("page of 60 MB, length not told", whole(HEAD + b"\r\n"), "too_large"),
    Case("page in parts of a byte", forever(CHUNKED, b"1\r\na\r\n" * 10_000), "too_large too_slow"),
    Case("PDF of 60 MB", whole(PDF), "too_large"),
    Case("gzip bomb of 10 GB", packed(HEAD, b"gzip", lambda: bomb("gzip")), "bomb"),
    Case("deflate bomb of text", packed(HEAD, b"deflate", lambda: bomb("deflate")), "bomb"),
    Case("Brotli bomb of 10 GB", packed(HEAD, b"br", lambda: bomb("br")), "bomb"),
    Case(
        "gzip bomb within gzip",
        packed(HEAD, b"gzip, gzip", lambda: gzip.compress(bomb("gzip"))),
        "broken_answer",  # no coding that was asked for
    ),
    Case(
        "a million gzip members",
        packed(HEAD, b"gzip", lambda: gzip.compress(b"") * 1_000_000),
        "broken_answer too_large",
    ),
    Case("endless answer", forever(HEAD + b"\r\n", TEXT), "too_large"),
    Case("endless head", forever(HEAD + b"X-Long: ", b"a" * 65_536), "too_large"),
    Case("endless trailers", forever(CHUNKED + b"0\r\n", b"X: a\r\n" * 10_000), "too_large"),
    Case("endless robots.txt", forever(PLAIN, b"Allow: /a\n" * 1000), "cut", "robots"),
    Case("endless sitemap", forever(URLSET, ENTRY * 1000), "cut", "sitemap"),
    Case("sitemap of empty tags", forever(URLSET, b"<x/>" * 9999), "broken", "sitemap"),
    Case("sitemap of open tags", forever(URLSET, b"<x a=1>" * 9999), "broken", "sitemap"),
    Case("sitemap as short lines", forever(PLAIN, b"aa\n" * 9999), "cut", "sitemap"),
    Case(
        "sitemap.gz of 10 GB, in gzip",
        packed(PLAIN[:-2], b"gzip", lambda: gzip.compress(bomb("gzip"), 1)),
        "cut",
        "sitemap",
    ),
    Case("endless drip", forever(HEAD + b"\r\n<html>", b"a", 0.1), "too_slow"),
)


def serve(listener: socket.socket) -> None:
    """Answer connection after connection; the path is the number of the case."""
    while True:
        connection, _ = listener.accept()
        with connection:
            try:
                path = connection.recv(4096).split(b" ")[1]
                CASES[int(path.strip(b"/"))].send(connection)
            except OSError:
                continue  # the fetcher has had enough


def most_memory() -> float:
    """MB that this process ever had. (`ru_maxrss` begins with what its parent had.)"""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def work(port: int) -> None:
    """The worker: read each, write a line of JSON for each."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psichat.settings")
    import django

    django.setup()
    from django.conf import settings

    from psichat.celery import app
    from scraping.fetch import robots, sitemaps
    from scraping.fetch.client import Fetcher, FetchError, Wanted

    app.loader.import_default_modules()
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    print(json.dumps({"peak": most_memory()}), flush=True)
    for number, one in enumerate(CASES):
        begin = time.perf_counter()
        with Fetcher() as fetcher:
            try:
                got = fetcher.get(f"http://127.0.0.1:{port}/{number}", wanted=Wanted(one.wanted))
                end = "cut" if got.cut else f"{got.size} bytes"
                if one.wanted == "sitemap":
                    end = sitemaps.read(got.body, url=got.url, cut=got.cut).problem
                elif one.wanted == "robots":
                    robots.Robots.read(got.body, got.status, got.url).allows(got.url)
            except FetchError as error:
                end = error.code
        seconds = time.perf_counter() - begin
        print(json.dumps({"end": end, "seconds": seconds, "peak": most_memory()}), flush=True)


def naive(port: int, number: int) -> None:
    """The same answer as it is read without bounds."""
    resource.setrlimit(resource.RLIMIT_AS, (NAIVE_MB * 1024**2,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (NAIVE_SECONDS,) * 2)
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{number}") as answer:
            body = answer.read()
            for coding in (answer.headers["Content-Encoding"] or "").split(", ")[::-1]:
                opening = {"gzip": gzip.decompress, "deflate": zlib.decompress}
                body = opening.get(coding, brotli.decompress if coding == "br" else bytes)(body)
        end = f"{len(body) / 1e6:.0f} MB"
    except MemoryError:
        end = "no memory"
    except (OSError, HTTPException, zlib.error, brotli.error) as error:
        end = type(error).__name__
    print(json.dumps({"end": end, "peak": most_memory()}), flush=True)


def start(*arguments: object, seconds: float | None = None) -> list[dict]:
    """Lines of JSON of a process of this module; none if it was not done in time."""
    command = [sys.executable, "-m", "benchmarks.fetch_memory", *map(str, arguments)]
    try:
        run = subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, check=False, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        return []
    return [json.loads(line) for line in run.stdout.splitlines()]


def main() -> int:
    if len(sys.argv) > 1:
        (work if len(sys.argv) == 2 else naive)(*map(int, sys.argv[1:]))
        return 0
    for kind in ("gzip", "deflate", "br"):
        bomb(kind)
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    server = os.fork()
    if not server:
        serve(listener)
    try:
        before, *rows = start(port)
        others = [start(port, n, seconds=NAIVE_SECONDS) for n in range(len(CASES))]
    finally:
        os.kill(server, 9)
        os.waitpid(server, 0)
    print(f"worker before the first: {before['peak']:.0f} MB")
    print(f"{'':32}{'ended by':>14}{'seconds':>9}{'most MB':>9}{'without bounds':>24}")
    for one, row, other in zip(CASES, rows, others, strict=True):
        alone = f"{other[0]['end']}, {other[0]['peak']:.0f} MB" if other else "no end"
        print(f"{one.name:32}{row['end']:>14}{row['seconds']:9.2f}{row['peak']:9.0f}{alone:>24}")
    small = rows[-1]["peak"] < TARGET_MB
    bounded = all(row["end"] in one.ends.split() for one, row in zip(CASES, rows, strict=True))
    print(f"target under {TARGET_MB} MB: {'reached' if small else 'missed'}")
    print(f"target each ended by its bound: {'reached' if bounded else 'missed'}")
    return 0 if small and bounded else 1


if __name__ == "__main__":
    sys.exit(main())

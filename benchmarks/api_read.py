"""Authenticated read of a student's conversation list, beside a bare FastAPI route.

Both read the same rows of the same database, signed in by the same kind of token, with `wrk` on
the same machine. FastAPI here has no permissions, pages, languages or logs: it is the floor.

    python -m benchmarks.api_read [--seconds 10] [--connections 32] [--workers 2]
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys

from benchmarks import harness, people

PATH = "/api/v1/chat/conversations?limit=20"


def load(url: str, token: str, seconds: int, connections: int) -> str:
    """What `wrk` says, in one line."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("wrk is not installed (Debian package: wrk).")
    output = subprocess.run(
        [
            wrk,
            "-t1",
            f"-c{connections}",
            f"-d{seconds}s",
            "--latency",
            "-s",
            "benchmarks/percentiles.lua",
            "-H",
            f"Authorization: Bearer {token}",
            url,
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=harness.ROOT,
    ).stdout
    found = re.search(r"rate=([\d.]+) p50=([\d.]+) p95=([\d.]+) errors=(\d+)", output)
    if found is None:
        raise RuntimeError(output)
    rate, p50, p95, errors = found.groups()
    return f"{float(rate):8.0f} requests/s   p50 {p50:>6} ms   p95 {p95:>6} ms   errors {errors}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    servers = {
        "PsiChat (uvicorn, pages as WSGI)": harness.web(options.workers),
        "PsiChat (uvicorn, all as ASGI)": harness.web(
            options.workers, "benchmarks.servers:all_asgi"
        ),
        "PsiChat (daphne)": [
            sys.executable,
            "-m",
            "daphne",
            "-p",
            "{port}",
            "-v0",
            "benchmarks.servers:all_asgi",
        ],
        "FastAPI, bare": harness.web(options.workers, "benchmarks.servers:fastapi_app"),
    }
    with harness.place() as environment:
        crowd = people.make(20, conversations=30)
        token = crowd.students[0][0]
        for name, command in servers.items():
            ready = "/bare" if "FastAPI" in name else "/health/live"
            with harness.serving(environment, command, ready) as (base, _process):
                load(base + PATH, token, 2, options.connections)
                print(f"{name:36}", load(base + PATH, token, options.seconds, options.connections))


if __name__ == "__main__":
    main()

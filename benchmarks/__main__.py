"""All measurements, one after another: `python -m benchmarks`."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.harness import ROOT

ALL = (
    "analysis",
    "web_process",
    "turns",
    "disconnects",
    "api_read",
    "guardrails",
    "providers",
    "crawl",
    "main_text",
    "fetch_memory",
)


def main() -> int:
    """Run each in a process of its own; the number of those that failed."""
    failed = 0
    for name in ALL:
        print(f"\n== {name}", flush=True)
        run = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=ROOT, check=False)
        failed += run.returncode != 0
    return failed


if __name__ == "__main__":
    raise SystemExit(main())

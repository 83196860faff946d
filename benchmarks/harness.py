"""A PsiChat of its own for a measurement: database, Redis, people, web processes.

Everything lies in a temporary folder and is gone afterwards. On SQLite unless `DATABASE_URL`
names a database made for measuring.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def place(**settings: str) -> Iterator[dict[str, str]]:
    """An environment with an empty, migrated database and a Redis; yields it.

    `settings` are further environment variables. Django of this process is set up in it too.
    """
    folder = Path(tempfile.mkdtemp(prefix="psichat-bench-"))
    port = free_port()
    redis = subprocess.Popen(
        [_redis_server(), "--port", str(port), "--save", "", "--dir", str(folder)],
        stdout=subprocess.DEVNULL,
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "psichat.settings",
        "PSICHAT_VAR": str(folder),
        "REDIS_URL": f"redis://127.0.0.1:{port}/0",
        "LOG_LEVEL": "WARNING",
        "RATE_LIMIT_MESSAGES": "100000",
        "RATE_LIMIT_LOGIN": "100000",
        "RATE_LIMIT_ANONYMOUS": "1000000",
        **settings,
    }
    os.environ.update(environment)
    try:
        manage(environment, "migrate", "-v0")
        yield environment
    finally:
        redis.send_signal(signal.SIGTERM)
        redis.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def manage(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)


@contextmanager
def serving(
    environment: dict[str, str], command: Sequence[str], ready: str = "/health/ready"
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server as a process of its own; `{port}` in `command` is filled in. Yields its address."""
    port = free_port()
    words = [word.replace("{port}", str(port)) for word in command]
    process = subprocess.Popen(words, cwd=ROOT, env=environment, start_new_session=True)
    base = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(base + ready)
        yield base, process
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes], how: signal.Signals = signal.SIGTERM) -> None:
    """End a server with all its processes."""
    try:
        os.killpg(process.pid, how)
    except ProcessLookupError:
        return
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def wait_until_ready(url: str, seconds: float = 60) -> float:
    """Seconds until `url` answers 200; `TimeoutError` when it doesn't."""
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                if response.status == 200:
                    return time.perf_counter() - began
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError(url)


def web(workers: int = 2, application: str = "psichat.asgi:application") -> list[str]:
    """The command that serves PsiChat as `make run` does."""
    return [
        sys.executable,
        "-m",
        "uvicorn",
        application,
        "--port",
        "{port}",
        "--workers",
        str(workers),
        "--no-access-log",
        "--log-level",
        "warning",
    ]


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of `values` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def line(name: str, values: Sequence[float], unit: str = "ms") -> str:
    """One line of figures."""
    return (
        f"{name:48} n={len(values):5}  p50 {statistics.median(values):8.1f} {unit}  "
        f"p95 {percentile(values, 0.95):8.1f} {unit}  max {max(values):8.1f} {unit}"
    )


def memory_mb(pid: int) -> float:
    """Resident memory of one process (proportional share where the system tells it)."""
    for text in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if text.startswith("Rss:"):
            return int(text.split()[1]) / 1024
    raise RuntimeError("no memory figure")


def _redis_server() -> str:
    beside = Path(sys.executable).parent / "redis-server"
    found = str(beside) if beside.exists() else shutil.which("redis-server")
    if not found:
        raise SystemExit("No redis-server: run `make setup` first.")
    return found

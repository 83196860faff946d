"""A supervisor as a process, for the tests that start and end one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from psichat.supervisor.records import RUN_VARIABLE
from tests.servers import free_socket
from tests.source_tree import ROOT

READY = "(ready in"


class Running:
    """A supervisor as a process, with what it has printed."""

    def __init__(self, var: Path, port: int, command: list[str], **environment: str) -> None:
        self.var = var
        self.port = port
        self.output = var.parent / f"{var.name}.{time.monotonic_ns()}.out"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=os.environ
                | {
                    "PSICHAT_VAR": str(var),
                    "PORT": str(port),
                    "REDIS_URL": "",
                    "DATABASE_URL": "",
                    "DJANGO_SETTINGS_MODULE": "psichat.settings",
                    "WEB_WORKERS": "1",
                }
                | environment,
            )

    @property
    def said(self) -> str:
        return self.output.read_text()

    def wait_for(self, words: str, seconds: float = 20) -> None:
        self.wait_until(lambda: words in self.said, seconds)

    def wait_until(self, condition: Callable[[], bool], seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            if self.process.poll() is not None and not condition():
                pytest.fail(f"It ended with {self.process.returncode}:\n{self.said}")
            if time.monotonic() > deadline:
                pytest.fail(f"Not within {seconds} s:\n{self.said}")
            pause()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(20)

    @property
    def story(self) -> list[str]:
        return (self.var / "story").read_text().splitlines()

    def processes(self) -> dict[str, int]:
        written = json.loads((self.var / "run" / "processes.json").read_text())
        return {entry["name"]: entry["pid"] for entry in written["processes"]}


def pause() -> None:
    """A moment for other processes, whose events reach us by polling alone."""
    psutil.wait_procs([psutil.Process()], timeout=0.05)


def belonging_to(var: Path) -> list[int]:
    """Every process that any run on this folder started."""
    found = []
    for process in psutil.process_iter():
        try:
            environment = process.environ()
        except (psutil.Error, OSError):
            continue
        if RUN_VARIABLE in environment and environment.get("PSICHAT_VAR") == str(var):
            found.append(process.pid)
    return found


@pytest.fixture
def start_run(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Start a supervisor on a folder and a port of this test, by default of small programs."""
    var = tmp_path / "var"
    with free_socket() as listener:
        port = int(listener.getsockname()[1])
    started: list[Running] = []

    def run(*command: str, **environment: str) -> Running:
        stub = (sys.executable, "-m", "tests.stub_run")
        running = Running(var, port, [*(command or stub)], **environment)
        started.append(running)
        return running

    yield run
    for running in started:
        running.process.kill()
        running.process.wait()
    for pid in belonging_to(var):
        os.kill(pid, signal.SIGKILL)

"""What the supervisor writes down, so that a hard kill leaves nothing behind for ever.

`PSICHAT_VAR/run/` holds a lock that one living supervisor has, and the processes that it started.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import psutil

RUN_VARIABLE = "PSICHAT_RUN"
# A process's start is counted from the machine's, which a clock being set moves a little.
START_TOLERANCE_SECONDS = 2.0
LEFTOVER_SECONDS = 5.0


class AlreadyRunningError(Exception):
    """Another supervisor lives on the same folder; its argument is that one's pid, as text."""


@dataclass(frozen=True)
class StartedProcess:
    """One process as it was when it started: `started` in seconds since the epoch."""

    name: str
    pid: int
    started: float
    command: list[str]

    @classmethod
    def of(cls, name: str, pid: int, command: Iterable[str]) -> StartedProcess | None:
        """The process that was just started with `command`; None when it has gone already.

        Its own word for its command can still be empty so soon after its start.
        """
        try:
            return cls(name, pid, psutil.Process(pid).create_time(), list(command))
        except psutil.Error:
            return None

    def is_same(self, process: psutil.Process) -> bool:
        """Whether `process` is this one, and not a stranger who was given its number."""
        return bool(
            process.pid == self.pid
            and abs(process.create_time() - self.started) <= START_TOLERANCE_SECONDS
            and process.cmdline() == self.command
        )


class RunFolder:
    """The lock and the list of processes of one PSICHAT_VAR."""

    def __init__(self, var: Path) -> None:
        self.folder = var / "run"
        self.folder.mkdir(parents=True, exist_ok=True)
        self._list = self.folder / "processes.json"
        self._lock: IO[str] | None = None

    def lock(self) -> None:
        """Take the folder for this process until it ends, however it ends.

        Raises `AlreadyRunningError`.
        """
        lock = (self.folder / "supervisor.lock").open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise AlreadyRunningError(lock.read().strip()) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        self._lock = lock

    def write(self, run: str, processes: list[StartedProcess]) -> None:
        """Remember `processes`, which carry the word `run` in their environment."""
        draft = self._list.with_suffix(".draft")
        content = {"run": run, "processes": [asdict(process) for process in processes]}
        draft.write_text(json.dumps(content, indent=1))
        draft.replace(self._list)

    def clear(self) -> None:
        """Nothing is running any more."""
        self._list.unlink(missing_ok=True)

    def end_leftovers(self) -> int:
        """End what an earlier run left behind; returns how many processes that were."""
        leftovers = self._leftovers()
        for process in leftovers:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.terminate()
        _gone, alive = psutil.wait_procs(leftovers, timeout=LEFTOVER_SECONDS)
        for process in alive:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(alive, timeout=LEFTOVER_SECONDS)
        self.clear()
        return len(leftovers)

    def _leftovers(self) -> list[psutil.Process]:
        try:
            content: dict[str, Any] = json.loads(self._list.read_text())
            run = str(content["run"])
            recorded = [StartedProcess(**entry) for entry in content["processes"]]
        except (OSError, ValueError, KeyError, TypeError):
            return []  # none was written, or not to its end: then nothing had been started
        return [
            process
            for process in psutil.process_iter()
            if process.pid != os.getpid() and _is_ours(process, run, recorded)
        ]


def _is_ours(process: psutil.Process, run: str, recorded: list[StartedProcess]) -> bool:
    """A process that was started by the run, or a descendant, which inherits its environment."""
    try:
        if any(entry.is_same(process) for entry in recorded):
            return True
        return bool(run) and process.environ().get(RUN_VARIABLE) == run
    except (psutil.Error, OSError):
        return False  # it has just gone, or it is somebody else's

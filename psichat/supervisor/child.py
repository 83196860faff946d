"""One process under the supervisor: started, listened to, started again, stopped."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

# So long alive, and the deaths before count no more.
STEADY_SECONDS = 60.0
MOST_DEATHS_IN_A_ROW = 5
FIRST_PAUSE_SECONDS = 1.0
LONGEST_LINE_BYTES = 262_144
KILLED_SECONDS = 3.0

PR_SET_PDEATHSIG = 1  # Linux, prctl(2)
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None

Say = Callable[[str, str], None]


class GaveUpError(Exception):
    """A child died too often in a row."""


@dataclass(frozen=True)
class ChildSpec:
    """What to start, and how to ask it to end: signals, with the seconds given after each.

    `descriptors` are open files of the supervisor that it inherits, by the same numbers.
    """

    name: str
    command: tuple[str, ...]
    stop: tuple[tuple[signal.Signals, float], ...] = ((signal.SIGTERM, 5.0),)
    descriptors: tuple[int, ...] = ()


class Child:
    """A running `ChildSpec`; `say(name, line)` is given each line that it prints."""

    def __init__(
        self,
        spec: ChildSpec,
        *,
        folder: Path,
        environment: Mapping[str, str],
        say: Say,
        started: Callable[[], None],
    ) -> None:
        self.spec = spec
        self.process: asyncio.subprocess.Process | None = None
        self._folder = folder
        self._environment = dict(environment)
        self._say = say
        self._started = started
        self._stopping = False

    @property
    def pid(self) -> int | None:
        """Its number while it runs."""
        return self.process.pid if self.process and self.process.returncode is None else None

    async def run_once(self) -> int:
        """Run to the end; returns the exit code (the negative signal if one ended it)."""
        parent = os.getpid()
        self.process = await asyncio.create_subprocess_exec(
            *self.spec.command,
            cwd=self._folder,
            env=self._environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            # Ctrl-C in the terminal reaches the supervisor alone, which ends them in their order.
            start_new_session=True,
            pass_fds=self.spec.descriptors,
            preexec_fn=lambda: _end_with(parent),
        )
        self._started()
        assert self.process.stdout is not None
        relay = asyncio.create_task(self._relay(self.process.stdout))
        try:
            code = await self.process.wait()
        finally:
            # Processes of its own that it left behind would hold its port and its files.
            self._signal_group(signal.SIGKILL)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(relay, KILLED_SECONDS)
        return code

    async def keep(self) -> None:
        """Run, and run again after each death, ever later.

        Raises `GaveUpError` after `MOST_DEATHS_IN_A_ROW` deaths, each soon after its start.
        """
        deaths = 0
        clock = asyncio.get_running_loop().time
        while True:
            began = clock()
            code = await self.run_once()
            if self._stopping:
                return
            deaths = 1 if clock() - began >= STEADY_SECONDS else deaths + 1
            ending = f"{self.spec.name} ended by itself ({ending_of(code)})"
            if deaths >= MOST_DEATHS_IN_A_ROW:
                raise GaveUpError(f"{ending}, {deaths} times in a row.")
            pause = FIRST_PAUSE_SECONDS * 2 ** (deaths - 1)
            self._say("psichat", f"{ending}; it starts again in {pause:g} s.")
            await asyncio.sleep(pause)

    async def stop(self) -> None:
        """Ask it to end, ask harder, end it."""
        self._stopping = True
        process = self.process
        if process is None or process.returncode is not None:
            return
        for how, seconds in self.spec.stop:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(how)
            try:
                await asyncio.wait_for(process.wait(), seconds)
            except TimeoutError:
                continue
            return
        self._say("psichat", f"{self.spec.name} did not end in time and was killed.")
        self._signal_group(signal.SIGKILL)
        await process.wait()

    def kill(self) -> None:
        """End it and its own processes at once."""
        self._stopping = True
        self._signal_group(signal.SIGKILL)

    def _signal_group(self, how: signal.Signals) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, how)

    async def _relay(self, stream: asyncio.StreamReader) -> None:
        rest = b""
        while piece := await stream.read(65_536):
            *lines, rest = (rest + piece).split(b"\n")
            if len(rest) > LONGEST_LINE_BYTES:
                lines, rest = [*lines, rest], b""
            for line in lines:
                self._say(self.spec.name, line.decode(errors="replace").rstrip())
        if rest:
            self._say(self.spec.name, rest.decode(errors="replace").rstrip())


def ending_of(code: int) -> str:
    """An exit code in words."""
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def _end_with(parent: int) -> None:
    """In the new process, before its program: end in good order when the supervisor dies."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

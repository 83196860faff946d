"""One run of everything: started in order, kept alive, stopped in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import logging.handlers
import os
import secrets
import signal
import socket
import time
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

from psichat.supervisor.child import Child, ChildSpec, GaveUpError, ending_of
from psichat.supervisor.plan import BASE_DIR, OwnRedis, Plan, redis_address
from psichat.supervisor.records import RUN_VARIABLE, RunFolder, StartedProcess

LOG_BYTES, LOG_FILES = 5_000_000, 3
PARENT_SECONDS = 0.5
POLL_SECONDS = 0.1
ANSWER_SECONDS = 20.0
SLOW_SECONDS = 30.0
# Turns end before the work behind them, and that before the Redis they both use.
STOP_ORDER = ("web", "worker", "knowledge", "prepare", "redis")
DEMO = """\
  student  estudiante@example.com
  tutor    tutora@example.com
  admin    admin@example.com     (the password of all three: psichat-demo)"""


class CannotStartError(Exception):
    """Why PsiChat can't start, in a sentence for the person who typed `make run`."""


class Run:
    """From the preparations to the end of the last child."""

    def __init__(self, plan: Plan, records: RunFolder, listener: socket.socket) -> None:
        self.plan = plan
        self.records = records
        self.listener = listener
        self.began = time.monotonic()
        self.outcome: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.children: dict[str, Child] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.token = secrets.token_hex(16)
        self.log = _log_file(plan.var)
        # More threads than one only wait for each other over vectors as small as ours.
        self.environment = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", **os.environ}
        self.environment |= {
            RUN_VARIABLE: self.token,
            "PSICHAT_VAR": str(plan.var),
            "PYTHONUNBUFFERED": "1",
        }

    async def stay(self, *, parent: int | None = None) -> int:
        """Start everything and stay until told to stop; returns the exit code.

        With `parent` the end of that process counts as being told.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._told_to_stop)
        if parent is not None:
            self._spawn(self._watch(parent))
        redis = None if self.plan.redis_url else OwnRedis.make(self.plan.var)
        self._spawn(self._start(redis))
        code = 0
        try:
            await self.outcome
            self.say("psichat", "Stopping …")
        except (CannotStartError, GaveUpError, FileNotFoundError) as exc:
            self.say("psichat", f"PsiChat stops: {exc}")
            code = 1
        finally:
            await self._stop()
            if redis:
                redis.forget()
            self.records.clear()
        self.say("psichat", "PsiChat has stopped; everything is kept for the next start.")
        return code

    def say(self, name: str, line: str) -> None:
        """One line on the screen and in PSICHAT_VAR/logs/psichat.log."""
        text = f"{name:<8}| {line}"
        with contextlib.suppress(BrokenPipeError):  # whoever was reading has gone
            print(text, flush=True)  # noqa: T201
        self.log.info(text)

    # --- starting ---------------------------------------------------------------------------
    async def _start(self, redis: OwnRedis | None) -> None:
        if redis is None:
            self.say("psichat", f"Redis: {redis_address(self.plan.redis_url)}, from REDIS_URL.")
        else:
            self.environment["REDIS_URL"] = redis.url
            self._keep(redis.child())
            await _until(lambda: _listens("127.0.0.1", redis.port))
        await self._prepare()
        for number in range(1, self.plan.web_workers + 1):
            self._keep(self.plan.web(number, self.listener.fileno()))
        await _until(lambda: self._answers("/health/live"))
        self._keep(self.plan.worker())
        self._keep(self.plan.knowledge())
        slow = asyncio.get_running_loop().call_later(
            SLOW_SECONDS, self.say, "psichat", "/health/ready does not answer 200 yet …"
        )
        await _until(lambda: self._answers("/health/ready", status=200))
        slow.cancel()
        self._welcome()

    async def _prepare(self) -> None:
        self.say("psichat", f"Preparing the database in {self.plan.var} …")
        code = await self._child(self.plan.prepare()).run_once()
        if code and not self.outcome.done():
            raise CannotStartError(f"preparing the database failed ({ending_of(code)}), see above.")

    def _welcome(self) -> None:
        seconds = time.monotonic() - self.began
        host = "localhost" if self.plan.local_host == "127.0.0.1" else self.plan.local_host
        self.say("psichat", f"PsiChat: http://{host}:{self.plan.port}  (ready in {seconds:.1f} s)")
        for line in DEMO.splitlines() if self.plan.local else ():
            self.say("psichat", line)
        self.say("psichat", "Ctrl-C stops it.")

    def _keep(self, spec: ChildSpec) -> None:
        self._spawn(self._child(spec).keep())

    def _child(self, spec: ChildSpec) -> Child:
        child = Child(
            spec,
            folder=BASE_DIR,
            environment=self.environment,
            say=self.say,
            started=self._write_records,
        )
        self.children[spec.name] = child
        return child

    def _write_records(self) -> None:
        found = (
            StartedProcess.of(name, child.pid, child.spec.command)
            for name, child in self.children.items()
            if child.pid is not None
        )
        self.records.write(self.token, [process for process in found if process])

    # --- staying ----------------------------------------------------------------------------
    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        failure = None if task.cancelled() else task.exception()
        if failure is not None and not self.outcome.done():
            self.outcome.set_exception(failure)

    def _told_to_stop(self) -> None:
        if not self.outcome.done():
            self.outcome.set_result(None)
            return
        for child in self.children.values():  # told twice: at once
            child.kill()

    async def _watch(self, parent: int) -> None:
        while os.getppid() == parent:
            await asyncio.sleep(PARENT_SECONDS)
        self._told_to_stop()

    async def _answers(self, path: str, *, status: int | None = None) -> bool:
        """Whether the web process answers, with `status` if one is asked for."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                reader, writer = await asyncio.open_connection(self.plan.local_host, self.plan.port)
                try:
                    writer.write(
                        f"GET {path} HTTP/1.1\r\nHost: {self.plan.answering_host}\r\n"
                        "Connection: close\r\n\r\n".encode()
                    )
                    words = (await reader.readline()).split()
                finally:
                    writer.close()
        except (OSError, TimeoutError):
            return False
        return len(words) > 1 and (status is None or words[1] == str(status).encode())

    # --- stopping ---------------------------------------------------------------------------
    async def _stop(self) -> None:
        for kind in STOP_ORDER:
            named = [child for name, child in self.children.items() if name.startswith(kind)]
            await asyncio.gather(*(child.stop() for child in named))
        tasks = list(self.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _until(condition: Callable[[], Awaitable[bool]]) -> None:
    while not await condition():
        await asyncio.sleep(POLL_SECONDS)


async def _listens(host: str, port: int) -> bool:
    try:
        _reader, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    return True


def _log_file(var: Path) -> logging.Logger:
    """A logger whose lines go to PSICHAT_VAR/logs/psichat.log, of which four are kept."""
    folder = var / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / "psichat.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
    )
    logger = logging.Logger("psichat.run")  # noqa: LOG001 - not in the tree: these lines go there
    logger.addHandler(handler)
    return logger

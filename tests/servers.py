"""The whole application on a port of its own, beside a test and on the test's database."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import uvicorn
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver

READY_SECONDS = 30
STOP_SECONDS = 15
MAX_FRAME_BYTES = 1_048_576


def free_socket() -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", 0))
    return listener


_all_ours: set[int] = set()
_of_the_tests: set[int] = set()


@receiver(connection_created)
def _remember(connection: BaseDatabaseWrapper, **_: Any) -> None:
    if connection.vendor == "postgresql":
        pid = connection.connection.info.backend_pid
        _all_ours.add(pid)
        if threading.current_thread() is threading.main_thread():
            _of_the_tests.add(pid)


def end_foreign_connections() -> None:
    """Cut the connections of other processes to the test database (PostgreSQL).

    What a killed server had begun there would hold up the flush after the test.
    """
    _end_connections_except(_all_ours)


def end_other_connections() -> None:
    """Cut those of other threads too, which keep theirs for ever, before the database is dropped.

    The main thread's own may be several: inside the event loop that Playwright runs there, Django
    opens another.
    """
    _end_connections_except(_of_the_tests)


def _end_connections_except(spared: set[int]) -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND NOT pid = ANY(%s)",
            [[*spared, connection.connection.info.backend_pid]],
        )


class Address:
    """Where a server answers."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    def __str__(self) -> str:
        return self.url


class ThreadServer(Address):
    """uvicorn in a thread with an event loop of its own."""

    def __init__(self) -> None:
        self.listener = free_socket()
        self.port = self.listener.getsockname()[1]
        self.server = uvicorn.Server(
            uvicorn.Config(
                "psichat.asgi:application",
                log_config=None,
                access_log=False,
                ws_max_size=MAX_FRAME_BYTES,
                timeout_graceful_shutdown=2,
            )
        )
        self.thread = threading.Thread(target=self._run, name="test-server")

    def _run(self) -> None:
        self.server.run(sockets=[self.listener])
        connections.close_all()

    def start(self) -> None:
        self.thread.start()
        deadline = time.monotonic() + READY_SECONDS
        while not self.server.started:
            if not self.thread.is_alive() or time.monotonic() > deadline:
                raise RuntimeError("The server for the test did not start.")
            self.thread.join(0.01)

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(STOP_SECONDS)
        self.listener.close()
        if self.thread.is_alive():
            raise RuntimeError("The server for the test did not stop.")


class ProcessServer(Address):
    """uvicorn as a process, which a test can kill and start again on the same port."""

    def __init__(self, log: Path) -> None:
        self.log = log
        with free_socket() as listener:
            self.port = listener.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "uvicorn", "psichat.asgi:application"),
                    *("--port", str(self.port), "--no-access-log"),
                    *("--ws-max-size", str(MAX_FRAME_BYTES), "--timeout-graceful-shutdown", "2"),
                ],
                env=os.environ | {"PSICHAT_TEST_SERVER": "1", "DATABASE_URL": _database_url()},
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + READY_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not start:\n{self.log.read_text()[-2000:]}")

    def kill(self) -> None:
        """End it at once, as a failing machine would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it in good order."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(STOP_SECONDS)
        finally:
            self.process.kill()
            self.process = None

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health/live", timeout=1):  # noqa: S310
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            assert self.process is not None
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.05)
            return False


def _database_url() -> str:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    base, _slash, _name = os.environ["DATABASE_URL"].rpartition("/")
    return f"{base}/{name}"

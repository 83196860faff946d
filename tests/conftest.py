"""What every test stands on; the environment is made in `tests/settings.py`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from playwright.sync_api import expect

from tests.cast import cast as cast
from tests.servers import (
    ProcessServer,
    ThreadServer,
    end_foreign_connections,
    end_other_connections,
)
from tests.supervised import start_run as start_run

# Two browsers and their servers share a small machine; patience costs nothing when all is well.
PATIENCE_MILLISECONDS = 15_000
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


# --- the run as a whole -------------------------------------------------------------------------
def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are named after the argument: what a packer writes holds the time of the packing, and
    processes that share the tests must call each by the same name.
    """
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last; what migrations brought in stays there for tests that flush.

    Playwright leaves an event loop running in the main thread, in which no asynchronous test
    could run any more.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        flushes = "transactional_db" in getattr(item, "fixturenames", ()) or (
            marker is not None and marker.kwargs.get("transaction")
        )
        if flushes:
            item.add_marker(
                pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False
            )
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser"):
        # For the same loop Django would refuse the database to the test's own, synchronous code.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With PSICHAT_NO_SKIPS=1 a run that skipped something has failed."""
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("PSICHAT_NO_SKIPS") == "1" and reporter and reporter.stats.get("skipped"):
        reporter.write_line("")
        reporter.write_line("Skipped tests fail this run (PSICHAT_NO_SKIPS=1).", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database, let go by every thread before it is dropped."""
    yield
    with django_db_blocker.unblock():
        end_other_connections()


# --- each test ----------------------------------------------------------------------------------
def _forget_cache() -> None:
    cache = caches["default"]
    if isinstance(cache, RedisCache):  # its clear() would empty the Redis of the neighbour too
        client = cache._cache.get_client(write=True)
        keys = list(client.scan_iter(match=f"{django_settings.REDIS_PREFIX}*", count=1000))
        if keys:
            client.delete(*keys)
    else:
        cache.clear()


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Limits, lock-outs and cached answers begin anew in each test."""
    _forget_cache()
    yield
    _forget_cache()


@pytest.fixture
def server(transactional_db: None) -> Iterator[ThreadServer]:
    """The application on a free port, in this process: `server.url`, `server.socket_url`."""
    running = ThreadServer()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def server_process(transactional_db: None, tmp_path: Path) -> Iterator[ProcessServer]:
    """The application as a process, started: `kill()` ends it hard, `start()` brings it back."""
    running = ProcessServer(tmp_path / "server.log")
    running.start()
    yield running
    running.stop()
    end_foreign_connections()


# --- browser ------------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of the system, quiet and without a sandbox (tests may run as root)."""
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A student's browser speaks Spanish."""
    return {**browser_context_args, "locale": "es-CL", "timezone_id": "America/Santiago"}

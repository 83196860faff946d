"""The settings of the tests: psichat.settings with an environment of their own.

What the person's shell or `.env` says does not count here. `TEST_DATABASE_URL` and
`TEST_REDIS_URL` choose the other set-up; without them it is SQLite and nothing else. Each process
of a parallel run has its own folder, test database and Redis keys. A server that a test starts as
a process of its own (`PSICHAT_TEST_SERVER`) has been given all of that by the test.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parent.parent / ".env.example"


def _prepare_environment() -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker:
        os.environ["PSICHAT_TEST_ROOT"] = tempfile.mkdtemp(prefix="psichat-test-")
        atexit.register(shutil.rmtree, os.environ["PSICHAT_TEST_ROOT"], ignore_errors=True)
    root = Path(os.environ["PSICHAT_TEST_ROOT"])
    for line in EXAMPLE.read_text().splitlines():
        name, equals, _value = line.removeprefix("#").partition("=")
        if equals and name.isupper():
            os.environ[name] = ""  # an empty one is a missing one, and `.env` does not fill it in
    os.environ |= {
        "PSICHAT_VAR": str(root / (worker or "main")),
        "PSICHAT_REDIS_PREFIX": f"{root.name}-{worker or 'main'}",
        "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", ""),
        "REDIS_URL": os.environ.get("TEST_REDIS_URL", ""),
        "SECRET_KEY": "for tests alone, and long enough to sign anything with it",
        "ANSWER_PACE_SECONDS": "0",
        "LOG_LEVEL": "WARNING",
    }


if not os.environ.get("PSICHAT_TEST_SERVER"):
    _prepare_environment()

from psichat.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    *PASSWORD_HASHERS,  # noqa: F405
]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
# Hundreds of rows that tests with real transactions would put back one by one, each time.
CATALOGUE_AFTER_MIGRATE = False

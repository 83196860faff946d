"""Makes the database ready in one process: `python -m psichat.supervisor.prepare [--demo]`."""

from __future__ import annotations

import io
import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError


def main() -> int:
    """Migrate and, with --demo, make the demo people; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psichat.settings")
    try:
        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
        if "--demo" in sys.argv[1:]:
            call_command("demo", stdout=io.StringIO())  # the supervisor names them when all is up
    except (CommandError, ImproperlyConfigured, DatabaseError) as exc:
        print(exc, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

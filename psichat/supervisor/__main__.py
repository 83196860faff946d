"""`make run`: everything of PsiChat on one machine under one process.

Redis (unless REDIS_URL names one), the preparations, web and worker. This process itself loads
neither Django's apps nor a model.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import sys

import environ
from django.core.exceptions import ImproperlyConfigured

from psichat.env import Env
from psichat.supervisor.plan import BASE_DIR, Plan
from psichat.supervisor.records import AlreadyRunningError, RunFolder
from psichat.supervisor.run import CannotStartError, Run

BACKLOG = 2048


def main(kind: type[Plan] = Plan) -> int:
    """Run what a plan of this kind says until Ctrl-C or SIGTERM; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m psichat.supervisor", description=__doc__)
    parser.add_argument(
        "--stop-with-parent",
        action="store_true",
        help="stop when the process that started this one (make, say) has gone",
    )
    options = parser.parse_args()
    environ.Env.read_env(str(BASE_DIR / ".env"))
    try:
        plan = read_plan(kind)
        records = RunFolder(plan.var)
        take_folder(plan, records)
        leftovers = records.end_leftovers()
        if leftovers:
            print(f"An earlier run was killed; {leftovers} processes of it were ended.")  # noqa: T201
        listener = listen(plan)
    except (CannotStartError, ImproperlyConfigured) as exc:
        print(exc, file=sys.stderr)  # noqa: T201
        return 1
    parent = os.getppid() if options.stop_with_parent else None
    return asyncio.run(_stay(plan, records, listener, parent))


async def _stay(plan: Plan, records: RunFolder, listener: socket.socket, parent: int | None) -> int:
    return await Run(plan, records, listener).stay(parent=parent)


def read_plan(kind: type[Plan] = Plan) -> Plan:
    """The plan; raises `ImproperlyConfigured` with a sentence for each setting that is wrong."""
    env = Env()
    plan = kind.read(env)
    env.finish()
    return plan


def take_folder(plan: Plan, records: RunFolder) -> None:
    """Raises `CannotStartError` while another run has PSICHAT_VAR."""
    try:
        records.lock()
    except AlreadyRunningError as exc:
        raise CannotStartError(
            f"PsiChat is already running on {plan.var} (process {exc}). Stop it with Ctrl-C or "
            f"`kill {exc}`, or run a second copy with PSICHAT_VAR=… PORT=… make run."
        ) from None


def listen(plan: Plan) -> socket.socket:
    """The socket of the web processes; who connects waits there until one of them is up.

    Raises `CannotStartError` when the port is not to be had.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in plan.host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((plan.host, plan.port))
        listener.listen(BACKLOG)
    except OSError as exc:
        listener.close()
        raise CannotStartError(
            f"PsiChat can't listen on {plan.host}, port {plan.port}: {exc.strerror}. "
            "Stop what uses that port, or choose another with PORT=… make run."
        ) from None
    return listener


if __name__ == "__main__":
    sys.exit(main())

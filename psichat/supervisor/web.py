"""One web process on the listening socket of the supervisor: `… psichat.supervisor.web FD`.

All of them share that socket, so that a connection waits a moment, and is not refused, while one
of them starts again.
"""

from __future__ import annotations

import argparse
import socket
import sys

import uvicorn

# A frame larger than this is not ours; the contract's own limits are far below.
FRAME_BYTES = 1_048_576
PING_SECONDS = 20.0
# Turns and streams that are still going on when it is told to end get this long.
GRACE_SECONDS = 4
FAILED_TO_START = 3


def configuration(*, behind_proxy: bool = False) -> uvicorn.Config:
    """How PsiChat is served, wherever it is; the logs are those of its settings."""
    return uvicorn.Config(
        "psichat.asgi:application",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=behind_proxy,
        ws_max_size=FRAME_BYTES,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def main() -> int:
    """Serve until told to end; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m psichat.supervisor.web", description=__doc__)
    parser.add_argument("fd", type=int, help="number of the inherited listening socket")
    parser.add_argument("--behind-proxy", action="store_true", help="believe X-Forwarded-… headers")
    options = parser.parse_args()
    server = uvicorn.Server(configuration(behind_proxy=options.behind_proxy))
    server.run(sockets=[socket.socket(fileno=options.fd)])
    return 0 if server.started else FAILED_TO_START


if __name__ == "__main__":
    sys.exit(main())

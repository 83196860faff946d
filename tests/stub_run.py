"""The supervisor with small programs in the place of the real ones: `python -m tests.stub_run`.

The web process answers every path with 200 and writes when it starts and ends to
`PSICHAT_VAR/story`; so do the workers. STUB_WEB and STUB_PREPARE replace their programs.
"""

from __future__ import annotations

import os
import sys

from psichat.supervisor.__main__ import main
from psichat.supervisor.child import ChildSpec
from psichat.supervisor.plan import Plan

TELL = """
import os, signal, sys, time
def tell(what):
    with open(os.path.join(os.environ["PSICHAT_VAR"], "story"), "a") as story:
        story.write(what + "\\n")
def leave(*_):
    tell(NAME + " ends")
    sys.exit(0)
signal.signal(signal.SIGTERM, leave)
tell(NAME + " starts")
"""
WEB = """
import socket
from http.server import BaseHTTPRequestHandler, HTTPServer
class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *_):
        pass
server = HTTPServer(("", 0), Answer, bind_and_activate=False)
server.socket = socket.socket(fileno=int(sys.argv[1]))
server.serve_forever()
"""
WORKER = """
while True:
    signal.pause()
"""


class StubPlan(Plan):
    """A plan whose children need no Django."""

    def prepare(self) -> ChildSpec:
        return self._python("prepare", os.environ.get("STUB_PREPARE", "print('prepared')"))

    def web(self, number: int, listener: int) -> ChildSpec:
        program = os.environ.get("STUB_WEB") or "NAME = 'web'" + TELL + WEB
        return self._python(f"web{number}", program, listener)

    def worker(self) -> ChildSpec:
        return self._python("worker", "NAME = 'worker'" + TELL + WORKER)

    def knowledge(self) -> ChildSpec:
        return self._python("knowledge", "NAME = 'knowledge'" + TELL + WORKER)

    def _python(self, name: str, program: str, *descriptors: int) -> ChildSpec:
        command = (sys.executable, "-c", program, *map(str, descriptors))
        return ChildSpec(name, command, descriptors=descriptors)


if __name__ == "__main__":
    sys.exit(main(StubPlan))

"""`make run`'s supervisor: order, restarts, refusals, and nothing left behind after a hard kill."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable

import psutil
import pytest

from tests.servers import free_socket
from tests.supervised import READY, Running, belonging_to, pause

pytestmark = pytest.mark.standalone

# Does not end with the supervisor, and after SIGUSR1 at a SIGTERM.
STUBBORN_WEB = """
import signal, socket, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
def again(*_):
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGUSR1, again)
class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
server = HTTPServer(("", 0), Answer, bind_and_activate=False)
server.socket = socket.socket(fileno=int(sys.argv[1]))
server.serve_forever()
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_starts_all_and_stops_web_before_worker(
    start_run: Callable[..., Running], how: signal.Signals
) -> None:
    running = start_run()
    running.wait_for(READY)
    assert f"PsiChat: http://localhost:{running.port} " in running.said
    assert "estudiante@example.com" in running.said
    assert set(running.processes()) == {"redis", "web1", "worker", "knowledge"}
    running.wait_until(lambda: len(running.story) == 3)

    assert running.stop(how) == 0

    story = running.story
    assert story[0] == "web starts"
    assert sorted(story[1:3]) == ["knowledge starts", "worker starts"]
    assert story[3:] == ["web ends", "worker ends", "knowledge ends"]
    assert belonging_to(running.var) == []
    assert not (running.var / "run" / "processes.json").exists()
    assert (running.var / "redis" / "appendonly.aof").exists()


def test_second_run_on_the_same_folder_is_refused(start_run: Callable[..., Running]) -> None:
    first = start_run()
    first.wait_for(READY)

    second = start_run()

    assert second.process.wait(20) == 1
    assert f"already running on {first.var} (process {first.process.pid})" in second.said
    assert first.process.poll() is None


def test_taken_port_is_named(start_run: Callable[..., Running]) -> None:
    with free_socket() as other:
        other.listen()
        taken = other.getsockname()[1]
        running = start_run(PORT=str(taken))
        assert running.process.wait(20) == 1
    assert f"port {taken}" in running.said
    assert "PORT=" in running.said
    assert belonging_to(running.var) == []


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "many"), ("PORT", "70000"), ("WEB_WORKERS", "0")]
)
def test_wrong_setting_is_named(start_run: Callable[..., Running], name: str, value: str) -> None:
    running = start_run(**{name: value})
    assert running.process.wait(20) == 1
    assert f"PsiChat can't start. {name} is" in running.said
    assert value in running.said
    assert "Traceback" not in running.said


def test_failed_preparation_stops_everything(start_run: Callable[..., Running]) -> None:
    running = start_run(STUB_PREPARE="import sys; sys.exit('the disk is full')")
    assert running.process.wait(20) == 1
    assert "prepare | the disk is full" in running.said
    assert "preparing the database failed (exit code 1)" in running.said
    assert belonging_to(running.var) == []


def test_own_redis_is_left_out_when_one_is_named(start_run: Callable[..., Running]) -> None:
    running = start_run(REDIS_URL="redis://:secret@127.0.0.1:1/0")
    running.wait_for(READY)
    assert set(running.processes()) == {"web1", "worker", "knowledge"}
    assert "redis://127.0.0.1:1/0, from REDIS_URL" in running.said
    assert "secret" not in running.said


def test_dead_child_comes_back(start_run: Callable[..., Running]) -> None:
    running = start_run()
    running.wait_for(READY)
    running.wait_until(lambda: "worker starts" in running.story)
    before = running.processes()

    os.kill(before["worker"], signal.SIGKILL)

    running.wait_for("worker ended by itself (signal SIGKILL); it starts again in 1 s.")
    running.wait_until(lambda: running.story.count("worker starts") == 2)
    after = running.processes()
    assert after["worker"] != before["worker"]
    assert after["web1"] == before["web1"]


def test_children_end_with_a_killed_supervisor(start_run: Callable[..., Running]) -> None:
    first = start_run()
    first.wait_for(READY)
    first.wait_until(lambda: len(first.story) == 3)

    first.stop(signal.SIGKILL)
    second = start_run()
    second.wait_for(READY)

    children = ("knowledge", "web", "worker")
    assert sorted(first.story[:6]) == sorted(
        f"{child} {what}" for child in children for what in ("starts", "ends")
    )
    assert len(belonging_to(second.var)) == 4


def test_leftovers_of_a_killed_supervisor_are_ended(start_run: Callable[..., Running]) -> None:
    first = start_run(STUB_WEB=STUBBORN_WEB)
    first.wait_for(READY)
    left = first.processes()["web1"]
    first.stop(signal.SIGKILL)
    os.kill(left, signal.SIGUSR1)

    second = start_run()
    second.wait_for(READY)

    assert "An earlier run was killed" in second.said
    assert not psutil.pid_exists(left)


def test_stops_when_make_is_killed(start_run: Callable[..., Running]) -> None:
    # The shell in the place of make: it waits for the supervisor, and is killed.
    script = f'"{sys.executable}" -m tests.stub_run --stop-with-parent; true'
    running = start_run("/bin/sh", "-c", script)
    running.wait_for(READY)

    running.stop(signal.SIGKILL)

    deadline = time.monotonic() + 15
    while "PsiChat has stopped" not in running.said:
        assert time.monotonic() < deadline, running.said
        pause()
    assert belonging_to(running.var) == []

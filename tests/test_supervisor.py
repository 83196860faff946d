"""`make run`'s supervisor: order, restarts, refusals, and nothing left behind after a hard kill."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from psichat.supervisor import child as child_module
from psichat.supervisor.child import Child, ChildSpec, GaveUpError
from psichat.supervisor.records import RUN_VARIABLE, RunFolder, StartedProcess
from tests.servers import free_socket

READY = "(ready in"
PROJECT = Path(__file__).resolve().parent.parent
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


class Running:
    """A supervisor as a process, with what it has printed."""

    def __init__(self, var: Path, port: int, command: list[str], **environment: str) -> None:
        self.var = var
        self.port = port
        self.output = var.parent / f"{var.name}.{time.monotonic_ns()}.out"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                command,
                cwd=PROJECT,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=os.environ
                | {
                    "PSICHAT_VAR": str(var),
                    "PORT": str(port),
                    "REDIS_URL": "",
                    "DATABASE_URL": "",
                    "DJANGO_SETTINGS_MODULE": "psichat.settings",
                    "WEB_WORKERS": "1",
                }
                | environment,
            )

    @property
    def said(self) -> str:
        return self.output.read_text()

    def wait_for(self, words: str, seconds: float = 20) -> None:
        self.wait_until(lambda: words in self.said, seconds)

    def wait_until(self, condition: Callable[[], bool], seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            if self.process.poll() is not None and not condition():
                pytest.fail(f"It ended with {self.process.returncode}:\n{self.said}")
            if time.monotonic() > deadline:
                pytest.fail(f"Not within {seconds} s:\n{self.said}")
            pause()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(20)

    @property
    def story(self) -> list[str]:
        return (self.var / "story").read_text().splitlines()

    def processes(self) -> dict[str, int]:
        written = json.loads((self.var / "run" / "processes.json").read_text())
        return {entry["name"]: entry["pid"] for entry in written["processes"]}


def pause() -> None:
    """A moment for other processes, whose events reach us by polling alone."""
    psutil.wait_procs([psutil.Process()], timeout=0.05)


def belonging_to(var: Path) -> list[int]:
    """Every process that any run on this folder started."""
    found = []
    for process in psutil.process_iter():
        try:
            environment = process.environ()
        except (psutil.Error, OSError):
            continue
        if RUN_VARIABLE in environment and environment.get("PSICHAT_VAR") == str(var):
            found.append(process.pid)
    return found


@pytest.fixture
def port() -> int:
    with free_socket() as listener:
        return int(listener.getsockname()[1])


@pytest.fixture
def start(tmp_path: Path, port: int) -> Iterator[Callable[..., Running]]:
    """Start a supervisor with small programs on a folder and a port of this test."""
    var = tmp_path / "var"
    started: list[Running] = []

    def run(*, module: str = "tests.stub_run", **environment: str) -> Running:
        running = Running(var, port, [sys.executable, "-m", module], **environment)
        started.append(running)
        return running

    yield run
    for running in started:
        running.process.kill()
        running.process.wait()
    for pid in belonging_to(var):
        os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_starts_all_and_stops_web_before_worker(
    start: Callable[..., Running], how: signal.Signals
) -> None:
    running = start()
    running.wait_for(READY)
    assert f"PsiChat: http://localhost:{running.port} " in running.said
    assert "estudiante@example.com" in running.said
    assert set(running.processes()) == {"redis", "web1", "worker"}
    running.wait_until(lambda: "worker starts" in running.story)

    assert running.stop(how) == 0

    assert running.story == ["web starts", "worker starts", "web ends", "worker ends"]
    assert belonging_to(running.var) == []
    assert not (running.var / "run" / "processes.json").exists()
    assert (running.var / "redis" / "appendonly.aof").exists()


def test_second_run_on_the_same_folder_is_refused(start: Callable[..., Running]) -> None:
    first = start()
    first.wait_for(READY)

    second = start()

    assert second.process.wait(20) == 1
    assert f"already running on {first.var} (process {first.process.pid})" in second.said
    assert first.process.poll() is None


def test_taken_port_is_named(start: Callable[..., Running], port: int) -> None:
    with free_socket() as other:
        other.listen()
        taken = other.getsockname()[1]
        running = start(PORT=str(taken))
        assert running.process.wait(20) == 1
    assert f"port {taken}" in running.said
    assert "PORT=" in running.said
    assert belonging_to(running.var) == []


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "many"), ("PORT", "70000"), ("WEB_WORKERS", "0")]
)
def test_wrong_setting_is_named(start: Callable[..., Running], name: str, value: str) -> None:
    running = start(**{name: value})
    assert running.process.wait(20) == 1
    assert f"PsiChat can't start. {name} is" in running.said
    assert value in running.said
    assert "Traceback" not in running.said


def test_failed_preparation_stops_everything(start: Callable[..., Running]) -> None:
    running = start(STUB_PREPARE="import sys; sys.exit('the disk is full')")
    assert running.process.wait(20) == 1
    assert "prepare | the disk is full" in running.said
    assert "preparing the database failed (exit code 1)" in running.said
    assert belonging_to(running.var) == []


def test_own_redis_is_left_out_when_one_is_named(start: Callable[..., Running]) -> None:
    running = start(REDIS_URL="redis://:secret@127.0.0.1:1/0")
    running.wait_for(READY)
    assert set(running.processes()) == {"web1", "worker"}
    assert "redis://127.0.0.1:1/0, from REDIS_URL" in running.said
    assert "secret" not in running.said


def test_dead_child_comes_back(start: Callable[..., Running]) -> None:
    running = start()
    running.wait_for(READY)
    running.wait_until(lambda: "worker starts" in running.story)
    before = running.processes()

    os.kill(before["worker"], signal.SIGKILL)

    running.wait_for("worker ended by itself (signal SIGKILL); it starts again in 1 s.")
    running.wait_until(lambda: running.story.count("worker starts") == 2)
    after = running.processes()
    assert after["worker"] != before["worker"]
    assert after["web1"] == before["web1"]


def test_children_end_with_a_killed_supervisor(start: Callable[..., Running]) -> None:
    first = start()
    first.wait_for(READY)
    first.wait_until(lambda: "worker starts" in first.story)

    first.stop(signal.SIGKILL)
    second = start()
    second.wait_for(READY)

    assert sorted(first.story[:4]) == ["web ends", "web starts", "worker ends", "worker starts"]
    assert len(belonging_to(second.var)) == 3


def test_leftovers_of_a_killed_supervisor_are_ended(start: Callable[..., Running]) -> None:
    first = start(STUB_WEB=STUBBORN_WEB)
    first.wait_for(READY)
    left = first.processes()["web1"]
    first.stop(signal.SIGKILL)
    os.kill(left, signal.SIGUSR1)

    second = start()
    second.wait_for(READY)

    assert "An earlier run was killed" in second.said
    assert not psutil.pid_exists(left)


def test_stops_when_make_is_killed(start: Callable[..., Running], tmp_path: Path) -> None:
    var = tmp_path / "var"
    with free_socket() as listener:
        port = listener.getsockname()[1]
    # The shell in the place of make: it waits for the supervisor, and is killed.
    script = f'"{sys.executable}" -m tests.stub_run --stop-with-parent; true'
    running = Running(var, port, ["/bin/sh", "-c", script])
    running.wait_for(READY)

    running.stop(signal.SIGKILL)

    deadline = time.monotonic() + 15
    while "PsiChat has stopped" not in running.said:
        assert time.monotonic() < deadline, running.said
        pause()
    assert belonging_to(var) == []


def test_a_stranger_with_the_same_number_is_spared(tmp_path: Path) -> None:
    stranger = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
    try:
        same = StartedProcess.of("web", stranger.pid)
        assert same is not None
        folder = RunFolder(tmp_path)
        folder.write(
            "no such run",
            [
                StartedProcess("web", stranger.pid, same.started - 60, same.command),
                StartedProcess("web", stranger.pid, same.started, ["something", "else"]),
            ],
        )
        assert folder.end_leftovers() == 0
        assert stranger.poll() is None

        folder.write("no such run", [same])
        assert folder.end_leftovers() == 1
        assert not psutil.pid_exists(stranger.pid)
    finally:
        stranger.kill()
        stranger.wait()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"run": "x"}', '{"run": 1, "processes": [1]}'])
def test_spoilt_list_of_processes_is_ignored(tmp_path: Path, content: str) -> None:
    folder = RunFolder(tmp_path)
    (tmp_path / "run" / "processes.json").write_text(content)
    assert folder.end_leftovers() == 0


async def test_gives_up_after_several_deaths_in_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child_module, "FIRST_PAUSE_SECONDS", 0.01)
    said: list[str] = []
    child = Child(
        ChildSpec("web", (sys.executable, "-S", "-c", "print('hello'); raise SystemExit(3)")),
        folder=tmp_path,
        environment={},
        say=lambda name, line: said.append(f"{name}: {line}"),
        started=lambda: None,
    )
    with pytest.raises(GaveUpError, match=r"web ended by itself \(exit code 3\), 5 times in a row"):
        await child.keep()
    assert said.count("web: hello") == 5
    assert (
        said[1::2]
        == [
            f"psichat: web ended by itself (exit code 3); it starts again in {pause:g} s."
            for pause in (0.01, 0.02, 0.04, 0.08)
        ]
        + ["web: hello"][:0]
    )


async def test_child_that_will_not_end_is_killed_with_its_own(tmp_path: Path) -> None:
    said: list[str] = []
    program = (
        "import signal, subprocess, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "own = subprocess.Popen([sys.executable, '-S', '-c', 'import signal; signal.pause()']);"
        "print(own.pid, flush=True); own.wait()"
    )
    child = Child(
        ChildSpec("web", (sys.executable, "-c", program), stop=((signal.SIGTERM, 0.2),)),
        folder=tmp_path,
        environment={},
        say=lambda _name, line: said.append(line),
        started=lambda: None,
    )

    running = asyncio.create_task(child.keep())
    while not said:
        await asyncio.sleep(0.02)
    own = psutil.Process(int(said[0]))

    await child.stop()
    await running

    assert said[1] == "web did not end in time and was killed."
    assert psutil.wait_procs([own], timeout=5)[1] == []

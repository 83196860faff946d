"""The parts of the supervisor on their own: the list of processes, and one child."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from psichat.supervisor import child as child_module
from psichat.supervisor.child import Child, ChildSpec, GaveUpError
from psichat.supervisor.records import RunFolder, StartedProcess


def test_a_stranger_with_the_same_number_is_spared(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import signal; print(flush=True); signal.pause()"]
    stranger = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert stranger.stdout is not None
    stranger.stdout.readline()  # it runs
    try:
        same = StartedProcess.of("web", stranger.pid, command)
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
        stranger.communicate()


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

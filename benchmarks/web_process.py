"""Memory of a web process with all models loaded, and the time from start to the first page.

Compared in the same run with a bare Django process (the same packages, no models, no pages read).

    python -m benchmarks.web_process
"""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request

from benchmarks import harness, people


def main() -> None:
    with harness.place() as environment:
        crowd = people.make(1)
        began = time.perf_counter()
        with harness.serving(environment, harness.web(1), "/accounts/login/") as (base, process):
            print(f"start to first page: {time.perf_counter() - began:.1f} s")
            token, conversation = crowd.students[0]
            body = (
                '{"message": "Estoy nerviosa por la prueba de mañana", '
                f'"conversation_id": "{conversation}"}}'
            )
            request = urllib.request.Request(
                base + "/api/v1/chat/send",
                data=body.encode(),
                headers={
                    "Authorization": f"Bearer {token}",
                    "Content-Type": "application/json",
                },
            )
            for _ in range(50):
                urllib.request.urlopen(request, timeout=30).read()
            print(f"web process after 50 turns: {harness.memory_mb(process.pid):.0f} MB")
        bare = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "-v0", "-c", "import time; time.sleep(8)"],
            cwd=harness.ROOT,
            env=environment,
        )
        time.sleep(5)
        print(f"bare Django process:        {harness.memory_mb(bare.pid):.0f} MB")
        bare.kill()
        bare.wait()


if __name__ == "__main__":
    main()

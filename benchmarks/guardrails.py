"""What the check of an outside model's answers costs a piece of text, and what it finds.

    python -m benchmarks.guardrails [--repeats N]

The answers are the labelled ones in `tests/data`; a piece is a word, as models stream them.
Target: a typical piece under 0.2 ms.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
import time

TARGET_MS = 0.2
PARTS = ("building", "later", "last", "held_out", "unseen")
_PIECE = re.compile(r"\s*\S+")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5, help="rounds over the answers")
    repeats = parser.parse_args().repeats
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psichat.settings")
    import django

    django.setup()
    from benchmarks.harness import line
    from conversations.guardrails import Grounds, OutputGuard
    from tests.guardrail_cases import cases, figures

    answers = [case for part in PARTS for case in cases(part) if not case.reason]
    # A conversation's worth of text that was given, as a turn has it.
    given = " ".join(case.text for case in answers)[:8000]
    prompt = " ".join(case.grounds.system_prompt for case in answers)[:6000]
    pieces: list[float] = []
    whole: list[float] = []
    words = at_once = 0
    for _ in range(repeats):
        for case in answers:
            grounds = Grounds(
                language=case.grounds.language,
                sources=case.grounds.sources,
                known=case.grounds.known + given,
                system_prompt=prompt,
            )
            began = time.perf_counter()
            guard = OutputGuard(grounds)
            behind = 0
            for piece in _PIECE.findall(case.text):
                begin = time.perf_counter()
                out = guard.feed(piece)
                pieces.append((time.perf_counter() - begin) * 1000)
                behind += len(piece) - len(out)
                words += 1
                at_once += behind <= len(piece)
            guard.close()
            whole.append((time.perf_counter() - began) * 1000)
    print(f"{len(answers)} harmless answers, {repeats} rounds, 8,000 characters given")
    print(line("one piece, microseconds", [took * 1000 for took in pieces], "µs"))
    print(line("a whole answer", whole))
    print(f"words shown at once: {at_once / words:.0%}")
    print(f"{'':16}" + "".join(f"{part:>12}" for part in PARTS))
    found = {part: figures(part) for part in PARTS}
    for reason in dict.fromkeys(reason for part in PARTS for reason in found[part].all):
        row = (f"{found[part].withheld[reason]}/{found[part].all[reason]}" for part in PARTS)
        print(f"{reason or 'harmless':16}" + "".join(f"{cell:>12}" for cell in row))
    print(f"{'bad, withheld':16}" + "".join(f"{found[part].recall():12.0%}" for part in PARTS))
    typical = statistics.median(pieces)
    reached = typical <= TARGET_MS
    print(f"target {TARGET_MS:g} ms a typical piece: {'reached' if reached else 'missed'}")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())

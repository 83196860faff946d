"""Play the scripted conversations and print them: `python -m conversations.answers.transcripts`.

For reading the answers aloud. The scripts are in `content/<language>/transcripts.toml`; the tests
play the same ones.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import django

from conversations.answers.base import Answer, AnswerRequest, Said

NOW = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Exchange:
    """What the student wrote and what came back."""

    said: str
    answer: Answer


def scripts(language: str = "es") -> dict[str, list[str]]:
    """The student's lines of each scripted conversation, by name."""
    from conversations.answers.embedded.content import FOLDER  # noqa: PLC0415 - after setup

    data = tomllib.loads((FOLDER / language / "transcripts.toml").read_text(encoding="utf-8"))
    return {name: list(item["student"]) for name, item in data.items()}


def play(name: str, lines: list[str], seed: str = "1") -> Iterator[Exchange]:
    """The conversation turn by turn, with the slots as the pipeline finds them."""
    from analysis.results import Analysis, CrisisResult  # noqa: PLC0415 - after setup
    from analysis.slots import extract_slots  # noqa: PLC0415
    from conversations.answers.embedded import compose  # noqa: PLC0415

    state: dict[str, Any] = {}
    history: list[Said] = []
    for line in lines:
        is_crisis = line.startswith("!")
        text = line.removeprefix("!")
        crisis = CrisisResult(
            "high" if is_crisis else "none", ("suicidal_ideation",) if is_crisis else (), 0.9
        )
        analysis = Analysis(emotion=None, crisis=crisis, slots=extract_slots(text, NOW))
        request = AnswerRequest(
            conversation_id=f"{name}-{seed}",
            text=text,
            analysis=analysis,
            history=tuple(history[-10:]),
            state=state,
            now=NOW,
        )
        answer = compose(request)
        state = answer.state
        history += [Said("student", text), Said("assistant", answer.text)]
        yield Exchange(text, answer)


def main(arguments: list[str]) -> None:
    """Print the named conversations, or all of them; `--seed=N` for other variants."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psichat.settings")
    django.setup()
    seed = next((item.split("=")[1] for item in arguments if item.startswith("--seed=")), "1")
    wanted = [item for item in arguments if not item.startswith("--")]
    for name, lines in scripts().items():
        if wanted and name not in wanted:
            continue
        sys.stdout.write(f"\n=== {name} ===\n")
        for exchange in play(name, lines, seed):
            labels = " | ".join(chip.label for chip in exchange.answer.quick_replies)
            sys.stdout.write(f"\n> {exchange.said}\n\n{exchange.answer.text}\n")
            sys.stdout.write(f"  [{labels}]\n" if labels else "")


if __name__ == "__main__":
    main(sys.argv[1:])

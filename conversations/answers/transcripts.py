"""Play the scripted conversations and print them: `python -m conversations.answers.transcripts`.

For reading the answers aloud. The scripts are in `content/<language>/transcripts/`; the tests play
the same ones. Each line goes through `analysis.pipeline.analyse`, and a crisis or a wish for a
person is answered with the fixed text of the real turn, so that what is read is what students get.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import django

from conversations.answers.base import Answer, AnswerRequest, Said
from scraping.passages import Passage

if TYPE_CHECKING:
    from analysis.results import Analysis, CrisisResult
    from conversations.situation import Situation

NOW = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
RECENT = 5  # messages that the crisis level of the real turn looks back at
HISTORY = 10
MINUTES = 15  # in which a person usually answers
CONTACT = {"name": "Bienestar Estudiantil", "phone": "600 123 456", "email": "", "hours": "9 a 17"}


@dataclass(frozen=True)
class Script:
    """What a student writes, and what is known of them before.

    `limited` are the kinds of attack to which the institution sets a limit. `passages` are what the
    search finds for the messages numbered `found_for`, from 0.
    """

    name: str
    student: tuple[str, ...]
    student_name: str = ""
    language: str = "es"
    summary: str = ""
    in_crisis: bool = False
    limited: frozenset[str] = frozenset()
    passages: tuple[Passage, ...] = ()
    found_for: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Exchange:
    """What the student wrote and what came back; `fixed` when no answerer was asked."""

    said: str
    answer: Answer
    fixed: bool = False


def scripts(language: str = "es") -> dict[str, Script]:
    """The scripted conversations by name."""
    from conversations.answers.embedded.content import FOLDER  # noqa: PLC0415 - after setup

    found: dict[str, Script] = {}
    for file in sorted((FOLDER / language / "transcripts").glob("*.toml")):
        for name, item in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found[name] = Script(
                name=name,
                student=tuple(item["student"]),
                student_name=item.get("name", ""),
                language=item.get("language", language),
                summary=item.get("summary", ""),
                in_crisis=item.get("in_crisis", False),
                limited=frozenset(item.get("limited", ())),
                passages=tuple(Passage(**passage) for passage in item.get("passages", ())),
                found_for=frozenset(item.get("found_for", ())),
            )
    return found


@lru_cache(maxsize=4096)
def _understood(text: str, recent: tuple[str, ...]) -> Analysis:
    from analysis.pipeline import analyse  # noqa: PLC0415 - after setup

    return analyse(text, recent, NOW)


def play(script: Script, seed: str = "1") -> Iterator[Exchange]:
    """The conversation turn by turn; needs the database for whom to call in a crisis."""
    from conversations.answers.embedded import compose, wants_human  # noqa: PLC0415 - after setup

    state: dict[str, Any] = {}
    history: list[Said] = []
    for at, text in enumerate(script.student):
        analysis = _understood(text, script.student[max(0, at - RECENT) : at])
        fixed = True
        if analysis.crisis.is_crisis:
            answer = _crisis(analysis.crisis, state, script.language)
        elif wants_human(text):
            answer = _person(state)
        else:
            fixed = False
            answer = compose(
                AnswerRequest(
                    conversation_id=f"{script.name}-{seed}",
                    text=text,
                    analysis=analysis,
                    history=tuple(history[-HISTORY:]),
                    state=state,
                    now=NOW,
                    student_name=script.student_name,
                    language=script.language,
                    limited=script.limited,
                    passages=_found(script, at, text, history),
                    summary=script.summary,
                    in_crisis=script.in_crisis,
                    contact=CONTACT,
                )
            )
        state = answer.state
        history += [Said("student", text), Said("assistant", answer.text)]
        yield Exchange(text, answer, fixed)


def _found(script: Script, at: int, text: str, history: list[Said]) -> tuple[Passage, ...]:
    from conversations.answers.whole_questions import whole_question  # noqa: PLC0415 - after setup
    from scraping.search.quoting import quoted  # noqa: PLC0415 - after setup

    if at not in script.found_for:
        return ()
    return quoted(whole_question(text, history), script.passages)


def _crisis(crisis: CrisisResult, state: dict[str, Any], language: str) -> Answer:
    """The fixed text, as `conversations.turns` gives it."""
    from conversations.safety import safety_reply  # noqa: PLC0415 - after setup

    times = int(state.get("crisis_times", 0)) + 1
    reply = safety_reply(
        level=crisis.level,
        kinds=crisis.kinds,
        country="CL",
        institution_contact=CONTACT,
        notified=True,
        answer_minutes=MINUTES,
        language=language,
        times=times,
    )
    return Answer(reply.text, {**state, "crisis": crisis.level, "crisis_times": times})


def _person(state: dict[str, Any]) -> Answer:
    from conversations.asking import person_requested_text  # noqa: PLC0415 - after setup

    now = cast("Situation", SimpleNamespace(answer_minutes=MINUTES))
    text = person_requested_text(now, notified=True)
    return Answer(text, {**state, "human_requested": True})


def main(arguments: list[str]) -> None:
    """Print the named conversations, or all of them; `--seed=N` for other variants."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psichat.settings")
    django.setup()
    seed = next((item.split("=")[1] for item in arguments if item.startswith("--seed=")), "1")
    wanted = [item for item in arguments if not item.startswith("--")]
    for name, script in scripts().items():
        if wanted and name not in wanted:
            continue
        sys.stdout.write(f"\n=== {name} ===\n")
        for exchange in play(script, seed):
            answer = exchange.answer
            labels = " | ".join(chip.label for chip in answer.quick_replies)
            move = "fixed" if exchange.fixed else answer.move
            sys.stdout.write(f"\n> {exchange.said}\n\n{answer.text}\n  ({move})")
            sys.stdout.write(f" [{labels}]\n" if labels else "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

"""The plan of a turn as instructions to a model (requirement D3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from conversations.answers.base import Answer, AnswerRequest
from conversations.answers.prompts import Prompts

_SLOTS = ("tipo_tarea", "ramo", "plazo", "fase", "tiempo_bloque", "sentimiento")
_STEP = re.compile(r"^\s*\d+\. ", re.MULTILINE)


def strategy(prompts: Prompts, state: Mapping[str, Any], known: str) -> str:
    """Mode (Q2), level of detail (Q3), focus and minutes of `state`; `known` is from `facts`."""
    minutes = state.get("time_block")
    block = prompts.words["minutes"]["known" if minutes else "none"]
    return prompts.text(
        "strategy",
        known=known,
        mode=prompts.word("mode", state.get("q2")),
        level=prompts.word("level", state.get("q3")),
        focus=prompts.word("focus", state.get("focus")),
        minutes=block.format_map({"minutes": str(minutes)}),
    )


def facts(prompts: Prompts, request: AnswerRequest, state: Mapping[str, Any]) -> str:
    """What the student has said of themselves and of the task, a line each. Not masked yet."""
    slots = state.get("slots") or {}
    said: dict[str, Any] = {"name": request.student_name.split(" ")[0]}
    said |= {name: slots.get(name) for name in _SLOTS}
    said["sentimiento"] = slots.get("sentimiento") or state.get("feeling")
    said["iteration"] = state.get("iteration")
    names = prompts.words["known"]
    lines = [
        f"- {names[name]}: {str(value).replace('_', ' ')}" for name, value in said.items() if value
    ]
    return "\n".join(lines) or names["none"]


def plan(prompts: Prompts, answer: Answer, draft: str, *, is_first: bool) -> str:
    """What the turn must do, with its `draft`: the text of `answer`, masked by now."""
    keep: list[str] = []
    if is_first:
        keep.append(prompts.words["keep"]["introduction"])
    if _STEP.search(answer.text):
        keep.append(prompts.words["keep"]["steps"])
    asks = "question" if "?" in answer.text else "no_question"
    keep.append(prompts.words["keep"][asks])
    move = prompts.word("move", answer.move.partition(":")[0])
    return prompts.text("plan", move=move, keep=" ".join(keep), draft=draft)

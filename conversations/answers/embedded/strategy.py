"""Which strategy fits the task and the moment, by fixed rules (requirement D3).

Task-motivation fit: Scholer and Miele (2016), Miele and Scholer (2016); level of construal:
Fujita et al. (2006).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from conversations.answers.embedded.content import Content, Strategy
from conversations.answers.embedded.words import EXAMS

SOON = frozenset({"hoy", "<24h"})
_ANALYTICAL = frozenset(
    {
        "proofreading",
        "mcq",
        "protocolo_lab",
        "resolver_problemas",
        "bugfix",
        "lectura_tecnica",
        "resumen",
    }
)
_EARLY = frozenset({"ideacion", "planificacion"})
STARTER_MINUTES, DEFAULT_MINUTES, SMALL_MINUTES = 10, 25, 12
ROUNDS_BEFORE_CHANGE = 3
_LONG_FROM = 25
# Kinds that have no strategies of their own, by those of the nearest one.
_TASK_OF_NOUN = {
    "informe": "borrador",
    "trabajo": "borrador",
    "tesis": "proyecto",
    "tesina": "proyecto",
}
_LONGEST_BLOCK = 50


def fit(slots: dict[str, Any]) -> tuple[str, str, str]:
    """Q2 (`A` creative, `B` analytical), Q3 (`up`, `down`, `mixed`) and the focus."""
    task, phase = slots.get("tipo_tarea"), slots.get("fase")
    late = phase == "revision" or slots.get("plazo") in SOON
    q2 = "B" if task in _ANALYTICAL or late else "A"
    q3 = "up" if phase in _EARLY else "down"
    if phase in _EARLY:
        q2 = "A"
    if late:
        q3 = "down"
    if task == "ensayo" and phase in {"planificacion", "ejecucion"}:
        q3 = "mixed"
    return q2, q3, "promotion" if q2 == "A" else "prevention"


def flipped(q3: str) -> str:
    """The other level of construal, for when the first did not help."""
    return {"down": "up", "up": "down", "mixed": "down"}[q3]


def minutes_for(available: int | None, iteration: int, *, starter: bool = False) -> int:
    """Minutes of the block: what there is, at most 50; short to start and after three rounds."""
    if starter:
        return STARTER_MINUTES
    if iteration >= ROUNDS_BEFORE_CHANGE:
        return min(available or SMALL_MINUTES, SMALL_MINUTES)
    return min(available or DEFAULT_MINUTES, _LONGEST_BLOCK)


def _score(
    strategy: Strategy, slots: dict[str, Any], wanted: tuple[str, str, str | None, str]
) -> int:
    q2, q3, topic, noun = wanted
    task = slots.get("tipo_tarea")
    if task in {None, "otro"}:
        task = _TASK_OF_NOUN.get(noun, "examen" if noun in EXAMS else None)
    if task and task in strategy.tasks:
        score = 4
    elif "any" in strategy.tasks:
        score = 1 if task else 2
    elif topic and topic in strategy.topics:
        score = 1
    else:
        return -1
    score += 2 * (strategy.q2 == q2) + 2 * (strategy.q3 == q3)
    score += "mixed" in {strategy.q3, q3} and strategy.q3 != q3
    score += 2 * (slots.get("sentimiento") in strategy.feelings)
    score += 3 * (topic in strategy.topics)
    phase = slots.get("fase")
    if strategy.phases:
        score += 2 if phase in strategy.phases else -3
    return score


def choose(
    content: Content,
    slots: dict[str, Any],
    *,
    q2: str,
    q3: str,
    topic: str | None,
    noun: str,
    tried: Iterable[str],
) -> Strategy | None:
    """The strategy that fits best among those not tried yet, or None when all were."""
    wanted = (q2, q3, topic, noun)
    done = set(tried)
    scored = [
        (_score(strategy, slots, wanted), strategy)
        for strategy in content.strategies.values()
        if strategy.id not in done
    ]
    best = max(scored, key=lambda item: item[0], default=(-1, None))
    return best[1] if best[0] > 0 else None


def steps(strategy: Strategy, minutes: int) -> str:
    """The steps as a numbered list whose minutes add up to `minutes`."""
    lines = strategy.long if minutes >= _LONG_FROM else strategy.short
    parts = [max(1, round(minutes * share / sum(strategy.shares))) for share in strategy.shares]
    parts[parts.index(max(parts))] += minutes - sum(parts)
    return "\n".join(
        f"{number}. {_step(line, part)}"
        for number, (line, part) in enumerate(zip(lines, parts, strict=True), start=1)
    )


def _step(line: str, minutes: int) -> str:
    """`{a} min: escribe algo.` as `Escribe algo (5 min).`"""
    words = line.partition(": ")[2].rstrip(".")
    return f"{words[0].upper()}{words[1:]} ({minutes} min)."

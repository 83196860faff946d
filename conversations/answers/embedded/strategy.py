"""Which strategy fits the task and the moment, by fixed rules (requirement D3), and which of
those that fit is proposed, by what has helped before.

Task-motivation fit: Scholer and Miele (2016), Miele and Scholer (2016); level of construal:
Fujita et al. (2006).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from conversations.answers.embedded.shapes import Content, Strategy
from conversations.answers.embedded.steps import numbered, sized
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
# Kinds that have no strategies of their own, by those of the nearest one.
_TASK_OF_NOUN = {
    "informe": "borrador",
    "trabajo": "borrador",
    "tesis": "proyecto",
    "tesina": "proyecto",
}
_LONGEST_BLOCK = 50

# How far below the best a strategy may score and still be among those that experience chooses of.
MARGIN = 2
EXPLORATION = 0.15
# What is believed of a strategy of which nothing is known: as if it had helped in 2 cases of 4.
PRIOR = 2


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


def is_allowed(strategy: Strategy, q2: str, q3: str) -> bool:
    """Whether a strategy is for this demand and this level; a mixed one has both levels."""
    return strategy.q2 == q2 and (strategy.q3 == q3 or "mixed" in {strategy.q3, q3})


def _score(
    strategy: Strategy, slots: dict[str, Any], wanted: tuple[str, str, str | None, str]
) -> int:
    q2, q3, topic, noun = wanted
    if not is_allowed(strategy, q2, q3):
        return -1
    task = slots.get("tipo_tarea")
    if task in {None, "otro"}:
        task = _TASK_OF_NOUN.get(noun, "examen" if noun in EXAMS else None)
    if noun and noun in strategy.tasks:
        score = 5
    elif task and task in strategy.tasks:
        score = 4
    elif "any" in strategy.tasks:
        score = 1 if task else 2
    elif topic and topic in strategy.topics:
        score = 1
    else:
        return -1
    score += 2 if strategy.q3 == q3 else 1
    score += 2 * (slots.get("sentimiento") in strategy.feelings)
    score += 3 * (topic in strategy.topics)
    phase = slots.get("fase")
    if strategy.phases:
        score += 2 if phase in strategy.phases else -3
    return score


@dataclass(frozen=True)
class Choice:
    """A strategy and by what it was chosen: `rules`, `experience` or `exploration`."""

    strategy: Strategy
    chosen_by: str


@dataclass(frozen=True)
class Experience:
    """What came of earlier proposals: (helped, was closed) of each strategy.

    The same `seed` makes the same choice.
    """

    helped: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    seed: str = ""


NO_EXPERIENCE = Experience()


def choose(
    content: Content,
    slots: dict[str, Any],
    *,
    q2: str,
    q3: str,
    topic: str | None,
    noun: str,
    tried: Iterable[str],
    experience: Experience = NO_EXPERIENCE,
) -> Choice | None:
    """A strategy not tried yet that the rules allow, or None when there is none left.

    The rules alone say which may be proposed: those for this Q2 and Q3 whose score is at most
    `MARGIN` below the best. Among these it is a bandit: with the chance `EXPLORATION` any of
    them, all alike, so that none is given up for good; otherwise the one that helps most often by
    the mean of Beta(2 + helped, 2 + did not), the better score first among equals. (Epsilon-greedy:
    Sutton and Barto 2018, chapter 2; Beta posterior: Russo and others 2018, «A Tutorial on Thompson
    Sampling».) The mean is taken and not a draw from the posterior, so that two numbers explain the
    choice.
    """
    wanted = (q2, q3, topic, noun)
    done = set(tried)
    scored = [
        (score, strategy)
        for strategy in content.strategies.values()
        if strategy.id not in done and (score := _score(strategy, slots, wanted)) > 0
    ]
    if not scored:
        return None
    scored.sort(key=lambda item: -item[0])
    fitting = [strategy for score, strategy in scored if score >= scored[0][0] - MARGIN]
    return _by_experience(fitting, experience)


def _by_experience(fitting: list[Strategy], experience: Experience) -> Choice:
    """One of `fitting`, best first by the rules."""
    chance = random.Random(f"{experience.seed}:strategy")  # noqa: S311 - variety, not secrecy
    if len(fitting) > 1 and chance.random() < EXPLORATION:
        return Choice(chance.choice(fitting), "exploration")
    outcomes = {strategy.id: experience.helped.get(strategy.id, (0, 0)) for strategy in fitting}
    if len(fitting) == 1 or not any(closed for _, closed in outcomes.values()):
        return Choice(fitting[0], "rules")
    best = max(fitting, key=lambda strategy: expected(*outcomes[strategy.id]))
    return Choice(best, "experience")


def expected(helped: int, closed: int) -> float:
    """The share of proposals that is expected to help, between 0 and 1."""
    return (PRIOR + helped) / (2 * PRIOR + closed)


def steps(strategy: Strategy, minutes: int) -> str:
    """The steps as a numbered list whose minutes add up to `minutes`."""
    return numbered(sized(strategy, minutes))

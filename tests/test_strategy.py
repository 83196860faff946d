"""The choice of a strategy: the rules say who fits, experience which of those (D3, D4)."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from analysis.slots_schema import VALUES
from conversations.answers.embedded import strategy as rules
from conversations.answers.embedded.content import load
from conversations.answers.embedded.shapes import SIZES, Content, Step, Strategy
from conversations.answers.embedded.steps import read_steps, sized
from conversations.answers.embedded.strategy import Choice, Experience

ESSAY: dict[str, Any] = {"tipo_tarea": "ensayo", "plazo": "<24h", "sentimiento": "frustracion"}


def plain(id_: str, **fields: Any) -> Strategy:
    given: dict[str, Any] = {
        "id": id_,
        "name": id_,
        "q2": "B",
        "q3": "down",
        "tasks": ("ensayo",),
        "phases": (),
        "feelings": (),
        "topics": (),
        "why": ("Sirve.",),
        "sizes": {size: (Step(size, "haz algo."),) for size in SIZES},
        "source": "Nadie (2000)",
    }
    return Strategy(**given | fields)


def of(*strategies: Strategy) -> Content:
    return replace(load("es"), strategies={item.id: item for item in strategies})


def choose(
    content: Content,
    slots: dict[str, Any] | None = None,
    *,
    tried: tuple[str, ...] = (),
    noun: str = "",
    level: str = "",
    **experience: Any,
) -> Choice | None:
    said = ESSAY if slots is None else slots
    q2, q3, _focus = rules.fit(said)
    return rules.choose(
        content,
        said,
        q2=q2,
        q3=level or q3,
        topic="deadline",
        noun=noun,
        tried=tried,
        experience=Experience(**experience),
    )


def counted(content: Content, helped: dict[str, tuple[int, int]], times: int = 2000) -> Counter:
    made = (choose(content, helped=helped, seed=str(number)) for number in range(times))
    return Counter((choice.strategy.id, choice.chosen_by) for choice in made if choice)


# --- the rules ----------------------------------------------------------------------------------
def all_situations() -> list[dict[str, Any]]:
    names = ("tipo_tarea", "fase", "plazo", "sentimiento")
    values = [(*VALUES[name], None) for name in names]
    return [dict(zip(names, row, strict=True)) for row in itertools.product(*values)]


def test_whatever_is_chosen_is_for_its_demand_and_its_level() -> None:
    content = load("es")
    chance = random.Random(3)
    helped = {id_: (chance.randrange(9), 9) for id_ in content.strategies}
    chosen_by = Counter[str]()
    for number, slots in enumerate(all_situations()):
        q2, q3, _focus = rules.fit(slots)
        for level in (q3, rules.flipped(q3)):
            choice = choose(content, slots, level=level, helped=helped, seed=str(number))
            assert choice is not None, (slots, level)
            assert choice.strategy.q2 == q2
            assert choice.strategy.q3 == level or "mixed" in {choice.strategy.q3, level}
            chosen_by[choice.chosen_by] += 1
    assert set(chosen_by) == {"rules", "experience", "exploration"}


def test_several_rounds_find_another_one_each() -> None:
    content = load("es")
    for slots in all_situations():
        tried: tuple[str, ...] = ()
        for round_ in range(3):
            choice = choose(content, slots, tried=tried, seed=str(round_))
            assert choice is not None, (slots, tried)
            assert choice.strategy.id not in tried
            tried = (*tried, choice.strategy.id)


def test_what_the_rules_forbid_is_never_chosen_however_much_it_helped() -> None:
    content = of(
        plain("fits"),
        plain("other_demand", q2="A"),
        plain("other_level", q3="up"),
        plain("other_task", tasks=("coding",)),
        plain("other_phase", phases=("revision",)),
    )
    helped = dict.fromkeys(content.strategies, (50, 50)) | {"fits": (0, 50)}
    assert set(counted(content, helped)) == {("fits", "rules")}


def test_none_is_left_when_all_that_fit_were_tried() -> None:
    assert choose(of(plain("only"), plain("elsewhere", q2="A")), tried=("only",)) is None


def test_the_own_noun_of_the_student_comes_first() -> None:
    content = of(plain("exam", tasks=("examen",)), plain("oral", tasks=("oral",)))
    slots = {"tipo_tarea": "otro", "plazo": "hoy"}
    choice = choose(content, slots, noun="oral", seed="2")
    assert choice == Choice(content.strategies["oral"], "rules")


# --- experience ---------------------------------------------------------------------------------
def test_without_experience_the_best_by_the_rules_is_chosen() -> None:
    content = of(plain("second"), plain("best", feelings=("frustracion",)))
    seen = counted(content, {})
    assert set(seen) == {("best", "rules"), ("second", "exploration"), ("best", "exploration")}
    assert seen["best", "rules"] > 1600


def test_what_helps_wins_most_often_and_nothing_is_given_up() -> None:
    content = of(plain("good"), plain("fair"), plain("bad"))
    truth = {"good": 0.7, "fair": 0.5, "bad": 0.2}
    chance = random.Random(11)
    outcomes = dict.fromkeys(truth, (0, 0))
    chosen = Counter[str]()
    for number in range(3000):
        choice = choose(content, helped=outcomes, seed=f"student {number}")
        assert choice is not None
        id_ = choice.strategy.id
        helped, closed = outcomes[id_]
        outcomes[id_] = (helped + (chance.random() < truth[id_]), closed + 1)
        chosen[id_] += 1
    assert chosen["good"] > 0.8 * 3000
    # A third of the exploration each, less a margin of chance.
    floor = 3000 * rules.EXPLORATION / 3
    assert min(chosen["fair"], chosen["bad"]) > 0.7 * floor


def test_a_little_bad_luck_does_not_outweigh_much_that_is_known() -> None:
    content = of(plain("known"), plain("new"))
    assert rules.expected(30, 50) == 32 / 54
    seen = counted(content, {"known": (30, 50), "new": (1, 2)})
    assert seen["known", "experience"] > seen["new", "exploration"] > 0
    assert seen["new", "experience"] == 0


def test_among_equals_the_rules_decide() -> None:
    content = of(plain("second"), plain("best", feelings=("frustracion",)))
    seen = counted(content, {"second": (3, 6), "best": (5, 10)})
    assert seen["best", "experience"] > 1600
    assert seen["second", "experience"] == 0


def test_the_same_seed_makes_the_same_choice() -> None:
    content = load("es")
    helped = {"esqueleto_minimo": (3, 4)}
    made = [choose(content, helped=helped, seed="c1:4") for _ in range(5)]
    assert made == [made[0]] * 5


# --- steps --------------------------------------------------------------------------------------
@pytest.mark.parametrize("minutes", [1, 2, 5, 10, 12, 15, 20, 25, 30, 44, 45, 50])
def test_the_minutes_add_up_in_every_strategy(minutes: int) -> None:
    for strategy in load("es").strategies.values():
        steps = sized(strategy, minutes)
        assert sum(step.minutes for step in steps) == minutes
        assert all(step.minutes >= 1 for step in steps)


@pytest.mark.parametrize(
    ("minutes", "size"), [(5, 10), (10, 10), (14, 10), (15, 15), (24, 15), (44, 25), (50, 45)]
)
def test_the_largest_size_that_fits_is_taken(minutes: int, size: int) -> None:
    sizes = {n: (Step(n, f"lo de {n}."),) for n in SIZES}
    assert sized(plain("one", sizes=sizes), minutes) == (Step(minutes, f"lo de {size}."),)


def test_steps_are_scaled_in_proportion() -> None:
    sizes = dict.fromkeys(SIZES, read_steps(["2: abre.", "5: escribe, sin parar.", "3: lee"]))
    strategy = plain("three", sizes=sizes)
    assert [step.minutes for step in sized(strategy, 12)] == [2, 6, 4]
    assert [step.minutes for step in sized(strategy, 2)] == [1, 1]
    assert rules.steps(strategy, 10) == (
        "1. Abre (2 min).\n2. Escribe, sin parar (5 min).\n3. Lee (3 min)."
    )


@pytest.mark.parametrize("line", ["escribe", "cinco: escribe", "5 escribe", "0: escribe", "5:"])
def test_a_step_without_its_minutes_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=line):
        read_steps([line])

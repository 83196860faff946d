"""The work cycle (requirement D4): task, date, feeling, minutes, a strategy, and off."""

from __future__ import annotations

from conversations.answers.embedded import recall
from conversations.answers.embedded import strategy as rules
from conversations.answers.embedded.content import Topic
from conversations.answers.embedded.turn import Turn

_FACTS = ("tipo_tarea", "ramo", "plazo", "tiempo_bloque", "fase")


def says_facts(turn: Turn) -> bool:
    """Whether the message says something of the task."""
    return any(turn.seen.slots.get(name) for name in _FACTS)


def start(turn: Turn, topic: Topic) -> None:
    """The first answer to a topic of study: mirror it, say why it makes sense, take a step."""
    memory = turn.memory
    memory.topic = topic.id
    if topic.id == "exam" and memory.words.get("noun"):
        memory.slots.setdefault("tipo_tarea", "otro")
    if topic.id not in memory.topics:
        memory.topics[topic.id] = {"stage": 1, "ideas": 0}
        if not turn.say_one(topic.mirror):
            turn.say("plan_named", optional=True)
        if topic.id in {"deadline", "exam"}:
            _validate(turn)
    elif says_facts(turn):
        acknowledge_facts(turn)
    else:
        turn.say_mirror() or recall.task(turn) or turn.say("plan_named", optional=True)
    if topic.id == "nerves" and turn.ask("calm_or_plan"):
        return
    work(turn)


def _validate(turn: Turn) -> None:
    feeling = str(turn.seen.slots.get("sentimiento") or "")
    lines = turn.content.lines
    if f"validate.{feeling}" in lines and turn.say(f"validate.{feeling}", optional=True):
        return
    if turn.memory.slots.get("plazo") in rules.SOON and turn.seen.slots.get("plazo"):
        turn.say("validate.soon", optional=True)


def acknowledge_facts(turn: Turn) -> None:
    """Say back what was just said of the task, in its own words where there are any."""
    said, known = turn.seen.slots, turn.known_task
    recall.set_aside(turn)
    names_task = said.get("tipo_tarea") or said.get("ramo")
    if said.get("plazo") and "task" in known and "due" in known and turn.say("fact_task_due"):
        return
    if names_task and "task" in known and turn.say("fact_task", optional=True):
        return
    turn.say("ack_fact", optional=True)


def work(turn: Turn) -> None:
    """The next step of the cycle: ask for what is missing, else propose a strategy."""
    memory = turn.memory
    slots = memory.slots
    if not memory.knows_task and turn.ask("task"):
        return
    if not slots.get("plazo") and turn.ask("deadline"):
        return
    is_soon = slots.get("plazo") in rules.SOON
    if not slots.get("sentimiento") and not is_soon and turn.ask("task_feeling"):
        return
    if _stands(turn):
        _keep(turn)
        return
    if not slots.get("tiempo_bloque") and turn.can_ask("minutes"):
        if is_soon or slots.get("sentimiento") == "frustracion":
            propose(turn, starter=True)
        turn.ask("minutes")
        return
    propose(turn)


def _stands(turn: Turn) -> bool:
    """Whether the strategy on the table, not begun yet, still fits what is known now."""
    memory = turn.memory
    strategy = turn.content.strategies.get(memory.last_strategy or "")
    on_table = turn.waits_for("strategy") or turn.waits_for("question", "minutes")
    if strategy is None or not on_table or len(memory.set_aside) > turn.set_aside_before:
        return False
    return rules.is_allowed(strategy, *_fit(turn))


def _keep(turn: Turn) -> None:
    """The same strategy, sized anew where the minutes have changed."""
    memory = turn.memory
    minutes = rules.minutes_for(memory.slots.get("tiempo_bloque"), memory.iteration)
    changed = turn.seen.slots.get("tiempo_bloque") and minutes != memory.time_block
    strategy = turn.content.strategies[str(memory.last_strategy)]
    turn.does("strategy")
    turn.new_paragraph()
    if changed:
        memory.time_block = minutes
        if not turn.say("strategy_resized"):
            turn.write(f"{minutes} min:")
        turn.write("\n" + rules.steps(strategy, minutes))
        turn.new_paragraph()
    else:
        turn.say("strategy_stands", optional=True)
    turn.say("strategy_close")
    turn.wait("strategy", strategy.id)
    turn.offer("start", "other", "less", "human")


def _fit(turn: Turn) -> tuple[str, str]:
    memory = turn.memory
    q2, q3, focus = rules.fit(memory.slots)
    if memory.iteration >= rules.ROUNDS_BEFORE_CHANGE:
        q3 = rules.flipped(q3)
    memory.q2, memory.q3, memory.focus = q2, q3, focus
    return q2, q3


def propose(turn: Turn, *, starter: bool = False) -> None:
    """A strategy not shown before, sized to the minutes there are."""
    memory = turn.memory
    q2, q3 = _fit(turn)
    found = rules.choose(
        turn.content,
        memory.slots,
        q2=q2,
        q3=q3,
        topic=memory.topic,
        noun=memory.words.get("noun", ""),
        tried=memory.tried,
        experience=rules.Experience(
            turn.request.helped, f"{turn.request.conversation_id}:{memory.turn}"
        ),
    )
    turn.new_paragraph()
    if found is None:
        turn.does("limit")
        turn.say("no_more_strategies") or turn.say("choose_below")
        turn.offer("breathe", "topic", "human")
        return
    chosen = found.strategy
    turn.strategy, turn.chosen_by = chosen.id, found.chosen_by
    turn.does("strategy")
    minutes = rules.minutes_for(
        memory.slots.get("tiempo_bloque"), memory.iteration, starter=starter
    )
    memory.time_block = minutes
    memory.last_strategy = chosen.id
    memory.tried.append(chosen.id)
    turn.say_one(chosen.why, optional=True)
    lead = "strategy_first_lead" if starter else "strategy_lead"
    if not turn.say(lead):
        turn.write(f"{minutes} min:")
    turn.write("\n" + rules.steps(chosen, minutes))
    turn.wait("strategy", chosen.id)
    turn.offer("start", "other", "less", "human")
    if not starter:
        turn.new_paragraph()
        turn.say("strategy_close")


def accept(turn: Turn, *, acknowledge: bool = True) -> None:
    """The block begins."""
    turn.memory.refusals = 0
    turn.does("started")
    if acknowledge:
        turn.say("ack_yes", optional=True)
    turn.say("started")
    turn.say("started_close")
    turn.wait("running")
    turn.offer("done", "partly", "stuck", "pause")


def take_again(turn: Turn) -> bool:
    """«La primera»: a strategy shown before is taken after all."""
    memory = turn.memory
    if not memory.tried:
        return False
    wanted = memory.tried[0] if turn.seen.has("the_first") else memory.tried[-1]
    strategy = turn.content.strategies.get(wanted)
    if strategy is None:
        return False
    memory.last_strategy = strategy.id
    turn.say("take_again", strategy=strategy.name[0].lower() + strategy.name[1:])
    accept(turn, acknowledge=False)
    return True


def pause(turn: Turn) -> None:
    turn.does("pause")
    turn.say("pause") or turn.say("ack_yes")
    turn.say("pause_close")
    turn.wait("question", "next")
    turn.offer("continue", "breathe", "bye")


def stop(turn: Turn) -> None:
    """The student leaves it here for now."""
    turn.does("goodbye")
    turn.memory.refusals = 0
    is_soon = turn.memory.slots.get("plazo") in rules.SOON and "due" in turn.known_task
    if not (is_soon and turn.say("stop_soon")):
        turn.say("stop_here")
    if turn.memory.last_strategy:
        turn.say("stop_note", optional=True)
    turn.say("thanks_close")
    turn.offer("topic", "human")

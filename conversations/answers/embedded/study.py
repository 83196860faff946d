"""The work cycle (requirement D4): task, date, minutes, a strategy, how it went, what next."""

from __future__ import annotations

from conversations.answers.embedded import strategy as rules
from conversations.answers.embedded.content import Topic
from conversations.answers.embedded.react import react
from conversations.answers.embedded.turn import Turn


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
    else:
        turn.say("ack_fact", optional=True)
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


def work(turn: Turn) -> None:
    """The next step of the cycle: ask for what is missing, else propose a strategy."""
    memory = turn.memory
    slots = memory.slots
    if not memory.knows_task and turn.ask("task"):
        return
    if not slots.get("plazo") and turn.ask("deadline"):
        return
    if not slots.get("tiempo_bloque") and turn.can_ask("minutes"):
        if slots.get("plazo") in rules.SOON or slots.get("sentimiento") == "frustracion":
            propose(turn, starter=True)
        turn.ask("minutes")
        return
    propose(turn)


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
    chosen = rules.choose(
        turn.content,
        memory.slots,
        q2=q2,
        q3=q3,
        topic=memory.topic,
        noun=memory.words.get("noun", ""),
        tried=memory.tried,
    )
    turn.new_paragraph()
    if chosen is None:
        turn.say("no_more_strategies") or turn.say("choose_below")
        turn.offer("breathe", "topic", "human")
        return
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
        turn.say(memory.focus or "prevention", optional=True)
        turn.say("strategy_close")


def _takes_starter(turn: Turn) -> bool:
    """Whether the minutes there are just cover the first block already on the table."""
    minutes = turn.seen.slots.get("tiempo_bloque")
    shown = turn.memory.last_strategy is not None
    return shown and isinstance(minutes, int) and minutes <= rules.SMALL_MINUTES


def accept(turn: Turn, *, acknowledge: bool = True) -> None:
    """The block begins."""
    if acknowledge:
        turn.say("ack_yes", optional=True)
    turn.say("started")
    turn.say("started_close")
    turn.wait("running")
    turn.offer("done", "stuck", "pause")


def another(turn: Turn, acknowledgement: str = "next_try") -> None:
    """Another strategy; after three rounds a change of level, a smaller block, an exercise."""
    memory = turn.memory
    memory.iteration += 1
    turn.say(acknowledgement, optional=True)
    if memory.iteration == rules.ROUNDS_BEFORE_CHANGE:
        turn.say("recalibrate")
        if exercise(turn):
            return
    propose(turn)


def done(turn: Turn) -> None:
    """The block helped."""
    turn.memory.last_evaluation = "helped"
    turn.memory.iteration = 0
    if not (turn.seen.has("thanks") and turn.say("thanks")):
        turn.say("ack_good")
    if turn.memory.knows_task:
        turn.say("recap", optional=True)
    if not turn.ask("next"):
        turn.say("next_statement")
        turn.wait("question", "next")
        turn.offer("continue", "pause", "bye")


def stuck(turn: Turn) -> None:
    """The block did not go: a small tool, and once the question where it broke off."""
    memory = turn.memory
    memory.last_evaluation = "stuck"
    memory.iteration += 1
    turn.say("stuck") or turn.say("ack_hard")
    if memory.iteration >= rules.ROUNDS_BEFORE_CHANGE and not memory.exercises:
        turn.say("recalibrate")
        if exercise(turn):
            return
    if turn.ask("blocked_where"):
        return
    turn.new_paragraph()
    if turn.say("unstick"):
        turn.say("started_close", optional=True)
        turn.wait("running")
        turn.offer("done", "other", "pause", "human")
    else:
        propose(turn)


def unblock(turn: Turn) -> None:
    """After the student said where it broke off."""
    if turn.seen.has("sleepy", "pause"):
        turn.say("ack_short", optional=True)
        pause(turn)
        return
    if turn.seen.has("less") or "mucho" in turn.seen.folded.split():
        turn.memory.slots["tiempo_bloque"] = rules.STARTER_MINUTES
        turn.say("ack_hard", optional=True)
        propose(turn)
        return
    if not turn.say_quote():
        turn.say("ack_listen")
    turn.new_paragraph()
    turn.say("unstick") or turn.say("no_more_strategies")
    turn.say("started_close", optional=True)
    turn.wait("running")
    turn.offer("done", "other", "pause", "human")


def pause(turn: Turn) -> None:
    turn.say("pause") or turn.say("ack_yes")
    turn.say("pause_close")
    turn.wait("question", "next")
    turn.offer("continue", "breathe", "bye")


def stop(turn: Turn) -> None:
    """The student leaves it here for now."""
    turn.say("stop_here")
    if turn.memory.last_strategy:
        turn.say("stop_note", optional=True)
    turn.say("thanks_close")
    turn.offer("topic", "human")


def exercise(turn: Turn, name: str | None = None) -> bool:
    """A regulation exercise for the feeling, step by step; False when all have been shown."""
    memory = turn.memory
    left = [e for e in turn.content.exercises.values() if e.id not in memory.exercises]
    if not left:
        return False
    feeling = memory.feeling or ""
    chosen = min(left, key=lambda item: (item.id != name, feeling not in item.feelings))
    memory.exercises.append(chosen.id)
    turn.new_paragraph()
    turn.say_one(chosen.lead)
    steps = "\n".join(f"{n}. {step}" for n, step in enumerate(chosen.steps, start=1))
    turn.write("\n" + steps)
    turn.new_paragraph()
    turn.say_one(chosen.close)
    turn.wait("exercise", chosen.id)
    turn.offer("better", "same", "continue")
    return True


def go_on(turn: Turn) -> None:
    """A message within the cycle that is neither an answer nor a new topic."""
    said = turn.seen.slots
    if turn.waits_for("question", "minutes") and _takes_starter(turn):
        turn.say("ack_fact", optional=True)
        accept(turn, acknowledge=False)
        return
    if turn.seen.has("stuck") and turn.memory.last_strategy:
        stuck(turn)
    elif any(said.get(key) for key in ("tipo_tarea", "ramo", "plazo", "tiempo_bloque", "fase")):
        turn.say("ack_fact", optional=True)
        work(turn)
    elif turn.waits_for("strategy"):
        react(turn)
        turn.say("offer_listen", optional=True)
        turn.say("strategy_close")
        turn.wait("strategy", str((turn.pending or {}).get("id", "")))
        turn.offer("start", "other", "less", "human")
    elif turn.waits_for("running"):
        react(turn)
        turn.say("still_running") or turn.say("open_invite")
        turn.wait("running")
        turn.offer("done", "stuck", "pause", "human")
    elif turn.seen.has("worry"):
        react(turn)
        turn.say("offer_listen") or turn.say("open_invite")
        turn.offer("breathe", "continue", "human")
    else:
        react(turn)
        work(turn)

"""Questions that the program has no facts for: subject matter, procedures, what it must not do.

Nothing is invented: it says how to go about it, and who knows.
"""

from __future__ import annotations

from conversations.answers.embedded.turn import Turn

_OFFICES = ("grant", "certificate", "enrolment", "leave", "payment", "absence", "marks", "mail")
_LIMITS = ("do_it", "diagnosis", "medicine", "others_data", "of_teacher")


def answer(turn: Turn) -> bool:
    """Answer a question of these kinds; False when the message is none."""
    seen = turn.seen
    for limit in _LIMITS:
        if seen.has(limit):
            _limit(turn, limit)
            return True
    if seen.has("why_not") and turn.memory.recalled[-1:] == ["do_it"]:
        turn.does("limit")
        turn.say("limit_why")
        turn.keep_waiting()
        return True
    if seen.has("who_to_talk"):
        turn.does("human")
        turn.say("who_to_talk")
        contact(turn, "contact_care")
        turn.offer("human", "tell", "topic")
        return True
    feels = "adj" in seen.values or "noun" in seen.values
    if feels:
        return False
    if seen.has("off_topic"):
        turn.does("limit")
        turn.say("off_topic") or turn.say("my_misreading")
        turn.say("light_return", optional=True)
        turn.keep_waiting()
        return True
    if seen.has("admin"):
        _procedure(turn)
        return True
    if seen.has("academic"):
        _subject_matter(turn)
        return True
    return False


def _limit(turn: Turn, limit: str) -> None:
    """Say plainly what it cannot do, why, and what there is instead."""
    memory = turn.memory
    turn.does("limit")
    if not turn.say(f"cannot_{limit}"):
        turn.say("cannot_again") or turn.say("cannot")
    memory.recalled = [*[item for item in memory.recalled if item != limit], limit]
    if limit in {"diagnosis", "medicine"}:
        contact(turn, "contact_care")
        turn.offer("human", "tell", "topic")
        turn.wait("listening", memory.topic or "")
        return
    if limit == "do_it" and not turn.pending:
        turn.offer("task", "tell", "human")
        return
    turn.keep_waiting()


def _procedure(turn: Turn) -> None:
    """A date, a paper, an office: which one knows, and what to ask it."""
    turn.does("how_to_go_about")
    turn.say("admin_limit", optional=True)
    where_to_go(turn)
    if turn.pending is None or turn.memory.topic is None:
        turn.offer("draft_mail", "topic", "human")
        turn.wait("enquiry", "mail")
    else:
        turn.keep_waiting()


def where_to_go(turn: Turn) -> None:
    """The office for the question, and the institution's support service."""
    office = next((name for name in _OFFICES if turn.seen.has(f"office_{name}")), "other")
    if not turn.say(f"office.{office}"):
        turn.say("office.other")
    contact(turn)


def contact(turn: Turn, key: str = "contact") -> None:
    """Whom to reach at the institution, if it says so."""
    given = turn.request.contact
    name = given.get("name", "")
    reach = given.get("phone") or given.get("email") or ""
    if name and reach:
        turn.say(key, optional=True, service=name, reach=reach)


def draft_mail(turn: Turn) -> bool:
    """The four lines of a message to an office, once."""
    if not turn.say("mail_draft"):
        return False
    turn.does("how_to_go_about")
    turn.offer("tell", "topic", "human")
    return True


def _subject_matter(turn: Turn) -> None:
    """How to study the thing, and once a question that makes them explain it themselves."""
    turn.does("how_to_go_about")
    turn.say("academic", optional=True)
    how = "academic_steps" if turn.seen.has("procedure") else "academic_how"
    turn.new_paragraph()
    turn.say(how) or turn.say("academic_how") or turn.say("simple")
    if turn.memory.time_block and turn.pending:
        turn.keep_waiting()
    elif not turn.ask("academic_part"):
        turn.say("choose_below", optional=True)
        turn.keep_waiting()

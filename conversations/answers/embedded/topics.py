"""Which topics a message names; the same for every language but for its words."""

from __future__ import annotations

import re

from analysis.slot_feelings import DENIAL
from conversations.answers.embedded.content import Content, Topic

_GIVE_WAY_TO_TASK = frozenset({"low_mood", "anger"})
_MANY = re.compile(r"\b(?:todo|mil|much\w+|demasiad\w+|tant[ao]s|monton)\b")


def topics_in(
    folded: str,
    slots: dict[str, object],
    content: Content,
    *,
    denial: re.Pattern[str] = DENIAL,
    many: re.Pattern[str] = _MANY,
) -> list[Topic]:
    """The topics that the message names and does not deny, the most pressing first.

    `denial` and `many` are the language's words for «no» and for «too much at once».
    """
    found: list[Topic] = []
    for topic in content.topics.values():
        for pattern in topic.patterns:
            match = pattern.search(folded)
            if match and not denial.search(re.split(r"[.;!?\n,]", folded[: match.start()])[-1]):
                found.append(topic)
                break
    task_said = slots.get("tipo_tarea") or (slots.get("plazo") and slots.get("ramo"))
    if task_said and not any(topic.id == "exam" for topic in found):
        found.append(content.topics["deadline"])
        found = [topic for topic in found if topic.id not in _GIVE_WAY_TO_TASK]
        if slots.get("plazo") and not many.search(folded):
            found = [topic for topic in found if topic.id != "overload"]
    return sorted(found, key=lambda topic: -topic.rank)

"""What one message does: its intents, its topic, what it says of the task and the feeling."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace

from analysis.folding import fold, words
from analysis.results import Analysis
from analysis.slot_feelings import DENIAL
from analysis.slots import extract_slots
from conversations.answers.base import AnswerRequest
from conversations.answers.embedded.content import Content, Topic
from conversations.answers.embedded.words import feeling_values
from conversations.answers.human import wants_human

# Moods that give way to a task named in the same message, or to the topic already on the table.
WEAK = frozenset({"low_mood", "anger", "overload", "exam", "deadline"})
_GIVE_WAY_TO_TASK = frozenset({"low_mood", "anger"})
_MANY = re.compile(r"\b(?:todo|mil|much\w+|demasiad\w+|tant[ao]s|monton)\b")
_KEYS = re.compile(r"(?:asdf|sdfg|dfgh|fghj|ghjk|hjkl|jkl|qwer|wert|zxcv|xcvb|lkj|poiu)")
_NO_VOWELS = re.compile(r"[bcdfghjklmnpqrstvwxyz]{5,}|^[bcdfghjklmnpqrstvwxz]{3,}$")
_REPEATED = re.compile(r"^(\w{2,4})\1+\w?$")
_LAUGH, _SAD, _YES, _WARM = "😂🤣😆😅", "😭😢😞😔🥺☹😿", "👍👌✅🙌", "❤🥰😊💜💙🤗"
_SURE = 0.6
_SURE_OF_BOTH = 0.9  # what the patterns of `analysis.labelling` give
_LONG = 5


@dataclass(frozen=True)
class Understanding:
    """A message as the policy sees it. `values` are the student's own words for the feeling.

    `attack` are the kinds in which it attacks somebody, the foremost first. `attempt`: it tries
    to rule the assistant; nothing of it is followed or kept. `quotable`: nothing in it speaks
    against giving its words back.
    """

    text: str
    folded: str
    count: int
    intents: frozenset[str]
    topic: Topic | None
    slots: dict[str, object]
    values: dict[str, str]
    emotion: str | None
    crisis: bool
    attack: tuple[str, ...] = ()
    attempt: bool = False
    quotable: bool = True

    def has(self, *names: str) -> bool:
        return not self.intents.isdisjoint(names)

    def without(self, *names: str) -> Understanding:
        """The same message, these intents dealt with."""
        return replace(self, intents=self.intents.difference(names))


def _is_gibberish(tokens: list[str]) -> bool:
    if not tokens or len(tokens) > 6 or any(token.isdigit() for token in tokens):
        return False
    strange = [
        bool(
            _KEYS.search(token)
            or _NO_VOWELS.search(token)
            or (_REPEATED.match(token) and not re.match(r"^(?:ja|je|ji|jo|ha|bla|no|si)+", token))
        )
        for token in tokens
    ]
    return all(strange)


def _is_foreign(text: str, folded: str, count: int, content: Content) -> bool:
    letters = [character for character in text if character.isalpha()]
    if letters and sum(ord(character) > 0x24F for character in letters) * 2 > len(letters):
        return True
    english = len(set(content.intents["english"].findall(folded)))
    return (
        english >= 3
        or (english >= 1 and count <= 2 and english * 2 >= count)
        or bool(english >= 2 and count <= 6)
        or bool(content.intents["other_tongue"].search(folded))
    )


def _emoji(text: str) -> set[str]:
    found: set[str] = set()
    for name, signs in (("laugh", _LAUGH), ("sad", _SAD), ("yes", _YES), ("thanks", _WARM)):
        if any(sign in text for sign in signs):
            found.add(name)
    return found


def _intents(text: str, folded: str, content: Content) -> frozenset[str]:
    tokens = words(folded)
    found = {name for name, pattern in content.short_intents.items() if pattern.match(folded)}
    found |= {name for name, pattern in content.intents.items() if pattern.search(folded)}
    found -= {"english", "other_tongue", "english_min"}
    if _is_foreign(text, folded, len(tokens), content):
        found.add("foreign")
    if not tokens:
        found |= _emoji(text) or ({"not_understood"} if "?" in text else {"dots"})
    elif _is_gibberish(tokens):
        found.add("gibberish")
    if "vent" in found:
        found.discard("ideas")  # «no quiero consejos» names them only to refuse them
    if wants_human(text):
        found.add("human")
    return frozenset(found)


def _topics(folded: str, slots: dict[str, object], content: Content) -> list[Topic]:
    found: list[Topic] = []
    for topic in content.topics.values():
        for pattern in topic.patterns:
            match = pattern.search(folded)
            if match and not DENIAL.search(re.split(r"[.;!?\n,]", folded[: match.start()])[-1]):
                found.append(topic)
                break
    task_said = slots.get("tipo_tarea") or (slots.get("plazo") and slots.get("ramo"))
    if task_said and not any(topic.id == "exam" for topic in found):
        found.append(content.topics["deadline"])
        found = [topic for topic in found if topic.id not in _GIVE_WAY_TO_TASK]
        if slots.get("plazo") and not _MANY.search(folded):
            found = [topic for topic in found if topic.id != "overload"]
    return sorted(found, key=lambda topic: -topic.rank)


def understand(request: AnswerRequest, content: Content) -> Understanding:
    """Read one message; never fails on any text of up to 2,000 characters."""
    text = request.text
    folded = fold(text)
    slots = asdict(request.analysis.slots or extract_slots(text, request.now))
    topics = _topics(folded, slots, content)
    emotion = request.analysis.emotion
    count = len(words(folded))
    attack, attempt = _attack_or_attempt(request.analysis)
    sure = emotion is not None and emotion.confidence >= _SURE and count > _LONG
    return Understanding(
        text=text,
        folded=folded,
        count=count,
        intents=_intents(text, folded, content),
        topic=topics[0] if topics else None,
        slots=slots,
        values=feeling_values(folded, content),
        emotion=emotion.label if emotion and sure else None,
        crisis=request.analysis.crisis.is_crisis,
        attack=attack,
        attempt=attempt,
        quotable=not (_is_toxic(request.analysis) or _is_injection(request.analysis)),
    )


def _is_toxic(analysis: Analysis) -> bool:
    return analysis.toxicity is not None and analysis.toxicity.is_toxic


def _is_injection(analysis: Analysis) -> bool:
    return analysis.injection is not None and analysis.injection.is_injection


def _attack_or_attempt(analysis: Analysis) -> tuple[tuple[str, ...], bool]:
    """The kinds of attack to answer to, and whether to answer as to an attempt.

    Each is easily taken for the other: the surer one counts, and both where both are sure.
    """
    toxicity, injection = analysis.toxicity, analysis.injection
    attack = toxicity.confidence if toxicity and toxicity.is_toxic else 0.0
    attempt = injection.confidence if injection and injection.is_injection else 0.0
    enough = min(max(attack, attempt), _SURE_OF_BOTH)
    kinds = toxicity.kinds if toxicity and attack and attack >= enough else ()
    return kinds, bool(attempt and attempt >= enough)

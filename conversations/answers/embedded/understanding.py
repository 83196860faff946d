"""What one message does: its intents, its topic, what it says of the task and the feeling."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace

from analysis.folding import fold, words
from analysis.results import Analysis
from analysis.slots import extract_slots
from conversations.answers.base import AnswerRequest
from conversations.answers.embedded.content import Content, Topic
from conversations.answers.embedded.files import DEFAULT_LANGUAGE, spoken
from conversations.answers.embedded.topics import topics_in
from conversations.answers.embedded.words import feeling_values
from conversations.answers.human import wants_human

# Moods that give way to a task named in the same message, or to the topic already on the table.
WEAK = frozenset({"low_mood", "anger", "overload", "exam", "deadline"})
_KEYS = re.compile(r"(?:asdf|sdfg|dfgh|fghj|ghjk|hjkl|jkl|qwer|wert|zxcv|xcvb|lkj|poiu)")
_NO_VOWELS = re.compile(r"[bcdfghjklmnpqrstvwxyz]{5,}|^[bcdfghjklmnpqrstvwxz]{3,}$")
_REPEATED = re.compile(r"^(\w{2,4})\1+\w?$")
_LAUGH, _SAD, _YES, _WARM = "😂🤣😆😅", "😭😢😞😔🥺☹😿", "👍👌✅🙌", "❤🥰😊💜💙🤗"
_SURE, _VERY_SURE = 0.6, 0.9
_SURE_OF_BOTH = 0.9  # what the patterns of `analysis.labelling` give
_LONG = 5
_A_SENTENCE = 3
# In a long story a task or a date may be anybody's: it counts only where studies are its subject.
_STORY = 35
_SEVERAL = 2
# A person and no subject of study.
_PSYCHOLOGIST = re.compile(r"\b(?:la|el|una?|mi|con) psic[oó]log[ao]\b", re.IGNORECASE)
_QUESTION = re.compile(r"\?\W*$|\?\s")
_ASKS = re.compile(
    r"^\W*(?:y )?(?:qué|cuál|cuáles|cómo|cuándo|cuánto|cuánta|dónde|quién|por qué|cuando|cuanto|"
    r"donde|hasta cuando|hasta cuándo|a qué hora|se puede|que (?:hago|puedo|es|son)|"
    r"como (?:se|hago|puedo))\b",
    re.IGNORECASE,
)
_NO_ANSWER = re.compile(r"\bno (?:me |nos )?(?:contest|respond)\w+|\by nada\b")
_NEW_TASK = re.compile(r"\b(?:tengo|ahora|otra? (?:tarea|prueba|trabajo)|ademas)\b")
_BARE_MINUTES = re.compile(r"(?:^|\b(?:solo|como|unos|tengo|quedan) )(\d{1,3})$")
_MINUTES = range(5, 181)


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
    is_question: bool = False
    others: tuple[Topic, ...] = ()

    def has(self, *names: str) -> bool:
        return not self.intents.isdisjoint(names)

    def without(self, *names: str) -> Understanding:
        """The same message, these intents dealt with."""
        return replace(self, intents=self.intents.difference(names))


def is_gibberish(tokens: list[str]) -> bool:
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


def emoji(text: str) -> set[str]:
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
        found |= emoji(text) or ({"not_understood"} if "?" in text else {"dots"})
    elif is_gibberish(tokens):
        found.add("gibberish")
    if "vent" in found:
        found.discard("ideas")  # «no quiero consejos» names them only to refuse them
    if _NO_ANSWER.search(folded):
        found.discard("did")
    if "no_talk" in found:
        found.discard("talk")
    if wants_human(text):
        found.add("human")
    return frozenset(found)


def understand(
    request: AnswerRequest, content: Content, pending: dict[str, str] | None = None
) -> Understanding:
    """Read one message; never fails on any text of up to 2,000 characters.

    `pending` is what the message may answer: a bare number is one of minutes only then.
    """
    text = request.text
    folded = fold(text).strip(" ¿¡")
    count = len(words(folded))
    slots = asdict(request.analysis.slots or extract_slots(text, request.now))
    topics = topics_in(folded, slots, content)
    if count > _STORY:
        topics, slots = _as_story(topics, slots, folded)
    if slots["ramo"] and not slots["tipo_tarea"] and _PSYCHOLOGIST.search(text):
        slots["ramo"] = None
        topics = [topic for topic in topics if topic.id != "deadline"]
    bare = _BARE_MINUTES.search(folded.rstrip(" ."))
    if bare and int(bare[1]) in _MINUTES and waits_for_minutes(pending):
        slots["tiempo_bloque"] = int(bare[1])
    intents = _intents(text, folded, content)
    known = {"", DEFAULT_LANGUAGE, spoken(request.language)}
    if request.analysis.language not in known and count >= _A_SENTENCE:
        intents |= {"foreign"}
    if "blank" in intents:  # the mind, not the page
        slots["fase"] = None
    if "no_exercise" in intents:  # «ejercicios de respiración» are no task
        topics, slots = [], dict.fromkeys(slots)
    if intents & {"stop", "not_now"} or _is_about_block(pending, folded):
        slots = {name: slots[name] if name == "sentimiento" else None for name in slots}
    emotion = request.analysis.emotion
    attack, attempt = attack_or_attempt(request.analysis)
    sure = emotion is not None and (
        (emotion.confidence >= _SURE and count > _LONG)
        or (emotion.confidence >= _VERY_SURE and count >= _A_SENTENCE)
    )
    return Understanding(
        text=text,
        folded=folded,
        count=count,
        intents=intents,
        topic=topics[0] if topics else None,
        slots=slots,
        values=feeling_values(folded, content),
        emotion=emotion.label if emotion and sure else None,
        crisis=request.analysis.crisis.is_crisis,
        attack=attack,
        attempt=attempt,
        quotable=not (is_toxic(request.analysis) or is_injection(request.analysis)),
        is_question=bool(_QUESTION.search(text) or _ASKS.search(text)),
        others=tuple(topics[1:]) if count > _STORY and len(topics) >= _SEVERAL else (),
    )


def waits_for_minutes(pending: dict[str, str] | None) -> bool:
    given = pending or {}
    return given.get("id") == "minutes" or given.get("kind") == "strategy"


def _is_about_block(pending: dict[str, str] | None, folded: str) -> bool:
    """Whether a message says what stood in the way: «no entendí la lectura» is no new task."""
    asked = (pending or {}).get("id", "") in {"blocked_where", "half_missing"}
    return asked and not _NEW_TASK.search(folded)


def _as_story(
    topics: list[Topic], slots: dict[str, object], folded: str
) -> tuple[list[Topic], dict[str, object]]:
    """A long message is about what happens to its writer; work is what it says so plainly of."""
    life = [topic for topic in topics if topic.kind == "life" and topic.id not in WEAK]
    if not life:
        return topics, slots
    wants_work = re.search(r"\btengo que (?:entregar|estudiar|rendir|hacer)\b", folded)
    if wants_work:
        return life, slots
    return life, {name: slots[name] if name == "sentimiento" else None for name in slots}


def is_toxic(analysis: Analysis) -> bool:
    return analysis.toxicity is not None and analysis.toxicity.is_toxic


def is_injection(analysis: Analysis) -> bool:
    return analysis.injection is not None and analysis.injection.is_injection


def attack_or_attempt(analysis: Analysis) -> tuple[tuple[str, ...], bool]:
    """The kinds of attack to answer to, and whether to answer as to an attempt.

    Each is easily taken for the other: the surer one counts, and both where both are sure.
    """
    toxicity, injection = analysis.toxicity, analysis.injection
    attack = toxicity.confidence if toxicity and toxicity.is_toxic else 0.0
    attempt = injection.confidence if injection and injection.is_injection else 0.0
    enough = min(max(attack, attempt), _SURE_OF_BOTH)
    kinds = toxicity.kinds if toxicity and attack and attack >= enough else ()
    return kinds, bool(attempt and attempt >= enough)

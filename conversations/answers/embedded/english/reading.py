"""What one English message does: its intents, its topic, the task and the feeling in it."""

from __future__ import annotations

import re
from dataclasses import asdict

from analysis.folding import words
from analysis.slots_english import extract_slots_english
from analysis.slots_english_text import plain_english
from analysis.slots_english_words import DENIAL
from conversations.answers.base import AnswerRequest
from conversations.answers.embedded.content import Content, Topic
from conversations.answers.embedded.topics import topics_in
from conversations.answers.embedded.understanding import (
    WEAK,
    Understanding,
    attack_or_attempt,
    emoji,
    is_gibberish,
    is_injection,
    is_toxic,
    waits_for_minutes,
)
from conversations.answers.embedded.words import feeling_values
from conversations.answers.human import wants_human

_MANY = re.compile(r"\b(?:everything|thousand|million|many|much|tons|loads|lots)\b")
_LONG_RUN = 35  # words; in a story a task or a date may be anybody's
_SEVERAL, _SENTENCE = 2, 3
_QUESTION = re.compile(r"\?\W*$|\?\s")
_ASKS = re.compile(
    r"^\W*(?:and )?(?:what|which|how|when|where|who|why|until when|by when|is there|are there|"
    r"can (?:i|one)|do i|does (?:the|it))\b"
)
_NEW_TASK = re.compile(r"\b(?:i have|i've got|now|another (?:task|test|assignment|essay)|also)\b")
_ONLY_MINUTES = re.compile(r"(?:^|\b(?:only|just|like|about|maybe|have|got) )(\d{1,3})$")
_MINUTES = range(5, 181)
_WANTS_WORK = re.compile(r"\bi (?:have|need) to (?:hand in|submit|study|sit|finish|write)\b")
_ABOUT_PSYCHOLOGIST = re.compile(r"\b(?:psychologist|therapist|counsellor|counselor)\b")
_OTHER_TONGUES = frozenset({"pt", "fr", "it", "de", "und"})
_ABOUT_BLOCK = frozenset({"blocked_where", "half_missing"})
_SPANISH_OF_A_FEW, _SPANISH = 2, 3  # words that speak for it
_A_FEW_WORDS = 6
_CORRECTS = re.compile(
    r"\b(?:i mean|i meant|actually|sorry,? (?:it's|it is)|my mistake|correction|rather it's|"
    r"no,? (?:it's|it is|wait)|not .{1,30}, (?:it's|but))\b"
)
_NEXT_ONE = re.compile(r"\b(?:another|also|as well|besides|now i (?:have|need)|next up|and then)\b")
_NEXT_EXAM = re.compile(r"\b(?:exam|test|midterm|quiz|final|oral|translation)s?\b")
_NOT_DONE = re.compile(
    r"\b(?:no (?:answer|reply)|(?:didn't|doesn't|don't|haven't|hasn't) (?:answer|repl))"
)


def understand_english(
    request: AnswerRequest, content: Content, pending: dict[str, str] | None = None
) -> Understanding:
    """Read one message; never fails on any text of up to 2,000 characters.

    The emotion of the models is left aside, because they know Spanish only.
    """
    text = request.text
    folded = plain_english(text)
    count = len(words(folded))
    slots: dict[str, object] = asdict(extract_slots_english(text, request.now))
    topics = topics_in(folded, slots, content, denial=DENIAL, many=_MANY)
    if count > _LONG_RUN:
        topics, slots = _as_story(topics, slots, folded)
    if slots["ramo"] and not slots["tipo_tarea"] and _ABOUT_PSYCHOLOGIST.search(folded):
        slots["ramo"] = None
    bare = _ONLY_MINUTES.search(folded.rstrip(" ."))
    if bare and int(bare[1]) in _MINUTES and waits_for_minutes(pending):
        slots["tiempo_bloque"] = int(bare[1])
    intents = _intents(text, folded, count, content)
    if request.analysis.language in _OTHER_TONGUES and count >= _SENTENCE:
        intents.add("foreign")
    if "blank" in intents:  # the mind, not the page
        slots["fase"] = None
    if "no_exercise" in intents:  # «breathing exercises» are no task
        topics, slots = [], dict.fromkeys(slots)
    asked_of_block = (pending or {}).get("id") in _ABOUT_BLOCK and not _NEW_TASK.search(folded)
    if intents & {"stop", "not_now"} or asked_of_block:
        slots = _feeling_only(slots)
    attack, attempt = attack_or_attempt(request.analysis)
    return Understanding(
        text=text,
        folded=folded,
        count=count,
        intents=frozenset(intents),
        topic=topics[0] if topics else None,
        slots=slots,
        values=feeling_values(folded, content),
        emotion=None,
        crisis=request.analysis.crisis.is_crisis,
        attack=attack,
        attempt=attempt,
        quotable=not (is_toxic(request.analysis) or is_injection(request.analysis)),
        is_question=bool(_QUESTION.search(text) or _ASKS.search(folded)),
        others=tuple(topics[1:]) if count > _LONG_RUN and len(topics) >= _SEVERAL else (),
    )


def correction(text: str) -> str:
    """The cue by which `analysis.slots.merged` knows what `text` does to a task known before.

    It reads Spanish: «mejor dicho» when the text corrects, «además» when it names one more task,
    «examen» when it names an exam; else nothing.
    """
    folded = plain_english(text)
    if _CORRECTS.search(folded):
        return "mejor dicho"
    if _NEXT_ONE.search(folded):
        return "además"
    return "examen" if _NEXT_EXAM.search(folded) else ""


def _feeling_only(slots: dict[str, object]) -> dict[str, object]:
    return {name: slots[name] if name == "sentimiento" else None for name in slots}


def _is_foreign(folded: str, count: int, content: Content) -> bool:
    letters = [character for character in folded if character.isalpha()]
    if letters and sum(ord(character) > 0x24F for character in letters) * 2 > len(letters):
        return True
    spanish = len(set(content.intents["english"].findall(folded)))
    return (
        spanish >= _SPANISH
        or (spanish >= 1 and count <= _SEVERAL and spanish * 2 >= count)
        or (spanish >= _SPANISH_OF_A_FEW and count <= _A_FEW_WORDS)
        or bool(content.intents["other_tongue"].search(folded))
    )


def _intents(text: str, folded: str, count: int, content: Content) -> set[str]:
    found = {name for name, pattern in content.short_intents.items() if pattern.match(folded)}
    found |= {name for name, pattern in content.intents.items() if pattern.search(folded)}
    found -= {"english", "other_tongue", "english_min"}
    if _is_foreign(folded, count, content):
        found.add("foreign")
    tokens = words(folded)
    if not tokens:
        found |= emoji(text) or ({"not_understood"} if "?" in text else {"dots"})
    elif is_gibberish(tokens) and not found:
        found.add("gibberish")
    if "vent" in found:
        found.discard("ideas")  # «I don't want advice» names it only to refuse it
    if _NOT_DONE.search(folded):
        found.discard("did")
    if "no_talk" in found:
        found.discard("talk")
    if wants_human(text):
        found.add("human")
    return found


def _as_story(
    topics: list[Topic], slots: dict[str, object], folded: str
) -> tuple[list[Topic], dict[str, object]]:
    """A long message is about what happens to its writer; work is what it says so plainly of."""
    life = [topic for topic in topics if topic.kind == "life" and topic.id not in WEAK]
    if not life:
        return topics, slots
    return life, slots if _WANTS_WORK.search(folded) else _feeling_only(slots)

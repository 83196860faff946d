"""The student's own English terms: the word for the feeling, the task, the date, a clause."""

from __future__ import annotations

import re
from typing import Any

from analysis.folding import tidy
from analysis.slots_english_text import plain_english
from analysis.slots_english_words import DENIAL, OTHERS_FEELING

Names = dict[str, dict[str, str]]

_ADJECTIVES = (
    "frustrated|anxious|nervous|overwhelmed|stressed out|stressed|distressed|worried|scared|afraid|"
    "terrified|tired|exhausted|worn out|burnt out|bored|unmotivated|blocked|stuck|fed up|angry|"
    "annoyed|furious|disappointed|lost|confused|distracted|discouraged|insecure|hurt|empty|down|"
    "low|behind|restless|desperate|tense|ashamed|embarrassed|proud|relieved|excited|sad|happy|"
    "lonely|homesick|panicky|swamped|numb|guilty|glad|upset"
)
_ADJECTIVE = re.compile(
    r"\b(?:(?P<verb>i'm|i am|i feel|i've been|i have been|feeling|feel|makes me|made me|being|"
    r"getting|i was)(?: (?:just|also|still|already|feeling|right now|always|getting))* )?"
    r"(?:(?P<intensity>super|very|so|really|quite|too|pretty|a bit|a little|extremely|totally|"
    r"completely|incredibly|kind of|kinda) )?"
    rf"(?P<word>{_ADJECTIVES})\b(?! (?:time|news|day|for|of sleep))"
)
# The word that leads from a feeling to what it is about.
_ABOUT = {
    "about": frozenset(
        {
            "anxious", "nervous", "stressed", "stressed out", "distressed", "worried", "scared",
            "terrified", "excited", "upset", "insecure", "tense", "angry", "desperate", "panicky",
        }
    ),
    "with": frozenset({"frustrated", "fed up", "bored", "annoyed", "lost", "behind", "furious"}),
    "on": frozenset({"stuck", "blocked"}),
    "by": frozenset({"overwhelmed", "swamped", "discouraged", "confused"}),
}  # fmt: skip
_SHOWN = {"super": "really", "a little": "a bit", "pretty": "quite", "kinda": "kind of"}
_NOUN = re.compile(
    r"\b(?:i have|i've got|i get|i feel|gives me|with|full of|such|it's the|have) "
    r"(?P<much>so much |a lot of |lots of |a bit of |too much |some )?"
    r"(?P<word>fear|anxiety|sadness|anger|rage|stress|panic|shame|guilt|frustration|pressure|"
    r"grief|homesickness|dread)\b"
)
# The student's word, and the key that it has in every language.
_NOUNS = (
    (r"oral (?:exam|test)|viva|oral", "oral"),
    (r"final exam|finals?", "final"),
    (r"midterms?", "parcial"),
    (r"quiz(?:zes)?", "quiz"),
    (r"exams?", "examen"),
    (r"tests?", "prueba"),
    (r"thesis", "tesis"),
    (r"dissertation", "tesina"),
    (r"translations?", "traduccion"),
    (r"presentations?", "presentacion"),
    (r"talk", "disertacion"),
    (r"worksheets?|problem sheet", "guia"),
    (r"(?:term )?paper", "paper"),
    (r"reports?", "informe"),
    (r"projects?", "proyecto"),
    (r"coursework", "trabajo"),
    (r"assignments?|homework", "tarea"),
)
_TASK_NOUNS = tuple((re.compile(rf"\b(?P<said>{said})\b"), key) for said, key in _NOUNS)
_BY_NOUN = frozenset({None, "otro", "proyecto", "presentacion", "ensayo"})
_DAY = (
    r"(?P<next>next )?(?P<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    r"|the day after tomorrow|day after tomorrow|next week|next month|the end of the month|"
    r"end of the month"
)
_WHEN = re.compile(rf"\b(?:{_DAY})\b")
_SHOWN_WHEN = {
    "day after tomorrow": "the day after tomorrow",
    "end of the month": "at the end of the month",
    "the end of the month": "at the end of the month",
}
_NAMED_BY_THEMSELVES = frozenset({"bugfix", "proofreading", "coding"})

_CLAUSES = re.compile(r"[.,;:!?…\n()\"“”]+|\s(?:but|because|although|though|and)\s")
_QUOTE_WORDS = range(4, 10)
_UNQUOTABLE = re.compile(
    r"@|\d{4,}|https?:|\b(?:kill|die|dying|suicid|hate|fuck|shit|idiot|stupid|moron|worthless)\w*",
    re.IGNORECASE,
)
# A clause worth giving back says what it is like for the student, not what the talk is about.
_PERSONAL = re.compile(
    r"\b(?:i (?:feel|miss|cry|can't|don't know|never|always)|nobody|no one|always|never|anymore|"
    r"hurts|scares|worries|costs|crying|fear|guilt|shame|enough|alone|lonely|told me|ignores?)\b"
)
_BEFORE = 40


def _is_own(folded: str, start: int) -> bool:
    before = re.split(r"[.;!?\n,]|\bbut\b", folded[max(0, start - _BEFORE) : start])[-1]
    return not DENIAL.search(before) and not OTHERS_FEELING.search(before)


def feeling_values(folded: str) -> dict[str, str]:
    """`adj` («really frustrated») or `noun` («a lot of fear») as the student said it.

    With `adj` goes `adj_about` («really frustrated with») where it may be followed by a task.
    """
    for match in _ADJECTIVE.finditer(folded):
        short = len(folded.split()) <= len(("so", "very", "tired"))
        if not _is_own(folded, match.start()) or not (match["verb"] or match["intensity"] or short):
            continue
        if DENIAL.search(folded[: match.start("word")].split(",")[-1]):
            continue
        strength = _SHOWN.get(match["intensity"] or "", match["intensity"] or "")
        adj = f"{strength} {match['word']}".strip()
        values = {"adj": adj, "adj_cap": adj[0].upper() + adj[1:]}
        about = next((word for word, of in _ABOUT.items() if match["word"] in of), "")
        return values | ({"adj_about": f"{adj} {about}"} if about else {})
    for match in _NOUN.finditer(folded):
        if _is_own(folded, match.start()):
            return {"noun": f"{match['much'] or ''}{match['word']}"}
    return {}


def task_terms(folded: str, slots: dict[str, Any], said: dict[str, object]) -> dict[str, str]:
    """What to remember of a message: `noun` (its key), `said` (the word itself) and `day`.

    `slots` are those of the conversation, `said` those of the message. An empty `day` takes back
    the one before.
    """
    found: dict[str, str] = {}
    if said.get("tipo_tarea") and slots.get("tipo_tarea") in _BY_NOUN:
        found = {"noun": "", "said": ""}
        for pattern, key in _TASK_NOUNS:
            match = pattern.search(folded)
            is_essay = slots.get("tipo_tarea") == "ensayo"
            if match and (key == "paper" if is_essay else key != "paper"):
                found = {"noun": key, "said": match["said"]}
                break
    if said.get("plazo"):
        found["day"] = ""
        for when in _WHEN.finditer(folded):
            found["day"] = _shown_when(when)
    return found


def _shown_when(match: re.Match[str]) -> str:
    if match["day"]:
        return f"{'next' if match['next'] else 'on'} {match['day'].capitalize()}"
    return _SHOWN_WHEN.get(match[0], match[0])


def task_words(
    names: Names, slots: dict[str, Any], words: dict[str, str], *, is_exam: bool
) -> dict[str, str]:
    """`task` («your philosophy essay»), `due` («is due tomorrow») and `when`, as far as known."""
    values: dict[str, str] = {}
    noun = words.get("noun", "") if slots.get("tipo_tarea") in _BY_NOUN else ""
    name = names["nouns"].get(noun)
    name = name or names["task"].get(slots.get("tipo_tarea") or "")
    subject = slots.get("ramo")
    if name and subject and slots.get("tipo_tarea") not in _NAMED_BY_THEMSELVES:
        whose, _, rest = name.partition(" ")
        values["task"] = name if str(subject) in rest else f"{whose} {subject} {rest}"
    elif name:
        values["task"] = name
    elif subject:
        values["task"] = f"your {subject} work"
    due = slots.get("plazo")
    if due:
        values["when"] = words.get("day") or names["when"][due]
        values["due"] = names["due_exam" if is_exam else "due_work"][due]
        if words.get("day"):
            values["due"] = f"is {'' if is_exam else 'due '}{words['day']}"
    return values


def quotable(text: str) -> str | None:
    """A clause of four to nine words to give back literally, or None."""
    best: str | None = None
    for clause in _CLAUSES.split(tidy(text)):
        words = clause.strip(" -–—*_#").split()
        plain = plain_english(clause)
        if len(words) not in _QUOTE_WORDS or _UNQUOTABLE.search(plain):
            continue
        if not _PERSONAL.search(plain):
            continue
        if best is None or len(clause) > len(best):
            best = " ".join(words)
    if best is None:
        return None
    return re.sub(r"^(?:so|well|and|like|honestly|just)\s+", "", best, flags=re.IGNORECASE)

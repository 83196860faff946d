"""The student's own terms: the word for the feeling, the task, the date, a clause to quote."""

from __future__ import annotations

import re
from typing import Any

from analysis.folding import fold, tidy
from analysis.slot_feelings import DENIAL, OTHERS_FEELING
from conversations.answers.embedded.content import Content
from conversations.answers.embedded.english import wording as english
from conversations.answers.embedded.memory import Memory

_STEMS = (
    "frustrad|ansios|nervios|agobiad|abrumad|estresad|angustiad|preocupad|asustad|aterrad|cansad|"
    "agotad|aburrid|desmotivad|bloquead|trabad|hart|enojad|molest|furios|decepcionad|perdid|"
    "confundid|dispers|distraid|colapsad|desanimad|insegur|dolid|vaci|bajonead|atrasad|inquiet|"
    "sobrepasad|desesperad|tens|indignad|avergonzad|content|orgullos|aliviad|emocionad|animad"
)
_ADJECTIVE = re.compile(
    r"\b(?:(?:estoy|ando|me siento|sintiendome|vengo|vivo|me tiene|sigo|quede|soy|estar|sentirme)"
    r"(?: (?:aqui|ya|hoy|tambien|como))? )?"
    r"(?:(?P<intensity>super|muy|tan|re|bien|demasiado|harto|bastante|medio|un poco) )?"
    rf"(?P<word>(?:{_STEMS})[ao]|triste|feliz)\b"
)
_NOUN = re.compile(
    r"\b(?:tengo|me da|siento|con|me dio|me entro|da) "
    r"(?P<much>mucho |mucha |tanto |tanta |un poco de |harta |harto |demasiada |demasiado )?"
    r"(?P<word>miedo|ansiedad|pena|rabia|estres|nervios|angustia|panico|verguenza|culpa|sueno|"
    r"tristeza|nostalgia|frustracion|presion|coraje|susto|bajon)\b"
)
_TASK_NOUN = re.compile(
    r"\b((?:examen|prueba|interrogacion) oral|certamen|solemne|parcial|examen|prueba|control|quiz|"
    r"tesis|tesina|disertacion|exposicion|presentacion|informe|guia|paper|proyecto|trabajo|tarea|traduccion)"
    r"(?:e?s)?\b"
)
EXAMS = frozenset(
    {"examen", "prueba", "parcial", "certamen", "solemne", "control", "final", "quiz", "oral"}
)
_WHEN = re.compile(
    r"\b(?:(?:el |este )?(?P<day>lunes|martes|miercoles|jueves|viernes|sabado|domingo)|"
    r"pasado manana|la (?:proxima|otra) semana|fin de mes)\b"
)
_ACCENTED = {
    "miercoles": "miércoles",
    "sabado": "sábado",
    "pasado manana": "pasado mañana",
    "la proxima semana": "la próxima semana",
}
_CLAUSES = re.compile(r"[.,;:!?¿¡…\n()\"«»]+|\s(?:pero|porque|aunque)\s")
_QUOTE_WORDS = range(4, 10)
_UNQUOTABLE = re.compile(
    r"@|\d{4,}|https?:|\b(?:matar|morir|suicid|odio|puta|mierda|weon|culia|idiota|imbecil)\w*",
    re.IGNORECASE,
)
# A clause worth giving back says what it is like for the student, not what the talk is about.
_PERSONAL = re.compile(
    r"\b(?:me (?:siento|da|dan|duele|cuesta|pesa|cansa|preocupa|angustia|asusta|falta|dijo|"
    r"dijeron|hace|hacen|gritan?|exigen?|comparan?|trata|ignoran?)|nadie|siempre|nunca|ya no|"
    r"no puedo|no se (?:que|como|si)|extrano|lloro|llorar|llorando|miedo|culpa|verguenza|"
    r"suficiente|soledad|sol[ao])\b"
)
_NAMED_BY_THEMSELVES = frozenset({"bugfix", "proofreading"})
_BEFORE = 40


def _clause_before(folded: str, start: int) -> str:
    return re.split(r"[.;!?\n,]", folded[max(0, start - _BEFORE) : start])[-1]


def _is_own(folded: str, start: int) -> bool:
    before = _clause_before(folded, start)
    return not DENIAL.search(before) and not OTHERS_FEELING.search(before)


def feeling_values(folded: str, content: Content) -> dict[str, str]:
    """`adj` («súper frustrada») or `noun` («mucho miedo») as the student said it, if they did."""
    if content.language == "en":
        return english.feeling_values(folded)
    accents, intensity = content.names["accents"], content.names["intensity"]
    for match in _ADJECTIVE.finditer(folded):
        # Without a verb of being, an intensifier has to show that it is the writer's state.
        if not _is_own(folded, match.start()) or OTHERS_FEELING.search(
            folded[max(0, match.start() - _BEFORE) : match.start("word")]
        ):
            continue
        has_verb = match.start() < (
            match.start("intensity") if match["intensity"] else match.start("word")
        )
        if not has_verb and not match["intensity"] and len(folded.split()) > 3:
            continue
        word = accents.get(match["word"], match["word"])
        strength = intensity.get((match["intensity"] or "").replace("un poco", "poco"), "")
        adj = f"{strength} {word}".strip()
        return {"adj": adj, "adj_cap": adj[0].upper() + adj[1:]}
    for match in _NOUN.finditer(folded):
        if _is_own(folded, match.start()):
            word = accents.get(match["word"], match["word"])
            return {"noun": f"{match['much'] or ''}{word}"}
    return {}


def remember_words(
    memory: Memory,
    folded: str,
    content: Content,
    *,
    values: dict[str, str],
    said: dict[str, object],
) -> None:
    """Keep the noun the student used for the task, the day they named, and the first feeling.

    `values` are their words for the feeling, `said` the slots of the message.
    """
    if values and not memory.first_words:
        memory.first_words = dict(values)
    if content.language == "en":
        memory.words |= english.task_terms(folded, memory.slots, said)
        return
    if memory.slots.get("tipo_tarea") in {None, "otro", "proyecto", "presentacion"}:
        match = _TASK_NOUN.search(folded)
        noun = match[1].rsplit(" ", 1)[-1] if match else ""
        if noun in content.names["nouns"]:
            memory.words.setdefault("noun", noun)
    if said.get("plazo"):
        when = _WHEN.search(folded)
        memory.words.pop("day", None)
        if when and when["day"]:
            memory.words["day"] = "el " + _ACCENTED.get(when["day"], when["day"])
        elif when:
            memory.words["day"] = _ACCENTED.get(when[0], when[0])


def task_values(memory: Memory, content: Content) -> dict[str, str]:
    """`task` («tu ensayo de filosofía»), `due` («es para mañana») and `when`, as far as known."""
    return task_words(memory.slots, memory.words, content)


def task_words(slots: dict[str, Any], words: dict[str, str], content: Content) -> dict[str, str]:
    """The same for any task."""
    names, values = content.names, {}
    noun = words.get("noun", "")
    if content.language == "en":
        is_exam = noun in EXAMS or slots.get("tipo_tarea") == "mcq"
        return english.task_words(names, slots, words, is_exam=is_exam)
    name = names["nouns"].get(noun) or names["task"].get(slots.get("tipo_tarea") or "")
    subject = slots.get("ramo")
    is_named = bool(name and subject and str(subject) in name)
    if name and subject and not is_named and slots.get("tipo_tarea") not in _NAMED_BY_THEMSELVES:
        values["task"] = f"{name} de {subject}"
    elif name:
        values["task"] = name
    elif subject:
        values["task"] = f"lo de {subject}"
    due = slots.get("plazo")
    if due:
        is_exam = noun in EXAMS or slots.get("tipo_tarea") == "mcq"
        values["when"] = words.get("day") or names["when"][due]
        values["due"] = names["due_exam" if is_exam else "due_work"][due]
        if "day" in words:
            values["due"] = f"es {'' if is_exam else 'para '}{words['day']}"
    return values


def quotable(text: str) -> str | None:
    """A clause of four to nine words to give back literally, or None."""
    best: str | None = None
    for clause in _CLAUSES.split(tidy(text)):
        words = clause.strip(" -–—*_#").split()
        if len(words) not in _QUOTE_WORDS or _UNQUOTABLE.search(fold(clause)):
            continue
        if not _PERSONAL.search(fold(clause)):
            continue
        if best is None or len(clause) > len(best):
            best = " ".join(words)
    if best is None:
        return None
    best = re.sub(r"^(?:y|que|es que|o sea|bueno|pues|entonces)\s+", "", best, flags=re.IGNORECASE)
    return best[0].lower() + best[1:] if best else None

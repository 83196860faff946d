"""The student's own terms: the word for the feeling, the task, the date, a clause to quote."""

from __future__ import annotations

import re

from analysis.folding import fold, tidy
from analysis.slot_feelings import DENIAL, OTHERS_FEELING
from conversations.answers.embedded.content import Content
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
_DAY = re.compile(r"\b(?:el |este )?(lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b")
_ACCENTED_DAYS = {"miercoles": "miércoles", "sabado": "sábado"}
_CLAUSES = re.compile(r"[.,;:!?¿¡…\n()\"«»]+|\s(?:pero|porque|aunque)\s")
_QUOTE_WORDS = range(4, 10)
_UNQUOTABLE = re.compile(
    r"@|\d{4,}|https?:|\b(?:matar|morir|suicid|odio|puta|mierda|weon|culia|idiota|imbecil)\w*",
    re.IGNORECASE,
)
_BEFORE = 40


def _clause_before(folded: str, start: int) -> str:
    return re.split(r"[.;!?\n,]", folded[max(0, start - _BEFORE) : start])[-1]


def _is_own(folded: str, start: int) -> bool:
    before = _clause_before(folded, start)
    return not DENIAL.search(before) and not OTHERS_FEELING.search(before)


def feeling_values(folded: str, content: Content) -> dict[str, str]:
    """`adj` («súper frustrada») or `noun` («mucho miedo») as the student said it, if they did."""
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


def remember_words(memory: Memory, folded: str, content: Content) -> None:
    """Keep the noun the student used for the task and the day they named."""
    if memory.slots.get("tipo_tarea") in {None, "otro", "proyecto", "presentacion"}:
        match = _TASK_NOUN.search(folded)
        noun = match[1].rsplit(" ", 1)[-1] if match else ""
        if noun in content.names["nouns"]:
            memory.words.setdefault("noun", noun)
    day = _DAY.search(folded)
    if day and memory.slots.get("plazo") == "esta_semana":
        memory.words["day"] = "el " + _ACCENTED_DAYS.get(day[1], day[1])
    elif memory.slots.get("plazo") != "esta_semana":
        memory.words.pop("day", None)


def task_values(memory: Memory, content: Content) -> dict[str, str]:
    """`task` («tu ensayo de filosofía»), `due` («es para mañana») and `when`, as far as known."""
    names, slots, values = content.names, memory.slots, {}
    noun = memory.words.get("noun", "")
    name = names["nouns"].get(noun) or names["task"].get(slots.get("tipo_tarea") or "")
    subject = slots.get("ramo")
    if name and slots.get("tipo_tarea") not in {"bugfix", "proofreading"} and subject:
        values["task"] = f"{name} de {subject}"
    elif name:
        values["task"] = name
    elif subject:
        values["task"] = f"lo de {subject}"
    due = slots.get("plazo")
    if due:
        is_exam = noun in EXAMS or slots.get("tipo_tarea") == "mcq"
        values["when"] = memory.words.get("day") or names["when"][due]
        values["due"] = names["due_exam" if is_exam else "due_work"][due]
        if "day" in memory.words:
            values["due"] = f"es {'' if is_exam else 'para '}{memory.words['day']}"
    return values


def quotable(text: str) -> str | None:
    """A clause of four to nine words to give back literally, or None."""
    best: str | None = None
    for clause in _CLAUSES.split(tidy(text)):
        words = clause.strip(" -–—*_#").split()
        if len(words) not in _QUOTE_WORDS or _UNQUOTABLE.search(fold(clause)):
            continue
        if not re.search(
            r"\b(?:me|mi|mis|yo|nadie|siempre|nunca|no|estoy|tengo|soy)\b", fold(clause)
        ):
            continue
        if best is None or len(clause) > len(best):
            best = " ".join(words)
    if best is None:
        return None
    best = re.sub(r"^(?:y|que|es que|o sea|bueno|pues|entonces)\s+", "", best, flags=re.IGNORECASE)
    return best[0].lower() + best[1:] if best else None

"""What a message asks: whether the institution's pages are worth looking at, and for what.

Questions on studies, procedures, dates and contents are; small talk, feelings and a crisis are not
(requirement D5). A question that leans on the conversation («¿y cuándo?») is made whole first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

import structlog

from analysis.folding import fold, tidy, words
from analysis.labels import CrisisLevel, Emotion, Topic
from analysis.outgoing import mask_all
from analysis.pii.masking import MaskingError
from analysis.pii.placeholders import LIKE
from analysis.results import Analysis
from conversations.answers import prompts
from conversations.answers.base import Said
from psichat import llm
from psichat.llm import ModelRef
from psichat.llm.errors import ModelError

log = structlog.get_logger(__name__)

TIMEOUT_SECONDS = 1.5
_RECENT = 6  # messages that a rewriting looks at
_LONGEST = 200  # characters of a query
_SHORT = 8  # words: so few may lean on what came before
_A_QUESTION = 3  # words: fewer name nothing to look up

# Things of an institution, by their beginnings, folded. Spanish, then English.
_MATTER = re.compile(
    r"\b(?:matricul|inscri(?:b|p)|beca|becari|certificad|credencial|pase escolar|arancel|"
    r"cuota|reglament|requisit|tramit|formulari|solicitud|constancia|titulacion|titul[oa]\b|egres|"
    r"convalid|homologa|malla|asignatura|ramos?\b|materias?\b|creditos|prerrequisit|calendario|"
    r"horario|biblioteca|laboratorio|secretaria|decanato|registro academico|campus|sala\b|aula|"
    r"practicas? profesional|pasantia|intercambi|retir(?:o|ar) (?:de )?(?:el|un|ramo|asignatura)|"
    r"congelar|suspension de estudios|reincorpor|apelacion|recorreccion|acta|promedio|nota minima|"
    r"asistencia|justificativ|evaluacion recuperativa|examen de repeticion|tutorias?\b|"
    r"plataforma|aula virtual|correo institucional|comedor|casino|residencia|gratuidad|subsidio|"
    r"plata\b|dinero|lucas\b|financ|pagar|deuda|repactar|beneficio|ayuda economica|"
    r"carrera|facultad|licencia medica|dentista|enfermeria|psicolog[oa]s?\b|sala cuna|intranet|"
    r"estacionamiento|bicicleter|impresora|imprimir|wi-?fi|notebook|gimnasio|taller(?:es)?\b|visa\b|"
    r"objetos perdidos|voluntariado|discapacidad|denunci|"
    r"enrol|tuition|scholarship|transcript|deadline for|registrar|library|credits|prerequisite|"
    r"timetable|internship|certificate|syllabus|admission|withdraw|grant\b|fees?\b|afford|"
    r"counsel|housing|dorm|printer|bike|gym\b|visa\b|lost property)"
)
_REQUEST = re.compile(
    r"\b(?:que (?:es|son|significa|diferencia|hace falta|necesito|requisitos|documentos|pasa si)|"
    r"cual(?:es)?|como (?:se|puedo|hago|pido|saco|obtengo|inscribo|funciona|calculo|resuelvo|"
    r"justifico|solicito|tramito)|cuando|donde|cuant[oa]s?|quien(?:es)?|"
    r"(?:a|con) quien|que (?:hago|puedo hacer|pasa) (?:si|para|con|cuando)|"
    r"por que (?:se|el|la|los|las)|"
    r"q(?:ue)? hago|se puede|puedo|existe|hay (?:algun|una?|plazo|que)|hasta cuando|para que sirve|"
    r"explica(?:me)?|define|dime|sabes|necesito saber|quiero saber|quisiera saber|me dices|busco|"
    r"what|which|how (?:do|does|can|to|much|many|long)|when|where|who|why (?:is|does|do|are)|"
    r"can i|is there|explain|define|tell me)\b"
)
_WISH = re.compile(
    r"\b(?:necesito|quiero|quisiera|busco|solicito|i (?:need|want))"
    r"(?: (?:pedir|sacar|obtener|solicitar|saber|ver|to get))? "
    r"(?:un|una|el|la|los|las|mi|an?|my|the)\b"
)
_SMALL_TALK = re.compile(
    r"\b(?:como (?:estas|andas|te va|te sientes|te llamas|va todo)|que (?:tal|haces|cuentas|onda|"
    r"puedes hacer|eres|opinas de ti)|quien (?:eres|te hizo|lee|ve esto)|"
    r"eres (?:un|una|real|humano|persona)|cuantos anos tienes|de donde eres|te gusta|un chiste|"
    r"me (?:puedes|podrias) ayudar|can you help|how are you|who are you|"
    r"what can you do|are you (?:a|real|human)|your name|who reads)\b"
)
_FEELING = re.compile(
    r"\b(?:me (?:siento|siente|da (?:miedo|pena|rabia|verguenza|ansiedad)|duele|angustia|agobia|"
    r"estresa|frustra|cuesta)|(?:estoy|ando) (?:triste|mal|ansios|nervios|agobiad|estresad|cansad|"
    r"harta?|hart[oa]|fatal|solo|sola)|no puedo mas|no doy mas|ya no aguanto|tengo miedo|llorar|"
    r"i feel|i am (?:sad|scared|anxious|tired)|i'm (?:sad|scared|anxious|tired))"
)
_STUDIES = frozenset(
    {
        Topic.ACADEMIC_CONTENT,
        Topic.ADMINISTRATION,
        Topic.EXAMS_GRADES,
        Topic.TECHNOLOGY,
        Topic.FAMILY_ECONOMY,
    }
)
_CALM = frozenset({Emotion.NEUTRAL, Emotion.SURPRISE, Emotion.JOY})

_BACK = re.compile(
    r"\b(?:eso|esto|aquello|es[ae]|ahi|alli|lo mismo|el mismo|la misma|"
    r"(?:hago|hacer|pido|saco|obtengo|consigo|inscribo|entrego|pedir|hacer|inscribir)l[oa]s?|"
    r"that|this|it|there|those)\b"
)
_ELLIPSIS = re.compile(
    r"^(?:y |pero |entonces |ok |okey |ya |vale |gracias |and |but )*"
    r"(?:hasta |desde |para |a |en |con |de )?"
    r"(?:cuando|donde|como|cuanto|cuanta|cuantos|cuantas|quien|cual|por que|que mas|"
    r"when|where|how|how much|who|which|why|what else)(?: (?:es|seria|son|cuesta|dura|sale|is it|"
    r"much))?$"
)
_AND = re.compile(r"^\W*(?:y|and)\b")
_THAT = re.compile(r"\b(?:eso|esto|aquello|that|this)\b", re.IGNORECASE)
_ARTICLE = r"(?:el|la|los|las|un|una|del|al|mi|mis|the|an?|my)"
_OF = r"(?:de|del|de la|de los|de las|para|of|for)"
_QUALITY = r"[^\W\d_]{2,}(?:os|as|al|ales|iv[oa]|ic[oa]|ad[oa]|ri[oa]|ar)"
_PHRASE = re.compile(
    rf"\b{_ARTICLE}\s+"
    rf"([^\W\d_]{{4,}}(?:\s+{_QUALITY}\b)?(?:\s+{_OF}\s+[^\W\d_]{{3,}}){{0,2}}(?:\s+{_QUALITY}\b)?)"
)
_NOT_TOPICS = re.compile(
    r"^(?:cosa|vez|dia|semana|manana|tarde|noche|momento|rato|minutos?|hora|favor|verdad|persona|"
    r"equipo|pregunta|mensaje|respuesta|time|day|week|thing|moment|question|team)\b"
)


def asks_for_search(text: str, analysis: Analysis) -> bool:
    """Whether `text` asks for something that the institution's pages may answer.

    Every question that is no small talk does: whether the pages answer it, the search tells.
    """
    if _is_elsewhere(analysis):
        return False
    folded = fold(text)
    requests = bool(_REQUEST.search(folded))
    asks = requests or "?" in text or "¿" in text
    about = bool(_MATTER.search(folded))
    if _SMALL_TALK.search(folded) or (_FEELING.search(folded) and not about and not requests):
        return False
    if about:
        return asks or bool(_WISH.search(folded))
    if refers_back(text):
        calm = analysis.emotion is None or analysis.emotion.label in _CALM
        return asks and calm
    return asks and len(words(folded)) >= _A_QUESTION


def is_on_the_institution(text: str) -> bool:
    """Whether `text` names something that an institution's own pages should tell of."""
    return _MATTER.search(fold(text)) is not None


def _is_elsewhere(analysis: Analysis) -> bool:
    """A crisis, an attack, an attempt to rule the assistant: nothing to look up. What is only
    watched is no crisis.
    """
    toxicity, injection = analysis.toxicity, analysis.injection
    return (
        CrisisLevel(analysis.crisis.level) not in {CrisisLevel.NONE, CrisisLevel.LOW}
        or (toxicity is not None and toxicity.is_toxic)
        or (injection is not None and injection.is_injection)
    )


def refers_back(text: str) -> bool:
    """Whether `text` can be understood only with what was said before."""
    folded = fold(text)
    if _ELLIPSIS.search(" ".join(words(folded))):
        return True
    leans = _BACK.search(folded) or _AND.search(folded)
    return bool(leans) and len(words(folded)) <= _SHORT and not _MATTER.search(folded)


def topic_of(history: Sequence[Said]) -> str:
    """What the conversation was last about, as it was named; empty where nothing was.

    The newest message of the student counts first, then the others, newest first.
    """
    told = [said.text for said in history[-_RECENT:] if said.sender == "student"]
    answers = [said.text for said in history[-_RECENT:] if said.sender != "student"]
    for text in [*reversed(told), *reversed(answers)]:
        phrases = [
            match[1]
            for match in _PHRASE.finditer(tidy(text))
            if not _NOT_TOPICS.search(fold(match[1]))
        ]
        named = [phrase for phrase in phrases if _MATTER.search(fold(phrase))]
        if named or phrases:
            return (named or phrases)[-1]
    return ""


def whole_question(text: str, history: Sequence[Said]) -> str:
    """`text` with what it leans on put in its place, by rules."""
    if not refers_back(text):
        return text.strip()[:_LONGEST]
    topic = topic_of(history)
    if not topic:
        asked = [said.text for said in history if said.sender == "student" and "?" in said.text]
        topic = asked[-1].strip() if asked else ""
    if not topic:
        return text.strip()[:_LONGEST]
    replaced, count = _THAT.subn(lambda _: topic, text.strip(), count=1)
    return (replaced if count else f"{text.strip()} {topic}")[:_LONGEST]


async def rewrite(
    text: str,
    history: Sequence[Said],
    *,
    books: Mapping[str, str],
    names: Sequence[str] = (),
    language: str = "es",
    models: Sequence[ModelRef] | None = None,
) -> str:
    """A query that stands by itself for what `text` asks after `history` (oldest first).

    A model is asked only for a question that leans on the conversation, and for a second and a
    half; `models` are those of the institution (None for those of the settings, none of them for
    «never»). Whenever that fails the rules answer. `names` must not leave.
    """
    by_rules = whole_question(text, history)
    usable = llm.is_configured() if models is None else bool(models)
    if not usable or not history or not refers_back(text):
        return by_rules
    recent = history[-_RECENT:]
    try:
        masked = mask_all([*(said.text for said in recent), text], names)
        *earlier, question = masked.texts
        talk = [
            {"de": said.sender, "texto": words_}
            for said, words_ in zip(recent, earlier, strict=True)
        ]
        material = json.dumps({"mensajes": talk, "pregunta": question}, ensure_ascii=False)
        found = await llm.complete_text(
            [
                {"role": "system", "content": prompts.of(language).text("rewrite")},
                {"role": "user", "content": material},
            ],
            purpose="rewrite",
            timeout=TIMEOUT_SECONDS,
            books=books,
            models=models,
        )
    except (ModelError, MaskingError) as exc:
        log.warning("query_not_rewritten", error=exc.code)
        return by_rules
    query = " ".join(masked.put_back(found).split()).strip("«»\"'")
    if not query or len(query) > _LONGEST or LIKE.search(query):
        log.warning("query_not_rewritten", error="wrong_answer")
        return by_rules
    return query

"""Making a question whole that leans on the conversation: «¿y cuándo?» after the grants.

By rules, or by a model where there is one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

import structlog

from analysis.folding import fold, tidy, words
from analysis.outgoing import mask_all
from analysis.pii.masking import MaskingError
from analysis.pii.placeholders import LIKE
from conversations.answers import prompts
from conversations.answers.base import Said
from conversations.answers.matters import names_one
from psichat import llm
from psichat.llm import ModelRef
from psichat.llm.errors import ModelError

log = structlog.get_logger(__name__)

TIMEOUT_SECONDS = 1.5
_RECENT = 6  # messages that a rewriting looks at
_LONGEST = 200  # characters of a query
_A_MATTER = 2  # words: fewer say nothing to go back to
_SHORT = 8  # words: so few may lean on what came before

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
# Words of questions that name nothing: who asks with these alone asks about what was spoken of.
_GENERAL = frozenset(
    "y e o u pero entonces ok ya vale gracias ah oye hola a al ante con de del desde el en es "
    "eso esa ese esto la las le les lo los me mi mis no nos para por se si sin son su sus te tu "
    "un una uno que cual cuales como cuando cuanto cuanta cuantos cuantas donde quien quienes "
    "porque hasta hay ser sea seria fue esta estan estoy tengo tiene tienen tendria hace hacer "
    "hago hacen puedo puede pueden podria debo deben debe quiero necesito necesita necesitan "
    "sabes dime mas menos muy tambien algo alguna alguno otra otro ahi alli aca aqui plazo "
    "plazos fecha fechas dia dias hora horas horario mes meses semana semanas tiempo requisito "
    "requisitos papel papeles documento documentos precio valor costo cuesta cuestan vale valen "
    "sale salen cobran cobra pagar pago pagan paga gratis plata pedir pido pide piden postular "
    "postulo postula inscribir inscribirme inscribo llevar llevo demora demoran dura duran "
    "queda quedan ubicado abre abren cierra cierran atienden atiende empieza termina vence "
    "renovar renueva retirar retiro saco sacar obtener consigo conseguir monto cubre online "
    "presencial linea correo telefono contacto persona exigen exige promedio nota notas "
    "entregar entrego avisar aviso and but so the it its is are do does i can to at for of in "
    "on my how much many long when where who which what cost price deadline apply need open "
    "close hours pay papers documents".split()
)
_AND = re.compile(r"^\W*(?:y|and)\b")
_ASKS = re.compile(
    r"\?|\b(?:que|cual|cuales|como|cuando|cuant[oa]s?|donde|quien|se puede|hay que|what|how|when|"
    r"where|who|which)\b"
)
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


def refers_back(text: str) -> bool:
    """Whether `text` can be understood only with what was said before."""
    folded = fold(text)
    said = words(folded)
    if _ELLIPSIS.search(" ".join(said)):
        return True
    if len(said) > _SHORT:
        return False
    if _ASKS.search(folded) and all(word in _GENERAL or word.isdecimal() for word in said):
        return True
    leans = _BACK.search(folded) or _AND.search(folded)
    return bool(leans) and not names_one(text)


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
        named = [phrase for phrase in phrases if names_one(phrase)]
        if named or phrases:
            return (named or phrases)[-1]
    return ""


def whole_question(text: str, history: Sequence[Said]) -> str:
    """`text` with what it leans on put in its place, or behind it, by rules."""
    asked = text.strip()
    if not refers_back(text):
        return asked[:_LONGEST]
    if _THAT.search(asked) and (topic := topic_of(history)):
        return _THAT.sub(lambda _: topic, asked, count=1)[:_LONGEST]
    before = _stood_alone(history) or topic_of(history)
    return f"{asked} {before}".strip()[:_LONGEST]


def _stood_alone(history: Sequence[Said]) -> str:
    """The student's last message that says by itself what it is about."""
    told = [said.text.strip() for said in history[-_RECENT:] if said.sender == "student"]
    standing = (
        one for one in reversed(told) if not refers_back(one) and len(words(fold(one))) >= _A_MATTER
    )
    return next(standing, "")


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

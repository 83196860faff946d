"""What a page says to its visitors about itself, told by how such lines are made, not one by one.

Opinions that it asks for, counts of visits, dates of changes, tools, offers of apps, messages and
chats, choices of a dialog: Spanish, English, Portuguese. All is for text in lower case without
accents (`letters.folded`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from scraping.extract.offers import invites

MOST_TALK = 160
_LONG = 75
# What may stand after a question in one line with it, and what is no answer to choose.
_MOST_ANSWERS, _SAID = 40, re.compile(r"[\d@.,:;]")
_OF_PAGE = re.compile(
    r"\b(?:[dn]?es[ts][ae]|this|nuestr[ao]|our|noss[ao]) (?:pagina|articulo|informacion"
    r"|contenido"
    r"|guia|entrada|nota|sitio|web|portal|respuesta|recurso|seccion|page|article|content|guide"
    r"|answer|(?:web ?)?site|information|post|topic|artigo|conteudo|informacao|resposta|material)"
    r"\b|\b(?:tu|su|your|sua) (?:experienc\w+|visita?) (?:en|con|with|on|in|com|no|na)\b"
)
_JUDGED = re.compile(
    r"\b(?:util\w*|ayud[oae]\w*|ajud\w+|sirv\w+|serviu|aclar\w+|resolv\w+|helpful|useful|helped"
    r"|help (?:you|us)|answer\w* your|calific\w+|valor[ae]\w*|evalua\w*|puntu\w+|opin\w+|parec\w+"
    r"|achou|gostou|gusto|comentarios?|mejor\w*|improv\w+|melhor\w*|rat(?:e|ing)|feedback|think"
    r"|problemas?|problems?|error(?:es)?|avali\w+|wrong|lo que (?:buscabas|necesitabas)|clar[ao])\b"
)
_ORDERS = re.compile(
    r"^\W*(?:calific|valor[ae]|evalua|puntua|rate\b|avalie|tell us|let us know|cuentanos|dinos"
    r"|conta(?:nos)?|decinos|help us|ayuda(?:nos)? a|ajude|report|informa(?:r)? (?:de )?un"
    r"|avisa(?:nos)?"
    r"|comentarios sobre|feedback (?:on|about)|dejanos|deja|(?:danos|da|envia\w*) tu opinion)"
)
_WHAT_IS = re.compile(
    r"^\W*(?:para (?:que|quien)|a quien|donde|cuando|quien|cual|por ?que|where|when|who|why"
    r"|como (?!evalua|califica|valora|te parec|avali)|how (?!would|do you rate|useful|helpful)"
    r"|what (?!do you think|did you think|went wrong))\b"
)
_ANSWERS = re.compile(
    r"(?:[\s/|·,]+(?:si|no|yes|sim|nao|maybe|tal vez|un poco|en parte|parcialmente|[1-5]))+\W*$"
)
_ASKS = re.compile(
    r"^\W*(?:(?:esto )?(?:(?:te|le|os|lhe) )?(?:fue|es|ha sido|foi|sirvio|ayudo|resulto|ajudou)"
    r"(?: (?:util|de (?:ayuda|utilidad|ajuda)|esto|isso))*"
    r"|(?:was|is) (?:this|it) (?:helpful|useful)|did (?:this|we|it) (?:help|answer)\b.{0,40}"
    r"|(?:tienes?|have|tem|necesitas?)(?: any)? (?:mas|more|mais|other|otras) (?:preguntas|dudas"
    r"|questions|perguntas|ayuda)|did you find what you (?:were looking for|need\w*)"
    r"|encontrou o que (?:procurava|precisava)"
    r"|what went wrong|que (?:salio|estuvo) mal"
    r"|(?:no )?encontraste lo que (?:buscabas|necesitabas)"
    r"|cuentanos (?:que|como|por que)\b.{0,40}|(?:como|what) can we improve.{0,30}"
    r"|(?:como|que) podemos mejorar.{0,30})\W*\?\W*$"
)
_DATE = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}\.?º? (?:de )?[a-z]{3,10}\.?"
    r"|[a-z]{3,9}\.? (?:de |del )?\d{1,4}|(?:hace|ha|over|about) [\w ]{1,20}|\d+ [a-z]+ ago"
    r"|(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo),? \d.{0,20}|hoy|ayer|yesterday)"
)
_CHANGES = (
    r"(?:actualiz|modific|revis|edit|public|updat|review|publish|post|atualiz|cread|modifi|cambi"
    r"|creat|subid)"
)
_NUMBER = r"[\d][\d.,]*(?: ?(?:k|mil|m))?"
_COUNTED = (
    r"(?:visitas?|lecturas?|vistas?|views?|reads?|visualiza\w+|acessos?|comentarios?|comments?|hits"
    r"|me gusta|likes?|votos?|votes?|descargas|compartid[oa]s|shares|respuestas|replies|curtidas"
    r"|visitantes|leituras|vist[oa]|leid[oa]|lid[oa]|accesos|impactos|clics)"
)
_TOOL = (
    r"(?:imprim\w+|print|escuchar|escucha|ouvir|listen|oir|compartir|compartilh\w+|share"
    r"|copiar|copy|guardar|save|baixar|exportar|export|enviar|envia|email|recomendar|recomienda"
    r"|reportar|seguir|publicar|publica|post|tuitear|tweet|agregar|anadir|traducir|translate|aumentar|reducir|disminuir|descargar"
    r"|download|suscribirse|citar|marcar|version|view|ver|tamano|text size|link para|ler|leer)"
)
_THING = (
    r"(?:(?:est[ae]|this|la|el|the|an?|[oa]s?|como|em|en|por|by|de|del|to|una?|your|tu|mi|my|para"
    r"|whole|printable|imprimible|link|enlace|url|pdf|e-?mail|correo|electronico|pagina|page"
    r"|articulo|article|nota|contenido|guia|guide|letra|texto|text|fuente|version|impresora|amigo"
    r"|friend|favoritos|sitio|impressao|artigo|conteudo|copiar|area|transferencia|whatsapp"
    r"|facebook|twitter|x|linkedin|telegram|calendario|voz|alta|voice|aloud|mas|tarde|later|of"
    r"|size) )"
)
_LINE = re.compile(
    rf"^\W*(?:(?:(?:esta |this )?(?:pagina|contenido|page|content|articulo|article|se|fue"
    rf"|fecha de(?! public))"
    rf" )?(?:(?:ha sido|fue|was|foi|last|ultim[ao]s?|modo) )?{_CHANGES}\w*(?: (?:por ultima vez"
    rf"|last|por ultimo))?(?: (?:el|on|at|en|al|em))?(?: (?:por|by) [\w .]{{1,40}}"
    rf")?(?: (?:el|on|at|en))?\W*{_DATE}"
    rf"(?:\W.{{0,40}})?"
    rf"|(?:total de |numero de )?{_COUNTED}(?: totales)?\W+{_NUMBER}|{_NUMBER} {_COUNTED}"
    r"(?: (?:este|esta|hoy|en|this|today|y|and)\b.{0,25})?"
    rf"|(?:vist[oa]|leid[oa]|viewed|read|lid[oa]|acessad[oa]|descargad[oa]) {_NUMBER} (?:veces"
    rf"|times"
    rf"|vezes)|(?:a )?{_NUMBER} (?:personas?|people|pessoas) (?:les gusta|like).{{0,10}}"
    r"|visitante (?:numero|n\W{0,2}) ?\d+|(?:promedio|average|media|puntuacion)\W+\d[.,]\d.{0,12}"
    rf"|\d[.,]\d (?:de|of|out of|/) ?5.{{0,20}}|(?:lectura|tiempo) de \d+ min.{{0,10}}"
    r"|(?:[a-z]+ )?(?:alto )?contraste|escala de grises"
    r"|(?:a[+-] )?(?:aumentar|reducir|disminuir|normal) (?:la )?(?:letra|fuente|texto).{0,20}"
    r"|(?:diapositiva|slide) \d+ (?:de|of) \d+"
    r"|(?:return|go|jump|scroll|voltar|vuelve|volver|subir|sube|ir|regresar) (?:to |al? "
    r"|ao )?(?:the "
    r")?(?:top|topo|inicio|arriba|comienzo|principio|cima)(?: (?:of|de|da).{0,20})?|subir"
    r"|(?:responder|reply|responde)(?: (?:a|to) .{1,40})?|me gusta|denunciar|reportar"
    r"|cargar mas .{1,30}|load more.{0,30}|cargando\b.{0,30}"
    r"|redes socia(?:les|is)|(?:haz|de|da)(?:ga)? clic en las estrellas.{0,30}"
    r"|(?:get it on|download on|available on|disponible en|disponivel n[ao]|consiguelo en"
    r"|descargalo en|gratis en)(?: el| the)? (?:google play|app ?store|app gallery)"
    r"|(?:thanks|thank you|gracias|obrigad[oa]) (?:for|por) (?:letting|your|tu|su|seu|sua"
    r"|contact\w*"
    r"|escrib\w+|opinar|ayudar\w*|responder|el mensaje)\b.{0,40}"
    r"|reporta\w* un (?:error|problema)\b.{0,40}|report a (?:problem|bug|broken link)\b.{0,40}"
    r"|\d+/\d+ caracteres.{0,12}|cuentanos que te falto"
    r"|\d+ (?:out of|de|of) \d+ (?:found|person\w+|usuari\w+|people|encontr\w+|pessoas)\b.{0,40}"
    r"|libro de reclamaciones"
    r"|(?:lo (?:ultimo|mas nuevo)|(?:the )?latest|ultim\w+ .{0,15}|nuestro|our"
    r"|nosso)\s(?:.{0,12}\s)?"
    r"(?:instagram|facebook|twitter|tiktok|youtube|linkedin|flickr))\W*$"
)
# These are talk where all of the line is a link.
_LEADS = re.compile(
    r"^(?:\W*(?:ant(?:erior)?|prev(?:ious)?|next|sig(?:uiente)?|proxim[oa]|seguinte)\s*"
    r"(?:(?::|[»›→>]) ?)?.{1,80}|[<←‹«] ?[^<>]{1,60}|[^<>.]{1,60} ?[>→›»])$"
)
_TAGGED = re.compile(
    r"^\W*(?:registrado em|etiquetas?|temas?|tags?|marcadores|assuntos?|palabras clave|keywords"
    r"|archivado (?:en|bajo)|topics?|categori[ae]s?)\s*:.{1,150}$"
)
_AUTHOR = re.compile(
    r"^\W*(?:sobre|acerca de|about|conoce a|meet) (?:el |la |l[oa]s |the |o |a |os )?"
    r"(?:autor(?:a|es|as)?|author)s?\W*$"
)
_TOOLS = re.compile(rf"^\W*(?:{_TOOL}\s+(?>{_THING}){{1,9}}+){{1,4}}$")
# Buttons of a dialog: what stands above them asks for something.
_ONE_CHOICE = (
    r"(?:ahora no|(?:quizas )?mas tarde|no,? gracias|not now|maybe later|no,? thanks|agora nao"
    r"|permitir|allow|block|bloquear|de acuerdo|entendido|entendi|aceit(?:ar|o) e \w+"
    r"|aceptar y \w+|accept and \w+|got it|ok(?:ay)?|aceptar(?: y"
    r" continuar| todo| todas)?|accept(?: all)?|aceitar(?: tod\w+)?|concordo|rechazar(?: tod\w+)?"
    r"|reject(?: all)?|recusar|solo las necesarias|only necessary|gestionar opciones"
    r"|(?:view|manage|cookie|gestionar|ver|configurar)(?: las| mis| your)? (?:preferenc\w+|settings"
    r"|options|opciones)|instalar|install|obtener|(?:no )?deseo recibirlas|cerrar|close|[x×✕])"
)
_CHOICE = re.compile(rf"^\W*(?:{_ONE_CHOICE}[\s/|·.!]*){{1,4}}$")
_COMMENTS = re.compile(
    r"^\W*(?:\d+ )?(?:comentarios|respuestas|comments|replies|responses|comentario|thoughts)\b"
    r"(?: (?:a|to|on|en|sobre|para)\b.{0,100})?\W*$"
    r"|^\W*(?:deja(?:nos)?|leave|deixe|escribe|agrega|agregue|add|post|publica|anade|join|unete)"
    r"(?: (?:un|una|a|o|your|tu|su|seu|uma?|the|la))* (?:comentario|opinion|comment|reply|respuesta"
    r"|respuestas|discussion|conversacion|resposta)\b.{0,60}$"
    r"|^\W*(?:debes|please|you must|inicia\w*|necesitas|faca|log ?in|sign in)\b.{0,40}\b(?:comentar"
    r"|comentario|comment)\W*$|^los campos obligatorios|^required fields|^os campos obrigatorios"
    r"|^(?:o )?seu endereco de e-?mail nao sera"
)


# A site says the same on each of its pages.
@lru_cache(maxsize=4_096)
def kind(text: str, links: float = 0.0) -> str:
    """What a block of this text is: line, ask, choice, invite, comments, author; empty if none.

    Others than a `line` speak for the box that they stand in. `links` is the share of links in it.
    """
    if len(text) > MOST_TALK:
        return ""
    if len(text) > _LONG and text[-1] == ".":
        # A sentence of some length is none of the others.
        return _spoken(text)
    if len(text) <= 120:
        if _LINE.match(text):
            return "line"
        if links > 0.9 and (_LEADS.match(text) or _is_tool(text)):
            return "line"
    if links > 0.3 and _TAGGED.match(text):
        return "line"
    if _AUTHOR.match(text):
        return "author"
    if _CHOICE.match(text):
        return "choice"
    what = _spoken(text)
    return "comments" if not what and len(text) <= 120 and _COMMENTS.match(text) else what


def _spoken(text: str) -> str:
    if _asks(text):
        return "ask"
    return "invite" if invites(text) else ""


def _asks(text: str) -> bool:
    """Whether it asks what the visitor thinks of the page."""
    if "?" not in text:
        return bool(_ORDERS.match(text) and _OF_PAGE.search(text) and _JUDGED.search(text))
    asked = _ANSWERS.sub("", text)
    end = asked.rfind("?") + 1
    if 0 < len(asked) - end <= _MOST_ANSWERS and not _SAID.search(asked, end):
        asked = asked[:end]
    if _ASKS.match(asked):
        return True
    if not _OF_PAGE.search(asked) or not _JUDGED.search(asked):
        return False
    if _ORDERS.match(asked):
        return True
    return asked.endswith("?") and not _WHAT_IS.match(asked)


def is_meta(pieces: list[str], least: float) -> bool:
    """Whether these are short pieces of one line, and this share of them talk or tools."""
    if len(pieces) < 2 or max(map(len, pieces)) > 60:
        return False
    return sum(bool(kind(piece)) or _is_tool(piece) for piece in pieces) >= least * len(pieces)


def _is_tool(text: str) -> bool:
    return bool(_TOOLS.match(text.rstrip(" .:!»)") + " "))

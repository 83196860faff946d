"""Offers that lie over a page: its app, messages, a chat, leave to follow its readers.

Spanish, English, Portuguese; for text in lower case without accents (`letters.folded`).
"""

from __future__ import annotations

import re

_APP = (
    r"\b(?:recibir|activa\w*|receive|enable|permit\w+|receber|ativ\w+)\b.{0,12}\bnotific\w+.{0,70}"
    r"\b(?:navegador|browser|enterate|no te pierdas|primero|antes que|computador|escritorio)"
    r"|\binstal\w*\b.{0,20}\bapp\b.{0,40}\b(?:inicio|home)\b|^\W*add to home screen\b"
)
_GREETING = (
    r"^\W*(?:hola|hi|hello|hi there|ola|oi)\b.{0,25}\b(?:soy|i'?m|sou|en que (?:te |le )?pued"
    r"|how can|can (?:i|we) help|como posso|got a question|puedo ayudar)\b"
)
_CHAT = (
    r"^\W*(?:chatea|habla|conversa|chat|talk|fale|converse) (?:con|with|to|conosco|ahora)\b.{0,40}$"
    r"|\bchatea (?:con nosotros|ahora)"
    r"|^\W*(?:hablar|chatear) con (?:una persona|un (?:agente|ejecutivo|asesor))\W*$"
    r"|^\W*(?:precisa de|necesitas|need) (?:\w+ )?(?:ajuda|ayuda|help)\W+"
    r"(?:fal|habl|chat|talk|conversa)[^@\d]{1,40}$"
)
_WAITS = (
    r"\b(?:estamos|we are|we're) (?:en linea|online)\b"
    r"|\b(?:respondemos|reply|respondem\w*) (?:en|in) (?:unos|pocos|a few|menos|alguns)"
    r"|^\W*(?:asistente|assistente) virtual\W*$|^\W*virtual assistant\W*$"
    r"|^\W*(?:escribe|type) (?:tu|un|a|your) (?:mensaje|message)\W*$"
    r"|\bantes de (?:irte|sair)\b|\bbefore you (?:go|leave)\b"
)
_PRIVACY = (
    r"\bnosotros y nuestros socios\b|\bwe and our partners\b|\bnos e nossos parceiros\b"
    r"|\b(?:tu|su|sua) privacidade? (?:nos importa|es importante)|\bwe value your privacy\b"
    r"|\b(?:usamos|utilizamos|we use|coletamos|recopilamos)\b.{0,40}\b(?:dados|datos|data"
    r"|tecnologias|technologies|identificador\w+)\b.{0,60}\b(?:experien|naveg|preferen|brows)"
    r"|\bal? (?:seguir|continuar) navegando\b|\bao continuar naveg"
    r"|\bby continuing to (?:use|brow)"
    r"|\b(?:guarda|almacena|stores?|armazena)\w*\b.{0,30}\b(?:pequenos archivos|small files"
    r"|pequenos arquivos)"
)
# Pieces that are quick to find, and the pattern that tells whether it is such an offer.
_OFFERS = tuple(
    (tuple(pieces.split()), re.compile(pattern))
    for pieces, pattern in (
        ("notific instal screen", _APP),
        ("soy i'm sou pued can posso question", _GREETING),
        ("chat habl talk fal conver", _CHAT),
        ("linea online respond reply asist assist mensaje message irte leave sair you", _WAITS),
        (
            "privac socios partners parceiros naveg brows continuing archivos files arquivos",
            _PRIVACY,
        ),
        ("experien", _PRIVACY),
        ("vlibras widget", r"\bvlibras\b|\bwidget\b"),
    )
)


def invites(text: str) -> bool:
    """Whether a block of this text is such an offer."""
    for pieces, pattern in _OFFERS:
        for piece in pieces:
            if piece in text:
                if pattern.search(text):
                    return True
                break
    return False

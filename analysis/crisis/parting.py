"""A light farewell, a gift, things settled: nothing by itself, a sign soon after a clear one."""

from __future__ import annotations

import re

_PARTING = re.compile(
    r"\b(?:adios|hasta siempre|me despido|(?:queria|quiero|quisiera) despedirme|gracias por tod[oa]|"
    r"perdon por tod[oa]|perdonen(?:me)?|cuid(?:ense|enme|ate mucho|en a|en de)|"
    r"los (?:quiero|quise|amo)|fue un gusto (?:conocer|hablar)\w*|"
    r"(?:regale|regalo|reparti|done|le di|les di|deje) (?:mis? |tod[oa]s? |las? |los? |el )"
    r"(?:\w+ ){0,3}?(?:cosas|ropa|libros|guitarra|bici\w*|compu\w*|consola|play|discos|fotos|perr\w|"
    r"gat\w|apuntes|llaves|ahorros)|ya no (?:l[oa]s? )?(?:voy a necesitar|necesito|me hace falta|"
    r"me hara falta)|ya (?:esta|quedo|tengo|deje) todo (?:listo|en orden|arreglado|decidido)|"
    r"ya (?:lo decidi|decidi|tome la decision)|(?:ahora|por fin) (?:ya )?estoy tranquil[oa]|"
    r"escribi (?:una|la|unas|las) cartas?|no me (?:esperen|busquen|contesten))\b"
)
# They go on living: a greeting until the next time, help that was taken.
_STAYS = re.compile(
    r"\b(?:hasta (?:manana|luego|pronto|el (?:lunes|martes|miercoles|jueves|viernes)|la proxima)|"
    r"nos vemos|manana (?:te|les|le|seguimos|sigo|hablamos|voy)|me siento (?:un poco |mucho )?mejor|"
    r"ya (?:estoy|me siento) mejor|(?:pedi|tengo|saque) (?:hora|turno|cita)|voy a (?:llamar|hablar)|"
    r"ya (?:hable|llame)|me mudo|me cambio|de intercambio)\b"
)


def is_parting(text: str) -> bool:
    """Whether normalised `text` takes leave, gives away or puts things in order, without a word
    of going on. Many harmless messages do: only what was said before makes it a sign."""
    return bool(_PARTING.search(text)) and not _STAYS.search(text)

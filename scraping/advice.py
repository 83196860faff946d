"""What a tutor can do about a reason of `scraping.reasons`, beyond what its sentence says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

_LATER = _("Prueba de nuevo más tarde. Si sigue igual, avisa a quien administra el sitio.")
_CORRECT = _("Corrige la dirección y agrégala de nuevo.")
_AS_FILE = _("Si puedes abrirla en tu navegador, guárdala como PDF y súbela como archivo.")
_ASK_SITE = _(
    "Pide a quien administra el sitio que permita leerlo, o sube los documentos como archivos."
)
_OTHER_ADDRESS = _(
    "Prueba con otra dirección del mismo sitio, o sube el contenido como archivo: PDF, Word, "
    "Markdown o texto."
)
_KEPT = _("Lo leído está guardado, y lo que falta se retoma solo cuando se pueda.")
_FOR_ADMIN = _(
    "Lo leído está guardado. Avisa a quien administra PsiChat: hay que revisar su configuración."
)

ADVICE = {
    "bad_address": _CORRECT,
    "bad_scheme": _CORRECT,
    "credentials": _CORRECT,
    "private_address": _("Si es un sitio interno, sube sus documentos como archivos."),
    "not_resolved": _CORRECT,
    "refused": _LATER,
    "timeout": _LATER,
    "tls": _LATER,
    "broken_answer": _LATER,
    "too_slow": _LATER,
    "server_error": _LATER,
    "client_error": _LATER,
    "too_many_requests": _LATER,
    "unauthorised": _AS_FILE,
    "forbidden": _AS_FILE,
    "not_found": _("Abre el sitio en tu navegador y copia la dirección que te muestra."),
    "gone": _("Abre el sitio en tu navegador y busca dónde está ahora."),
    "redirect_loop": _LATER,
    "too_many_redirects": _LATER,
    "redirect_outside": _("Agrega esa otra dirección como fuente."),
    "too_large": _("Sube una versión más liviana, o la parte que hace falta."),
    "bomb": _("Sube una versión más liviana, o la parte que hace falta."),
    "type": _("Se leen páginas web y PDF; como archivo, también Word, Markdown y texto."),
    "unreadable": _("Ábrelo en tu equipo, guárdalo de nuevo y vuelve a subirlo."),
    "encrypted": _("Guárdalo sin clave y vuelve a subirlo."),
    "no_text": _OTHER_ADDRESS,
    "nothing": _OTHER_ADDRESS,
    "robots": _ASK_SITE,
    "robots_unreachable": _LATER,
    "noindex": _ASK_SITE,
    "limit": _("Si falta algo, sube el máximo de páginas en los ajustes y léela de nuevo."),
    "only_one": _(
        "Si esperabas más, agrega la página que enlaza a las demás, como la portada del sitio."
    ),
    "stopped": _("Lo que ya se leyó sigue en uso. Puedes leerla de nuevo cuando quieras."),
    "attempts": _("Léela de nuevo: sigue donde quedó."),
    "embedding": _KEPT,
    "embedding_busy": _KEPT,
    "embedding_store": _KEPT,
    "embedding_refused": _FOR_ADMIN,
    "embedding_invalid": _FOR_ADMIN,
}


def advice(code: str) -> str:
    """What to do, in the language in force; empty where there is nothing to add."""
    return str(ADVICE.get(code, ""))

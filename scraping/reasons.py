"""Why a page was skipped, or a page or a source failed: codes, and what they say to a tutor.

A sentence says what happened and, where a person can do something, what. `{detail}` is filled with
`reason_detail`.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    # the address
    "bad_address": _("La dirección no es válida."),
    "bad_scheme": _("Solo se leen direcciones que empiezan con http:// o https://."),
    "credentials": _("La dirección lleva un usuario o una clave. Quítalos y prueba de nuevo."),
    "private_address": _("La dirección es de una red privada, y esas no se leen."),
    "not_resolved": _("El nombre {detail} no existe. Revisa que esté bien escrito."),
    # the connection
    "refused": _("El servidor no acepta conexiones."),
    "timeout": _("El servidor tardó demasiado en responder."),
    "tls": _("El certificado de seguridad del sitio no es válido."),
    "broken_answer": _("El servidor cortó la respuesta o envió algo que no se entiende."),
    "too_slow": _("La página tardó demasiado en llegar entera."),
    # the answer
    "unauthorised": _("La página pide iniciar sesión (401)."),
    "forbidden": _("El sitio no deja leer esta página (403)."),
    "not_found": _("La página no existe (404)."),
    "gone": _("La página fue retirada (410)."),
    "client_error": _("El sitio rechazó la petición ({detail})."),
    "server_error": _("El sitio tiene un problema ({detail})."),
    "too_many_requests": _("El sitio pidió ir más despacio (429)."),
    "redirect_loop": _("La página se redirige en círculos."),
    "too_many_redirects": _("La página redirige demasiadas veces."),
    "redirect_outside": _("La página lleva a otro sitio: {detail}."),
    "too_large": _("La página es demasiado grande."),
    "bomb": _("El contenido comprimido es demasiado grande al abrirlo."),
    # what it is
    "type": _("Es de un tipo que no se lee: {detail}."),
    "unreadable": _("El archivo está dañado o no se puede leer."),
    "encrypted": _("El archivo está protegido con una clave."),
    "no_text": _("No tiene texto que leer (quizás son imágenes, o se arma con JavaScript)."),
    "robots": _("El archivo robots.txt del sitio pide no leerla."),
    "robots_unreachable": _("No se pudo leer el robots.txt del sitio, y sin él no se sigue."),
    "noindex": _("La página pide no ser indexada."),
    "duplicate": _("Dice lo mismo que {detail}."),
    "canonical": _("Su versión principal es {detail}."),
    "unlinked": _("Ya no llevan a ella ni enlaces ni el mapa del sitio."),
    "redirected": _("Lleva a {detail}, que se lee en su lugar."),
    "trap": _("Parece una lista sin fin, como un calendario."),
    "too_deep": _("Está a demasiados enlaces de la página inicial."),
    "limit": _("Se llegó al máximo de páginas de la fuente."),
    # a source
    "only_one": _("Solo se encontró una página: no enlaza a otras del mismo sitio."),
    "only_one_robots": _(
        "Solo se leyó una página: el archivo robots.txt del sitio pide no leer las demás."
    ),
    "only_one_of": _(
        "Solo se leyó una de {detail} páginas encontradas. En la lista está el motivo de cada una."
    ),
    "nothing": _("No se pudo leer ninguna página."),
    "stopped": _("Detenida por {detail}."),
    "attempts": _("El proceso se interrumpió varias veces."),
    "internal": _("Algo falló de nuestro lado. Ya quedó registrado; prueba de nuevo más tarde."),
    "embedding": _("El servicio que prepara la búsqueda no responde: {detail}."),
    "embedding_busy": _("El servicio que prepara la búsqueda está saturado: {detail}."),
    "embedding_refused": _("El servicio que prepara la búsqueda no acepta la petición: {detail}."),
    "embedding_invalid": _("El servicio que prepara la búsqueda responde mal: {detail}."),
    "embedding_store": _("El almacén de la búsqueda no responde: {detail}."),
}


def sentence(code: str, detail: str = "") -> str:
    """The sentence of `code` in the language in force; empty for none."""
    if not code:
        return ""
    return str(SENTENCES.get(code, SENTENCES["internal"])).format(detail=detail)

"""What a page says to its visitors about itself is left out, and content like it is kept."""

from __future__ import annotations

import pytest

from scraping.extract.letters import folded
from scraping.extract.talk import kind
from tests.extract_stage import OTHER, SENTENCE, text_of

pytestmark = pytest.mark.pure

CONTENT = f"<div class='q1'><h1>Becas</h1><p>{SENTENCE}</p><p>{OTHER}</p></div>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("¿Te sirvió esta guía?", "ask"),
        ("¿Resolvió esta respuesta su duda? Sí No", "ask"),
        ("Did this article answer your question?", "ask"),
        ("Essa informação ajudou você?", "ask"),
        ("Cuéntanos qué te parece esta página", "ask"),
        ("Última modificación: lunes 3 de marzo de 2025", "line"),
        ("Content last reviewed: 14 January 2025", "line"),
        ("1.530 visualizações", "line"),
        ("Leído 312 veces", "line"),
        ("Ahora no", "choice"),
        ("Aceitar e fechar", "choice"),
        ("Activa las notificaciones de este navegador", "invite"),
        ("Hola, soy Marina, ¿en qué te puedo ayudar?", "invite"),
        ("Deja una respuesta", "comments"),
        ("Sobre el autor", "author"),
    ],
)
def test_talk_is_told_by_how_it_is_made(text: str, expected: str) -> None:
    assert kind(folded(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "¿Te resultó útil la bibliografía?",
        "¿Para qué sirve esta guía?",
        "¿Cómo valoro el contenido de un curso?",
        "Siguiente actualización: agosto de 2025.",
        "Siguiente: lleva el comprobante a Tesorería.",
        "Activa las notificaciones para saber cuándo vence un préstamo.",
        "Fecha de publicación: 9 de enero de 2025",
        "Se presentan 12 solicitudes al año.",
        "Presiona Compartir y elige tu curso.",
        "La versión anterior deja de funcionar en julio.",
        "Necesitas ayuda económica para el transporte",
    ],
)
def test_what_a_page_tells_of_its_matter_is_no_talk(text: str) -> None:
    assert kind(folded(text)) == ""


def test_a_tool_or_a_pager_is_one_only_as_a_link() -> None:
    for text in ("siguiente: mesas de examen", "copiar el enlace", "descargar como pdf"):
        assert kind(text, 1.0) == "line"
        assert kind(text, 0.0) == ""


@pytest.mark.parametrize(
    "repeated", ["copiar una ", "por x ", "si no ", "el ", "? ", "· ", "hola "]
)
def test_repeated_words_are_read_to_their_end(repeated: str) -> None:
    # A pattern that tries all ways to part such a line would not return.
    for start in ("", "actualizado ", "ver "):
        kind((start + repeated * 80)[:119], 1.0)


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ("<div><p>¿Te ayudó esta página?</p><p>Es anónimo.</p><textarea></textarea></div>", "anón"),
        ("<div><p>¿Quedó claro el trámite?</p><i>😞</i><i>😃</i></div>", "claro"),
        (
            "<p>¿Te sirvió esta guía?</p><p><a href='#'>Mala</a></p><p><a href='#'>Regular</a></p>",
            "Reg",
        ),
        ("<div><p>Nueva versión del portal.</p><span>Ahora no</span></div>", "versión"),
        ("<div><p>Enviamos un mensaje al mes.</p><input type='email'></div>", "mensaje"),
        (
            "<div><a href='/a'><b>Anterior</b><i>Crédito</i></a><a href='/b'>Pase →</a></div>",
            "Pase",
        ),
        ("<div><a href='#'>Copiar enlace</a> <a href='/i'>Imprimir la página</a></div>", "Copiar"),
        ("<div><h3>Comentarios</h3><p>Yo la pedí</p><a href='#'>Responder</a></div>", "pedí"),
        ("<div><b>Sobre la autora</b><p>Vive en Talca y escribe.</p></div>", "Talca"),
        ("<p>¿Te fue útil?</p><div><p>Tu sede, tu casa</p></div>", "casa"),
        ("<div><p>Sede Norte</p></div><div><p>Línea ética</p></div>", "Norte"),
    ],
)
def test_a_box_that_asks_something_goes_whole(frame: str, said: str) -> None:
    text = text_of(f"<div>{CONTENT}{frame}</div>")
    assert said not in text
    assert SENTENCE in text
    assert OTHER in text


@pytest.mark.parametrize("act", ["Lleva la ficha a la ventanilla 2", "Hand it in at the desk"])
@pytest.mark.parametrize("frame", ["<p>¿Te sirvió esta página?</p>", "<p>Visitas: 20.118</p>", ""])
def test_what_to_do_with_a_download_stays(act: str, frame: str) -> None:
    files = "<ul><li><a href='/b.pdf'>Bases</a></li></ul>"
    text = text_of(f"{CONTENT}{files}<div>{act}</div>{frame}<div>Talca, Chile</div>")
    assert act in text
    assert "Bases" in text


def test_files_under_a_title_of_menus_stay() -> None:
    files = "<div><div>Archivos</div><div><a href='/f.pdf'>Formulario</a></div></div>"
    assert "Formulario" in text_of(f"<div>{CONTENT}{files}<p>{OTHER} Gracias.</p></div>")


def test_comments_are_content_where_nobody_can_reply() -> None:
    section = f"<h2>Comentarios</h2><p>{OTHER} Se lee todo.</p>"
    assert "## Comentarios" in text_of(f"<main>{CONTENT}{section}</main>")

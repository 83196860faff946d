"""The content of a page is kept and its frame is left out."""

from __future__ import annotations

import pytest

from tests.extract_stage import OTHER, SENTENCE, page, read, text_of

pytestmark = pytest.mark.pure

CONTENT = f"<h1>Becas</h1><p>{SENTENCE}</p><p>{OTHER}</p>"
MENU = '<a href="/a">Pregrado</a> <a href="/b">Posgrado</a> <a href="/c">Egresados</a>'


@pytest.mark.parametrize(
    "frame",
    [
        f"<nav>{MENU}</nav>",
        f'<div role="navigation">{MENU}</div>',
        f'<div class="site-navigation">{MENU}</div>',
        f'<ul id="menuPrincipal"><li>{MENU.replace("> <", "></li><li><")}</li></ul>',
        f"<div class='x1'>{MENU}</div>",
    ],
    ids=["tag", "role", "class", "id", "nothing but links"],
)
@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_a_menu_is_left_out_however_it_is_told(frame: str, first: bool) -> None:
    text = text_of(frame + CONTENT if first else CONTENT + frame)
    assert "Posgrado" not in text
    assert SENTENCE in text


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ("<footer><p>Avenida Sur 100, Talca</p></footer>", "Avenida Sur"),
        ("<div class='pata'><p>Avenida Sur 100</p><p>Código postal 346</p></div>", "Avenida Sur"),
        ("<p>© 2025 Universidad</p>", "©"),
        ("<p>Todos los derechos reservados.</p>", "derechos"),
        (
            "<div><p>Usamos cookies para mejorar tu experiencia.</p><button>Aceptar</button></div>",
            "cookies",
        ),
        ('<div class="share"><a href="//x">Compartir en Facebook</a></div>', "Facebook"),
        ("<div><h3>Noticias relacionadas</h3><a href='/n'>Abre la piscina</a></div>", "piscina"),
        ("<div><h3>Artículos recientes</h3><ul><li><a href='/n'>Uno</a></li></ul></div>", "rec"),
        ("<p>Suscríbete a nuestro boletín</p>", "boletín"),
        ('<div id="comments"><p>Gracias por el dato, me sirvió</p></div>', "Gracias"),
        ("<p><a href='#top'>Volver arriba</a></p>", "Volver"),
        ("<p>¿Te fue útil esta página?</p>", "útil"),
        ("<p>Última actualización: 3 de marzo de 2025</p>", "actualización"),
        ("<div class='modal'><p>¡Postula ya a la admisión!</p></div>", "Postula"),
        ("<div style='position:fixed'>¿Hablamos?</div>", "Hablamos"),
    ],
)
def test_what_surrounds_the_content_is_left_out(frame: str, said: str) -> None:
    text = text_of(f"<div class='c'>{CONTENT}</div>{frame}")
    assert said not in text
    assert SENTENCE in text
    assert OTHER in text


def test_the_way_to_the_page_is_left_out() -> None:
    trail = '<div><a href="/">Inicio</a> &gt; <a href="/b">Bienestar</a> &gt; Becas</div>'
    assert "Bienestar" not in text_of(trail + CONTENT)


def test_what_comes_after_the_foot_is_no_content() -> None:
    chat = "<div class='q7'><span>¿Tienes dudas? Escríbenos</span></div>"
    assert "dudas" not in text_of(f"<div>{CONTENT}</div><footer>Talca</footer>{chat}")


def test_a_foot_that_nothing_names_is_known_by_its_place() -> None:
    top = "<div id='t'><ul><li><a href='/a'>Docentes</a></li></ul></div>"
    foot = "<div id='z'><p>Sede Norte: kilómetro 12</p><p>Línea anticorrupción</p></div>"
    text = text_of(f"<div>{top}<div id='c'>{CONTENT}</div>{foot}</div>")
    assert "anticorrupción" not in text
    assert OTHER in text


def test_a_last_box_with_opening_hours_stays() -> None:
    hours = "<div id='z'><p>Mesón de atención</p><p>Lunes a viernes, 9:00 a 13:00</p></div>"
    assert "9:00 a 13:00" in text_of(f"<div id='c'>{CONTENT}</div>{hours}")


def test_a_side_column_leaves_whom_to_ask() -> None:
    column = (
        "<aside><div><h3>Contacto</h3><p>becas@example.edu, anexo 2145</p></div>"
        "<div><h3>Lo más leído</h3><a href='/n'>Abre la piscina</a></div></aside>"
    )
    inside = text_of(f"<main>{CONTENT}{column}</main>")
    outside = text_of(f"<main>{CONTENT}</main>{column}")
    for text in (inside, outside):
        assert "becas@example.edu, anexo 2145" in text
        assert "piscina" not in text


def test_a_heading_whose_section_is_left_out_goes_with_it() -> None:
    section = "<h2>Servicios</h2><nav><a href='/a'>Uno</a><a href='/b'>Dos</a></nav>"
    text = text_of(f"<main>{CONTENT}{section}<h2>Plazos</h2><p>Hasta mayo.</p></main>")
    assert "Servicios" not in text
    assert "## Plazos" in text


def test_links_to_documents_are_content() -> None:
    files = "<ul><li><a href='/b.pdf'>Bases</a></li><li><a href='/f.docx'>Formulario</a></li></ul>"
    assert "- Bases\n- Formulario" in text_of(CONTENT + files)


def test_a_list_of_links_under_a_heading_of_the_content_stays() -> None:
    links = "<h2>Trámites de la beca</h2><ul><li><a href='/r'>Renovar</a></li>"
    links += "<li><a href='/a'>Apelar</a></li></ul>"
    assert "- Renovar\n- Apelar" in text_of(f"<main>{CONTENT}{links}</main>")


def test_words_of_the_frame_are_content_in_a_table() -> None:
    table = (
        "<table><tr><th>Trámite</th><th>Inicio</th></tr><tr><td>Beca</td><td>3/3</td></tr></table>"
    )
    assert "| Trámite | Inicio |" in text_of(CONTENT + table)


def test_a_page_about_cookies_keeps_what_it_says_of_them() -> None:
    head = "<title>Política de cookies</title>"
    said = "Usamos cookies para recordar tu idioma mientras navegas por el sitio."
    assert said in read(page(f"<h1>Política de cookies</h1><p>{said}</p>", head)).text


def test_a_page_whose_names_mislead_is_read_all_the_same() -> None:
    whole = f"<div class='sidebar'><h1>Becas</h1><p>{SENTENCE}</p><p>{OTHER * 8}</p></div>"
    assert SENTENCE in text_of(whole)


def test_commands_to_the_window_are_left_out() -> None:
    text = text_of(CONTENT + "<p><a href='javascript:history.back()'>Regresar</a></p>")
    assert "Regresar" not in text


def test_a_form_is_left_out_and_a_page_that_is_one_is_not() -> None:
    form = "<form><label>Correo</label><input type='email'><button>Enviar</button></form>"
    assert "Correo" not in text_of(CONTENT + form)
    around = f"<form action='x.aspx'><input type='hidden' name='v'>{CONTENT}</form>"
    assert SENTENCE in text_of(around)


def test_a_row_that_is_called_a_foot_is_none_in_a_table_of_data() -> None:
    rows = "<tr><td>Abril</td><td>1</td></tr><tr><td>Mayo</td><td>2</td></tr>"
    for name in ("footer", "rteTableFooterRow-default"):
        last = f"<tr class='{name}'><td>Junio</td><td>3</td></tr>"
        text = text_of(f"<h1>Cuotas</h1><table>{rows}{last}</table><p>{SENTENCE}</p>")
        assert "| Junio | 3 |" in text
        assert SENTENCE in text


@pytest.mark.parametrize(
    ("panel", "is_read"),
    [
        ("<p>Con dos días.</p>", True),
        ("<p>Con dos días, <a href='/t'>aquí</a>.</p>", True),
        (f"<ul>Con dos días. {MENU}</ul>", False),
        ("<p>Con dos días.</p><textarea></textarea>", False),
    ],
)
def test_what_a_button_opens_is_read_where_nothing_else_names_it(panel: str, is_read: bool) -> None:
    button = "<div role='button' aria-expanded='false'><p>Reserva de equipos</p></div>"
    text = text_of(f"{CONTENT}<div>{button}<div aria-hidden='true'>{panel}</div></div>")
    assert ("Con dos días" in text) is is_read


def test_a_field_of_a_record_may_be_a_link() -> None:
    fields = "".join(
        f"<div class='f'><b>{name}:</b> {said}</div>"
        for name, said in [
            ("Autora", "<a href='/a'>Amparo Quintanilla Rey</a>"),
            ("Año", "2024"),
            ("Extensión", "96 páginas"),
            ("Materias", "<a href='/b'>Sueño y rendimiento</a> <a href='/c'>Vigilia</a>"),
        ]
    )
    text = text_of(f"<div>{CONTENT}{fields}</div>")
    assert "Amparo Quintanilla Rey" in text
    assert "Sueño y rendimiento" in text


def test_a_title_that_begins_as_a_count_of_visits_does_not_end_the_page() -> None:
    said = f"<h2>Visitas</h2><p>{SENTENCE}</p><div><p>Visitas: 20.417</p><p>Taller Web</p></div>"
    text = text_of(said)
    assert text.startswith("## Visitas")
    assert SENTENCE in text
    assert "20.417" not in text

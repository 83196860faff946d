"""What is kept is good Markdown: titles, lists, tables, definitions, tabs, contacts."""

from __future__ import annotations

import pytest

from tests.extract_stage import SENTENCE, text_of

pytestmark = pytest.mark.pure

START = f"<h1>Becas</h1><p>{SENTENCE}</p>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2 id='r'>Requisitos <a href='#r'>¶</a></h2><p>Dos.</p>", "## Requisitos\n\nDos."),
        ("<h6>Nota</h6><p>Dos.</p>", "#### Nota\n\nDos."),
        ("<div role='heading' aria-level='3'>Nota</div><p>Dos.</p>", "### Nota\n\nDos."),
        ("<p>Uno<br>dos</p>", "Uno\ndos"),
        ("<p>Uno<br><br>Dos</p>", "Uno\n\nDos"),
        ("<p>#1 no es un título</p>", "#1 no es un título"),
        ("<p># tampoco esto</p>", "\\# tampoco esto"),
        ("<blockquote><p>Hablen.</p></blockquote>", "> Hablen."),
        ("<pre>a  b\n  c</pre>", "a  b\n  c"),
        ("<p>• Cédula<br>• Notas</p>", "- Cédula\n- Notas"),
        ("<p><span>Teléfono:</span><span>2145</span></p>", "Teléfono: 2145"),
    ],
    ids=lambda value: value[:24],
)
def test_blocks(body: str, expected: str) -> None:
    assert text_of(START + body).endswith("\n\n" + expected)


def test_lists() -> None:
    nested = (
        "<ol start='3'><li>Llena el formulario<ul><li>en línea</li></ul></li><li>Firma</li></ol>"
    )
    assert "3. Llena el formulario\n   - en línea\n4. Firma" in text_of(START + nested)


def test_a_list_right_in_a_list_belongs_to_the_point_before() -> None:
    wrong = "<ul><li>Notas</li><ul><li>del colegio</li></ul><li>Renta</li></ul>"
    assert "- Notas\n  - del colegio\n- Renta" in text_of(START + wrong)


def test_tables_become_pipe_tables() -> None:
    table = (
        "<table><caption>Montos</caption><thead><tr><th>Beca</th><th>Monto</th></tr></thead>"
        "<tbody><tr><td rowspan='2'>Interna</td><td>50 % | año</td></tr><tr><td>30 %</td></tr>"
        "</tbody></table>"
    )
    expected = (
        "Montos\n\n| Beca | Monto |\n| --- | --- |\n| Interna | 50 % \\| año |\n| Interna | 30 % |"
    )
    assert text_of(START + table).endswith(expected)


def test_a_table_without_head_has_an_empty_one() -> None:
    rows = "<tr><td>Enfermería</td><td>$ 4</td></tr><tr><td>Derecho</td><td>$ 3</td></tr>"
    expected = "|  |  |\n| --- | --- |\n| Enfermería | $ 4 |\n| Derecho | $ 3 |"
    assert text_of(f"{START}<table>{rows}</table>").endswith(expected)


def test_points_within_a_cell_stay_apart() -> None:
    cell = "<td><ul><li>cédula</li><li>notas</li></ul></td>"
    table = f"<table><tr><th>Paso</th><th>Qué</th></tr><tr><td>1</td>{cell}</tr></table>"
    assert "| 1 | cédula; notas |" in text_of(START + table)


def test_a_table_for_layout_is_read_cell_by_cell() -> None:
    cells = f"<td><h2>Plazos</h2><p>Hasta mayo.</p></td><td><p>{SENTENCE}</p></td>"
    text = text_of(f"<h1>Becas</h1><table><tr>{cells}</tr></table>")
    assert "## Plazos\n\nHasta mayo." in text
    assert "|" not in text


def test_definitions() -> None:
    terms = "<dl><dt>Cierre:</dt><dd>30 de junio</dd><dt>¿Dónde?</dt><dd>En línea.</dd></dl>"
    assert "- Cierre: 30 de junio\n\n## ¿Dónde?\n\nEn línea." in text_of(START + terms)


def test_what_an_accordion_opens_stands_under_its_control() -> None:
    bootstrap = (
        "<h2>Dudas</h2><h3><button data-bs-toggle='collapse' data-bs-target='#p1'>¿Cuándo pagan?"
        "</button></h3><div id='p1' class='collapse' style='display:none'><p>En abril.</p></div>"
        "<details><summary>¿Y si me atraso?</summary><p>Apela.</p></details>"
    )
    text = text_of(START + bootstrap)
    assert "### ¿Cuándo pagan?\n\nEn abril." in text
    assert "### ¿Y si me atraso?\n\nApela." in text or "#### ¿Y si me atraso?\n\nApela." in text


def test_tabs_stand_under_their_names() -> None:
    tabs = (
        "<ul role='tablist'><li><a role='tab' href='#a' aria-controls='a'>Pregrado</a></li>"
        "<li><a role='tab' href='#b' aria-controls='b'>Posgrado</a></li></ul>"
        "<div role='tabpanel' id='a'><p>Hasta marzo.</p></div>"
        "<div role='tabpanel' id='b' hidden><p>Hasta abril.</p></div>"
    )
    assert text_of(START + tabs).endswith(
        "## Pregrado\n\nHasta marzo.\n\n## Posgrado\n\nHasta abril."
    )


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (
            "<a href='mailto:becas@example.edu?subject=x'>Escríbenos</a>",
            "Escríbenos (becas@example.edu)",
        ),
        ("<a href='mailto:becas@example.edu'>becas@example.edu</a>", "becas@example.edu"),
        ("<a href='tel:+56223334444'>Llámanos</a>", "Llámanos (+56223334444)"),
        ("<a href='tel:+56223334444'>(2) 2333 4444</a>", "(2) 2333 4444"),
        ("<a href='/renovar'>renovar</a>", "renovar"),
    ],
)
def test_an_address_that_only_a_link_says_is_said(link: str, expected: str) -> None:
    assert text_of(f"{START}<p>Dudas: {link}</p>").endswith(f"Dudas: {expected}")


def test_an_address_covered_from_collectors_is_uncovered() -> None:
    key = 0x42
    code = f"{key:02x}" + "".join(f"{ord(letter) ^ key:02x}" for letter in "becas@example.edu")
    link = f"<a href='/cdn-cgi/l/email-protection#{code}'>[email&#160;protected]</a>"
    assert text_of(f"{START}<p>Dudas: {link}</p>").endswith("Dudas: becas@example.edu")


def test_text_for_two_sizes_of_screen_is_said_once() -> None:
    twice = "".join(
        f"<div class='{size}'><p>{SENTENCE}</p></div>"
        for size in ("d-none d-md-block", "d-md-none")
    )
    assert text_of("<h1>Becas</h1>" + twice).count(SENTENCE) == 1


def test_a_page_without_headings_takes_its_title_for_one() -> None:
    assert text_of(f"<div><b>Becas</b></div><p>{SENTENCE}</p>") == f"# Becas\n\n{SENTENCE}"

"""A passage in Markdown, as it reads."""

from __future__ import annotations

from conversations.answers.model.citations import quote
from scraping.passages import Passage
from scraping.prose import prose

PAGE = """## Horarios

| Día | Abre | Cierra |
| --- | :---: | ---: |
| Lunes a viernes | 8:30 | 20:00 |

- Lleva tu **credencial**.
  1. Pide la [sala](https://u.example/sala) en el _mesón_.
> Cierra en enero \\(todo el mes\\).

---
"""


def test_marks_of_markdown_are_not_read() -> None:
    assert prose(PAGE).splitlines() == [
        "Día: Abre, Cierra",
        "Lunes a viernes: 8:30, 20:00",
        "Lleva tu credencial.",
        "Pide la sala en el _mesón_.",
        "Cierra en enero (todo el mes).",
    ]


def test_a_quote_has_no_marks() -> None:
    page = Passage(title="Biblioteca", url="https://u.example", text=PAGE)
    assert quote(page, "tienes que llevar la credencial") == "Lleva tu credencial."

"""A passage in Markdown, as it reads."""

from __future__ import annotations

import pytest

from conversations.answers.model.citations import quote
from scraping.passages import Passage
from scraping.prose import is_rule, prose

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


@pytest.mark.parametrize(
    "line", ["-" * 3000 + " x", "- " * 400 + "x", "---| " * 180 + "x", "|" * 900]
)
def test_a_long_line_of_dashes_is_read_in_no_time(line: str) -> None:
    # A pattern that goes back over them would not come to an end.
    assert not is_rule(line)
    assert prose(f"Antes.\n{line}\nDespués.").startswith("Antes.")


@pytest.mark.parametrize(
    "line", ["---", "| --- | :---: |", ":---|---:", "* * *", "___", "  - - - "]
)
def test_what_only_draws_a_line(line: str) -> None:
    assert is_rule(line)
    assert prose(line) == ""

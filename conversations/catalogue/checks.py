"""What a strategy or a wording must keep to, with a sentence for whoever edits it."""

from __future__ import annotations

from collections.abc import Iterable
from string import Formatter
from typing import Any

from django.utils.translation import gettext as _

from conversations.answers.embedded.files import spoken
from conversations.answers.embedded.shapes import SIZES
from conversations.answers.embedded.steps import read_steps
from conversations.catalogue import shipped
from conversations.catalogue.values import FEELINGS, PHASES, TASKS

MOST_CHARACTERS = 280
MOST_STEPS = 7
# What the sentence on why a strategy helps may name.
WHY_FIELDS = frozenset({"name", "task", "due", "when", "minutes"})

Errors = dict[str, list[str]]


def fields_in(line: str) -> set[str]:
    """The fields that a line names (`{task}`). Raises ValueError when a brace is left open."""
    found = set()
    for _text, name, spec, conversion in Formatter().parse(line):
        if name is None:
            continue
        if spec or conversion or not name.isidentifier():
            raise ValueError(name)
        found.add(name)
    return found


def wording_errors(key: str, language: str, lines: str) -> Errors:
    """What is wrong with the lines of a situation: the fields are those of the shipped lines."""
    came = shipped.wordings(spoken(language)).get(key)
    if came is None:
        return {"lines": [_("Esta situación ya no existe en el programa.")]}
    known: set[str] = set().union(*map(fields_in, came["lines"].splitlines()))
    found = _line_errors(lines, known)
    if key in shipped.single(spoken(language)) and len(_written(lines)) > 1:
        found.append(_("Aquí va una sola frase, en una línea."))
    if key.startswith("question.") and ".replies." not in key:
        found += [
            _("Línea %(number)d: aquí va una pregunta, y solo una.") % {"number": number}
            for number, line in enumerate(_written(lines), start=1)
            if line.count("?") != 1
        ]
    return {"lines": found} if found else {}


def strategy_errors(data: dict[str, Any], language: str) -> Errors:
    """What is wrong with a strategy, by field."""
    errors: Errors = {}
    for name in ("name", "source"):
        if not str(data[name]).strip():
            errors[name] = [_("Falta completar este campo.")]
    for name, known in (
        ("tasks", (*TASKS, *shipped.nouns(spoken(language)))),
        ("phases", PHASES),
        ("feelings", FEELINGS),
        ("topics", shipped.topics(spoken(language))),
    ):
        if found := _unknown(data[name], known):
            errors[name] = [
                _("No se conoce: %(values)s. Se puede usar: %(known)s.")
                % {"values": ", ".join(found), "known": ", ".join(known)}
            ]
    if not data["tasks"] and "tasks" not in errors:
        errors["tasks"] = [_("Indica al menos una tarea, o «any» para cualquiera.")]
    if found := _line_errors(data["why"], set(WHY_FIELDS)):
        errors["why"] = found
    for size in SIZES:
        if found := _step_errors(data[f"steps_{size}"], size):
            errors[f"steps_{size}"] = found
    return errors


def _unknown(values: Any, known: Iterable[str]) -> list[str]:
    if not isinstance(values, list):
        return [str(values)]
    return [str(value) for value in values if value not in set(known)]


def _written(lines: str) -> list[str]:
    return [line for line in lines.splitlines() if line.strip()]


def _line_errors(lines: str, known: set[str]) -> list[str]:
    written = _written(lines)
    if not written:
        return [_("Escribe al menos una frase.")]
    errors: list[str] = []
    for number, line in enumerate(written, start=1):
        errors += _of_line(number, line, known)
    return errors


def _of_line(number: int, line: str, known: set[str]) -> list[str]:
    found = []
    if len(line) > MOST_CHARACTERS:
        found.append(
            _("Línea %(number)d: tiene %(count)d caracteres; lo máximo son %(most)d.")
            % {"number": number, "count": len(line), "most": MOST_CHARACTERS}
        )
    try:
        unknown = sorted(fields_in(line) - known)
    except ValueError:
        return [*found, _("Línea %(number)d: hay una llave mal puesta.") % {"number": number}]
    if unknown:
        found.append(
            _("Línea %(number)d: aquí no se puede usar %(fields)s. Se puede usar: %(known)s.")
            % {
                "number": number,
                "fields": ", ".join(f"{{{name}}}" for name in unknown),
                "known": ", ".join(f"{{{name}}}" for name in sorted(known)) or "—",
            }
        )
    return found


def _step_errors(lines: str, size: int) -> list[str]:
    found = _line_errors(lines, set())
    if found:
        return found
    try:
        steps = read_steps(_written(lines))
    except ValueError as exc:
        return [
            _("«%(line)s»: escribe cada paso como «3: qué hacer», con sus minutos delante.")
            % {"line": str(exc)[:60]}
        ]
    if len(steps) > MOST_STEPS:
        found.append(_("Son demasiados pasos; lo máximo son %(most)d.") % {"most": MOST_STEPS})
    total = sum(step.minutes for step in steps)
    if total != size:
        found.append(
            _("Los pasos suman %(total)d minutos y deben sumar %(size)d.")
            % {"total": total, "size": size}
        )
    return found

"""The texts that the sources ask gettext for, and the catalogue that answers, read in Python.

A message is known by its text, with `context\\x04` before it where it has one, as in a .mo file.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

# The place of the text among the arguments; the one before it is the context.
ASKERS = {
    "_": 0,
    "gettext": 0,
    "gettext_lazy": 0,
    "gettext_noop": 0,
    "ngettext": 0,
    "ngettext_lazy": 0,
    "pgettext": 1,
    "pgettext_lazy": 1,
    "npgettext": 1,
    "npgettext_lazy": 1,
}
_STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*({_STRING})(?:\s*,\s*({_STRING}))?", re.DOTALL)


def in_python(source: str) -> Iterator[str]:
    """The messages of a Python module."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else None
        called = node.func.id if isinstance(node.func, ast.Name) else called
        place = ASKERS.get(called or "")
        if place is not None:
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            if len(texts) > place:
                yield "\x04".join(str(text) for text in texts[: place + 1])


def in_template(source: str) -> Iterator[str]:
    """The messages of a Django template."""
    for asker, first, second in _CALL.findall(templatize(source)):
        texts = [ast.literal_eval(text) for text in (first, second) if text]
        yield "\x04".join(texts[: ASKERS[asker] + 1])


@dataclass
class Entry:
    """One message of a catalogue: the fields of the .po file, joined."""

    flags: set[str] = field(default_factory=set)
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        context = self.fields.get("msgctxt")
        text = self.fields["msgid"]
        return text if context is None else f"{context}\x04{text}"

    @property
    def originals(self) -> list[str]:
        return [self.fields[name] for name in ("msgid", "msgid_plural") if name in self.fields]

    @property
    def translations(self) -> list[str]:
        return [text for name, text in self.fields.items() if name.startswith("msgstr")]


def catalogue(file: Path) -> dict[str, Entry]:
    """The entries of a .po file by key, the header under the empty one; obsolete ones left out."""
    entries: dict[str, Entry] = {}
    for block in re.split(r"\n\s*\n", file.read_text(encoding="utf-8")):
        entry, current = Entry(), ""
        for line in block.splitlines():
            if line.startswith("#,"):
                entry.flags |= {flag.strip() for flag in line[2:].split(",")}
            elif line.startswith("#"):
                continue
            elif line.startswith('"'):
                entry.fields[current] += ast.literal_eval(line)
            else:
                current, _space, text = line.partition(" ")
                entry.fields[current] = ast.literal_eval(text)
        if "msgid" in entry.fields:
            entries[entry.key] = entry
    return entries

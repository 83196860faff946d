"""The prompts as files, in versions: `<version>/<language>/` beside this module.

`manifest.toml` names the version in use. The name that an answer keeps has a digest of the files
as well, so that two wordings are never taken for one.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
DEFAULT_LANGUAGE = "es"
_DIGEST_BYTES = 4


@dataclass(frozen=True)
class Prompts:
    """The prompts of one language. `version` is of the form `v1-0a1b2c3d`."""

    version: str
    language: str
    texts: dict[str, str]
    words: dict[str, dict[str, str]]

    def text(self, name: str, **fields: str) -> str:
        """The prompt of that name with its fields filled in; what they hold stays as it is."""
        return self.texts[name].format_map(fields)

    def word(self, table: str, key: object) -> str:
        """What a table of `words.toml` has for `key`, else what it has for `none`."""
        found = self.words[table]
        return found.get(str(key), found["none"])


@lru_cache(maxsize=8)
def of(language: str, folder: Path = FOLDER) -> Prompts:
    """The current version in `language`, or in Spanish where it has none.

    Raises `OSError`, `ValueError` or `KeyError` for a folder that is not as it should be.
    """
    manifest = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
    version = str(manifest["current"])
    place = folder / version / language
    if not place.is_dir():
        return of(DEFAULT_LANGUAGE, folder)
    texts = {
        file.stem: file.read_text(encoding="utf-8").strip() for file in sorted(place.glob("*.md"))
    }
    return Prompts(
        version=f"{version}-{_digest(folder / version)}",
        language=language,
        texts=texts,
        words=tomllib.loads((place / "words.toml").read_text(encoding="utf-8")),
    )


def _digest(folder: Path) -> str:
    """Of every file in `folder`, all languages, by name and content."""
    found = hashlib.blake2s(digest_size=_DIGEST_BYTES)
    for file in sorted(folder.rglob("*.*")):
        found.update(file.relative_to(folder).as_posix().encode() + b"\0")
        found.update(file.read_bytes() + b"\0")
    return found.hexdigest()

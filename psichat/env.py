"""Typed settings from the environment: one place reads them, and a wrong one stops the start."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured

from psichat import providers


class Env:
    """Reads named variables and collects what is wrong, so that one start tells everything.

    Each reader returns a usable value even when the variable is bad; `finish` raises
    `ImproperlyConfigured` with one sentence for each bad name.
    """

    def __init__(self, source: dict[str, str] | None = None) -> None:
        self.source = dict(os.environ) if source is None else source
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self.source.get(name, "").strip() or default

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.text(name, default)
        if value not in allowed:
            self.problems.append(f"{name} is '{value}'; it must be one of: {', '.join(allowed)}.")
            return default
        return value

    def number(self, name: str, default: float, at_least: float = 0) -> float:
        value = self.text(name)
        if not value:
            return default
        try:
            number = float(value)
        except ValueError:
            self.problems.append(f"{name} is '{value}'; it must be a number.")
            return default
        if number < at_least:
            self.problems.append(f"{name} is {value}; it must be at least {at_least:g}.")
            return default
        return number

    def integer(self, name: str, default: int, at_least: int = 0) -> int:
        number = self.number(name, default, at_least)
        if number != int(number):
            self.problems.append(f"{name} is {number}; it must be a whole number.")
            return default
        return int(number)

    def items(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        value = self.text(name)
        return [part.strip() for part in value.split(",") if part.strip()] or list(default)

    def origins(self, name: str) -> list[str]:
        """A comma-separated list of origins such as https://chat.example.edu."""
        values = self.items(name)
        for value in values:
            parts = urlsplit(value)
            if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
                self.problems.append(
                    f"{name} holds '{value}'; an origin looks like https://chat.example.edu."
                )
        return values

    def url(self, name: str, schemes: tuple[str, ...], default: str = "") -> str:
        value = self.text(name, default)
        if value and urlsplit(value).scheme not in schemes:
            self.problems.append(f"{name} must begin with one of: {', '.join(schemes)}.")
            return default
        return value

    def model_chain(self, keys: dict[str, str]) -> list[tuple[str, str]]:
        """The language models to ask, first the chosen one: (provider, model), without `embedded`.

        Reads LLM_PROVIDER, LLM_MODEL and LLM_FALLBACKS (`provider` or `provider:model`, separated
        by commas). With `embedded` chosen nothing leaves, whatever the fall-backs say. `keys` are
        the settings with the providers' keys and addresses.
        """
        provider, model = providers.named(self.text("LLM_PROVIDER", providers.EMBEDDED))
        chosen = (provider, self.text("LLM_MODEL", model))
        fallbacks = [providers.named(each) for each in self.items("LLM_FALLBACKS")]
        chain = [each for each in (chosen, *fallbacks) if each[0] != providers.EMBEDDED]
        asked = provider != providers.EMBEDDED
        for number, each in enumerate(chain):
            name = "LLM_PROVIDER" if number == 0 and asked else "LLM_FALLBACKS"
            self._check_model(name, *each, keys=keys, is_asked=asked)
        return list(dict.fromkeys(chain)) if asked else []

    def _check_model(
        self, name: str, provider: str, model: str, *, keys: dict[str, str], is_asked: bool
    ) -> None:
        if provider not in providers.PACKAGES:
            known = ", ".join([providers.EMBEDDED, *providers.PACKAGES])
            problem = f"{name} names '{provider}'; a model is named by its provider or as "
            problem += f"provider:model, and the providers are: {known}."
        elif not is_asked:
            return
        elif lack := providers.lacking(provider, keys):
            problem = lack if "is missing" in lack else f"{name} names {lack}"
        elif not model:
            where = "LLM_MODEL" if name == "LLM_PROVIDER" else name
            problem = f"{where} doesn't say which model of {provider} is to be asked."
        else:
            return
        if problem not in self.problems:
            self.problems.append(problem)

    def time_zone(self, name: str, default: str) -> str:
        """A time zone by its name in the IANA database."""
        value = self.text(name, default)
        if value not in available_timezones():
            self.problems.append(f"{name} is '{value}'; it looks like America/Bogota.")
            return default
        return value

    def secret(self, name: str, file: Path, *, required: bool) -> str:
        """The secret from the environment, or (local only) one made once and kept in `file`."""
        value = self.text(name)
        if value:
            return value
        if required:
            self.problems.append(
                f"{name} is missing; set it to a long random text that is kept secret."
            )
            return "missing"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f"{file.name}.", dir=file.parent)
            with os.fdopen(handle, "w") as draft:
                draft.write(secrets.token_urlsafe(50))
            with contextlib.suppress(FileExistsError):  # another's, made a moment ago, holds
                os.link(name, file)
            Path(name).unlink()
        return file.read_text().strip()

    def finish(self) -> None:
        if self.problems:
            raise ImproperlyConfigured("PsiChat can't start. " + " ".join(self.problems))

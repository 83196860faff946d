"""Asking a language model for a JSON object or a text at once, with fall-backs within one time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

import anyio
import structlog
from django.conf import settings

from psichat.llm import background, budget, clients, replies
from psichat.llm.asking import Asking, Notes
from psichat.llm.errors import (
    ModelAnswerInvalid,
    ModelBlocked,
    ModelEmpty,
    ModelError,
    ModelNotConfigured,
)
from psichat.llm.refs import ModelRef, chain

log = structlog.get_logger(__name__)

Messages = Sequence[Mapping[str, str]]
Result = TypeVar("Result")


def is_configured() -> bool:
    """Whether there is any language model besides the embedded parts."""
    return bool(settings.LLM_CHAIN)


def warm_up() -> None:
    """Begin to import the libraries, so that the first call doesn't wait for them; returns at once.

    Does nothing where no model is configured.
    """
    for ref in chain():
        background.submit(_warm(ref))


async def complete_json(
    messages: Messages,
    schema: Mapping[str, Any],
    *,
    purpose: str,
    timeout: float,  # noqa: ASYNC109  # over retries and fall-backs as well
    books: Mapping[str, str] | None = None,
    models: Sequence[ModelRef] | None = None,
) -> dict[str, Any]:
    """The JSON object that a model answers at temperature 0.

    `messages` are `{"role": system|user|assistant, "content"}`, without anything personal;
    `schema` is the JSON schema that the model is asked to keep to: what it says all the same is
    for the caller to check. `timeout` is in seconds, over everything; with fall-backs configured
    each gets an equal share of what is left. `purpose` is a word for the books, `books` say for
    whom it is (institution, student, conversation, as ids). `models` are asked in their order;
    None: those of the settings. Raises `ModelError`.
    """
    asked = _Asked(
        _plain(messages), dict(schema), purpose, timeout, dict(books or {}), _models(models)
    )
    return await background.run(asked.answer(_object))


async def complete_text(
    messages: Messages,
    *,
    purpose: str,
    timeout: float,  # noqa: ASYNC109  # over retries and fall-backs as well
    books: Mapping[str, str] | None = None,
    models: Sequence[ModelRef] | None = None,
) -> str:
    """The text that a model answers at temperature 0, without spaces around it and never empty.

    The arguments and errors are those of `complete_json`.
    """
    asked = _Asked(_plain(messages), None, purpose, timeout, dict(books or {}), _models(models))
    return await background.run(asked.answer(_text))


def _plain(messages: Messages) -> list[dict[str, str]]:
    return [{"role": each["role"], "content": each["content"]} for each in messages]


def _models(models: Sequence[ModelRef] | None) -> tuple[ModelRef, ...]:
    return chain() if models is None else tuple(models)


@dataclass(frozen=True)
class _Asked:
    """A question to a chain of models, until one of them answers it."""

    messages: list[dict[str, str]]
    schema: dict[str, Any] | None
    purpose: str
    seconds: float
    books: dict[str, str]
    models: tuple[ModelRef, ...]

    async def answer(self, read: Callable[[str], Result | ModelError]) -> Result:
        """What `read` makes of the first usable message. Raises the last model's `ModelError`."""
        end = time.monotonic() + self.seconds
        error: ModelError = ModelNotConfigured()
        for number, ref in enumerate(self.models):
            refusal = await budget.refusal(ref, self.purpose, self.books)
            if refusal is not None:
                error = refusal
                continue
            now = time.monotonic()
            until = now + (end - now) / (len(self.models) - number)

            async def once(
                notes: Notes, ref: ModelRef = ref, until: float = until
            ) -> Result | ModelError:
                with anyio.fail_after(until - time.monotonic()):
                    client = await clients.ready(ref)
                    message = await clients.ask(client, self.messages, self.schema)
                notes.add_usage(replies.usage(message))
                return ModelBlocked() if replies.is_blocked(message) else read(message.text)

            found = await Asking(ref, self.purpose, self.books, until).result(once)
            if not isinstance(found, ModelError):
                return found
            error = found
        raise error


def _text(text: str) -> str | ModelError:
    return text.strip() or ModelEmpty()


def _object(text: str) -> dict[str, Any] | ModelError:
    """The one JSON object that `text` is."""
    try:
        found = json.loads(text, parse_constant=_no_number, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return ModelAnswerInvalid()
    return found if isinstance(found, dict) else ModelAnswerInvalid()


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key comes twice")
    return found


async def _warm(ref: ModelRef) -> None:
    try:
        await clients.ready(ref)
    except Exception as exc:  # noqa: BLE001  # the call itself will say it again, and count it
        log.warning("model_not_ready", provider=ref.provider, error=type(exc).__name__)

"""All texts of one question to a model, masked with one set of placeholders, or not sent at all."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.outgoing import Outgoing, mask_all
from analysis.pii.masking import MaskingError
from psichat.llm.errors import ModelError

_PERSON = "[PERSON_"


class CannotLeave(ModelError):
    """A text could not be masked, so the model was not asked. Says nothing of the text."""

    code = "masking_failed"
    outcome = "not_sent"
    counts = False


def masked(texts: Sequence[str], names: Sequence[str]) -> Outgoing:
    """`texts` in order; a name that one of them gives is hidden in all. Raises `CannotLeave`."""
    try:
        found = mask_all(texts, names)
        given = [value for key, value in found.mapping.items() if key.startswith(_PERSON)]
        if set(given) <= _parts(names):
            return found
        return mask_all(texts, [*names, *given])
    except MaskingError as exc:
        raise CannotLeave from exc


def _parts(names: Sequence[str]) -> set[str]:
    """The names and their single words."""
    whole = {" ".join(name.split()) for name in names}
    return whole | {part for name in whole for part in name.split()}

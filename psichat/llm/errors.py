"""How asking a language model fails. None of these carries a text, the provider's included."""

from __future__ import annotations

from psichat.errors import Unavailable


class ModelError(Unavailable):
    """No usable answer came. `outcome` is its name in the books, `is_retryable` whether the same
    question may be put again at once, `counts` whether it speaks against the provider's health."""

    code = "model_failed"
    outcome = "failed"
    is_retryable = False
    counts = True


class ModelNotConfigured(ModelError):
    """There is no model to ask: `LLM_PROVIDER` is `embedded`, or an institution chose that."""

    code = "model_not_configured"
    outcome = "not_configured"
    counts = False


class ModelTimeout(ModelError):
    """It took longer than it may."""

    code = "model_timeout"
    outcome = "timeout"


class ModelBusy(ModelError):
    """429: too much was asked. `retry_after` in seconds, where the provider says so."""

    code = "model_busy"
    outcome = "busy"
    is_retryable = True


class ModelUnreachable(ModelError):
    """A 5xx, or no connection."""

    code = "model_unreachable"
    outcome = "unreachable"
    is_retryable = True


class ModelRefused(ModelError):
    """Any other 4xx: a wrong key, an unknown model, a question that it does not take."""

    code = "model_refused"
    outcome = "refused"


class ModelAnswerInvalid(ModelError):
    """It answered, but not in the form that was asked for, or with a garbled line."""

    code = "model_answer_invalid"
    outcome = "bad_answer"
    counts = False


class ModelResting(ModelError):
    """It failed so often of late that it is left in peace for a while; it was not asked."""

    code = "model_resting"
    outcome = "resting"
    counts = False


class ModelBlocked(ModelError):
    """It stopped for safety, at the question or in the middle of its answer."""

    code = "model_blocked"
    outcome = "blocked"
    counts = False


class ModelEmpty(ModelError):
    """It answered, and said nothing."""

    code = "model_empty"
    outcome = "empty"


class ModelOverBudget(ModelError):
    """What may be spent is spent, or can't be told; it was not asked."""

    code = "model_over_budget"
    outcome = "over_budget"
    counts = False

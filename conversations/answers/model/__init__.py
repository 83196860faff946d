"""The answerer over a language model: it says the embedded engine's plan in words of its own."""

from conversations.answers.model.answerer import LanguageModelAnswerer
from conversations.answers.model.continuing import completed, rest_after
from conversations.answers.model.slots import with_model_slots

__all__ = ["LanguageModelAnswerer", "completed", "rest_after", "with_model_slots"]

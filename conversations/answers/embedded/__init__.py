"""The embedded answerer: a dialogue engine in this process, without a network."""

from conversations.answers.embedded.answerer import EmbeddedAnswerer
from conversations.answers.embedded.compose import compose
from conversations.answers.human import wants_human

__all__ = ["EmbeddedAnswerer", "compose", "wants_human"]

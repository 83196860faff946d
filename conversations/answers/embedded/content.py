"""The words of the embedded answerer: from the files, with what staff have changed laid over.

Nothing here touches the database. What was changed there is brought in by
`conversations.catalogue.current`; without it, or when the database fails, the files serve.
"""

from __future__ import annotations

from dataclasses import replace

from conversations.answers.embedded.building import Overlay, build
from conversations.answers.embedded.files import DEFAULT_LANGUAGE as DEFAULT_LANGUAGE
from conversations.answers.embedded.files import FOLDER as FOLDER
from conversations.answers.embedded.files import read, spoken
from conversations.answers.embedded.shapes import Content as Content
from conversations.answers.embedded.shapes import Exercise as Exercise
from conversations.answers.embedded.shapes import Idea as Idea
from conversations.answers.embedded.shapes import Question as Question
from conversations.answers.embedded.shapes import Reply as Reply
from conversations.answers.embedded.shapes import Strategy as Strategy
from conversations.answers.embedded.shapes import Topic as Topic

_made: dict[str, Content] = {}


def load(language: str) -> Content:
    """The words of `language`, or of Spanish where there are none for it yet."""
    language = spoken(language)
    made = _made.get(language)
    return made if made is not None else install(language, Overlay())


def install(language: str, overlay: Overlay) -> Content:
    """Make the words of `language` anew; from now on they are what `load` gives.

    Takes some tens of milliseconds. A turn that has begun keeps the words that it has.
    """
    made = replace(build(read(language), overlay), language=language)
    _made[language] = made
    return made

"""What a model is told: its part, the rules, the turn's plan, what is known, the talk so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from conversations.answers import prompts
from conversations.answers.base import Answer, AnswerRequest, Said
from conversations.answers.model import directions, outgoing, passages
from conversations.answers.model.citations import without_marks
from conversations.answers.prompts import Prompts
from conversations.guardrails import Grounds
from scraping.passages import Passage

_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_OPENING = "…"  # stands for what a person said before a history that an answer begins
# The parts of the prompt that never change and must not come back.
_FIXED = ("persona", "safety", "strategy", "plan", "context")


@dataclass(frozen=True)
class Brief:
    """The masked `messages`, what the placeholders stand for, the passages by their numbers, and
    what the answer is measured by."""

    messages: list[dict[str, str]]
    mapping: dict[str, str]
    passages: tuple[Passage, ...]
    grounds: Grounds
    prompt_version: str
    is_impersonal: bool = False


def brief(
    request: AnswerRequest, plan: Answer, *, said: str = "", is_impersonal: bool = False
) -> Brief:
    """The question to a model. `said` is an answer that broke off, which is to be gone on with.

    An impersonal one holds the question and the pages, and nothing of the conversation: its answer
    may be given to others. Slow for new passages: off the event loop, please. Raises `CannotLeave`.
    """
    words = prompts.of(request.language)
    pages = passages.harmless(request.passages)
    if is_impersonal:
        messages, mapping = _impersonal(words, request, pages)
    else:
        messages, mapping = _personal(words, request, plan, pages, said)
    return Brief(
        messages=messages,
        mapping=mapping,
        passages=pages,
        grounds=_grounds(words, request, plan, pages),
        prompt_version=words.version,
        is_impersonal=is_impersonal,
    )


def _impersonal(
    words: Prompts, request: AnswerRequest, pages: Sequence[Passage]
) -> tuple[list[dict[str, str]], dict[str, str]]:
    masked = outgoing.masked([request.text, *_texts(pages)], _names(request))
    question, *inside = masked.texts
    system = [
        words.text("persona"),
        words.text("safety"),
        _context(words, inside),
        words.text("impersonal"),
    ]
    return [_message("system", "\n\n".join(system)), _message("user", question)], masked.mapping


def _personal(
    words: Prompts,
    request: AnswerRequest,
    plan: Answer,
    pages: Sequence[Passage],
    said: str,
) -> tuple[list[dict[str, str]], dict[str, str]]:
    talk = [each for each in request.history if each.sender != "system" and each.text.strip()]
    talk = talk[-settings.HISTORY_TO_ANSWERER :]
    masked = outgoing.masked(
        [
            *(each.text for each in talk),
            request.text,
            request.summary,
            without_marks(plan.text),
            directions.facts(words, request, plan.state),
            said,
            *_texts(pages),
        ],
        _names(request),
    )
    earlier, rest = masked.texts[: len(talk)], masked.texts[len(talk) :]
    question, summary, draft, facts, already, *inside = rest
    parts = [words.text("persona"), words.text("safety")]
    parts.append(_context(words, inside))
    if summary.strip():
        parts.append(words.text("summary", summary=passages.open_fence(summary)))
    parts.append(directions.strategy(words, plan.state, facts))
    is_first = bool(plan.state.get("greeted")) and not request.state.get("greeted")
    parts.append(
        directions.plan(words, plan, passages.open_fence(draft), is_first=is_first and not said)
    )
    if already:
        parts.append(words.text("continue", said=passages.open_fence(already)))
    told = [Said(each.sender, text) for each, text in zip(talk, earlier, strict=True)]
    system = _message("system", "\n\n".join(parts))
    return [system, *_talk(words, told, question)], masked.mapping


def _names(request: AnswerRequest) -> list[str]:
    """Whose names must not leave, whatever the texts say of them."""
    return [*request.names, request.student_name]


def _talk(words: Prompts, told: Sequence[Said], question: str) -> list[dict[str, str]]:
    """The talk and the message, the two sides in turn, as providers want it, the student first."""
    turns: list[dict[str, str]] = []
    for each in [*told, Said("student", question)]:
        role = "user" if each.sender == "student" else "assistant"
        text = each.text
        if each.sender == "tutor":
            text = words.words["said_by"]["tutor"].format_map({"text": text})
        if turns and turns[-1]["role"] == role:
            turns[-1]["content"] += f"\n\n{text}"
        else:
            turns.append(_message(role, text))
    if turns[0]["role"] == "assistant":
        turns.insert(0, _message("user", _OPENING))
    return turns


def _message(role: str, content: str) -> dict[str, str]:
    return {"role": role, "content": content}


def _texts(pages: Sequence[Passage]) -> list[str]:
    """Title, heading and text of each page, one after another, as they go through the masking."""
    return [part for page in pages for part in (page.title, page.heading, page.text)]


def _context(words: Prompts, inside: Sequence[str]) -> str:
    """The pages, of which `inside` are the masked `_texts`."""
    if not inside:
        return words.text("no_context")
    blocks = [
        passages.fenced(
            inside[at + 2],
            at // 3 + 1,
            title=inside[at],
            heading=inside[at + 1],
            names=words.words["context"],
        )
        for at in range(0, len(inside), 3)
    ]
    return words.text("context", passages="\n".join(blocks))


def _grounds(
    words: Prompts, request: AnswerRequest, plan: Answer, pages: Sequence[Passage]
) -> Grounds:
    known = [
        *(each.text for each in request.history),
        request.summary,
        *request.names,
        request.student_name,
        *request.contact.values(),
        plan.text,
        *_texts(pages),
    ]
    whole = "\n".join(known)
    return Grounds(
        language=words.language,
        # Not the student's own messages: an address pasted there is no source.
        sources=frozenset(
            [
                *(page.url for page in pages),
                *_urls(plan.text),
                *(url for value in request.contact.values() for url in _urls(value)),
            ]
        ),
        known=whole,
        system_prompt="\n".join(words.texts[name] for name in _FIXED),
        student_text=request.text,
    )


def _urls(text: str) -> list[str]:
    return [found.rstrip(".,;:") for found in _URL.findall(text)]

"""Answers over an outside model: what our code adds, and what becomes of turns when it fails.

1. How long a student waits for the first words besides the provider's own time, for the answer
   alone and for the whole turn, beside LangChain's bare client at the same provider.
2. 1,000 messages while 30 % of the provider's calls fail in every way that the tests know: messages
   without an answer, who answered, and the cost in the books beside the provider's own count.
3. The embedded engine's first words with 50 answers being written all the time, and with 50
   messages at one moment, beside a bare round trip on the same sockets.

    python -m benchmarks.providers [--turns 300] [--messages 1000] [--chats 50]
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks import crowds, harness, people
from benchmarks.failing import failing
from benchmarks.loopback_provider import figures
from benchmarks.messages import MODEL, TEXTS, send

OWN_SECONDS = 0.03  # what the provider takes for its first word


@contextmanager
def _provider() -> Iterator[str]:
    """The provider's address."""
    command = [sys.executable, "-m", "benchmarks.loopback_provider"]
    process = subprocess.Popen(
        command, cwd=harness.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.stdin.close()
        process.wait(10)


def _consent() -> None:
    from accounts.consent import OUTSIDE
    from accounts.models import Consent

    for each in Consent.objects.all():
        each.version += OUTSIDE
        each.save()


async def _bare(text: str) -> float | None:
    """The moment of the first piece from LangChain's own client."""
    from conversations.answers import prompts
    from psichat.llm import ModelRef, clients

    client = await clients.ready(ModelRef("google_genai", MODEL), temperature=0.6, most_tokens=700)
    system = "\n\n".join(prompts.of("es").texts[name] for name in ("persona", "safety", "strategy"))
    first = None
    async for piece in client.astream(
        [{"role": "system", "content": system}, {"role": "user", "content": text}]
    ):
        if first is None and piece.text:
            first = time.monotonic()
    return first


async def _answer(text: str) -> tuple[float, float | None]:
    """The moments at which the answerers were asked and said their first words."""
    from django.utils import timezone

    from analysis import pipeline
    from conversations.answers import chain
    from conversations.answers.base import Answer, AnswerRequest, Switched
    from psichat import llm

    request = AnswerRequest(
        conversation_id=str(uuid.uuid4()),
        text=text,
        analysis=pipeline.analyse(text),
        history=(),
        state={},
        now=timezone.now(),
        student_name="Ana",
        names=("Ana Rojas",),
    )
    began, first = time.monotonic(), None
    async for piece in chain.stream(request, llm.chain()):
        if first is None and not isinstance(piece, Answer | Switched):
            first = time.monotonic()
    return began, first


async def added(url: str, conversations: list[str], turns: int) -> float:
    """Print what is added to the provider's own time; returns the p95 of whole turns."""
    from psichat.llm import background

    rows: dict[str, list[float]] = {"bare": [], "answer": [], "turn": []}
    read_first: list[float] = []
    for number in range(turns + 5):
        for name, row in rows.items():
            figures(url, delay=OWN_SECONDS)
            began = time.monotonic()
            if name == "bare":
                first = await background.run(_bare(TEXTS[0]))
            elif name == "answer":
                began, first = await _answer(TEXTS[0])
            else:
                where = conversations[number % len(conversations)]
                _last, began, first = await send(where, TEXTS[number % len(TEXTS)])
            told = figures(url, delay=OWN_SECONDS)
            if number < 5 or first is None or not told["first_piece_at"]:
                continue  # warming up, or the engine's reviewed words, for which nobody is asked
            own = told["first_piece_at"][0] - told["asked_at"][-1]
            kept = row if told["requests"] == 1 else read_first
            kept.append((first - began - own) * 1000)
    print(harness.line("added: LangChain's bare client", rows["bare"]))
    print(harness.line("added: our answer around the same client", rows["answer"]))
    print(harness.line("added: a whole turn, accepted → first chunk", rows["turn"]))
    if read_first:
        print(harness.line("– where a model read the reply before", read_first))
    return harness.percentile(rows["turn"], 0.95)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=300)
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--chats", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with _provider() as url:
        outside = {
            "LLM_PROVIDER": "google_genai",
            "LLM_MODEL": MODEL,
            "GOOGLE_API_KEY": "loopback",
            "GOOGLE_API_ENDPOINT": url,
            "LLM_FIRST_TOKEN_SECONDS": "1",
            "LLM_ANSWER_SECONDS": "3",
            "LOG_LEVEL": "CRITICAL",
        }
        with harness.place(**outside) as environment:
            crowd = people.make(options.chats * 2)
            _consent()
            where = [conversation for _token, conversation in crowd.students]
            wait = asyncio.run(added(url, where[: options.chats], options.turns))
            print(f"target p95 60 ms added: {'reached' if wait <= 60 else 'missed'}\n")
            whole = asyncio.run(failing(url, where[options.chats :], options.messages))
            print(f"target all answered, books within 1 %: {'reached' if whole else 'missed'}\n")
            embedded = environment | {"LLM_PROVIDER": "embedded"}
            first = 0.0
            for workers in (1, 2):
                fresh = people.Crowd(crowd.students[: options.chats], crowd.tutor)
                with harness.serving(embedded, harness.web(workers)) as (base, _process):
                    print(f"web processes: {workers}")
                    first = asyncio.run(crowds.crowd(base, fresh, TEXTS, options.rounds))
            print(f"target p95 100 ms on two cores: {'reached' if first <= 100 else 'missed'}")
    return 0 if wait <= 60 and whole and first <= 100 else 1


if __name__ == "__main__":
    sys.exit(main())

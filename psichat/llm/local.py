"""A local transformers model as one of LangChain's chat models (D1). Imported at its first use."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import agenerate_from_stream, generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage, SystemMessage, UsageMetadata
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable, RunnableLambda, RunnableParallel

from psichat.llm import weights
from psichat.llm.weights import Piece, Weights, Wish

_ROLES = {"human": "user", "ai": "assistant", "system": "system"}
_SHAPE = "Responde solo con un objeto JSON de esta forma, sin nada antes ni después: "


class LocalModel(BaseChatModel):
    """Writes in this process. Who closes a stream ends the writing."""

    model: str
    adapter: str = ""
    in_4_bits: bool = False
    temperature: float = 0
    most_tokens: int | None = None

    @property
    def _llm_type(self) -> str:
        return "local"

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        pieces: list[Piece] = []
        weights.WORKER.submit(self._write, messages, pieces.append, threading.Event()).result()
        return generate_from_stream(map(_chunk, pieces))

    async def _agenerate(self, messages: list[BaseMessage], *_: Any, **options: Any) -> ChatResult:
        return await agenerate_from_stream(self._astream(messages, **options))

    async def _astream(
        self, messages: list[BaseMessage], *_: Any, **__: Any
    ) -> AsyncIterator[ChatGenerationChunk]:
        loop = asyncio.get_running_loop()
        pieces: asyncio.Queue[Piece | None] = asyncio.Queue()
        unwanted = threading.Event()

        def put(piece: Piece | None) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens
                loop.call_soon_threadsafe(pieces.put_nowait, piece)

        def work() -> None:
            try:
                self._write(messages, put, unwanted)
            finally:
                put(None)

        writing = loop.run_in_executor(weights.WORKER, work)
        try:
            while (piece := await pieces.get()) is not None:
                yield _chunk(piece)
            await writing  # raises what broke
        finally:
            unwanted.set()
            writing.cancel()

    def _write(
        self, messages: list[BaseMessage], give: Callable[[Piece], None], unwanted: threading.Event
    ) -> None:
        found = weights.loaded(Weights(self.model, self.adapter, self.in_4_bits))
        said = [{"role": _ROLES[each.type], "content": str(each.text)} for each in messages]
        wish = Wish(said, self.temperature, self.most_tokens or weights.MOST_TOKENS)
        weights.write(found, wish, give, unwanted)

    def with_structured_output(
        self, schema: Any, *, include_raw: bool = False, **_: Any
    ) -> Runnable[Any, Any]:
        """Asks for the JSON `schema` in words; whether it was kept to is for the caller to see."""

        def ask(messages: list[Any]) -> list[Any]:
            wanted = _SHAPE + json.dumps(schema, ensure_ascii=False)
            first = messages[0] if messages and messages[0]["role"] == "system" else None
            if first is None:
                return [SystemMessage(wanted), *messages]
            return [SystemMessage(f"{first['content']}\n\n{wanted}"), *messages[1:]]

        return RunnableLambda(ask) | RunnableParallel(raw=self)


def _chunk(piece: Piece) -> ChatGenerationChunk:
    usage = UsageMetadata(
        input_tokens=piece.tokens_in,
        output_tokens=piece.tokens_out,
        total_tokens=piece.tokens_in + piece.tokens_out,
    )
    return ChatGenerationChunk(message=AIMessageChunk(content=piece.text, usage_metadata=usage))

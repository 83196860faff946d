"""How Gemini, Ollama and OpenAI write what a model says: the events of one answer as bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

BROKEN = '{"candidates": [{"content": {"parts'


class WireFormat:
    """An event is a JSON object; None is the end of a stream, raw text is sent as it is.

    `counts_along`: the usage so far comes with each piece. `counts` are the numbers that it tells.
    """

    counts_along = False
    counts: tuple[str, ...] = ("tokens_in", "tokens_out")

    def is_streamed(self, path: str, body: Mapping[str, Any]) -> bool:
        return bool(body.get("stream"))

    def content_type(self, *, streamed: bool) -> str:
        return "text/event-stream" if streamed else "application/json"

    def framed(self, event: Any, *, streamed: bool) -> bytes:
        text = event if isinstance(event, str) else json.dumps(event)
        return f"data: {text}\r\n\r\n".encode() if streamed else text.encode()

    def malformed(self) -> Any:
        return BROKEN

    def piece(self, text: str, thought: str, usage: Mapping[str, int]) -> Any:
        raise NotImplementedError

    def last(self, usage: Mapping[str, int]) -> Any:
        raise NotImplementedError

    def blocked(self, reason: str, *, question: bool) -> Any:
        raise NotImplementedError

    def empty(self, *, candidate: bool) -> Any:
        raise NotImplementedError

    def error(self, status: int, retry_delay: str) -> bytes:
        return json.dumps({"error": {"message": "no", "code": status}}).encode()


class Gemini(WireFormat):
    counts_along = True
    counts = ("tokens_in", "tokens_out", "tokens_thinking", "tokens_cached")

    def is_streamed(self, path: str, body: Mapping[str, Any]) -> bool:
        return ":streamGenerateContent" in path

    def framed(self, event: Any, *, streamed: bool) -> bytes:
        # Its stream just ends.
        return b"" if event is None else super().framed(event, streamed=streamed)

    def piece(self, text: str, thought: str, usage: Mapping[str, int]) -> Any:
        part = {"text": thought, "thought": True} if thought else {"text": text}
        return self._event({"content": {"role": "model", "parts": [part]}, "index": 0}, usage)

    def last(self, usage: Mapping[str, int]) -> Any:
        said = {"role": "model", "parts": [{"text": ""}]}
        return self._event({"content": said, "finishReason": "STOP", "index": 0}, usage)

    def blocked(self, reason: str, *, question: bool) -> Any:
        if question:
            return {"promptFeedback": {"blockReason": reason}, "modelVersion": "gemini-test"}
        return self._event({"finishReason": reason, "index": 0}, {})

    def empty(self, *, candidate: bool) -> Any:
        if candidate:
            return self._event({"content": {"role": "model"}, "finishReason": "STOP"}, {})
        return {"candidates": [], "modelVersion": "gemini-test"}

    def error(self, status: int, retry_delay: str) -> bytes:
        kind = "type.googleapis.com/google.rpc.RetryInfo"
        details = [{"@type": kind, "retryDelay": retry_delay}] if retry_delay else []
        error = {"code": status, "message": "no", "status": "UNAVAILABLE", "details": details}
        return json.dumps({"error": error}).encode()

    def _event(self, candidate: Any, usage: Mapping[str, int]) -> Any:
        event: dict[str, Any] = {"candidates": [candidate], "modelVersion": "gemini-test"}
        if usage:
            thinking = usage.get("tokens_thinking", 0)
            event["usageMetadata"] = {
                "promptTokenCount": usage["tokens_in"],
                "candidatesTokenCount": usage["tokens_out"] - thinking,
                "thoughtsTokenCount": thinking,
                "cachedContentTokenCount": usage.get("tokens_cached", 0),
                "totalTokenCount": usage["tokens_in"] + usage["tokens_out"],
            }
        return event


class Ollama(WireFormat):
    def is_streamed(self, path: str, body: Mapping[str, Any]) -> bool:
        return bool(body.get("stream")) and not body.get("format")

    def content_type(self, *, streamed: bool) -> str:
        return "application/x-ndjson"

    def framed(self, event: Any, *, streamed: bool) -> bytes:
        if event is None:
            return b""
        return (event if isinstance(event, str) else json.dumps(event)).encode() + b"\n"

    def piece(self, text: str, thought: str, usage: Mapping[str, int]) -> Any:
        said = {"role": "assistant", "content": text} | ({"thinking": thought} if thought else {})
        return self._event(said)

    def last(self, usage: Mapping[str, int]) -> Any:
        counts = {"prompt_eval_count": usage["tokens_in"], "eval_count": usage["tokens_out"]}
        return self._event({"role": "assistant", "content": ""}, done_reason="stop", **counts)

    def blocked(self, reason: str, *, question: bool) -> Any:
        return self.empty(candidate=True)  # it knows no safety stop; its models fall silent

    def empty(self, *, candidate: bool) -> Any:
        return self._event({"role": "assistant", "content": ""}, done_reason="stop")

    def error(self, status: int, retry_delay: str) -> bytes:
        return json.dumps({"error": "no"}).encode()

    def _event(self, message: Any, **last: Any) -> Any:
        began = {"model": "llama-test", "created_at": "2026-11-02T10:00:00Z"}
        return began | {"message": message, "done": bool(last)} | last


class OpenAI(WireFormat):
    counts = ("tokens_in", "tokens_out", "tokens_thinking", "tokens_cached")

    def framed(self, event: Any, *, streamed: bool) -> bytes:
        return super().framed("[DONE]" if event is None else event, streamed=streamed)

    def piece(self, text: str, thought: str, usage: Mapping[str, int]) -> Any:
        return self._event(text, None)

    def last(self, usage: Mapping[str, int]) -> Any:
        counts = {
            "prompt_tokens": usage["tokens_in"],
            "completion_tokens": usage["tokens_out"],
            "total_tokens": usage["tokens_in"] + usage["tokens_out"],
            "prompt_tokens_details": {"cached_tokens": usage.get("tokens_cached", 0)},
            "completion_tokens_details": {"reasoning_tokens": usage.get("tokens_thinking", 0)},
        }
        return self._event("", "stop") | {"usage": counts}

    def blocked(self, reason: str, *, question: bool) -> Any:
        return self._event("", "content_filter")

    def empty(self, *, candidate: bool) -> Any:
        return self._event("", "stop")

    def _event(self, text: str, finish: str | None) -> Any:
        said = {"role": "assistant", "content": text}
        choice = {"index": 0, "delta": said, "message": said, "finish_reason": finish}
        return {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "gpt-test",
            "choices": [choice],
        }


def of(path: str) -> WireFormat:
    """The format that is spoken at a path."""
    if "enerateContent" in path:
        return Gemini()
    return Ollama() if path.startswith("/api/") else OpenAI()

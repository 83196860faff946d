"""What a message of LangChain's says besides its text: what it used, and whether it was stopped."""

from __future__ import annotations

from typing import Any

# Why the providers stop for safety, each in its own words.
_STOPS = frozenset(
    {
        "safety",
        "prohibited_content",
        "blocklist",
        "spii",
        "recitation",
        "image_safety",
        "content_filter",
        "content_filtered",
        "guardrail_intervened",
        "refusal",
    }
)
_REASONS = ("finish_reason", "stop_reason", "done_reason", "stopReason")


def usage(message: Any) -> dict[str, int]:
    """Tokens as the books name them; in a stream those that this piece adds, if it says so."""
    found = message.usage_metadata
    if not found:
        return {}
    return {
        "tokens_in": found.get("input_tokens", 0),
        "tokens_out": found.get("output_tokens", 0),
        "tokens_thinking": (found.get("output_token_details") or {}).get("reasoning") or 0,
        "tokens_cached": (found.get("input_token_details") or {}).get("cache_read") or 0,
    }


def is_blocked(message: Any) -> bool:
    """Whether the provider stopped the question or the answer for safety."""
    data = message.response_metadata or {}
    if (data.get("prompt_feedback") or {}).get("block_reason"):
        return True
    return any(str(data.get(name, "")).lower() in _STOPS for name in _REASONS)

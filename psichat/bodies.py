"""The bodies of requests: bounded, whether their length is declared or not."""

from __future__ import annotations

from typing import Any

# What is still read of a body that is too large, so that its sender hears the refusal and not a
# broken connection.
DRAINED_BYTES = 33_554_432

Bounded = tuple[dict[str, Any], Any]


async def bound(scope: dict[str, Any], receive: Any, *, limit: int) -> Bounded | None:
    """The scope and the receive with which to go on; None when the body is over `limit` bytes.

    A body without a declared length (chunked) is read first and then has one: WSGI knows no other.
    """
    headers = dict(scope["headers"])
    declared = headers.get(b"content-length", b"")
    if declared.isdigit():
        if int(declared) <= limit:
            return scope, receive
        await _drain(receive)
        return None
    if b"transfer-encoding" not in headers:
        return scope, receive
    body = await _read(receive, limit)
    if body is None:
        await _drain(receive)
        return None
    length = (b"content-length", str(len(body)).encode())
    kept = [pair for pair in scope["headers"] if pair[0] != b"transfer-encoding"]
    return {**scope, "headers": [*kept, length]}, _replay(body, receive)


async def _read(receive: Any, limit: int) -> bytes | None:
    """The whole body, or None as soon as it is over `limit`."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > limit:
            return None
        if not message.get("more_body"):
            return body


def _replay(body: bytes, receive: Any) -> Any:
    """A receive that gives the body once and then what comes after it."""
    given = False

    async def again() -> Any:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _drain(receive: Any) -> None:
    """Read and forget the rest of a body, up to a bound."""
    left = DRAINED_BYTES
    while left > 0:
        message = await receive()
        left -= len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return

"""The common part of our sockets: sign-in, frames, limits, close codes (contract «Chat»)."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Coroutine
from typing import Any

import structlog
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.urls import re_path
from django.utils.translation import gettext as _
from django.utils.translation import override

from psichat import live, request_id
from psichat.errors import InvalidInput, PsiChatError, TooLarge

log = structlog.get_logger(__name__)

NOT_SIGNED_IN, NOT_ALLOWED, UNKNOWN, TOO_MANY = 4401, 4403, 4404, 4429
MAX_FRAME_CHARACTERS = 65_536


class FrameSocket(AsyncWebsocketConsumer):
    """A socket of JSON text frames `{"type", …}`, answered by methods named `on_<type>`.

    Whatever a client sends, it gets an `error` frame and the socket stays; only a flood of frames
    closes it.
    """

    frames: frozenset[str] = frozenset()

    async def connect(self) -> None:
        request_id.bind()
        self.tasks: set[asyncio.Task[Any]] = set()
        self.allowance = float(settings.SOCKET_FRAMES_PER_SECOND * 2)
        self.allowance_at = time.monotonic()
        self.joined: set[str] = set()
        self.user = self.scope["user"]
        # Accepted before any refusal: only an open socket can tell the browser its close code.
        await self.accept(self.scope.get("subprotocol_accept"))
        if self.scope.get("origin_refused"):
            await self.close(NOT_ALLOWED)
        elif not self.user.is_authenticated:
            await self.close(NOT_SIGNED_IN)
        else:
            with override(self.user.language):
                await self.opened()

    async def opened(self) -> None:
        """Called once the person is known."""

    async def disconnect(self, code: int) -> None:
        for group in list(self.joined):
            await self.leave(group)
        for task in self.tasks:
            task.cancel()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if not self._may_receive():
            await self.close(TOO_MANY)
            return
        if not getattr(self, "ready", False):
            return
        request_id.bind()
        frame: Any = None
        with override(self.user.language):
            try:
                frame = _parse(text_data)
                kind = frame.get("type")
                if not isinstance(kind, str) or kind not in self.frames:
                    raise InvalidInput(_("No conocemos ese tipo de mensaje."), code="unknown_type")
                await getattr(self, f"on_{kind}")(frame)
            except PsiChatError as error:
                await self.refuse(error, frame)

    async def refuse(self, error: PsiChatError, frame: Any = None) -> None:
        """An `error` frame."""
        client_id = frame.get("client_id") if isinstance(frame, dict) else None
        await self.send_event(
            {
                "type": "error",
                "data": {
                    "code": error.code,
                    "detail": error.detail,
                    "retryable": error.retryable,
                    "client_id": client_id if isinstance(client_id, str) else None,
                    **({"retry_after": error.retry_after} if error.retry_after else {}),
                },
            }
        )

    async def send_event(self, event: dict[str, Any]) -> None:
        """Send an event; one that nobody is there for any more is in the database."""
        with contextlib.suppress(OSError):  # the server's sign that the client is gone
            await self.send(json.dumps(event, ensure_ascii=False))

    async def live_event(self, message: dict[str, Any]) -> None:
        """An event from the channel layer."""
        if message["origin"] != self.channel_name:
            await self.send_event(message["event"])

    async def join(self, group: str) -> bool:
        """Listen to a group; False while the channel layer is away."""
        try:
            await self.channel_layer.group_add(group, self.channel_name)
        except live.AWAY as exc:
            log.warning("live_join_failed", error=type(exc).__name__)
            return False
        self.joined.add(group)
        return True

    async def leave(self, group: str) -> None:
        self.joined.discard(group)
        try:
            await self.channel_layer.group_discard(group, self.channel_name)
        except live.AWAY as exc:
            log.warning("live_leave_failed", error=type(exc).__name__)

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run `work` beside the frames; it ends with the socket."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("socket_task_failed", exc_info=task.exception())

    def _may_receive(self) -> bool:
        """A bucket of frames that fills at the allowed rate and holds two seconds of it."""
        rate = settings.SOCKET_FRAMES_PER_SECOND
        now = time.monotonic()
        self.allowance = min(rate * 2, self.allowance + (now - self.allowance_at) * rate)
        self.allowance_at = now
        self.allowance -= 1
        return self.allowance >= 0


class UnknownSocket(FrameSocket):
    """Any other socket address."""

    async def opened(self) -> None:
        await self.close(UNKNOWN)

    @classmethod
    def route(cls) -> Any:
        return re_path(r"", cls.as_asgi())


def _no_number(name: str) -> Any:
    raise ValueError(name)  # NaN and the like, which are no JSON


def _parse(text: str | None) -> dict[str, Any]:
    if text is None:
        raise InvalidInput(_("Solo recibimos texto."), code="not_text")
    if len(text) > MAX_FRAME_CHARACTERS:
        raise TooLarge
    try:
        frame = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as exc:
        raise InvalidInput(_("Lo que llegó no es JSON válido."), code="not_json") from exc
    if not isinstance(frame, dict):
        raise InvalidInput(_("Lo que llegó no es un objeto JSON."), code="not_json")
    return frame

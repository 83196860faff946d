"""The student's socket, `/ws/chat/<conversation_id>/`: frames in, events out."""

from __future__ import annotations

import asyncio
from typing import Any

from channels.db import database_sync_to_async as in_database
from django.utils.translation import gettext as _

from conversations import access, runner, selectors, services
from conversations.broadcast import abroadcast
from conversations.text import as_uuid, clean
from conversations.turn import Turn
from conversations.wire import event
from psichat import live
from psichat.errors import InvalidInput, NotAllowed, NotFound, PsiChatError
from psichat.frames import NOT_ALLOWED, UNKNOWN, FrameSocket

REJOIN_SECONDS = 5


class ChatSocket(FrameSocket):
    """One screen of a student on one conversation."""

    frames = frozenset({"message", "resume", "typing", "cancel", "ping"})

    async def opened(self) -> None:
        try:
            self.conversation = await in_database(access.own_conversation)(
                self.user, self.scope["url_route"]["kwargs"]["conversation_id"]
            )
        except NotFound:
            await self.close(UNKNOWN)
            return
        except NotAllowed:
            await self.close(NOT_ALLOWED)
            return
        self.conversation_id = self.conversation.id
        self.group = live.conversation_group(self.conversation_id)
        self.ready = True
        if not await self.join(self.group):
            self.spawn(self._rejoin())

    async def _rejoin(self) -> None:
        """While the channel layer is away: try again, and read the database meanwhile."""
        seen = self.conversation.last_seq
        while not await self.join(self.group):
            await asyncio.sleep(REJOIN_SECONDS)
            seen = await self._replay(seen)
        await self._replay(seen)

    async def on_message(self, frame: dict[str, Any]) -> None:
        turn = Turn(
            conversation_id=self.conversation_id,
            student_id=self.user.id,
            text=clean(frame.get("text"), field="text"),
            client_id=as_uuid(frame.get("client_id"), field="client_id"),
            transport="socket",
            language=self.user.language,
        )
        self.spawn(self._relay(runner.start(turn, origin=self.channel_name), frame))

    async def _relay(self, stream: runner.Stream, frame: dict[str, Any]) -> None:
        try:
            async for step in runner.read(stream):
                await self.send_event(step)
        except PsiChatError as error:
            await self.refuse(error, frame)

    async def on_resume(self, frame: dict[str, Any]) -> None:
        after = frame.get("after", 0)
        if isinstance(after, bool) or not isinstance(after, int) or not 0 <= after < 2**31:
            raise InvalidInput(_("«after» es el número del último mensaje que tienes."))
        await self._replay(after)

    async def _replay(self, after: int) -> int:
        """Send everything after that seq, in as many frames as it takes; returns the last."""
        while True:
            page = await in_database(selectors.history)(self.conversation_id, after=after)
            await self.send_event(
                event("replay", messages=page["results"], last_seq=page["last_seq"])
            )
            if not page["results"]:
                return after
            after = page["results"][-1]["seq"]
            if after >= page["last_seq"]:
                return after

    async def on_typing(self, frame: dict[str, Any]) -> None:
        typing = event("typing", who=self.user.first_name, on=bool(frame.get("on")))
        await abroadcast(self.conversation_id, typing, origin=self.channel_name)

    async def on_cancel(self, _frame: dict[str, Any]) -> None:
        runner.cancel(self.conversation_id)
        await in_database(services.cancel)(conversation=self.conversation)

    async def on_ping(self, frame: dict[str, Any]) -> None:
        await self.send_event(event("pong", t=frame.get("t")))

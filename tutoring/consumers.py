"""The socket of tutors and administrators, `/ws/tutor/`."""

from __future__ import annotations

from typing import Any

from channels.db import database_sync_to_async as in_database
from django.utils.translation import gettext as _

from accounts import audit
from conversations.broadcast import abroadcast
from conversations.models import Conversation
from conversations.wire import event
from psichat import live
from psichat.errors import InvalidInput
from psichat.frames import NOT_ALLOWED, FrameSocket
from tutoring import access, selectors

WATCHED_AT_ONCE = 20


class TutorSocket(FrameSocket):
    """Alerts as they come, and the events of the conversations that are watched."""

    frames = frozenset({"watch", "unwatch", "typing", "ping"})

    async def opened(self) -> None:
        if not self.user.cares:
            await self.close(NOT_ALLOWED)
            return
        self.ready = True
        self.watched: set[str] = set()
        await self.join(live.person_group(self.user.id))
        await self.join(live.knowledge_group(self.user.institution_id))
        await self.send_counts()

    async def send_counts(self) -> None:
        counts = await in_database(selectors.counts)(self.user)
        await self.send_event(event("counts", **counts))

    async def on_watch(self, frame: dict[str, Any]) -> None:
        if len(self.watched) >= WATCHED_AT_ONCE:
            raise InvalidInput(_("Son demasiadas conversaciones a la vez."))
        found = await in_database(self._readable)(frame.get("conversation_id"))
        self.watched.add(str(found.id))
        await self.join(live.watch_group(found.id))

    def _readable(self, conversation_id: Any) -> Conversation:
        """A conversation that this person may read; that they do is noted."""
        found = access.conversation(self.user, conversation_id)
        audit.record(
            actor=self.user, action="conversation_watched", student=found.student, obj=found
        )
        return found

    async def on_unwatch(self, frame: dict[str, Any]) -> None:
        conversation_id = str(frame.get("conversation_id"))
        if conversation_id in self.watched:
            self.watched.discard(conversation_id)
            await self.leave(live.watch_group(conversation_id))

    async def on_typing(self, frame: dict[str, Any]) -> None:
        """A tutor who writes is seen to write, in conversations that they watch."""
        conversation_id = str(frame.get("conversation_id"))
        if conversation_id in self.watched:
            typing = event("typing", who=self.user.first_name, on=bool(frame.get("on")))
            await abroadcast(conversation_id, typing, origin=self.channel_name)

    async def on_ping(self, frame: dict[str, Any]) -> None:
        await self.send_event(event("pong", t=frame.get("t")))

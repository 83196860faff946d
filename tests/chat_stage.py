"""What the browser tests of the chat's tools stand on: conversations told in rows, and a clock."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, WebSocketRoute

from accounts.models import User
from conversations.models import Conversation, Message, SessionState
from tests.cast import conversation_of
from tests.test_story import Enter, online

BLOCK = {
    "greeted": True,
    "pending": {"kind": "running", "id": ""},
    "time_block": 10,
    "last_strategy": "outline",
    "iteration": 0,
}
BREATHING = {"greeted": True, "pending": {"kind": "exercise", "id": "breathing"}}

# A page that is told whether it is hidden, and that keeps the notifications it shows.
_WATCHED = """
  window.shown = [];
  window.isAway = false;
  Object.defineProperty(document, "hidden", { get: () => window.isAway });
  window.Notification = class {
    static permission = "granted";
    constructor(title, { body }) { window.shown.push(body); }
    close() {}
  };
"""


def said(
    conversation: Conversation, text: str = "Dale, empieza.", *, ago: float = 0, **fields: Any
) -> Message:
    """A whole answer of the assistant, `ago` seconds old."""
    conversation.last_seq += 1
    conversation.save()
    return Message.objects.create(
        conversation=conversation,
        seq=conversation.last_seq,
        sender="assistant",
        text=text,
        created_at=timezone.now() - timedelta(seconds=ago),
        **fields,
    )


def told(student: User, state: dict[str, Any], *, ago: float = 0) -> Conversation:
    """A conversation whose last answer left it in `state`."""
    conversation = conversation_of(student, "Mi ensayo")
    said(conversation, ago=ago)
    SessionState.objects.create(conversation=conversation, data=state)
    return conversation


def clocked(enter: Enter, student: User, conversation: Conversation, **options: Any) -> Page:
    """The chat page with a clock of its own, which stands still from here on."""
    page = enter(student, "/accounts/me/", **options)
    page.add_init_script(_WATCHED)
    page.clock.install()
    page.goto(f"/chat/{conversation.id}/")
    online(page)
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 0.1"))
    return page


def look(page: Page, *, away: bool) -> None:
    """The person goes to another tab, or comes back."""
    page.evaluate(
        "away => { isAway = away; document.dispatchEvent(new Event('visibilitychange')); }", away
    )


def wired(page: Page) -> list[WebSocketRoute]:
    """Let frames be slipped in between the server and the page's socket: `wired(page)[-1].send`."""
    sockets: list[WebSocketRoute] = []

    def open_socket(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket(re.compile("/ws/chat/"), open_socket)
    return sockets

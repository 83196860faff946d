"""The roof: one port for everything.

Ordinary pages and calls run as WSGI on threads, where Django is quickest; sockets and streams run
on the event loop. `docs/decisions/` tells why, with the measurements.
"""

from __future__ import annotations

import asyncio
import json
import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psichat.settings")

from django.core.asgi import get_asgi_application

asgi = get_asgi_application()

from a2wsgi import WSGIMiddleware  # noqa: E402
from channels.routing import URLRouter  # noqa: E402
from django.conf import settings  # noqa: E402

from accounts.sockets import SignInMiddleware  # noqa: E402
from analysis import pipeline  # noqa: E402
from conversations import routing as conversations_routing  # noqa: E402
from psichat import bodies, llm  # noqa: E402
from psichat.errors import TooLarge  # noqa: E402
from psichat.frames import UnknownSocket  # noqa: E402
from psichat.wsgi import application as wsgi  # noqa: E402
from tutoring import routing as tutoring_routing  # noqa: E402

STREAMS = frozenset({"/api/v1/chat/send-stream"})

sockets = SignInMiddleware(
    URLRouter(
        [
            *conversations_routing.urlpatterns,
            *tutoring_routing.urlpatterns,
            UnknownSocket.route(),
        ]
    )
)
django_pages: Any = wsgi  # typed more narrowly by Django than the standard has it
pages: Any = WSGIMiddleware(django_pages, workers=settings.WEB_THREADS)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Send each connection to the part that serves it."""
    if scope["type"] == "websocket":
        await sockets(scope, receive, send)
    elif scope["type"] == "lifespan":
        await _lifespan(receive, send)
    else:
        limit = settings.LARGE_BODIES.get(scope["path"], settings.MAX_BODY_BYTES)
        bounded = await bodies.bound(scope, receive, limit=limit)
        if bounded is None:
            await _refuse_body(send)
        elif scope["path"] in STREAMS:
            await asgi(*bounded, send)
        else:
            await pages(*bounded, send)


async def _lifespan(receive: Any, send: Any) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            llm.warm_up()
            await asyncio.to_thread(pipeline.warm_up)
            await send({"type": "lifespan.startup.complete"})
        else:
            await send({"type": "lifespan.shutdown.complete"})
            return


async def _refuse_body(send: Any) -> None:
    body = json.dumps(TooLarge().body(), ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})

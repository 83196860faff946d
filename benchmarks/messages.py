"""Messages of students, sent through whole turns in this process."""

from __future__ import annotations

import time
import uuid

MODEL = "gemini-2.5-flash"
TEXTS = (
    "Tengo que entregar un ensayo de historia el viernes y no sé por dónde empezar",
    "Tengo 25 minutos",
    "Me cuesta concentrarme, me distraigo con todo",
    "Estoy nerviosa por la prueba de cálculo de mañana",
    "Ya terminé eso, me sirvió",
    "Mi grupo no responde y la presentación es el lunes",
    "¿Me ayudas a organizar la semana?",
    "No avancé nada, me bloqueo con la hoja en blanco",
)


async def send(conversation: str, text: str) -> tuple[str, float, float | None]:
    """The kind of the last event, and the moments of `accepted` and of the first chunk."""
    from channels.db import database_sync_to_async as in_database

    from conversations import runner
    from conversations.models import Conversation
    from conversations.turn import Turn

    row = await in_database(Conversation.objects.get)(id=conversation)
    turn = Turn(row.id, row.student_id, text, client_id=uuid.uuid4(), transport="socket")
    stream = runner.start(turn)
    accepted, first, last = 0.0, None, ""
    async for step in runner.read(stream):
        last = step["type"]
        if last == "accepted":
            accepted = time.monotonic()
        if last == "chunk" and first is None:
            first = time.monotonic()
    await stream.task
    return last, accepted, first

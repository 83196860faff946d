"""What PsiChat is compared with: itself served in other ways, and a bare FastAPI route."""

from __future__ import annotations

import os
import sqlite3
import threading
from datetime import UTC, datetime
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psichat.settings")

from django.core.asgi import get_asgi_application

all_asgi = get_asgi_application()

import jwt  # noqa: E402
from django.conf import settings  # noqa: E402
from fastapi import FastAPI, Header, HTTPException  # noqa: E402

fastapi_app = FastAPI()
_connections: dict[int, sqlite3.Connection] = {}


def _connection() -> sqlite3.Connection:
    key = threading.get_ident()
    if key not in _connections:
        _connections[key] = sqlite3.connect(settings.DATABASES["default"]["NAME"])
    return _connections[key]


@fastapi_app.get("/bare")
def bare() -> dict[str, str]:
    return {"status": "ok"}


@fastapi_app.get("/api/v1/chat/conversations")
def conversations(limit: int = 20, authorization: str = Header()) -> dict[str, Any]:
    """The same rows: the token is checked, the person read, their newest conversations listed."""
    try:
        claims = jwt.decode(
            authorization.removeprefix("Bearer "), settings.SECRET_KEY, algorithms=["HS256"]
        )
    except jwt.PyJWTError as exc:
        raise HTTPException(401) from exc
    person = str(claims["user_id"]).replace("-", "")
    database = _connection()
    active = database.execute(
        "SELECT is_active FROM accounts_user WHERE id = ?", (person,)
    ).fetchone()
    if not active or not active[0]:
        raise HTTPException(401)
    rows = database.execute(
        "SELECT id, title, status, last_seq, summary, created_at, updated_at, completed_at "
        "FROM conversations_conversation WHERE student_id = ? AND deleted_at IS NULL "
        "ORDER BY updated_at DESC, id DESC LIMIT ?",
        (person, limit + 1),
    ).fetchall()
    names = (
        "id",
        "title",
        "status",
        "last_seq",
        "summary",
        "created_at",
        "updated_at",
        "completed_at",
    )
    return {
        "results": [dict(zip(names, row, strict=True)) for row in rows[:limit]],
        "next": None,
        "previous": None,
        "read_at": datetime.now(UTC),
    }

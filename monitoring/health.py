"""Whether this process lives, and whether it can serve (requirement G9)."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from redis import Redis
from redis.exceptions import RedisError

from analysis import pipeline


def live(_request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


def ready(_request: HttpRequest) -> JsonResponse:
    """Each dependency by name. Without Redis it still serves: chats go on, screens poll."""
    checks = {"database": _database(), "models": _models(), "redis": _redis()}
    serves = checks["database"] == "ok" and checks["models"] == "ok"
    return JsonResponse(
        {"status": "ok" if serves else "unavailable", "checks": checks},
        status=200 if serves else 503,
    )


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM accounts_institution LIMIT 1")
    except DatabaseError as exc:
        return type(exc).__name__
    return "ok"


def _models() -> str:
    return "ok" if pipeline.analyse("hola").is_whole else "degraded"


def _redis() -> str:
    if not settings.REDIS_URL:
        return "not configured"
    try:
        with Redis.from_url(settings.REDIS_URL, socket_timeout=1) as client:
            client.ping()
    except RedisError as exc:
        return type(exc).__name__
    return "ok"

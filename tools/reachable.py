"""Whether a PostgreSQL and a Redis answer: `reachable.py DATABASE_URL REDIS_URL`."""

from __future__ import annotations

import sys

import psycopg
import redis

SECONDS = 3


def main(database_url: str, redis_url: str) -> int:
    """Say what does not answer; returns the exit code."""
    code = 0
    try:
        psycopg.connect(database_url, connect_timeout=SECONDS).close()
    except psycopg.Error as exc:
        print(f"PostgreSQL: {exc}", file=sys.stderr)
        code = 1
    try:
        with redis.Redis.from_url(redis_url, socket_connect_timeout=SECONDS) as client:
            client.ping()
    except redis.RedisError as exc:
        print(f"Redis: {exc}", file=sys.stderr)
        code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))

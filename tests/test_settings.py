"""Settings from the environment: typed, all problems told at once, secrets made with care."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from psichat.env import Env
from tests.source_tree import ROOT

pytestmark = pytest.mark.standalone

PRODUCTION = {
    "PSICHAT_ENV": "production",
    "SECRET_KEY": "long enough and only for this test, 0123456789 abcdefghij klmnopqrst",
    "ALLOWED_HOSTS": "chat.example.edu",
    "CSRF_TRUSTED_ORIGINS": "https://chat.example.edu",
    "DATABASE_URL": "postgres://psichat:secret@db.example.edu:5432/psichat",
    "REDIS_URL": "redis://redis.example.edu:6379/0",
}
SHOW = """
import json, django
from django.conf import settings
names = {names!r}
print(json.dumps({{name: getattr(settings, name) for name in names}}, default=str))
"""


def start(program: str, var: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program with exactly these settings, as far as `.env.example` knows their names."""
    names = (
        line.removeprefix("#").partition("=")[0]
        for line in (ROOT / ".env.example").read_text().splitlines()
    )
    cleared = {name: "" for name in names if name.isupper()}
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ
        | cleared
        | {"DJANGO_SETTINGS_MODULE": "psichat.settings", "PSICHAT_VAR": str(var)}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def settings_with(var: Path, names: list[str], **environment: str) -> dict[str, Any]:
    done = start(SHOW.format(names=names), var, **environment)
    assert done.returncode == 0, done.stderr
    shown: dict[str, Any] = json.loads(done.stdout)
    return shown


@pytest.mark.parametrize(
    ("reader", "arguments", "value", "expected"),
    [
        ("text", ("NAME", "default"), "", "default"),
        ("text", ("NAME", "default"), "  said ", "said"),
        ("choice", ("NAME", ("a", "b"), "a"), "b", "b"),
        ("integer", ("NAME", 3), "", 3),
        ("integer", ("NAME", 3), "7", 7),
        ("number", ("NAME", 0.5), "0.25", 0.25),
        ("items", ("NAME", ("x",)), "", ["x"]),
        ("items", ("NAME",), " a, b ,,c ", ["a", "b", "c"]),
        ("origins", ("NAME",), "https://a.example", ["https://a.example"]),
        ("url", ("NAME", ("redis",)), "redis://h:1/0", "redis://h:1/0"),
    ],
)
def test_reads(reader: str, arguments: tuple[Any, ...], value: str, expected: object) -> None:
    env = Env({"NAME": value})
    assert getattr(env, reader)(*arguments) == expected
    env.finish()


@pytest.mark.parametrize(
    ("reader", "arguments", "value", "fallback"),
    [
        ("choice", ("NAME", ("a", "b"), "a"), "c", "a"),
        ("integer", ("NAME", 3), "many", 3),
        ("integer", ("NAME", 3), "1.5", 3),
        ("integer", ("NAME", 3, 1), "0", 3),
        ("number", ("NAME", 0.5), "fast", 0.5),
        ("number", ("NAME", 0.5), "-1", 0.5),
        ("origins", ("NAME",), "chat.example.edu", ["chat.example.edu"]),
        ("origins", ("NAME",), "https://a.example/path", ["https://a.example/path"]),
        ("url", ("NAME", ("redis", "rediss")), "http://h", ""),
    ],
)
def test_tells_what_is_wrong(
    reader: str, arguments: tuple[Any, ...], value: str, fallback: object
) -> None:
    env = Env({"NAME": value})
    assert getattr(env, reader)(*arguments) == fallback
    with pytest.raises(ImproperlyConfigured, match=r"PsiChat can't start\. NAME"):
        env.finish()


def test_tells_every_problem_at_once() -> None:
    env = Env({"ONE": "x", "TWO": "y"})
    env.integer("ONE", 1)
    env.choice("TWO", ("a",), "a")
    with pytest.raises(ImproperlyConfigured, match=r"ONE is 'x'.*TWO is 'y'"):
        env.finish()


def test_secret_is_made_once_even_by_many(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "secret"
    env = Env({})
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: env.secret("NAME", file, required=False), range(16)))
    assert made == {file.read_text()}
    assert len(made.pop()) >= 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_required_secret_is_never_made(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    env = Env({})
    env.secret("NAME", file, required=True)
    assert not file.exists()
    with pytest.raises(ImproperlyConfigured, match="NAME is missing"):
        env.finish()


def test_local_start_needs_nothing(tmp_path: Path) -> None:
    shown = settings_with(tmp_path, ["DATABASE_URL", "REDIS_URL", "DEBUG", "LANGUAGE_CODE"])
    assert shown == {
        "DATABASE_URL": f"sqlite:///{tmp_path}/psichat.sqlite3",
        "REDIS_URL": "",
        "DEBUG": False,
        "LANGUAGE_CODE": "es",
    }


def test_bare_production_names_what_is_missing(tmp_path: Path) -> None:
    done = start("import django; django.setup()", tmp_path, PSICHAT_ENV="production")
    assert done.returncode != 0
    last = done.stderr.splitlines()[-1]
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "REDIS_URL"):
        assert f"{name} is missing" in last


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PSICHAT_ENV", "staging"),
        ("DATABASE_URL", "mysql://localhost/psichat"),
        ("REDIS_URL", "http://localhost"),
        ("CSRF_TRUSTED_ORIGINS", "chat.example.edu"),
        ("CORS_ALLOWED_ORIGINS", "chat.example.edu"),
        ("RATE_LIMIT_MESSAGES", "none"),
        ("ANSWER_PACE_SECONDS", "slow"),
        ("LLM_PROVIDER", "oracle"),
        ("LLM_FALLBACKS", "ollama,oracle:one"),
        ("OLLAMA_BASE_URL", "localhost:11434"),
        ("GOOGLE_API_ENDPOINT", "ftp://gemini.example.edu"),
    ],
)
def test_wrong_setting_stops_the_start(tmp_path: Path, name: str, value: str) -> None:
    done = start("import django; django.setup()", tmp_path, **{name: value})
    assert done.returncode != 0
    last = done.stderr.splitlines()[-1]
    assert last.startswith("django.core.exceptions.ImproperlyConfigured: PsiChat can't start.")
    assert name in last


@pytest.mark.parametrize("name", ["google_genai", "gemini"])
def test_gemini_needs_its_key(tmp_path: Path, name: str) -> None:
    done = start("import django; django.setup()", tmp_path, LLM_PROVIDER=name)
    assert done.returncode != 0
    assert "GOOGLE_API_KEY is missing" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("environment", "chain"),
    [
        ({}, []),
        ({"LLM_FALLBACKS": "ollama"}, []),
        ({"LLM_PROVIDER": "ollama"}, [["ollama", "llama3.1"]]),
        (
            {
                "LLM_PROVIDER": "gemini",
                "LLM_MODEL": "gemini-x",
                "GOOGLE_API_KEY": "key",
                "LLM_FALLBACKS": "gemini, ollama:llama3.1:8b, embedded, gemini:gemini-x",
            },
            [
                ["google_genai", "gemini-x"],
                ["google_genai", "gemini-2.5-flash"],
                ["ollama", "llama3.1:8b"],
            ],
        ),
    ],
)
def test_the_models_to_ask_in_their_order(
    tmp_path: Path, environment: dict[str, str], chain: list[list[str]]
) -> None:
    assert settings_with(tmp_path, ["LLM_CHAIN"], **environment) == {"LLM_CHAIN": chain}


def test_production_is_strict(tmp_path: Path) -> None:
    names = [
        "DEBUG",
        "ALLOWED_HOSTS",
        "SESSION_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "CONTENT_SECURITY_POLICY",
    ]
    shown = settings_with(tmp_path, names, **PRODUCTION)
    policy = shown.pop("CONTENT_SECURITY_POLICY")["DIRECTIVES"]
    assert shown == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["chat.example.edu"],
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
    }
    assert policy["default-src"] == ["'self'"]
    assert not any("unsafe" in source for sources in policy.values() for source in sources)
    assert not (tmp_path / "secret_key").exists()

"""What the files of the project promise each other."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings

from psichat.celery import app as celery_app
from psichat.schedule import BEAT_SCHEDULE, SCHEDULES
from psichat.supervisor.plan import QUEUES
from tests import messages
from tests.source_tree import ROOT, name, python_files, templates

pytestmark = pytest.mark.pure

# contracts.md, «Settings» and «Make»
CONTRACT_SETTINGS = """
    PSICHAT_ENV SECRET_KEY ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS CORS_ALLOWED_ORIGINS DATABASE_URL
    REDIS_URL CELERY_BROKER_URL LLM_PROVIDER LLM_MODEL LLM_FALLBACKS GOOGLE_API_KEY
    GOOGLE_API_ENDPOINT OLLAMA_BASE_URL EMBEDDING_PROVIDER EMBEDDING_MODEL JINA_API_KEY
    VECTOR_STORE PINECONE_API_KEY PINECONE_HOST FIELD_ENCRYPTION_KEYS EMAIL_URL SLACK_WEBHOOK_URL
    OTEL_EXPORTER_OTLP_ENDPOINT SENTRY_DSN CRAWL_ALLOWED_PRIVATE_HOSTS METRICS_TOKEN PORT
    PSICHAT_VAR
""".split()

MOST_LINES = 250
MOST_LINES_OF_TESTS = 400
# Longer on purpose: one place for all settings.
LONGER = {"psichat/settings.py": 400}

# The sources speak Spanish themselves.
CATALOGUES = [
    ROOT / "locale" / code / "LC_MESSAGES" / "django.po"
    for code, _name in settings.LANGUAGES
    if code != settings.LANGUAGE_CODE
]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")


# --- settings -------------------------------------------------------------------------------
def example_names() -> list[str]:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    return re.findall(r"^#?([A-Z][A-Z0-9_]+)=", "\n".join(lines), re.MULTILINE)


def test_example_has_every_setting_of_the_contract() -> None:
    names = example_names()
    assert len(names) == len(set(names))
    assert set(CONTRACT_SETTINGS) - set(names) == set()


def test_example_has_every_setting_that_is_read() -> None:
    readers = re.compile(
        r"""\benv\.(?:text|choice|number|integer|items|origins|url|secret)\(\s*
                             "([A-Z][A-Z0-9_]+)\"""",
        re.VERBOSE,
    )
    read = {
        found
        for file in (ROOT / "psichat" / "settings.py", ROOT / "psichat" / "supervisor" / "plan.py")
        for found in readers.findall(file.read_text(encoding="utf-8"))
    }
    assert len(read) > 20
    assert read - set(example_names()) == set()


# --- background work -----------------------------------------------------------------------
@pytest.mark.parametrize("entry", sorted(SCHEDULES))
def test_scheduled_task_exists(entry: str) -> None:
    celery_app.loader.import_default_modules()
    assert SCHEDULES[entry]["task"] in celery_app.tasks
    assert SCHEDULES[entry]["every"] > 0
    assert BEAT_SCHEDULE[entry]["task"] == SCHEDULES[entry]["task"]


def test_a_worker_listens_to_every_queue() -> None:
    queues = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}
    assert (queues | {settings.CELERY_TASK_DEFAULT_QUEUE}) - set(QUEUES) == set()


# --- templates -----------------------------------------------------------------------------
class Page(HTMLParser):
    """What in a template the content security policy would refuse."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.refused: list[str] = []
        self.inside_script = False
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        data_only = found.get("type") == "application/json"
        self.inside_script = tag == "script" and not data_only
        if tag == "style":
            self.refused.append("<style>")
        self.refused += [f"{key}=" for key in found if key == "style" or key.startswith("on")]
        outside = (found.get(key) or "" for key in ("src", "href", "srcset") if tag != "a")
        self.refused += [f"<{tag}> {url}" for url in outside if re.match(r"(https?:)?//", url)]

    def handle_endtag(self, tag: str) -> None:
        self.inside_script = False

    def handle_data(self, data: str) -> None:
        if self.inside_script and data.strip():
            self.refused.append(f"<script>{data.strip()[:40]}")


@pytest.mark.parametrize("file", [f for f in templates() if f.suffix == ".html"], ids=name)
def test_template_has_no_script_style_or_outside_file(file: Path) -> None:
    assert Page(file.read_text(encoding="utf-8")).refused == []


@pytest.mark.parametrize(
    "source",
    [
        "<script>go()</script>",
        '<script src="https://cdn.example.com/x.js"></script>',
        '<link rel="stylesheet" href="//cdn.example.com/x.css">',
        "<style>p {}</style>",
        '<p style="color: red">',
        '<button onclick="go()">',
    ],
)
def test_what_the_policy_refuses_is_seen(source: str) -> None:
    assert len(Page(source).refused) == 1


def test_scripts_and_styles_load_nothing_from_outside() -> None:
    outside = re.compile(r"""(?:from|import|url\(|fetch\(|importScripts\()\s*["']?https?://""")
    files = [f for suffix in ("js", "css") for f in (ROOT / "static").rglob(f"*.{suffix}")]
    assert files
    assert [name(f) for f in files if outside.search(f.read_text(encoding="utf-8"))] == []


# --- translations --------------------------------------------------------------------------
def asked_for() -> set[str]:
    """Every text that the sources want translated."""
    found: set[str] = set()
    for file in python_files():
        found.update(messages.in_python(file.read_text(encoding="utf-8")))
    for file in templates():
        found.update(messages.in_template(file.read_text(encoding="utf-8")))
    return found - {""}


@pytest.mark.parametrize("file", CATALOGUES, ids=name)
def test_catalogue_is_in_step_with_the_sources(file: Path) -> None:
    entries = messages.catalogue(file)
    known = set(entries) - {""}
    asked = asked_for()
    assert sorted(asked - known) == []
    assert sorted(known - asked) == []


@pytest.mark.parametrize("file", CATALOGUES, ids=name)
def test_everything_is_translated_with_its_placeholders(file: Path) -> None:
    assert list(_faults(messages.catalogue(file))) == []


def _faults(entries: dict[str, messages.Entry]) -> Iterator[str]:
    for key, entry in entries.items():
        if not key:
            continue
        if "fuzzy" in entry.flags:
            yield f"fuzzy: {key}"
        if not all(entry.translations):
            yield f"not translated: {key}"
        # Of a plural, «one» may leave the number out.
        expected = set(PLACEHOLDER.findall(entry.originals[-1]))
        given = set(PLACEHOLDER.findall(entry.translations[-1]))
        if given != expected:
            yield f"placeholders: {key}"


@pytest.mark.parametrize("file", CATALOGUES, ids=name)
def test_compiled_catalogue_says_the_same(file: Path) -> None:
    with file.with_suffix(".mo").open("rb") as compiled:
        translations = gettext.GNUTranslations(compiled)
    for entry in messages.catalogue(file).values():
        context, text = entry.fields.get("msgctxt"), entry.fields["msgid"]
        if not text:
            continue
        if "msgid_plural" in entry.fields:
            said = translations.ngettext(text, entry.fields["msgid_plural"], 1)
        elif context is not None:
            said = translations.pgettext(context, text)
        else:
            said = translations.gettext(text)
        assert said == entry.translations[0]


def test_messages_are_seen() -> None:
    python = '_("a"); gettext_lazy("b" "c"); ngettext("d", "ds", n); pgettext("verb", "e"); f("x")'
    template = (
        '{% load i18n %}{% translate "a" %}{% translate "e" context "verb" %}'
        "{% blocktranslate count n=n %}d {{ n }}{% plural %}ds{% endblocktranslate %}"
        '<p title="{% translate "it\'s" %}">{{ _("f") }}</p>'
    )
    assert list(messages.in_python(python)) == ["a", "bc", "d", "verb\x04e"]
    assert list(messages.in_template(template)) == ["a", "verb\x04e", "d %(n)s", "it's", "f"]


# --- size and words ------------------------------------------------------------------------
def test_files_are_short() -> None:
    lengths = {
        name(file): len(file.read_text(encoding="utf-8").splitlines())
        for file in python_files() + python_files("tests", "benchmarks", "tools")
    }
    too_long = {
        file: lines
        for file, lines in lengths.items()
        if lines > LONGER.get(file, MOST_LINES_OF_TESTS if "tests/" in file else MOST_LINES)
    }
    assert too_long == {}


def test_nothing_is_left_unfinished() -> None:
    word = re.compile(r"\b(TODO|FIXME|XXX)\b|NotImplementedError")
    unfinished = [
        name(file) for file in python_files() if word.search(file.read_text(encoding="utf-8"))
    ]
    assert unfinished == []

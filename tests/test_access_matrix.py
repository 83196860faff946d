"""Every URL, call and socket, for every role, on one's own things, others' and elsewhere's (A3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts import access as people
from accounts.models import User
from analysis.models import Correction
from conversations import access as chats
from conversations.models import Conversation
from psichat.asgi import sockets
from scraping.models import Page, Source
from tests.cast import Api, Cast, conversation_of
from tests.source_rows import file_of, page_of, ready
from tests.tutor_stage import says
from tutoring import access as care
from tutoring.models import Alert, FollowUp, Intervention

pytestmark = pytest.mark.django_db


@dataclass
class World:
    cast: Cast
    conversation: Conversation
    alert: Alert
    follow_up: FollowUp
    correction: Correction
    source: Source
    page: Page
    document: Page


@pytest.fixture
def world(cast: Cast, settings: object) -> World:
    """Ana's conversation with a corrected message, an alert and a follow-up; Tomás's sources."""
    settings.RATE_LIMITS = dict.fromkeys(  # type: ignore[attr-defined]
        ("message", "anonymous", "login", "search"), (10_000, 60)
    )
    conversation = conversation_of(cast.ana, title="De Ana")
    alert = Alert.objects.create(
        institution=cast.south,
        student=cast.ana,
        conversation=conversation,
        kind="suicidal_ideation",
        level="high",
        priority="critical",
        urgency=0,
    )
    intervention = Intervention.objects.create(
        conversation=conversation, alert=alert, tutor=cast.tomas, kind="call", text="llamada"
    )
    follow_up = FollowUp.objects.create(
        intervention=intervention, student=cast.ana, tutor=cast.tomas, due_at=alert.created_at
    )
    correction = Correction.objects.create(
        analysis=says(conversation, "De Ana").analysis,
        aspect="crisis",
        said="none",
        right="low",
        by=cast.tomas,
    )
    source = ready(cast.tomas, name="De Ana, la fuente")
    document = page_of(file_of(cast.tomas), title="De Ana, el documento")
    page = page_of(source)
    return World(cast, conversation, alert, follow_up, correction, source, page, document)


# Who, in the order of the columns below: nobody; Ana (the student herself); Bruno (another
# student); Tomás (her tutor); Teresa (another tutor); Alicia (her administrator); Omar, Olga and
# Oriana (student, tutor, administrator elsewhere).
WHO = ("-", "ana", "bruno", "tomas", "teresa", "alicia", "omar", "olga", "oriana")

OWN = (401, 200, 404, 403, 404, 403, 404, 404, 404)  # only the student of it
READ = (401, 200, 404, 200, 404, 200, 404, 404, 404)  # the student and who cares for them
CARE = (401, 403, 403, 200, 404, 200, 403, 404, 404)  # who cares for the student
STAFF = (401, 403, 403, 200, 200, 200, 403, 200, 200)  # any tutor or administrator
SIGNED_IN = (401,) + (200,) * 8
SOUTH = (401, 403, 403, 200, 200, 200, 403, 404, 404)  # staff of the institution
OWNER = (401, 403, 403, 200, 403, 200, 403, 404, 404)  # Tomás, who added it, and his administrator
STUDENTS = (401, 200, 200, 403, 403, 403, 200, 403, 403)

API: list[tuple[str, str, dict[str, object], tuple[int, ...]]] = [
    ("get", "/api/v1/auth/me", {}, SIGNED_IN),
    ("get", "/api/v1/chat/conversations", {}, SIGNED_IN),
    ("post", "/api/v1/chat/conversations", {"title": "x"}, STUDENTS),
    ("get", "/api/v1/chat/conversations/{conversation}", {}, READ),
    ("patch", "/api/v1/chat/conversations/{conversation}", {"title": "y"}, OWN),
    ("post", "/api/v1/chat/conversations/{conversation}/complete", {}, OWN),
    ("post", "/api/v1/chat/conversations/{conversation}/reset-state", {}, OWN),
    ("get", "/api/v1/chat/history?conversation_id={conversation}", {}, READ),
    (
        "post",
        "/api/v1/chat/satisfaction",
        {"conversation_id": "{conversation}", "rating": 3},
        OWN,
    ),
    ("delete", "/api/v1/chat/conversations/{conversation}", {}, OWN),
    ("post", "/api/v1/analysis/text", {"text": "hola"}, STAFF),
    ("get", "/api/v1/analysis/conversations/{conversation}", {}, CARE),
    ("get", "/api/v1/analysis/{message}/corrections", {}, CARE),
    (
        "post",
        "/api/v1/analysis/{message}/corrections",
        {"aspect": "emotion", "right": "fear"},
        CARE,
    ),
    ("delete", "/api/v1/analysis/{message}/corrections/{correction}", {}, CARE),
    ("get", "/api/v1/tutor/alerts", {}, STAFF),
    ("get", "/api/v1/tutor/alerts/{alert}", {}, CARE),
    ("post", "/api/v1/tutor/alerts/{alert}/acknowledge", {}, CARE),
    ("post", "/api/v1/tutor/alerts/{alert}/assign", {"tutor_id": "{tomas}"}, CARE),
    ("post", "/api/v1/tutor/alerts/{alert}/resolve", {"reason": "x"}, CARE),
    ("post", "/api/v1/tutor/alerts/{alert}/dismiss", {"reason": "x"}, CARE),
    (
        "post",
        "/api/v1/tutor/interventions",
        {"conversation_id": "{conversation}", "kind": "note", "text": "x"},
        CARE,
    ),
    ("post", "/api/v1/tutor/conversations/{conversation}/takeover", {}, CARE),
    ("post", "/api/v1/tutor/conversations/{conversation}/release", {}, CARE),
    ("get", "/api/v1/tutor/students", {}, STAFF),
    ("get", "/api/v1/tutor/students/{ana}", {}, CARE),
    ("get", "/api/v1/tutor/follow-ups", {}, STAFF),
    ("get", "/api/v1/configs/", {}, STAFF),
    ("get", "/api/v1/configs", {}, STAFF),
    ("post", "/api/v1/configs/", {"url": "https://sur.example/matriz/"}, STAFF),
    ("get", "/api/v1/configs/{source}", {}, SOUTH),
    ("get", "/api/v1/configs/{source}/", {}, SOUTH),
    ("patch", "/api/v1/configs/{source}", {"name": "y"}, OWNER),
    ("get", "/api/v1/configs/{source}/pages", {}, SOUTH),
    ("get", "/api/v1/configs/{source}/pages/", {}, SOUTH),
    ("delete", "/api/v1/configs/{source}", {}, OWNER),
    ("get", "/api/v1/knowledge/search?q=becas", {}, STAFF),
    ("get", "/api/v1/knowledge/search/?q=becas", {}, STAFF),
]

# Sent by their own tests: they stream, set workers to work, or are open to everybody.
ELSEWHERE = {
    "/api/v1/chat/send",
    "/api/v1/chat/send-stream",
    "/api/v1/scraping/start",
    "/api/v1/scraping/start/",
    "/api/v1/auth/register",
    "/api/v1/auth/login",
    "/api/v1/auth/refresh",
    "/api/v1/auth/logout",
    "/api/schema/",
    "/api/docs/",
}


def filled(text: str, world: World) -> str:
    return text.format(
        conversation=world.conversation.id,
        alert=world.alert.id,
        follow_up=world.follow_up.id,
        message=world.correction.analysis_id,
        correction=world.correction.id,
        ana=world.cast.ana.id,
        tomas=world.cast.tomas.id,
        source=world.source.id,
        page=world.page.id,
        document=world.document.id,
    )


def person(world: World, who: str) -> User | None:
    return None if who == "-" else getattr(world.cast, who)


@pytest.mark.parametrize("column", range(len(WHO)), ids=WHO)
@pytest.mark.parametrize("row", range(len(API)), ids=[f"{m} {p}" for m, p, _b, _s in API])
def test_api(world: World, row: int, column: int) -> None:
    method, path, body, expected = API[row]
    api = Api(person(world, WHO[column]))
    values = {
        key: filled(value, world) if isinstance(value, str) else value
        for key, value in body.items()
    }
    call: Callable[..., object] = getattr(api, method)
    answer = (
        call(filled(path, world), values)
        if method in {"post", "patch"}
        else call(filled(path, world))
    )
    status = answer.status_code  # type: ignore[attr-defined]
    wanted = expected[column]
    if wanted == 200:
        assert status in {200, 201, 204, 409}, answer.content  # type: ignore[attr-defined]
        assert status != 409 or WHO[column] == "alicia"
    else:
        assert status == wanted, answer.content  # type: ignore[attr-defined]
        assert set(answer.json()) == {"code", "detail"}  # type: ignore[attr-defined]


def test_no_call_is_missing_from_the_matrix() -> None:
    known = {path.split("?")[0] for _m, path, _b, _s in API} | ELSEWHERE
    shapes = {_shape(path) for path in known}
    missing = [path for path in _paths(get_resolver()) if path.startswith("/api/")]
    assert [path for path in missing if _shape(path) not in shapes] == []


def _shape(path: str) -> str:
    return "/".join("*" if part[:1] in "{<" else part for part in path.split("/"))


def _paths(resolver: URLResolver, prefix: str = "/") -> list[str]:
    found: list[str] = []
    for entry in resolver.url_patterns:
        here = prefix + str(entry.pattern).lstrip("^/")
        if isinstance(entry, URLResolver):
            found += _paths(entry, here)
        elif isinstance(entry, URLPattern):
            found.append(here)
    return found


PAGES: list[tuple[str, tuple[int, ...]]] = [
    ("/chat/", (302, 200, 200, 403, 403, 403, 200, 403, 403)),
    ("/chat/{conversation}/", (302, 200, 404, 403, 403, 403, 404, 403, 403)),
    ("/accounts/me/", (302,) + (200,) * 8),
    ("/tutor/", (302, 403, 403, 200, 200, 200, 403, 200, 200)),
    ("/tutor/students/", (302, 403, 403, 200, 200, 200, 403, 200, 200)),
    ("/tutor/students/{ana}/", (302, 403, 403, 200, 404, 200, 403, 404, 404)),
    ("/tutor/conversations/{conversation}/", (302, 403, 403, 200, 404, 200, 403, 404, 404)),
    ("/tutor/review/", (302, 403, 403, 200, 200, 200, 403, 200, 200)),
    ("/tutor/follow-ups/", (302, 403, 403, 200, 200, 200, 403, 200, 200)),
    ("/knowledge/", (302, 403, 403, 200, 200, 200, 403, 200, 200)),
    ("/knowledge/try/", (302, 403, 403, 200, 200, 200, 403, 200, 200)),
    ("/knowledge/questions/", (302, 403, 403, 200, 200, 200, 403, 200, 200)),
    ("/knowledge/sources/{source}/", (302, 403, 403, 200, 200, 200, 403, 404, 404)),
    ("/knowledge/pages/{page}/", (302, 403, 403, 200, 200, 200, 403, 404, 404)),
    ("/knowledge/documents/{document}/", (302, 200, 200, 200, 200, 200, 404, 404, 404)),
]


@pytest.mark.parametrize("column", range(len(WHO)), ids=WHO)
@pytest.mark.parametrize("row", range(len(PAGES)), ids=[path for path, _s in PAGES])
def test_pages(world: World, row: int, column: int) -> None:
    path, expected = PAGES[row]
    client = Client()
    user = person(world, WHO[column])
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(filled(path, world))
    assert answer.status_code == expected[column]
    if expected[column] == 302:
        assert answer["Location"].startswith("/accounts/login/")
    if expected[column] in {403, 404}:
        assert b"De Ana" not in answer.content


def test_each_query_of_access_by_person(world: World) -> None:
    """The one place that decides, asked directly."""
    cast = world.cast
    sees = {
        name: (
            people.students(user).count(),
            chats.conversations(user).filter(id=world.conversation.id).exists(),
            care.alerts(user).filter(id=world.alert.id).exists(),
        )
        for name, user in vars(cast).items()
        if isinstance(user, User)
    }
    assert sees == {
        "ana": (1, True, False),
        "bruno": (1, False, False),
        "carla": (1, False, False),
        "tomas": (2, True, True),
        "teresa": (1, False, False),
        "alicia": (3, True, True),
        "omar": (1, False, False),
        "olga": (1, False, False),
        "oriana": (1, False, False),
    }


def test_the_sockets_are_those_of_the_contract() -> None:
    routes = [str(route.pattern) for route in sockets.app.routes]
    assert routes == ["ws/chat/<str:conversation_id>/", "ws/tutor/", ""]

"""The calls about sources and search (contract «Knowledge»)."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from scraping.api import views
from scraping.models import Source
from scraping.passages import Found, Passage
from tests.cast import Api, Cast
from tests.source_rows import at_work, page_of, ready, source_of, waiting

pytestmark = pytest.mark.django_db
CONFIGS = "/api/v1/configs/"
START = "/api/v1/scraping/start"
SEARCH = "/api/v1/knowledge/search"


@pytest.fixture(autouse=True)
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Nothing is crawled here; what was handed to the workers."""
    calls: list[Any] = []
    monkeypatch.setattr("scraping.tasks.crawl.delay", lambda *args: calls.append(args))
    monkeypatch.setattr(
        "scraping.tasks.crawl.apply_async",
        lambda args, **options: calls.append((*args, options.get("task_id"))),
    )
    return calls


# --- sources ------------------------------------------------------------------------------------
def test_a_source_is_made_read_changed_and_deleted(cast: Cast) -> None:
    api = Api(cast.tomas)
    made = api.post(CONFIGS, {"url": "https://sur.example/becas/", "name": "Becas"})
    assert made.status_code == 201
    body = made.json()
    source = Source.objects.get()
    assert body == {
        "id": str(source.id),
        "url": source.url,
        "name": "Becas",
        "status": "PENDING",
        "progress": {"discovered": 0, "fetched": 0, "failed": 0, "chunks": 0, "embedded": 0},
        "error": "",
        "max_pages": 50,
        "schedule": "manual",
        "created_at": body["created_at"],
        "updated_at": body["updated_at"],
    }
    one = f"{CONFIGS}{source.id}"
    assert api.get(one).json() == body
    changed = api.patch(one, {"name": "Ayudas", "max_pages": 9, "schedule": "daily"})
    assert changed.status_code == 200
    values = {key: changed.json()[key] for key in ("name", "max_pages", "schedule", "url")}
    expected = {"name": "Ayudas", "max_pages": 9, "schedule": "daily", "url": source.url}
    assert values == expected
    assert (api.delete(one).status_code, api.get(one).status_code) == (204, 404)
    assert api.delete(one).status_code == 404
    assert api.get(CONFIGS).json()["results"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "url"),
        ({"url": ""}, "url"),
        ({"url": 7}, "url"),
        ({"url": ["https://sur.example/"]}, "url"),
        ({"url": "no es una dirección"}, "url"),
        ({"url": "file:///etc/passwd"}, "url"),
        ({"url": "http://169.254.169.254/latest/meta-data/"}, "url"),
        ({"url": "https://sur.example/", "max_pages": 0}, "max_pages"),
        ({"url": "https://sur.example/", "max_pages": "muchas"}, "max_pages"),
        ({"url": "https://sur.example/", "max_pages": 5001}, "max_pages"),
        ({"url": "https://sur.example/", "schedule": "hourly"}, "schedule"),
        ({"url": "https://sur.example/", "name": "x" * 201}, "name"),
    ],
)
def test_bad_input_names_its_field(cast: Cast, body: dict[str, Any], field: str) -> None:
    answer = Api(cast.tomas).post(CONFIGS, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert list(answer.json()["errors"]) == [field]
    assert not Source.objects.exists()


def test_a_bad_change_changes_nothing(cast: Cast) -> None:
    source = ready(cast.tomas, name="Becas")
    answer = Api(cast.tomas).patch(f"{CONFIGS}{source.id}", {"name": "Otro", "max_pages": -1})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["max_pages"])
    assert Api(cast.tomas).patch(f"{CONFIGS}{source.id}", "x").status_code == 400
    source.refresh_from_db()
    assert (source.name, source.max_pages) == ("Becas", 50)


def test_the_same_address_twice_is_a_conflict(cast: Cast) -> None:
    api = Api(cast.tomas)
    api.post(CONFIGS, {"url": "https://sur.example/becas"})
    again = api.post(CONFIGS, {"url": "https://SUR.example:443/becas/#x"})
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    assert Source.objects.count() == 1
    assert Api(cast.olga).post(CONFIGS, {"url": "https://sur.example/becas"}).status_code == 201


def test_the_list_is_paged_and_of_ones_own_institution(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    mine = [ready(cast.tomas, f"https://sur.example/{number}/") for number in range(5)]
    ready(cast.olga)
    api = Api(cast.teresa)
    # person, sources
    with django_assert_num_queries(2):
        first = api.get(CONFIGS, limit=3).json()
    second = api.get(first["next"]).json()
    ids = [row["id"] for row in [*first["results"], *second["results"]]]
    assert ids == [str(source.id) for source in reversed(mine)]
    assert (first["previous"], second["next"]) == (None, None)
    assert api.get("/api/v1/configs").json() == api.get(CONFIGS).json()


def test_a_failure_says_why(cast: Cast) -> None:
    source = source_of(cast.tomas, status="FAILED", reason="not_resolved", reason_detail="sur.exa")
    body = Api(cast.tomas).get(f"{CONFIGS}{source.id}").json()
    assert body["error"] == "El nombre sur.exa no existe. Revisa que esté bien escrito."


@pytest.mark.parametrize("config", ["nada", str(uuid.UUID(int=7)), "x" * 99])
def test_what_is_not_there(cast: Cast, config: str) -> None:
    api = Api(cast.tomas)
    for answer in (
        api.get(f"{CONFIGS}{config}"),
        api.patch(f"{CONFIGS}{config}", {}),
        api.delete(f"{CONFIGS}{config}"),
        api.get(f"{CONFIGS}{config}/pages"),
        api.post(START, {"config_id": config}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


# --- pages --------------------------------------------------------------------------------------
def test_pages_come_in_their_order_with_their_reason(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    source = ready(cast.tomas)
    page_of(source, "b", depth=1, order=2, state="skipped", reason="noindex", fetched_at=None)
    first = page_of(source, "a", depth=0, order=1, size=1234)
    api = Api(cast.tomas)
    # person, source, pages
    with django_assert_num_queries(3):
        rows = api.get(f"{CONFIGS}{source.id}/pages").json()["results"]
    assert [row["url"] for row in rows] == ["https://sur.example/a", "https://sur.example/b"]
    assert rows[0] | {"fetched_at": ""} == {
        "id": str(first.id),
        "url": "https://sur.example/a",
        "title": "Becas",
        "state": "done",
        "reason": "",
        "depth": 0,
        "language": "es",
        "size": 1234,
        "fetched_at": "",
    }
    assert (rows[1]["reason"], rows[1]["fetched_at"]) == ("La página pide no ser indexada.", None)
    skipped = api.get(f"{CONFIGS}{source.id}/pages", state="skipped").json()["results"]
    assert [row["depth"] for row in skipped] == [1]
    wrong = api.get(f"{CONFIGS}{source.id}/pages", state="lost")
    assert (wrong.status_code, list(wrong.json()["errors"])) == (400, ["state"])


# --- start --------------------------------------------------------------------------------------
def test_start_hands_the_source_to_the_workers(
    cast: Cast, begun: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    source = source_of(cast.tomas)
    with django_capture_on_commit_callbacks(execute=True):
        answer = Api(cast.tomas).post(START, {"config_id": str(source.id)})
    assert answer.status_code == 202
    assert set(answer.json()) == {"task_id", "message"}
    source.refresh_from_db()
    assert source.status == "PROCESSING"
    assert begun == [(str(source.id), answer.json()["task_id"])]


def test_one_processing_for_each_user(cast: Cast, begun: list[Any]) -> None:
    at_work(cast.tomas)
    other = source_of(cast.tomas, "https://sur.example/otra/")
    answer = Api(cast.tomas).post(START, {"config_id": str(other.id)})
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    other.refresh_from_db()
    assert (other.status, other.requested_at, begun) == ("PENDING", None, [])
    of_teresa = source_of(cast.teresa, "https://sur.example/de-teresa/")
    assert Api(cast.teresa).post(START, {"config_id": str(of_teresa.id)}).status_code == 202


def test_twice_is_once(cast: Cast) -> None:
    source = source_of(cast.tomas)
    api = Api(cast.tomas)
    assert api.post(START, {"config_id": str(source.id)}).status_code == 202
    assert api.post(START, {"config_id": str(source.id)}).status_code == 409
    source.refresh_from_db()
    assert source.run == 1


def test_start_wants_to_know_what(cast: Cast) -> None:
    bodies: list[dict[str, Any]] = [{}, {"config_id": None}, {"config_id": {}}]
    for body in bodies:
        answer = Api(cast.tomas).post(START, body)
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["config_id"])


def test_a_source_of_another_tutor_is_not_changed(cast: Cast) -> None:
    source = ready(cast.tomas, name="Becas")
    api = Api(cast.teresa)
    answers = [
        api.patch(f"{CONFIGS}{source.id}", {"name": "Otro"}),
        api.delete(f"{CONFIGS}{source.id}"),
        api.post(START, {"config_id": str(source.id)}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    source.refresh_from_db()
    assert (source.name, source.deleted_at, source.status) == ("Becas", None, "COMPLETED")


def test_a_waiting_one_keeps_its_place(cast: Cast) -> None:
    at_work(cast.tomas)
    queued = waiting(cast.tomas, "https://sur.example/espera/")
    Api(cast.tomas).post(START, {"config_id": str(queued.id)})
    before = queued.requested_at
    queued.refresh_from_db()
    assert queued.requested_at == before


# --- search -------------------------------------------------------------------------------------
def test_search_gives_passages_with_their_scores(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def look(question: str, **options: Any) -> Found:
        asked.append((question, options))
        passage = Passage("Becas", "https://sur.example/a", "texto", "Ayudas", 0.7, "", {"x": 0.5})
        return Found((passage,), answered=True, confidence=0.9)

    monkeypatch.setattr(views, "look_for_carer", look)
    api = Api(cast.tomas)
    answer = api.get(SEARCH, q=" ¿becas? ", k=2)
    assert answer.json() == {
        "results": [
            {
                "url": "https://sur.example/a",
                "title": "Becas",
                "heading": "Ayudas",
                "text": "texto",
                "score": 0.7,
                "scores": {"x": 0.5},
            }
        ],
        "answered": True,
        "confidence": 0.9,
    }
    api.get(SEARCH, q="¿becas?")
    assert [(q, given["k"], given["institution_id"]) for q, given in asked] == [
        ("¿becas?", 2, cast.south.id),
        ("¿becas?", 4, cast.south.id),
    ]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({}, "q"),
        ({"q": "   "}, "q"),
        ({"q": "x" * 301}, "q"),
        ({"q": "a\x00b"}, "q"),
        ({"q": "a", "k": 0}, "k"),
        ({"q": "a", "k": 21}, "k"),
        ({"q": "a", "k": "dos"}, "k"),
    ],
)
def test_search_refuses_what_it_can_not_take(cast: Cast, query: dict[str, Any], field: str) -> None:
    answer = Api(cast.tomas).get(SEARCH, **query)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert list(answer.json()["errors"]) == [field]


def test_searching_too_often_is_held_back(cast: Cast, settings: Any) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"search": (1, 60)}
    api = Api(cast.tomas)
    assert api.get(SEARCH, q="becas").status_code == 200
    again = api.get(SEARCH, q="becas")
    assert (again.status_code, int(again["Retry-After"]) > 0) == (429, True)


def test_students_and_visitors_are_kept_out(cast: Cast) -> None:
    source = ready(cast.tomas)
    calls: list[tuple[str, str, Any]] = [
        ("get", CONFIGS, None),
        ("post", CONFIGS, {"url": "https://sur.example/x"}),
        ("get", f"{CONFIGS}{source.id}", None),
        ("delete", f"{CONFIGS}{source.id}", None),
        ("post", START, {"config_id": str(source.id)}),
        ("get", f"{SEARCH}?q=becas", None),
    ]
    for person, status in ((cast.ana, 403), (None, 401)):
        for method, path, body in calls:
            call = getattr(Api(person), method)
            answer = call(path, body) if method == "post" else call(path)
            assert answer.status_code == status, path
    assert Source.objects.get().status == "COMPLETED"

"""The books of the calls to models: what they cost, what may be spent, and what staff see (D8)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry
from monitoring import books, budget, costs, prices
from monitoring.models import Budget, ModelCall, ModelPrice
from psichat.llm import ModelCall as Call
from tests.cast import Cast

pytestmark = pytest.mark.django_db

FLASH = {"provider": "google_genai", "model": "gemini-2.5-flash"}


@pytest.fixture(autouse=True)
def _fresh() -> None:
    budget.forget()
    prices.forget()


def call(cast: Cast, **changes: Any) -> Call:
    told = {
        "purpose": "answer",
        **FLASH,
        "outcome": "ok",
        "ms": 900.0,
        "first_token_ms": 300.0,
        "tokens_in": 1_000_000,
        "tokens_out": 100_000,
        "tokens_cached": 200_000,
        "books": {"institution": str(cast.south.id), "student": str(cast.ana.id)},
    }
    return Call(**{**told, **changes})


def spend(cast: Cast, dollars: str, **changes: Any) -> ModelCall:
    row = {
        "institution": cast.south,
        "student": cast.ana,
        "purpose": "answer",
        **FLASH,
        "outcome": "ok",
        "ms": 1.0,
        "cost": Decimal(dollars),
    }
    return ModelCall.objects.create(**{**row, **changes})


# --- prices -----------------------------------------------------------------------------------
def test_a_call_is_booked_with_its_cost(cast: Cast) -> None:
    books.book(call(cast))
    row = ModelCall.objects.get()
    # 800,000 fresh at 0.30, 200,000 cached at 0.03 and 100,000 out at 2.50 a million
    assert row.cost == Decimal("0.24") + Decimal("0.006") + Decimal("0.25")
    assert (row.institution, row.student) == (cast.south, cast.ana)
    assert (row.tokens_in, row.tokens_out, row.tokens_cached) == (1_000_000, 100_000, 200_000)


def test_the_price_is_that_of_the_day(cast: Cast) -> None:
    ModelPrice.objects.create(
        **FLASH, starts_on=date(2026, 12, 1), tokens_in=1, tokens_cached=1, tokens_out=1
    )
    prices.forget()

    def cost_on(day: date) -> Decimal | None:
        provider, model = FLASH["provider"], FLASH["model"]
        return prices.cost(provider, model, day, tokens_in=1_000_000, tokens_out=0)

    assert cost_on(date(2026, 11, 30)) == Decimal("0.30")
    assert cost_on(date(2026, 12, 1)) == Decimal(1)


def test_a_variant_is_priced_by_the_longest_name_it_begins_with() -> None:
    today = date(2026, 11, 21)
    lite = prices.price_of("google_genai", "models/gemini-2.5-flash-lite-preview-09", today)
    assert lite is not None
    assert lite.model == "gemini-2.5-flash-lite"
    assert prices.price_of("google_genai", "gemini-2.5-flashy", today) is None


def test_what_has_no_price_costs_nobody_knows_what_and_ones_own_machine_nothing(cast: Cast) -> None:
    books.book(call(cast, model="gemini-9"))
    books.book(call(cast, provider="ollama", model="llama3.1"))
    assert [row.cost for row in ModelCall.objects.order_by("id")] == [None, Decimal(0)]


def test_a_call_for_somebody_erased_since_is_booked_all_the_same(cast: Cast) -> None:
    student = str(cast.bruno.id)
    cast.bruno.delete()
    books.book(call(cast, books={"institution": str(cast.south.id), "student": student}))
    books.book(call(cast, books={}))
    assert [row.student_id for row in ModelCall.objects.all()] == [None, None]
    assert ModelCall.objects.filter(institution=cast.south).count() == 1


# --- the budget ---------------------------------------------------------------------------------
def allowed(cast: Cast, **changes: str) -> bool:
    budget.forget()
    return budget.allows({"institution": str(cast.south.id), **FLASH, **changes}, "answer")


def test_without_a_budget_everything_may_be_asked(cast: Cast) -> None:
    spend(cast, "1000")
    assert allowed(cast)
    assert budget.allows({}, "answer")


def test_a_spent_budget_ends_the_calls_of_its_institution_alone(cast: Cast) -> None:
    Budget.objects.create(institution=cast.south, monthly=Decimal(10))
    spend(cast, "9.99")
    assert allowed(cast)
    spend(cast, "0.01")
    assert not allowed(cast)
    assert allowed(cast, provider="ollama", model="llama3.1")  # a machine of one's own
    assert budget.allows({"institution": str(cast.north.id)}, "answer")


def test_a_budget_of_nothing_allows_nothing(cast: Cast) -> None:
    Budget.objects.create(institution=cast.south, monthly=Decimal(0))
    assert not allowed(cast)


def test_a_new_month_begins_by_the_institutions_own_calendar(cast: Cast) -> None:
    Budget.objects.create(institution=cast.south, monthly=Decimal(10))
    # Midnight of the first of November in Santiago is 03:00 in UTC.
    spend(cast, "10", created_at=datetime(2026, 11, 1, 2, 59, tzinfo=UTC))
    november = budget.standing(cast.south.id, datetime(2026, 11, 20, tzinfo=UTC))
    october = budget.standing(cast.south.id, datetime(2026, 10, 20, tzinfo=UTC))
    assert (november.month, november.spent) == ("2026-11", Decimal(0))
    assert (october.month, october.spent) == ("2026-10", Decimal(10))


def test_a_model_without_a_price_is_not_asked_on_a_budget(cast: Cast) -> None:
    Budget.objects.create(institution=cast.south, monthly=Decimal(10))
    assert not allowed(cast, model="gemini-9")
    assert allowed(cast)
    Budget.objects.all().delete()
    assert allowed(cast, model="gemini-9")


def test_administrators_are_told_once_of_80_and_of_100_percent(
    cast: Cast, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = True
    Budget.objects.create(institution=cast.south, monthly=Decimal(10))

    def book(dollars: str) -> None:
        spend(cast, dollars)
        with django_capture_on_commit_callbacks(execute=True):
            budget.mark(cast.south.id)

    for dollars in ("7.99", "0.01", "1", "1", "1"):
        book(dollars)
    assert [message.to for message in mail.outbox] == [[cast.alicia.email]] * 2
    assert [message.subject[-4:] for message in mail.outbox] == ["80 %", "00 %"]
    row = Budget.objects.get()
    assert row.warned_for == row.ended_for == timezone.now().strftime("%Y-%m")


# --- what staff see -----------------------------------------------------------------------------
def test_a_month_by_model_purpose_day_and_student(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    spend(cast, "1.50", created_at=at, tokens_in=10)
    spend(cast, "0.50", created_at=at, student=cast.bruno, purpose="summary")
    spend(cast, "0", created_at=at, outcome="timeout")
    spend(cast, "5", created_at=at, institution=cast.north, student=cast.omar)
    with django_assert_num_queries(7):
        found = costs.month(cast.south, at)
    assert found.standing.spent == Decimal(2)
    assert (found.total["calls"], found.total["failed"]) == (3, 1)
    assert {row["purpose"]: row["dollars"] for row in found.by_purpose} == {
        "answer": Decimal("1.5"),
        "summary": Decimal("0.5"),
    }
    assert [(row["student__name"], row["dollars"]) for row in found.by_student] == [
        ("Ana Rojas", Decimal("1.5")),
        ("Bruno Díaz", Decimal("0.5")),
    ]
    assert costs.day_of_student(cast.south.id, cast.ana.id, date(2026, 11, 20)) == Decimal("1.5")


def test_the_page_is_for_administrators(client: Client, cast: Cast) -> None:
    spend(cast, "1.50")
    for person, status in ((cast.ana, 404), (cast.tomas, 404), (cast.alicia, 200)):
        client.force_login(person)
        assert client.get("/monitoring/costs/").status_code == status
    page = client.get("/monitoring/costs/").content.decode()
    assert "Ana Rojas" in page
    assert "gemini-2.5-flash" in page
    client.force_login(cast.oriana)
    other = client.get("/monitoring/costs/").content.decode()
    assert "Ana Rojas" not in other
    assert "Ninguna llamada este mes" in other


@pytest.mark.parametrize(
    "month", ["nada", "2026-13", "0000-01", "2026-11-01", "9999-12", "0001-01"]
)
def test_a_month_that_is_none_shows_this_one(client: Client, cast: Cast, month: str) -> None:
    client.force_login(cast.alicia)
    assert client.get("/monitoring/costs/", {"month": month}).status_code == 200


def test_the_table_of_students_comes_as_csv(client: Client, cast: Cast) -> None:
    cast.ana.name = "=Ana"
    cast.ana.save()
    spend(cast, "1.50")
    client.force_login(cast.alicia)
    answer = client.get("/monitoring/costs/", {"as": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert lines[0] == "day,student_id,student__name,calls,sum_in,sum_out,dollars"
    assert f"{cast.ana.id},'=Ana,1,0,0,1.50000000" in lines[1]


def test_the_state_of_the_models_is_for_those_who_may_use_the_admin(
    client: Client, cast: Cast
) -> None:
    address = "/admin/monitoring/modelcall/providers/"
    client.force_login(cast.tomas)
    assert client.get(address).status_code in {302, 403}
    client.force_login(cast.alicia)
    assert "incorporado" in client.get(address).content.decode()
    assert client.post(address, {"model": "x"}).status_code == 403


def test_who_changes_a_budget_is_noted(client: Client, cast: Cast) -> None:
    client.force_login(cast.alicia)
    answer = client.post(
        "/admin/monitoring/budget/add/", {"institution": str(cast.south.id), "monthly": "25"}
    )
    assert answer.status_code == 302
    assert Budget.objects.get().monthly == Decimal(25)
    assert AuditEntry.objects.get().action == "budget_set"
    assert client.post(
        "/admin/monitoring/budget/add/", {"institution": str(cast.north.id), "monthly": "25"}
    ).context["errors"]

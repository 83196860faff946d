"""People in the Django admin, by administrators of one institution; and the demo people."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.contrib import admin
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from accounts import audit, tokens
from accounts.admin_scope import InstitutionScopedAdmin
from accounts.models import AuditEntry, Course, Enrolment, Institution, RefreshFamily, User
from tests.factories import People, make_people

pytestmark = pytest.mark.django_db
USERS = "/admin/accounts/user/"
OURS = ("accounts", "analysis", "scraping", "conversations", "tutoring", "monitoring")


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def alicia(client: Client, people: People) -> Client:
    client.force_login(people.alicia)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def change(user: User, **changed: Any) -> dict[str, Any]:
    fields = ("name", "email", "role", "country", "language")
    return {**{field: getattr(user, field) for field in fields}, "is_active": "on", **changed}


# --- who gets in --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "status"), [("ana", 302), ("tomas", 302), ("alicia", 200), ("oriana", 200)]
)
def test_administrators_alone_get_in(
    client: Client, people: People, name: str, status: int
) -> None:
    client.force_login(getattr(people, name))
    assert client.get("/admin/").status_code == status


def test_ones_own_password_is_changed_on_the_page_of_everybody(alicia: Client) -> None:
    answer = alicia.get("/admin/password_change/")
    assert answer.headers["Location"] == "/accounts/me/password/"


def test_an_administrator_sees_the_own_institution_alone(alicia: Client, people: People) -> None:
    page = text(alicia.get(USERS))
    assert "ana@example.edu" in page
    assert "omar@example.edu" not in page
    assert alicia.get(f"{USERS}{people.ana.pk}/change/").status_code == 200
    assert alicia.get(f"{USERS}{people.omar.pk}/change/").status_code == 302
    assert "Historia" not in text(alicia.get("/admin/accounts/course/"))
    assert "Universidad del Norte" not in text(alicia.get("/admin/accounts/institution/"))


def test_search_filters_and_query_count(
    alicia: Client, people: People, django_assert_num_queries: Any
) -> None:
    found = text(alicia.get(f"{USERS}?q=rojas"))
    assert "ana@example.edu" in found
    assert "bruno@example.edu" not in found
    # session, person, two filters, two counts, two of Django's permissions, one page of people
    with django_assert_num_queries(9):
        page = text(alicia.get(f"{USERS}?courses__id__exact={people.philosophy.pk}&role=student"))
    assert "bruno@example.edu" in page
    assert "carla@example.edu" not in page
    assert "Historia" not in page


def test_models_of_ours_are_scoped_or_hidden(people: People) -> None:
    """What somebody registers without a scope stays closed to administrators."""
    for model, page in admin.site._registry.items():
        if isinstance(page, InstitutionScopedAdmin):
            continue
        for right in ("add", "change", "delete", "view"):
            name = f"{model._meta.app_label}.{right}_{model._meta.model_name}"
            assert not people.alicia.has_perm(name), name


# --- people -------------------------------------------------------------------------------------
def test_a_tutor_is_made_and_invited(
    alicia: Client, people: People, django_capture_on_commit_callbacks: Any
) -> None:
    new = {
        "name": "Marta Gil",
        "email": "Marta@Example.edu",
        "role": "tutor",
        "institution": str(people.south.pk),
        "language": "es",
        "is_active": "on",
    }
    with django_capture_on_commit_callbacks(execute=True):
        answer = alicia.post(f"{USERS}add/", new)
    assert answer.status_code == 302
    marta = User.objects.get(email="marta@example.edu")
    assert (marta.role, marta.is_staff, marta.has_usable_password()) == ("tutor", False, False)
    (message,) = mail.outbox
    assert message.to == ["marta@example.edu"]
    assert "/accounts/password/choose/" in message.body
    actions = AuditEntry.objects.order_by("id").values_list("action", flat=True)
    assert list(actions) == ["person_added", "link_sent"]


def test_nobody_is_added_to_another_institution(alicia: Client, people: People) -> None:
    new = {"name": "X", "email": "x@example.edu", "role": "tutor", "language": "es"}
    answer = alicia.post(f"{USERS}add/", {**new, "institution": str(people.north.pk)})
    assert answer.status_code == 200
    assert not User.objects.filter(email="x@example.edu").exists()


def test_a_change_of_role_is_audited_and_signs_out(alicia: Client, people: People) -> None:
    tokens.issue(people.tomas)
    alicia.post(f"{USERS}{people.tomas.pk}/change/", change(people.tomas, role="admin"))
    people.tomas.refresh_from_db()
    assert (people.tomas.role, people.tomas.is_staff) == ("admin", True)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.object_id, entry.detail) == (
        people.alicia,
        "role_changed",
        str(people.tomas.pk),
        {"before": "tutor", "after": "admin"},
    )
    assert RefreshFamily.objects.get().revoked_because == "access"


def test_nobody_changes_their_own_role_or_becomes_superuser(alicia: Client, people: People) -> None:
    forged = change(people.alicia, role="student", is_superuser="on", is_active="")
    alicia.post(f"{USERS}{people.alicia.pk}/change/", forged)
    people.alicia.refresh_from_db()
    assert (people.alicia.role, people.alicia.is_active) == ("admin", True)
    assert not people.alicia.is_superuser


def test_an_operator_is_out_of_reach(alicia: Client, people: People) -> None:
    root = User.objects.create_superuser("root@example.edu", institution=people.south)
    answer = alicia.post(f"{USERS}{root.pk}/change/", change(root, email="mine@example.edu"))
    assert answer.status_code == 403
    root.refresh_from_db()
    assert root.email == "root@example.edu"


def test_a_lost_phone_is_helped(alicia: Client, people: People) -> None:
    User.objects.filter(pk__in=[people.tomas.pk, people.olga.pk]).update(otp_secret="ABCD")
    chosen = [str(people.tomas.pk), str(people.olga.pk)]
    alicia.post(USERS, {"action": "remove_second_factor", "_selected_action": chosen})
    people.tomas.refresh_from_db()
    people.olga.refresh_from_db()
    assert (people.tomas.otp_secret, people.olga.otp_secret) == ("", "ABCD")


def test_links_are_sent_to_chosen_people(
    alicia: Client, people: People, django_capture_on_commit_callbacks: Any
) -> None:
    chosen = [str(people.tomas.pk), str(people.olga.pk)]
    with django_capture_on_commit_callbacks(execute=True):
        alicia.post(USERS, {"action": "send_link", "_selected_action": chosen})
    assert [message.to for message in mail.outbox] == [["tomas@example.edu"]]


def test_people_are_not_deleted_here(alicia: Client, people: People) -> None:
    assert alicia.post(f"{USERS}{people.ana.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=people.ana.pk).exists()


def test_a_course_gets_people_of_its_institution(alicia: Client, people: People) -> None:
    path = f"/admin/accounts/course/{people.calculus.pk}/change/"
    body = {
        "institution": str(people.south.pk),
        "code": "MAT-110",
        "name": "Cálculo I",
        "enrolment_set-TOTAL_FORMS": "1",
        "enrolment_set-INITIAL_FORMS": "0",
        "enrolment_set-0-course": str(people.calculus.pk),
    }
    alicia.post(path, {**body, "enrolment_set-0-user": str(people.omar.pk)})
    assert not Enrolment.objects.filter(course=people.calculus, user=people.omar).exists()
    alicia.post(path, {**body, "enrolment_set-0-user": str(people.bruno.pk)})
    assert Enrolment.objects.filter(course=people.calculus, user=people.bruno).exists()


# --- the audit log ------------------------------------------------------------------------------
def test_audit_entries_are_read_and_never_changed(alicia: Client, people: People) -> None:
    entry = audit.record(
        actor=people.tomas, action="conversation_read", student=people.ana, obj=people.ana, pages=2
    )
    elsewhere = audit.record(actor=people.olga, action="conversation_read", student=people.omar)
    assert (entry.institution, entry.object_type, entry.object_id, entry.detail) == (
        people.south,
        "accounts.user",
        str(people.ana.pk),
        {"pages": 2},
    )
    log = "/admin/accounts/auditentry/"
    assert "Tomás Silva" in text(alicia.get(log))
    assert "Olga Paz" not in text(alicia.get(log))
    assert alicia.get(f"{log}{entry.pk}/change/").status_code == 200
    assert alicia.get(f"{log}{elsewhere.pk}/change/").status_code == 302
    for path in ("add/", f"{entry.pk}/delete/"):
        assert alicia.post(f"{log}{path}", {"post": "yes"}).status_code == 403
    assert alicia.post(f"{log}{entry.pk}/change/", {"action": "nothing"}).status_code == 403
    entry.refresh_from_db()
    assert entry.action == "conversation_read"


# --- demo ---------------------------------------------------------------------------------------
def test_the_demo_people_can_be_made_again_and_again(client: Client) -> None:
    out = StringIO()
    call_command("demo", stdout=out)
    User.objects.filter(email="tutora@example.com").update(role="student", is_active=False)
    call_command("demo", stdout=out)
    assert "estudiante@example.com" in out.getvalue()
    roles = dict(User.objects.values_list("name", "role"))
    assert roles == {
        "Valentina Soto": "student",
        "Marcela Fuentes": "tutor",
        "Andrés Peña": "admin",
    }
    course = Course.objects.get()
    assert course.name == "Introducción a la Filosofía"
    assert set(course.members.values_list("name", flat=True)) == {
        "Valentina Soto",
        "Marcela Fuentes",
    }
    for email in ("estudiante", "tutora", "admin"):
        body = {"email": f"{email}@example.com", "password": "psichat-demo"}
        answer = client.post("/api/v1/auth/login", body, content_type="application/json")
        assert answer.status_code == 200


def test_the_demo_makes_an_institution_where_there_is_none() -> None:
    Institution.objects.all().delete()
    call_command("demo", stdout=StringIO())
    assert Institution.objects.get().slug == "principal"


def test_the_demo_refuses_in_production(settings: Any) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="password that everybody knows"):
        call_command("demo")
    assert not User.objects.exists()
    call_command("demo", "--force", stdout=StringIO())
    assert User.objects.count() == 3

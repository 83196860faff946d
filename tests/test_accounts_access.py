"""Who may see whom (requirement A3), and CSRF for browser sessions."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, JsonResponse
from django.test import Client, RequestFactory
from rest_framework.permissions import AllowAny
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from accounts import access
from accounts.authentication import person_of
from accounts.models import User
from psichat.errors import NotAllowed, NotFound, NotSignedIn
from tests.factories import People, bearer, make_people

pytestmark = pytest.mark.django_db
# Rows: who looks. Columns: whose data. «x» where it may be seen.
MATRIX = """
         ana  bruno carla omar
ana      x    -     -     -
bruno    -    x     -     -
carla    -    -     x     -
tomas    x    x     -     -
teresa   -    -     x     -
alicia   x    x     x     -
omar     -    -     -     x
olga     -    -     -     x
oriana   -    -     -     x
"""
STUDENTS, *ROWS = [line.split() for line in MATRIX.strip().splitlines()]


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_who_may_see_which_students(people: People, row: list[str]) -> None:
    looker: User = getattr(people, row[0])
    seen = {student for student, mark in zip(STUDENTS, row[1:], strict=True) if mark == "x"}
    assert {person.email.split("@")[0] for person in access.students(looker)} == seen
    for name in STUDENTS:
        student: User = getattr(people, name)
        if name in seen:
            assert access.student(looker, student.id) == student
        else:
            with pytest.raises(NotFound):
                access.student(looker, student.id)


def test_a_tutor_or_an_admin_is_no_student(people: People) -> None:
    for person in (people.tomas, people.alicia):
        with pytest.raises(NotFound):
            access.student(people.alicia, person.id)


@pytest.mark.parametrize("student_id", ["", "x", "00000000-0000-0000-0000-000000000000", "1' or 1"])
def test_a_forged_id_is_not_there(people: People, student_id: str) -> None:
    with pytest.raises(NotFound):
        access.student(people.alicia, student_id)


def test_who_looks_after_a_student(people: People) -> None:
    assert set(access.carers(people.ana)) == {people.tomas, people.alicia}
    assert set(access.carers(people.carla)) == {people.teresa, people.alicia}
    assert set(access.carers(people.omar)) == {people.olga, people.oriana}


def test_nobody_who_may_not_enter_looks_after_a_student(people: People) -> None:
    User.objects.filter(id=people.tomas.id).update(is_active=False)
    assert set(access.carers(people.ana)) == {people.alicia}


def test_courses_by_role(people: People) -> None:
    assert set(access.courses(people.ana)) == {people.philosophy}
    assert set(access.courses(people.tomas)) == {people.philosophy}
    assert set(access.courses(people.alicia)) == {people.philosophy, people.calculus}
    assert set(access.courses(people.oriana)) == {people.history}


def test_students_do_not_look_after_students(people: People) -> None:
    assert access.require_carer(people.tomas) == people.tomas
    with pytest.raises(NotAllowed):
        access.require_carer(people.ana)


# --- browser sessions ---------------------------------------------------------------------------
class Change(APIView):
    permission_classes = (AllowAny,)

    def post(self, request: HttpRequest) -> JsonResponse:
        return JsonResponse({"changed": True})


def change_by_session(user: User, *, token: bool) -> tuple[int, dict[str, object]]:
    client = Client(enforce_csrf_checks=True)
    client.get("/accounts/login/")  # sets the CSRF cookie
    secret = client.cookies["csrftoken"].value
    headers = {"X-CSRFToken": secret} if token else {}
    request = APIRequestFactory(enforce_csrf_checks=True).post("/x", headers=headers)
    request.COOKIES["csrftoken"] = secret
    request.user = user
    response = Change.as_view()(request)
    if hasattr(response, "data"):
        return response.status_code, response.data
    return response.status_code, {}


def test_a_session_changes_nothing_without_its_csrf_token(people: People) -> None:
    status, body = change_by_session(people.ana, token=False)
    assert status == 403
    assert body == {
        "code": "csrf_failed",
        "detail": "La página lleva mucho tiempo abierta. Actualízala e inténtalo de nuevo.",
    }
    assert change_by_session(people.ana, token=True) == (200, {})


def test_an_access_token_needs_no_csrf_token(people: People) -> None:
    request = APIRequestFactory(enforce_csrf_checks=True).post("/x", **bearer(people.ana))
    request.user = AnonymousUser()
    assert Change.as_view()(request).status_code == 200


def test_views_outside_drf_ask_the_same(people: People) -> None:
    request = RequestFactory().post("/x", **bearer(people.ana))
    assert person_of(request) == people.ana
    stranger = RequestFactory().post("/x")
    stranger.user = AnonymousUser()
    with pytest.raises(NotSignedIn):
        person_of(stranger)
    forged = RequestFactory(enforce_csrf_checks=True).post("/x")
    forged.user = people.ana
    forged._dont_enforce_csrf_checks = False  # type: ignore[attr-defined]
    with pytest.raises(NotAllowed) as refusal:
        person_of(forged)
    assert refusal.value.code == "csrf_failed"

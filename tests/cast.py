"""The people of the suite: always the same names in the same relations.

Institution «Universidad del Sur»: Ana and Bruno are in Tomás's course, Carla is in Teresa's,
Alicia administers. Institution «Universidad del Norte»: Omar is Olga's student, Oriana administers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from rest_framework_simplejwt.tokens import AccessToken

from accounts.models import Course, Enrolment, Institution, Role, User
from conversations.models import Conversation


@dataclass
class Cast:
    south: Institution
    north: Institution
    ana: User
    bruno: User
    carla: User
    tomas: User
    teresa: User
    alicia: User
    omar: User
    olga: User
    oriana: User


def make_cast() -> Cast:
    south = Institution.objects.create(name="Universidad del Sur", slug="sur", country="CL")
    north = Institution.objects.create(name="Universidad del Norte", slug="norte", country="MX")

    def person(name: str, role: str, place: Institution) -> User:
        email = f"{name.split()[0].lower()}@example.com"
        user = User(email=email, name=name, role=role, institution=place)
        user.set_unusable_password()
        user.save()
        return user

    cast = Cast(
        south=south,
        north=north,
        ana=person("Ana Rojas", Role.STUDENT, south),
        bruno=person("Bruno Díaz", Role.STUDENT, south),
        carla=person("Carla Vega", Role.STUDENT, south),
        tomas=person("Tomás Silva", Role.TUTOR, south),
        teresa=person("Teresa Luna", Role.TUTOR, south),
        alicia=person("Alicia Mora", Role.ADMIN, south),
        omar=person("Omar Gil", Role.STUDENT, north),
        olga=person("Olga Paz", Role.TUTOR, north),
        oriana=person("Oriana Ruiz", Role.ADMIN, north),
    )
    enrol(south, "FIL-1", cast.tomas, cast.ana, cast.bruno)
    enrol(south, "HIS-1", cast.teresa, cast.carla)
    enrol(north, "FIL-1", cast.olga, cast.omar)
    return cast


def enrol(place: Institution, code: str, *people: User) -> Course:
    course = Course.objects.create(institution=place, code=code, name=f"Curso {code}")
    Enrolment.objects.bulk_create(Enrolment(course=course, user=user) for user in people)
    return course


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def token(user: User) -> str:
    return str(AccessToken.for_user(user))


class Api:
    """Calls the JSON API as one person, by access token."""

    def __init__(self, user: User | None) -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"authorization": f"Bearer {token(user)}"} if user else {}

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(path, query, headers=self.headers)

    def post(self, path: str, body: Any = None) -> Any:
        return self.send("post", path, json.dumps(body if body is not None else {}))

    def patch(self, path: str, body: Any) -> Any:
        return self.send("patch", path, json.dumps(body))

    def delete(self, path: str) -> Any:
        return self.client.delete(path, headers=self.headers)

    def send(self, method: str, path: str, raw: str | bytes) -> Any:
        return getattr(self.client, method)(
            path, data=raw, content_type="application/json", headers=self.headers
        )


def conversation_of(student: User, title: str = "") -> Conversation:
    return Conversation.objects.create(
        student=student, institution=student.institution, title=title
    )

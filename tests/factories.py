"""The people of the tests: the same names and relations in the whole suite.

    Universidad del Sur
        Introducción a la Filosofía: students Ana Rojas and Bruno Díaz, tutor Tomás Silva
        Cálculo I: student Carla Vega, tutor Teresa Luna
        administrator Alicia Mora
    Universidad del Norte
        Historia: student Omar Gil, tutor Olga Paz; administrator Oriana Ruiz

The students have accepted the notice in force, that of models outside included. Everybody's
password is `PASSWORD`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts import tokens
from accounts.consent import OUTSIDE
from accounts.models import Consent, Course, Enrolment, Institution, Role, User

PASSWORD = "nubes-sobre-el-puerto-7"


def make_user(
    name: str, role: Role, institution: Institution, *courses: Course, **fields: Any
) -> User:
    """Somebody whose address is their first name at example.edu; students have consented."""
    first = unicodedata.normalize("NFKD", name.split()[0].lower()).encode("ascii", "ignore")
    user: User = User.objects.create(
        institution=institution,
        name=name,
        email=fields.pop("email", f"{first.decode()}@example.edu"),
        role=role,
        country=institution.country,
        is_staff=role == Role.ADMIN,
        password=fields.pop("password", None) or make_password(PASSWORD),
        **fields,
    )
    Enrolment.objects.bulk_create(Enrolment(course=course, user=user) for course in courses)
    if role == Role.STUDENT:
        Consent.objects.create(user=user, version=settings.CONSENT_VERSION + OUTSIDE)
    return user


@dataclass(frozen=True)
class People:
    """Everybody, by first name."""

    south: Institution
    philosophy: Course
    ana: User
    bruno: User
    tomas: User
    calculus: Course
    carla: User
    teresa: User
    alicia: User
    north: Institution
    history: Course
    omar: User
    olga: User
    oriana: User


def make_people() -> People:
    """Both institutions with their people, in a database that may have others."""
    south = Institution.objects.create(name="Universidad del Sur", slug="sur", country="CL")
    north = Institution.objects.create(name="Universidad del Norte", slug="norte", country="MX")

    def course(code: str, name: str, institution: Institution) -> Course:
        return Course.objects.create(code=code, name=name, institution=institution)

    philosophy = course("FIL-101", "Introducción a la Filosofía", south)
    calculus = course("MAT-110", "Cálculo I", south)
    history = course("HIS-100", "Historia", north)
    person = partial(make_user, password=make_password(PASSWORD))
    return People(
        south=south,
        philosophy=philosophy,
        ana=person("Ana Rojas", Role.STUDENT, south, philosophy),
        bruno=person("Bruno Díaz", Role.STUDENT, south, philosophy),
        tomas=person("Tomás Silva", Role.TUTOR, south, philosophy),
        calculus=calculus,
        carla=person("Carla Vega", Role.STUDENT, south, calculus),
        teresa=person("Teresa Luna", Role.TUTOR, south, calculus),
        alicia=person("Alicia Mora", Role.ADMIN, south),
        north=north,
        history=history,
        omar=person("Omar Gil", Role.STUDENT, north, history),
        olga=person("Olga Paz", Role.TUTOR, north, history),
        oriana=person("Oriana Ruiz", Role.ADMIN, north),
    )


def bearer(user: User) -> dict[str, Any]:
    """Keyword arguments for a request of Django's test client, signed in by access token."""
    return {"headers": {"Authorization": f"Bearer {tokens.issue(user).access_token}"}}

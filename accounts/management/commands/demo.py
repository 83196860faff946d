"""`manage.py demo`: people to try PsiChat with (contract «Pages»)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.countries import Country
from accounts.models import Course, Enrolment, Institution, Role, User

PASSWORD = "psichat-demo"  # public on purpose, and refused in production
PEOPLE = (
    ("estudiante@example.com", "Valentina Soto", Role.STUDENT),
    ("tutora@example.com", "Marcela Fuentes", Role.TUTOR),
    ("admin@example.com", "Andrés Peña", Role.ADMIN),
)


class Command(BaseCommand):
    help = "Make the demo people and their course; again puts their passwords and roles back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="also in production, where they are a way in"
        )

    def handle(self, *args: Any, force: bool = False, **options: Any) -> None:
        if settings.PRODUCTION and not force:
            raise CommandError(
                "The demo people have a password that everybody knows, so they are not made in "
                "production. Use --force if nobody else can reach this machine."
            )
        institution = make_demo()
        self.stdout.write(f"{institution.name}:")
        for email, name, role in PEOPLE:
            self.stdout.write(f"  {role:<8} {email:<24} {PASSWORD}   ({name})")


@transaction.atomic
def make_demo() -> Institution:
    """The demo people in the oldest institution, which is made when there is none."""
    institution = Institution.objects.order_by("created_at").first()
    if institution is None:
        institution = Institution.objects.create(
            name="Institución de ejemplo", slug="principal", country=Country.CHILE
        )
    course, _created = Course.objects.get_or_create(
        institution=institution,
        code="FIL-101",
        defaults={"name": "Introducción a la Filosofía"},
    )
    for email, name, role in PEOPLE:
        person = _make_person(institution, email, name, role)
        if role != Role.ADMIN:
            Enrolment.objects.get_or_create(course=course, user=person)
    return institution


def _make_person(institution: Institution, email: str, name: str, role: Role) -> User:
    person = User.objects.filter(email=email).first() or User(email=email, country=Country.CHILE)
    person.institution, person.name, person.role = institution, name, role
    person.is_staff, person.is_active = role == Role.ADMIN, True
    if not person.check_password(PASSWORD):
        person.set_password(PASSWORD)
    person.save()
    return person

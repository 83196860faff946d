"""People for a measurement, made straight in its database."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Crowd:
    """Access tokens and conversations of students, and the access token of their tutor."""

    students: list[tuple[str, str]]
    tutor: str


def make(students: int, conversations: int = 1, messages: int = 0) -> Crowd:
    """So many students of one tutor; each with so many conversations of so many messages.

    Needs the environment of `harness.place`.
    """
    import django

    django.setup()
    from django.conf import settings
    from rest_framework_simplejwt.tokens import AccessToken

    from accounts.models import Consent, Course, Enrolment, Institution, Role, User
    from conversations.models import Conversation, Message

    place = Institution.objects.order_by("created_at").first()
    assert place is not None
    course = Course.objects.create(institution=place, code="bench", name="Bench")

    def person(name: str, role: str) -> User:
        user = User(institution=place, email=f"{name}@bench.invalid", name=name, role=role)
        user.set_unusable_password()
        user.save()
        Enrolment.objects.create(course=course, user=user)
        return user

    def token(user: User) -> str:
        access = AccessToken.for_user(user)
        access.set_exp(lifetime=settings.SIMPLE_JWT["REFRESH_TOKEN_LIFETIME"])
        return str(access)

    tutor = person("tutora", Role.TUTOR)
    made = []
    for number in range(students):
        student = person(f"estudiante{number}", Role.STUDENT)
        Consent.objects.create(user=student, version=settings.CONSENT_VERSION)
        rows = [
            Conversation(student=student, institution=place, title=f"Conversación {n}")
            for n in range(conversations)
        ]
        Conversation.objects.bulk_create(rows)
        Message.objects.bulk_create(
            Message(
                conversation=row, seq=seq, sender="student", text="hola", done_at=row.created_at
            )
            for row in rows
            for seq in range(1, messages + 1)
        )
        Conversation.objects.filter(student=student).update(last_seq=messages)
        made.append((token(student), str(rows[0].id)))
    return Crowd(students=made, tutor=token(tutor))

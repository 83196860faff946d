"""What each person may see of people; every road to a person starts here (requirement A3).

A student sees themself, a tutor the students of their courses, an administrator those of the
institution. A right that is missing looks the same as a thing that is not there: 404.
"""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from rest_framework.request import Request

from accounts.models import Course, Enrolment, Role, User
from psichat.errors import NotAllowed, NotFound, NotSignedIn


def students(user: User) -> QuerySet[User]:
    """The students whom `user` may see."""
    own = User.objects.filter(role=Role.STUDENT, institution_id=user.institution_id)
    if user.role == Role.ADMIN:
        return own
    if user.role == Role.TUTOR:
        of_courses = Enrolment.objects.filter(course__in=courses(user)).values("user_id")
        return own.filter(id__in=of_courses)
    return own.filter(id=user.id)


def student(user: User, student_id: UUID | str) -> User:
    """That student, or `NotFound`."""
    try:
        return students(user).get(id=student_id)
    except (User.DoesNotExist, ValidationError) as exc:
        raise NotFound from exc


def courses(user: User) -> QuerySet[Course]:
    """The courses that `user` is in, or all of the institution for an administrator."""
    own = Course.objects.filter(institution_id=user.institution_id)
    return own if user.role == Role.ADMIN else own.filter(enrolment__user=user)


def carers(student: User) -> QuerySet[User]:
    """Who looks after `student`: the tutors of their courses and the institution's admins."""
    people = User.objects.filter(institution_id=student.institution_id, is_active=True)
    of_courses = Enrolment.objects.filter(
        course__enrolment__user=student, user__role=Role.TUTOR
    ).values("user_id")
    return people.filter(role=Role.ADMIN) | people.filter(role=Role.TUTOR, id__in=of_courses)


def require_carer(user: User) -> User:
    """`user` when a tutor or administrator; otherwise `NotAllowed`."""
    if not user.cares:
        raise NotAllowed
    return user


def signed_in(request: HttpRequest | Request) -> User:
    """Who makes the request; `NotSignedIn` for a visitor."""
    if not isinstance(request.user, User):
        raise NotSignedIn
    return request.user

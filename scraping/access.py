"""What each person may see of the knowledge; every road to it starts here (requirement A3).

Tutors and administrators see all of their institution. Everybody of it may read an uploaded
document, because an answer that was given to a student cites it.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts import access
from accounts.models import User
from psichat.errors import NotFound
from scraping.models import OpenQuestion, Page, Source

_NOT_THERE = (ValidationError, ValueError, TypeError, OverflowError)


def sources(user: User) -> QuerySet[Source]:
    """Those of the institution that are not deleted; `NotAllowed` for students."""
    access.require_carer(user)
    return Source.objects.filter(institution_id=user.institution_id, deleted_at=None)


def source(user: User, source_id: Any) -> Source:
    """That source with its owner, or `NotFound`."""
    try:
        return sources(user).select_related("owner").get(id=source_id)
    except (Source.DoesNotExist, *_NOT_THERE) as exc:
        raise NotFound from exc


def may_change(user: User, source: Source) -> bool:
    """A tutor changes their own sources, an administrator all of the institution."""
    ours = user.cares and source.institution_id == user.institution_id
    return ours and (user.is_admin or source.owner_id == user.id)


def deleted_source(user: User, source_id: Any) -> Source:
    """A source that was deleted and not yet purged, or `NotFound`."""
    access.require_carer(user)
    gone = Source.objects.filter(institution_id=user.institution_id, deleted_at__isnull=False)
    try:
        return gone.get(id=source_id)
    except (Source.DoesNotExist, *_NOT_THERE) as exc:
        raise NotFound from exc


def page(user: User, page_id: Any) -> Page:
    """A page with its source, or `NotFound`."""
    try:
        return Page.objects.select_related("source").get(id=page_id, source__in=sources(user))
    except (Page.DoesNotExist, *_NOT_THERE) as exc:
        raise NotFound from exc


def document(user: User, page_id: Any) -> Page:
    """An uploaded document of the person's institution, whoever they are; or `NotFound`."""
    documents = Page.objects.filter(
        source__institution_id=user.institution_id,
        source__deleted_at=None,
        source__kind=Source.Kind.FILE,
    )
    try:
        return documents.select_related("source").get(id=page_id)
    except (Page.DoesNotExist, *_NOT_THERE) as exc:
        raise NotFound from exc


def questions(user: User) -> QuerySet[OpenQuestion]:
    """What was asked in the institution and is in no page."""
    access.require_carer(user)
    return OpenQuestion.objects.filter(institution_id=user.institution_id)


def question(user: User, question_id: Any) -> OpenQuestion:
    try:
        return questions(user).get(id=question_id)
    except (OpenQuestion.DoesNotExist, *_NOT_THERE) as exc:
        raise NotFound from exc

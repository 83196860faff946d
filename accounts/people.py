"""What administrators do with people: make them, give them a role, invite them."""

from __future__ import annotations

from django.db import transaction

from accounts import audit, passwords, tokens
from accounts.models import Role, User


@transaction.atomic
def save_person(*, actor: User, person: User, is_new: bool) -> None:
    """Store `person` as edited by `actor`; a change of role or access goes to the audit log.

    Administrators, and nobody else, may use the Django admin. Who may no longer sign in, or has
    another role, is signed out of their devices.
    """
    before = None if is_new else User.objects.get(pk=person.pk)
    person.email = person.email.strip().lower()
    person.is_staff = person.is_superuser or person.role == Role.ADMIN
    if is_new:
        person.set_unusable_password()
    person.save()
    if before is None:
        audit.record(actor=actor, action="person_added", obj=person, role=person.role)
        return
    if before.role != person.role:
        audit.record(
            actor=actor, action="role_changed", obj=person, before=before.role, after=person.role
        )
    if before.is_active != person.is_active:
        audit.record(actor=actor, action="access_changed", obj=person, may_enter=person.is_active)
    if before.role != person.role or not person.is_active:
        tokens.revoke_all(person, "access")


@transaction.atomic
def invite(*, actor: User, person: User, base_url: str) -> None:
    """Mail `person` a link to choose a password."""
    audit.record(actor=actor, action="link_sent", obj=person)
    passwords.queue_link(user_id=str(person.id), kind="invitation", base_url=base_url)

"""What an institution's administrators may do in the Django admin (requirements A2, A3).

Django's permissions stay empty for them: a `ModelAdmin` is open to the role `admin` only when it
is an `InstitutionScopedAdmin`, which shows the rows of their own institution and says which of
view, add, change and delete it allows. So a model that nobody thought about stays closed, and a
superuser (the operator) sees everything everywhere.
"""

# the signatures are Django's

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest

from accounts.models import Institution, User


class InstitutionScopedAdmin(admin.ModelAdmin):
    """A `ModelAdmin` for administrators of one institution.

    `institution_path` is the lookup from the model to the institution's id; `allowed` are the
    rights of an administrator; a superuser has them too, and what `superuser_allowed` adds.
    """

    institution_path = "institution_id"
    allowed: frozenset[str] = frozenset({"view"})
    superuser_allowed: frozenset[str] = frozenset()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        person = administrator(request)
        if person is None:
            return rows.none()
        if person.is_superuser:
            return rows
        return rows.filter(**{self.institution_path: person.institution_id})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._allows(request, "view")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._allows(request, "view")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._allows(request, "add")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._allows(request, "change")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._allows(request, "delete")

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Only rows of the own institution can be chosen."""
        kwargs.setdefault("queryset", own_rows(request, db_field.related_model))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _allows(self, request: HttpRequest, right: str) -> bool:
        person = administrator(request)
        if person is None:
            return False
        return right in self.allowed or (person.is_superuser and right in self.superuser_allowed)


class ScopedTabularInline(admin.TabularInline):
    """Rows inside a page of an `InstitutionScopedAdmin`, with the same rules."""

    allowed: frozenset[str] = frozenset({"view"})
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._allows(request, "view")

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._allows(request, "add")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._allows(request, "change")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._allows(request, "delete")

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        kwargs.setdefault("queryset", own_rows(request, db_field.related_model))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _allows(self, request: HttpRequest, right: str) -> bool:
        return administrator(request) is not None and right in self.allowed


def administrator(request: HttpRequest) -> User | None:
    """Who uses the admin: an active administrator or operator, otherwise nobody."""
    user = request.user
    if not isinstance(user, User) or not (user.is_active and user.is_staff):
        return None
    return user if user.is_admin or user.is_superuser else None


def own_rows(request: HttpRequest, model: Any) -> QuerySet[Any]:
    """The rows of `model` that the administrator may refer to: those that its own page shows."""
    rows: QuerySet[Any] = model._default_manager.all()  # noqa: SLF001
    person = administrator(request)
    if person is None:
        return rows.none()
    if person.is_superuser:
        return rows
    if model is Institution:
        return rows.filter(id=person.institution_id)
    page = admin.site.get_model_admin(model) if admin.site.is_registered(model) else None
    return page.get_queryset(request) if isinstance(page, InstitutionScopedAdmin) else rows.none()

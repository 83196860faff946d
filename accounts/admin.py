"""People, institutions and courses in the Django admin.

Signing in there goes through the page of everybody, with its throttle, lock-out and second
factor. Passwords are never set here: people choose theirs by a link.
"""

# the signatures are Django's

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken

from accounts import audit, people, second_factor
from accounts.admin_scope import InstitutionScopedAdmin, ScopedTabularInline, administrator
from accounts.models import AuditEntry, Consent, Course, Enrolment, Institution, User

for internal in (Group, BlacklistedToken, OutstandingToken):
    admin.site.unregister(internal)
admin.site.site_header = gettext_lazy("Administración de PsiChat")
admin.site.site_title = "PsiChat"
admin.site.index_title = gettext_lazy("Qué quieres administrar")


def own_password(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
    """One's own password is changed where everybody changes theirs, which closes the devices."""
    return redirect("accounts:password_change")


admin.site.password_change = own_password  # type: ignore[method-assign,assignment]


class CourseFilter(admin.RelatedFieldListFilter):
    """The courses of the own institution."""

    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: admin.ModelAdmin
    ) -> list[tuple[str, Any]]:
        courses = admin.site.get_model_admin(Course).get_queryset(request)
        return [(str(course.pk), str(course)) for course in courses]


@admin.register(User)
class UserAdmin(InstitutionScopedAdmin):
    allowed = frozenset({"view", "add", "change"})
    superuser_allowed = frozenset({"delete"})
    list_display = ("name", "email", "role", "is_active", "last_login")
    list_filter = (
        "role",
        "is_active",
        ("courses", CourseFilter),
        ("institution", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("name", "email")
    ordering = ("name",)
    list_per_page = 50
    fields = (
        "name",
        "email",
        "role",
        "institution",
        "country",
        "language",
        "is_active",
        "second_factor",
        "last_login",
        "date_joined",
    )
    readonly_fields = ("second_factor", "last_login", "date_joined")
    actions = ("send_link", "remove_second_factor")

    @admin.display(description=gettext_lazy("código al entrar"), boolean=True)
    def second_factor(self, user: User) -> bool:
        return second_factor.is_on(user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """An operator's account is an operator's business."""
        person = administrator(request)
        if isinstance(obj, User) and obj.is_superuser and not (person and person.is_superuser):
            return False
        return super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Nobody takes away their own role or access by mistake; people don't move elsewhere."""
        fixed: tuple[str, ...] = self.readonly_fields
        if obj is not None:
            fixed += ("institution",)
        if obj is not None and obj.pk == request.user.pk:
            fixed += ("role", "is_active")
        return fixed

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).select_related("institution")

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        actor = administrator(request)
        if actor is None:
            return
        people.save_person(actor=actor, person=obj, is_new=not change)
        if not change:
            people.invite(actor=actor, person=obj, base_url=request.build_absolute_uri("/"))
            messages.info(request, _("Le enviamos un enlace para elegir su contraseña."))

    @admin.action(
        description=gettext_lazy("Enviar un enlace para elegir contraseña"), permissions=["change"]
    )
    def send_link(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        actor = administrator(request)
        if actor is None:
            return
        chosen = queryset.filter(is_active=True)
        for person in chosen:
            people.invite(actor=actor, person=person, base_url=request.build_absolute_uri("/"))
        count = len(chosen)
        done = ngettext("Enviamos %(n)d enlace.", "Enviamos %(n)d enlaces.", count) % {"n": count}
        messages.success(request, done)

    @admin.action(
        description=gettext_lazy("Dejar de pedir código al entrar"), permissions=["change"]
    )
    def remove_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        actor = administrator(request)
        if actor is None:
            return
        mine = queryset if actor.is_superuser else queryset.filter(is_superuser=False)
        chosen = mine.exclude(otp_secret="")
        for person in chosen:
            second_factor.turn_off(user=person, actor=actor)
        messages.success(request, _("Ya no se les pedirá un código al entrar."))


class EnrolmentInline(ScopedTabularInline):
    model = Enrolment
    allowed = frozenset({"view", "add", "change", "delete"})
    autocomplete_fields = ("user",)


@admin.register(Course)
class CourseAdmin(InstitutionScopedAdmin):
    allowed = frozenset({"view", "add", "change", "delete"})
    list_display = ("name", "code", "institution")
    list_select_related = ("institution",)
    search_fields = ("name", "code")
    inlines = (EnrolmentInline,)


_RULES = ("on_insult", "on_hate", "on_harassment", "on_sexual")


@admin.register(Institution)
class InstitutionAdmin(InstitutionScopedAdmin):
    institution_path = "id"
    allowed = frozenset({"view", "change"})
    superuser_allowed = frozenset({"add"})
    list_display = ("name", "country", "contact_name", "contact_phone")
    search_fields = ("name",)
    fieldsets = (
        (None, {"fields": ("name", "slug", "country", "time_zone")}),
        (
            gettext_lazy("Servicio de apoyo"),
            {
                "fields": (
                    "contact_name",
                    "contact_phone",
                    "contact_email",
                    "contact_hours",
                    "answer_minutes",
                )
            },
        ),
        (
            gettext_lazy("Mensajes que atacan a alguien"),
            {
                "fields": _RULES,
                "description": gettext_lazy(
                    "Qué pasa cuando un mensaje ataca a una persona, a un grupo o al asistente. "
                    "Una crisis va siempre primero: a quien está mal no se le llama la atención."
                ),
            },
        ),
    )

    def save_model(
        self, request: HttpRequest, obj: Institution, form: ModelForm, change: bool
    ) -> None:
        """Who changed a rule is in the audit log."""
        super().save_model(request, obj, form, change)
        actor = administrator(request)
        changed = [name for name in _RULES if name in form.changed_data]
        if actor is not None and change and changed:
            rules = {name: getattr(obj, name) for name in changed}
            audit.record(actor=actor, action="toxicity_rules_changed", obj=obj, **rules)


@admin.register(Consent)
class ConsentAdmin(InstitutionScopedAdmin):
    institution_path = "user__institution_id"
    list_display = ("user", "version", "accepted_at")
    list_select_related = ("user",)
    list_filter = ("version",)
    search_fields = ("user__name", "user__email")


@admin.register(AuditEntry)
class AuditEntryAdmin(InstitutionScopedAdmin):
    """To be read; nobody adds, changes or deletes here."""

    list_display = ("created_at", "actor", "action", "student", "object_type", "object_id")
    list_select_related = ("actor", "student")
    list_filter = ("action",)
    search_fields = ("actor__name", "student__name", "object_id")
    date_hierarchy = "created_at"
    list_per_page = 50

"""Calls to models, their prices and the budgets in the Django admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.admin_scope import InstitutionScopedAdmin, administrator
from accounts.models import User
from monitoring import budget as budgets
from monitoring import prices
from monitoring.admin import providers
from monitoring.models import Budget, ModelCall, ModelPrice


@admin.register(ModelCall)
class ModelCallAdmin(InstitutionScopedAdmin):
    """To be read; each call as it was booked."""

    change_list_template = "admin/monitoring/model_calls.html"
    list_display = (
        "created_at",
        "provider",
        "model",
        "purpose",
        "outcome",
        "ms",
        "first_token_ms",
        "tokens_in",
        "tokens_out",
        "cost",
    )
    list_filter = ("outcome", "provider", "purpose", "model")
    date_hierarchy = "created_at"
    list_per_page = 100
    show_full_result_count = False

    def get_urls(self) -> list[Any]:
        own = path(
            "providers/",
            self.admin_site.admin_view(providers.page),
            name="monitoring_modelcall_providers",
        )
        return [own, *super().get_urls()]


@admin.register(ModelPrice)
class ModelPriceAdmin(InstitutionScopedAdmin):
    """Prices hold for everybody: whoever runs the server enters them, administrators read them."""

    list_display = ("provider", "model", "starts_on", "tokens_in", "tokens_cached", "tokens_out")
    list_filter = ("provider",)
    search_fields = ("model",)
    superuser_allowed = frozenset({"add", "change", "delete"})

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = ModelPrice.objects.all()
        return rows if administrator(request) else rows.none()

    def save_model(
        self, request: HttpRequest, obj: ModelPrice, form: ModelForm, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        prices.forget()


@admin.register(Budget)
class BudgetAdmin(InstitutionScopedAdmin):
    """What may be spent in a month; a change is audited and counts within seconds."""

    list_display = ("institution", "monthly", "spent")
    fields = ("institution", "monthly")
    allowed = frozenset({"view", "add", "change", "delete"})

    @admin.display(description=_("US$ este mes"))
    def spent(self, obj: Budget) -> str:
        now = budgets.standing(obj.institution_id)
        return f"{now.spent:.2f}"

    def save_model(self, request: HttpRequest, obj: Budget, form: ModelForm, change: bool) -> None:
        if change and "monthly" in form.changed_data:
            obj.warned_for = obj.ended_for = ""  # other marks: they are told of anew
        super().save_model(request, obj, form, change)
        budgets.forget()
        if isinstance(request.user, User):
            audit.record(actor=request.user, action="budget_set", obj=obj, monthly=str(obj.monthly))

"""The pages under `/monitoring/`."""

from __future__ import annotations

from django.urls import path

from monitoring.pages import costs

app_name = "monitoring"

urlpatterns = [path("costs/", costs.page, name="costs")]

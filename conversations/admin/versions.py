"""What strategies and wordings said before, in the Django admin, with the way back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from conversations.admin import confirming
from conversations.admin.catalogue import SharedContentAdmin
from conversations.models import ContentVersion


@admin.register(ContentVersion)
class ContentVersionAdmin(SharedContentAdmin):
    change_form_template = "admin/conversations/version_form.html"
    list_display = ("key", "kind", "language", "version", "changed_by", "created_at")
    list_select_related = ("changed_by",)
    list_filter = ("kind", "language")
    search_fields = ("key", "changed_by__name", "changed_by__email")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-id")
    fields = ("kind", "key", "language", "version", "said", "changed_by", "created_at")
    readonly_fields = ("said", "created_at")

    @admin.display(description=_("decía"))
    def said(self, version: ContentVersion) -> SafeString:
        return format_html_join(
            "",
            "<p>{}</p>",
            ((line,) for value in version.data.values() for line in str(value).splitlines()),
        )

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.restore_view)
        name = "conversations_contentversion_restore"
        return [path("<path:object_id>/restore/", view, name=name), *super().get_urls()]

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Back to this version: asked once, then done."""
        return confirming.restore(self, request, self.get_object(request, object_id))

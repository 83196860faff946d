"""The roof: which address leads where (contract «Pages»)."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from accounts.pages.home import home
from accounts.pages.language import set_language
from conversations import pwa
from conversations.admin import helping
from conversations.api.corrections import Corrections, OneCorrection
from conversations.api.timeline import Timeline
from monitoring import health, metrics

urlpatterns = [
    path("", home, name="home"),
    path("chat/", include("conversations.urls")),
    path("accounts/", include("accounts.urls")),
    path("tutor/", include("tutoring.urls")),
    path("knowledge/", include("scraping.urls")),
    path("monitoring/", include("monitoring.urls")),
    path("universidad/", include("scraping.demo_site.urls")),
    path("admin/login/", RedirectView.as_view(pattern_name="accounts:login", query_string=True)),
    path(
        "admin/conversations/feedback/",
        admin.site.admin_view(helping.what_helps),
        name="conversations_feedback",
    ),
    path("admin/", admin.site.urls),
    path("i18n/setlang/", set_language, name="set_language"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("manifest.webmanifest", pwa.manifest, name="manifest"),
    path("sw.js", pwa.service_worker, name="service_worker"),
    path("offline/", pwa.offline, name="offline"),
    path("api/v1/auth/", include("accounts.api.urls")),
    path("api/v1/chat/", include("conversations.api.urls")),
    path("api/v1/analysis/", include("analysis.api.urls")),
    path("api/v1/analysis/conversations/<str:conversation_id>", Timeline.as_view()),
    path("api/v1/analysis/<str:message_id>/corrections", Corrections.as_view()),
    path(
        "api/v1/analysis/<str:message_id>/corrections/<str:correction_id>", OneCorrection.as_view()
    ),
    path("api/v1/tutor/", include("tutoring.api.urls")),
    path("api/v1/", include("scraping.api.urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("metrics", metrics.metrics),
]

handler400 = "psichat.error_pages.bad_request"
handler403 = "psichat.error_pages.not_allowed"
handler404 = "psichat.error_pages.not_found"
handler500 = "psichat.error_pages.broken"

"""Under /api/v1/. Lists and sources answer with and without a slash at the end."""

from django.urls import path

from scraping.api import views

urlpatterns = [
    path("configs/", views.Configs.as_view()),
    path("configs", views.Configs.as_view(schema=None)),
    path("configs/<str:config_id>", views.OneConfig.as_view()),
    path("configs/<str:config_id>/", views.OneConfig.as_view(schema=None)),
    path("configs/<str:config_id>/pages", views.ConfigPages.as_view()),
    path("configs/<str:config_id>/pages/", views.ConfigPages.as_view(schema=None)),
    path("scraping/start", views.Start.as_view()),
    path("scraping/start/", views.Start.as_view(schema=None)),
    path("knowledge/search", views.Search.as_view()),
    path("knowledge/search/", views.Search.as_view(schema=None)),
]

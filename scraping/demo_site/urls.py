"""Addresses of the example university, under /universidad/."""

from django.urls import path

from scraping.demo_site import views

app_name = "demo_site"
urlpatterns = [
    path("", views.page, name="home"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("documentos/<slug:name>.pdf", views.document, name="document"),
    path("<path:path>/", views.page, name="page"),
]

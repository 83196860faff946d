"""Under /knowledge/."""

from django.urls import path

from scraping.pages import reading, source, sources, trying

app_name = "knowledge"
urlpatterns = [
    path("", sources.sources, name="sources"),
    path("preview/", sources.look, name="preview"),
    path("add/", sources.add, name="add"),
    path("upload/", sources.upload, name="upload"),
    path("try/", trying.trial, name="try"),
    path("questions/", trying.open_questions, name="questions"),
    path("questions/<int:question_id>/dismiss/", trying.dismiss, name="question_dismiss"),
    path("questions/<int:question_id>/restore/", trying.restore, name="question_restore"),
    path("sources/<uuid:source_id>/", source.source, name="source"),
    path("sources/<uuid:source_id>/start/", source.start, name="start"),
    path("sources/<uuid:source_id>/stop/", source.stop, name="stop"),
    path("sources/<uuid:source_id>/change/", source.change, name="change"),
    path("sources/<uuid:source_id>/delete/", source.delete, name="delete"),
    path("sources/<uuid:source_id>/restore/", source.restore, name="restore"),
    path("pages/<uuid:page_id>/", reading.page, name="page"),
    path("documents/<uuid:page_id>/", reading.document, name="document"),
]

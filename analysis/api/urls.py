from django.urls import path

from analysis.api.views import AnalyseText

urlpatterns = [path("text", AnalyseText.as_view())]

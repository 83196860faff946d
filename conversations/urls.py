from django.urls import path

from conversations import pages, plan_pages

app_name = "chat"
urlpatterns = [
    path("", pages.home, name="home"),
    path("plan/", plan_pages.plan, name="plan"),
    path("plan/delete/", plan_pages.delete, name="plan_delete"),
    path("<uuid:conversation_id>/", pages.conversation, name="conversation"),
]

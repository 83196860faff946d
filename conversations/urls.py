from django.urls import path

from conversations import pages

app_name = "chat"
urlpatterns = [
    path("", pages.home, name="home"),
    path("<uuid:conversation_id>/", pages.conversation, name="conversation"),
]

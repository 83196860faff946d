"""The sockets of conversations."""

from django.urls import path

from conversations.consumers import ChatSocket

# As text, so that an identifier that is none gets its close code and not a handshake error.
urlpatterns = [path("ws/chat/<str:conversation_id>/", ChatSocket.as_asgi())]

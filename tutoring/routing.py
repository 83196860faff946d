"""The sockets of tutoring."""

from django.urls import path

from tutoring.consumers import TutorSocket

urlpatterns = [path("ws/tutor/", TutorSocket.as_asgi())]

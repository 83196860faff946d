"""The way from the front door to where each person works."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.models import User


def home(request: HttpRequest) -> HttpResponse:
    """Students to their chat, tutors and administrators to the queue, visitors to sign in."""
    user = request.user
    if not isinstance(user, User):
        return redirect("accounts:login")
    return redirect("tutor:queue" if user.cares else "chat:home")

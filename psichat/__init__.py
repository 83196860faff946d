"""The ground of PsiChat: settings, errors, live events, background work, logs."""

from psichat.celery import app as celery_app

__all__ = ["celery_app"]

"""The ground of PsiChat: settings, errors, live events, background work, logs."""

import os

# Before NumPy comes in. Its products here are small, and the threads of its library wait busily for
# a while after each one, in the way of what else wants a core.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from psichat.celery import app as celery_app

__all__ = ["celery_app"]

"""The Celery application; what runs when is in `psichat/schedule.py`."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import before_task_publish, setup_logging, task_prerun

from psichat import request_id
from psichat.schedule import BEAT_SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psichat.settings")

app = Celery("psichat")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = BEAT_SCHEDULE
app.autodiscover_tasks()


@before_task_publish.connect
def _send_request_id(headers: dict[str, Any] | None = None, **_: Any) -> None:
    if headers is not None:
        headers["psichat_request_id"] = request_id.current()


@task_prerun.connect
def _take_request_id(task: Any = None, **_: Any) -> None:
    request_id.bind(getattr(task.request, "psichat_request_id", None))


@setup_logging.connect
def _keep_our_logs(**_: Any) -> None:
    """Connected so that Celery leaves the logging that the settings made."""

"""Everything that runs by the clock, by task name; beat copies it into the database."""

from __future__ import annotations

from typing import Any

# name → task and period in seconds
SCHEDULES: dict[str, dict[str, Any]] = {
    "finish interrupted turns": {"task": "conversations.tasks.sweep", "every": 15},
    "take up knowledge": {"task": "scraping.tasks.take_up", "every": 15},
    "forget expired tokens": {"task": "accounts.tasks.flush_expired_tokens", "every": 86_400},
}

BEAT_SCHEDULE = {
    name: {"task": entry["task"], "schedule": float(entry["every"])}
    for name, entry in SCHEDULES.items()
}

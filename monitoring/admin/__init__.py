"""What monitoring shows in the Django admin."""

from __future__ import annotations

from monitoring.admin import costs as costs
from monitoring.admin import turns as turns

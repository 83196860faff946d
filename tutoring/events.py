"""Events that tutoring sends to whoever is above it, after the commit."""

from django.dispatch import Signal

# With `alert` (Alert): it is new or has changed.
alert_changed = Signal()

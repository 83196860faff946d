"""Whose turn it is to ask a host, among all sources and workers."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class CrawlHost(models.Model):
    """One request at a time for a host: `holder` asks until `held_until`; the next from `next_at`.

    Who finds it taken writes itself into `wanted_by`, so that the last holder lets it go first.
    """

    host = models.CharField(max_length=300, primary_key=True)  # with the port, as in an address
    holder = models.CharField(max_length=64, blank=True)
    held_until = models.DateTimeField(default=timezone.now)
    last_holder = models.CharField(max_length=64, blank=True)
    next_at = models.DateTimeField(default=timezone.now)
    wanted_by = models.CharField(max_length=64, blank=True)
    wanted_until = models.DateTimeField(default=timezone.now)

"""What conversations show in the Django admin."""

from __future__ import annotations

from conversations.admin import catalogue as catalogue
from conversations.admin import helping as helping
from conversations.admin import hotlines as hotlines
from conversations.admin import talk as talk
from conversations.admin import versions as versions

"""What comes back from an outside model, checked before a student reads it."""

from __future__ import annotations

from conversations.guardrails.grounds import REASONS as REASONS
from conversations.guardrails.grounds import Grounds as Grounds
from conversations.guardrails.grounds import Withheld as Withheld
from conversations.guardrails.stream import OutputGuard as OutputGuard
from conversations.guardrails.stream import check as check
from conversations.guardrails.withheld import log_withheld as log_withheld

"""Personal data in Spanish messages: found with offsets, masked, and put back."""

from __future__ import annotations

from analysis.pii.finder import find as find
from analysis.pii.spans import PiiSpan as PiiSpan
from analysis.pii.spans import PiiType as PiiType

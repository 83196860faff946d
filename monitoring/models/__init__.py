"""What is kept to watch how PsiChat does and what it costs."""

from __future__ import annotations

from monitoring.models.costs import Budget as Budget
from monitoring.models.costs import ModelCall as ModelCall
from monitoring.models.costs import ModelPrice as ModelPrice
from monitoring.models.turns import TurnLog as TurnLog

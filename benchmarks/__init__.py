"""Programs that measure PsiChat; each prints its figures and something to compare them with."""

import psichat  # noqa: F401  # first of all, as in each process of PsiChat: see there

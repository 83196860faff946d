"""Programs that measure PsiChat; each prints its figures and something to compare them with."""

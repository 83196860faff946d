"""Everything of PsiChat on one machine under one process: `python -m psichat.supervisor`."""

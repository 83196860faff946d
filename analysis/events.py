"""Events that the analysis sends to whoever is above it."""

from django.dispatch import Signal

# Sent with `analysis` (MessageAnalysis) inside the transaction that stores it: a receiver's rows
# are written with it or not at all, and a receiver's failure undoes both. Sent again, with `before`
# (the crisis level that it had), when a second opinion has raised the level.
message_analysed = Signal()

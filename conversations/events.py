"""Events that conversations send to whoever is above them, after the commit."""

from django.dispatch import Signal

# With `record` (conversations.turns.TurnRecord): a student's turn has ended, well or badly.
turn_completed = Signal()
# With `conversation` and `message_id`: a student asks for a person.
human_requested = Signal()

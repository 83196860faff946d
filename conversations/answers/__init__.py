"""The answerers: who writes the assistant's words."""

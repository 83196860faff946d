"""The JSON API of conversations (contract «Chat»)."""

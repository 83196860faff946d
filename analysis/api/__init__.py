"""The JSON API of the analysis (contract «Analysis»)."""

"""The pages for those who watch."""

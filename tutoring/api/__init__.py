"""The JSON API of tutors and administrators (contract «Tutoring»)."""

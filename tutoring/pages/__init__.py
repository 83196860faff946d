"""The tutors' pages: rendered by the server, kept up to date by HTMX and the socket."""

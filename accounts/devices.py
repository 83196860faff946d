"""A few words for a device, out of the User-Agent header that it sends."""

from __future__ import annotations

# The first that occurs is the one: Edge and Opera also say Chrome, and Chrome also says Safari.
_PROGRAMS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device_label(user_agent: str) -> str:
    """For example «Firefox · Android»; for an app its own name; empty when it says nothing."""
    known = [
        next((name for sign, name in signs if sign in user_agent), "")
        for signs in (_PROGRAMS, _SYSTEMS)
    ]
    label = " · ".join(filter(None, known)) or user_agent.split("/", maxsplit=1)[0].strip()
    return "".join(c for c in label if c.isprintable())[:80]

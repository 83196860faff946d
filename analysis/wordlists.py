"""Word lists by group, with stems, looked up by one normalised word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache


def compiled(groups: Mapping[str, str]) -> Callable[[str], tuple[str, ...]]:
    """A function from a normalised word or an emoji to the groups that hold it.

    Each value of `groups` is words between spaces; one that ends in `*` stands for all that
    begin so.
    """
    stems: dict[str, list[str]] = {}
    exact: dict[str, list[str]] = {}
    for group, entries in groups.items():
        for entry in entries.replace("ñ", "n").replace("ü", "u").split():
            table, key = (stems, entry[:-1]) if entry.endswith("*") else (exact, entry)
            table.setdefault(key, []).append(group)

    @lru_cache(maxsize=50_000)
    def groups_of(token: str) -> tuple[str, ...]:
        found = list(exact.get(token, ()))
        for length in range(2, len(token) + 1):
            found += [group for group in stems.get(token[:length], ()) if group not in found]
        return tuple(found)

    return groups_of
